/** `unknot/define`: registers <unknot-intake> where there is a page, and does nothing where there is none. */
import { UnknotIntake } from '../unknot-intake.ts';

if ('customElements' in globalThis && !customElements.get('unknot-intake')) {
  customElements.define('unknot-intake', UnknotIntake);
}

export { UnknotIntake };
