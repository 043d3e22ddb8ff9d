/** Registers <unknot-manage>, all there is on the visitor's own page. */
import { UnknotManage } from './unknot-manage.ts';

customElements.define('unknot-manage', UnknotManage);
