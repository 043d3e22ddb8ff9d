/** Registers <unknot-intake>. A second copy of the script leaves the first one's element alone. */
import { UnknotIntake } from './unknot-intake.ts';

if (!customElements.get('unknot-intake')) customElements.define('unknot-intake', UnknotIntake);
