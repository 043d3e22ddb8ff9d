/**
 * Script of the framed page, which holds one `<unknot-intake>` and nothing else. The host page speaks first: the
 * browser says whose page that is, and nobody else is told anything.
 */
import type { UnknotIntake } from '../unknot-intake.ts';
import { type Inward, type Outward, post, readInward, type Tokens } from './messages.ts';

/**
 * As high as the frame, however low that is; `auto` where the host wants all of it to be seen. Where the frame is all of
 * the screen, nothing is drawn around it.
 */
const FILLING = `
.panel{block-size:var(--unknot-height,100svh)!important;border-width:var(--unknot-edge,1px)!important;border-radius:var(--unknot-edge,var(--radius))!important}
.scroll{overflow-y:auto!important}
.go{inset-block-end:calc(-1*var(--pad))!important}`;

class FramedWidget {
  readonly #widget: UnknotIntake;
  #host: string | undefined;
  #tokens: Tokens = {};
  #isReady = false;

  constructor(widget: UnknotIntake) {
    this.#widget = widget;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(FILLING);
    widget.shadowRoot?.adoptedStyleSheets.push(sheet);
  }

  listen(): void {
    const widget = this.#widget;
    addEventListener('message', this.#heard);
    addEventListener('keydown', ({ key, defaultPrevented, isComposing }) => {
      if (key === 'Escape' && !defaultPrevented && !isComposing) this.#tell({ type: 'escape' });
    });
    widget.addEventListener('unknot-step', ({ detail }) => this.#tell({ type: 'step', index: detail.index }));
    widget.addEventListener('unknot-booked', ({ detail }) => this.#tell({ type: 'booked', id: detail.id }));
    widget.addEventListener('unknot-error', ({ detail }) => this.#tell({ type: 'error', code: detail.code }));
    new ResizeObserver(() => this.#measure()).observe(widget);
  }

  readonly #heard = ({ source, origin, data }: MessageEvent): void => {
    // A page without an origin of its own (`null`) is nobody's: an answer could reach anybody.
    if (source !== parent || origin === 'null' || origin !== (this.#host ?? origin)) return;
    const message = readInward(data);
    if (!message) return;
    this.#host = origin;
    this.#obey(message);
  };

  #obey(message: Inward): void {
    const widget = this.#widget;
    if (message.type === 'tokens') this.#wear(message.tokens);
    else if (message.type === 'restart') widget.restart();
    else if (message.type === 'focus') widget.shadowRoot?.querySelector<HTMLElement>('[data-focus]')?.focus();
    else {
      widget.setAttribute('theme', message.theme);
      if (message.lang) widget.lang = message.lang;
      else widget.removeAttribute('lang');
      if (!this.#isReady) this.#tell({ type: 'ready' });
      this.#isReady = true;
    }
  }

  #wear(tokens: Tokens): void {
    const { style } = this.#widget;
    for (const name of Object.keys(this.#tokens)) style.removeProperty(name);
    for (const [name, value] of Object.entries(tokens)) style.setProperty(name, value);
    this.#tokens = tokens;
    this.#measure();
  }

  /** The height of a widget that fills its frame is the host's own, and tells nothing of what is in it. */
  #measure(): void {
    if (this.#tokens['--unknot-height'] === undefined) return;
    this.#tell({ type: 'size', height: Math.ceil(this.#widget.getBoundingClientRect().height) });
  }

  #tell(message: Outward): void {
    if (this.#host !== undefined) post(parent, this.#host, message);
  }
}

await customElements.whenDefined('unknot-intake');
const widget = document.querySelector('unknot-intake');
if (widget) {
  const framed = new FramedWidget(widget);
  if (parent !== window) framed.listen();
}
