/**
 * Script of the framed page, which holds one `<unknot-intake>` and nothing else. The host page speaks first: the
 * browser says whose page that is, and nobody else is told anything.
 */
import type { UnknotIntake } from '../unknot-intake.ts';
import { type Inward, type Outward, post, readInward, type Tokens } from './messages.ts';

/**
 * As high as the frame, however low that is; at `auto` the host wants all of it to be seen. Where the frame is all of
 * the screen, nothing is drawn around it.
 */
const FILLING = `
.panel{block-size:var(--unknot-height,100svh)!important;min-block-size:100svh;border-width:var(--unknot-edge,1px)!important;border-radius:var(--unknot-edge,var(--radius))!important}
.scroll{overflow-y:auto!important}
.go{inset-block-end:calc(-1*var(--pad))!important}`;

/** Of the heights that are told, in px. */
const STEP = 256;

class FramedWidget {
  readonly #widget: UnknotIntake;
  #host: string | undefined;
  #tokens: Tokens = {};
  #isReady = false;
  #height = 0;

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
    else if (message.type === 'focus') this.#focus();
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

  /** A visit that goes on has nothing to focus until its engine has come. */
  #focus(): void {
    const widget = this.#widget;
    const target = widget.shadowRoot?.querySelector<HTMLElement>('[data-focus]');
    if (target) target.focus();
    else widget.addEventListener('unknot-ready', () => this.#focus(), { once: true });
  }

  /**
   * The height of a widget that fills its frame is the host's own. Where it is as high as what is in it, any script of
   * the host could tell screens apart by it: so it is told in large steps, and never shrinks.
   */
  #measure(): void {
    if (this.#tokens['--unknot-height'] === undefined) return;
    const steps = Math.ceil(this.#widget.getBoundingClientRect().height / STEP);
    if (steps * STEP <= this.#height) return;
    this.#height = steps * STEP;
    this.#tell({ type: 'size', height: this.#height });
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
