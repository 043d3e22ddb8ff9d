/**
 * The element. It stands on the page before its engine: it shows the first question from what it holds itself, keeps a tap
 * on it, and hands both over to the engine (`intake.view.ts`) when that has come. As a bubble, a dialog or sealed it leaves
 * its place to `modes/outer.view.ts`.
 */
import { first } from '#words/en/first.ts';
import type { ElementView, ViewSite } from './element-view.ts';
import { UnknotEvent } from './events.ts';
import { build, firstPanel } from './first-question.ts';
import { readTab } from './read-tab.ts';
import { firstStyles } from './styles/first.styles.ts';

/** What `configure` takes: the attributes. */
export interface UnknotOptions {
  readonly clinic?: string;
  readonly api?: string;
  readonly mode?: 'inline' | 'bubble' | 'dialog';
  readonly placement?: 'end' | 'start';
  readonly lang?: string;
  readonly theme?: 'auto' | 'light' | 'dark';
  readonly sealed?: boolean;
  readonly greet?: boolean;
}

/**
 * Chat-style intake for a massage clinic: asks, advises, books a free consultation.
 *
 * @tag unknot-intake
 * @slot - The fallback, shown until the widget is ready and again if it cannot start; a phone link does well.
 *
 * @attr clinic - The clinic's public key. Required.
 * @attr api - The server's address. Default: where the script came from.
 * @attr mode - `inline` (default, in the page), `bubble` (a launcher in the corner) or `dialog` (opened by the page's own elements with `data-unknot-open`).
 * @attr placement - Corner of the bubble: `end` (default) or `start`.
 * @attr lang - Language of dates and times (BCP 47). Default: the closest `lang` of the page.
 * @attr theme - `auto` (default, as the reader's device), `light` or `dark`.
 * @attr sealed - Renders a frame of the server's origin, whose contents no script of the page can read.
 * @attr greet - The bubble greets by itself, once a tab.
 * @attr open - The bubble or dialog is open. Reflected.
 *
 * @fires unknot-ready - The first question, or the launcher, is on the page.
 * @fires unknot-open - The bubble or dialog was opened.
 * @fires unknot-close - The bubble or dialog was closed.
 * @fires unknot-step - Another screen is shown: `{ index }`.
 * @fires unknot-result - A result is shown; which one is not told. Sealed, not even that.
 * @fires unknot-booked - A consultation is booked: `{ id }`.
 * @fires unknot-error - Something failed: `{ code }`.
 *
 * @csspart launcher - The bubble's button.
 * @csspart window - What the bubble or dialog opens, around the panel.
 * @csspart panel - The whole widget.
 * @csspart header - Name, face and phone of the clinic.
 * @csspart message - One bubble of the conversation.
 * @csspart choice - One choice of a question.
 * @csspart result - The card with the advice, and the one that says it is booked.
 * @csspart slot - One free time.
 * @csspart action - A main button.
 * @csspart footer - Back, progress and the emergency line.
 *
 * @cssprop --unknot-accent - The one accent colour. Default: the clinic's own.
 * @cssprop --unknot-on-accent - Text on the accent.
 * @cssprop --unknot-surface - The panel's ground.
 * @cssprop --unknot-text - Text.
 * @cssprop --unknot-muted - Quieter text.
 * @cssprop --unknot-radius - Corner of the panel; choices follow it.
 * @cssprop --unknot-font - Font family. Default: the page's.
 * @cssprop --unknot-font-size - Size everything else is measured in. Default: `medium`.
 * @cssprop --unknot-z - Stacking order of the launcher.
 * @cssprop --unknot-offset-x - The launcher's distance from the side.
 * @cssprop --unknot-offset-y - The launcher's distance from the bottom.
 * @cssprop --unknot-width - Width of the bubble's or dialog's window.
 * @cssprop --unknot-height - Height of the panel, or of the window.
 */
export class UnknotIntake extends HTMLElement {
  static readonly observedAttributes: readonly string[] =
    'clinic api mode placement lang theme sealed greet open'.split(' ');

  readonly #root = this.attachShadow({ mode: 'open' });
  #site: ViewSite | undefined;
  #view: ElementView | undefined;
  /** Whether that is, or is to be, the engine itself: in the page, and nothing around it. */
  #isPlain = true;
  #loading: Promise<void> | undefined;
  #isPlanned = false;
  /** The answer to the first question, given before the engine came. */
  #kept: string | undefined;
  #sight: IntersectionObserver | undefined;
  #beReady = (): void => {};
  /** Kept when the element can be used: the first question or the launcher is on the page. */
  readonly ready: Promise<void> = new Promise(kept => {
    this.#beReady = kept;
  });

  constructor() {
    super();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(firstStyles);
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.addEventListener('click', this.#tapped);
  }

  /** Opens the bubble or dialog; brings a widget in the page into view. */
  open(): void {
    // Even where it is set already: whoever has scrolled away is brought back.
    this.setAttribute('open', '');
  }

  /** Closes the bubble or dialog; the visit stays as it is. */
  close(): void {
    this.toggleAttribute('open', false);
  }

  /** Opens what is closed, closes what is open. */
  toggle(): void {
    this.toggleAttribute('open');
  }

  /** Begins a new visit. */
  restart(): void {
    void this.#load().then(() => this.#view?.restart());
  }

  /** Sets attributes: `true` is an empty one, `false` none. */
  configure(options: UnknotOptions): void {
    for (const [name, value] of Object.entries<string | boolean>({ ...options })) {
      if (value === false) this.removeAttribute(name);
      else this.setAttribute(name, value === true ? '' : value);
    }
  }

  connectedCallback(): void {
    this.#view?.connect();
    // Nothing was answered while it was nowhere, and what is around it may be another.
    this.#plan();
  }

  disconnectedCallback(): void {
    this.#sight?.disconnect();
    this.#view?.disconnect();
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (name === 'open' && this.#view) this.#view.show(after !== null);
    else if (before !== after) this.#plan();
  }

  get #isFloating(): boolean {
    return /bubble|dialog/.test(this.getAttribute('mode') ?? '');
  }

  /** Attributes that are set one after the other are answered once. */
  #plan(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    queueMicrotask(() => {
      this.#isPlanned = false;
      if (this.isConnected) this.#begin();
    });
  }

  #begin(): void {
    const clinic = this.getAttribute('clinic');
    if (!clinic) {
      if (!this.#view) this.#root.replaceChildren(document.createElement('slot'));
      this.#fail('clinic_missing');
      return;
    }
    const api = new URL(this.getAttribute('api') ?? import.meta.url, document.baseURI).origin;
    const key = `unknot:${api}:${clinic}`;
    const isPlain = !this.#isFloating && !this.hasAttribute('sealed');
    const isOther = key !== this.#site?.key || isPlain !== this.#isPlain;
    this.#site = { api, clinic, key, stored: readTab(key) };
    if (isPlain !== this.#isPlain) {
      this.#view?.disconnect();
      this.#view = undefined;
    }
    this.#isPlain = isPlain;
    if (this.#view) this.#view.visit(this.#site);
    else {
      if (isOther) this.#showFirst(this.#site);
      this.#loadWhenNear(this.#site);
    }
  }

  /** Sealed, an answer is nobody's but the frame's: until that has come the panel stands empty. */
  #showFirst({ stored }: ViewSite): void {
    const isNew = stored === undefined && this.#isPlain;
    this.#kept = undefined;
    this.#root.replaceChildren(...(this.#isFloating ? [] : [build(firstPanel(first, isNew))]));
    if (isNew) this.#ready();
  }

  /** Whoever was in the middle of something goes on, seen or not; a new visit begins when it comes near. */
  #loadWhenNear({ stored }: ViewSite): void {
    const load = () => void this.#load();
    const isFloating = this.#isFloating;
    this.#sight?.disconnect();
    // The page's own elements that open a dialog are there already, and nothing hears them yet.
    if (this.hasAttribute('open') || (isFloating ? this.getAttribute('mode') === 'dialog' : stored)) load();
    else if (isFloating) (window.requestIdleCallback ?? setTimeout)(load);
    else {
      this.#sight = new IntersectionObserver(
        entries => entries.some(({ isIntersecting }) => isIntersecting) && load(),
        { rootMargin: '50%' },
      );
      this.#sight.observe(this);
    }
  }

  readonly #tapped = ({ target }: Event): void => {
    const control = target instanceof HTMLElement && target.closest<HTMLElement>('[data-option],[data-action]');
    if (!control || this.#view) return;
    const { option } = control.dataset;
    if (option) {
      this.#kept = option;
      this.#root.querySelector('[aria-pressed]')?.removeAttribute('aria-pressed');
      control.setAttribute('aria-pressed', 'true');
    }
    void this.#load();
  };

  #load(): Promise<void> {
    this.#sight?.disconnect();
    this.#loading ??= this.#loadView();
    return this.#loading;
  }

  async #loadView(): Promise<void> {
    try {
      const isPlain = this.#isPlain;
      const View = isPlain
        ? (await import('./intake.view.ts')).IntakeView
        : (await import('./modes/outer.view.ts')).OuterView;
      this.#loading = undefined;
      // It has become something else meanwhile.
      if (isPlain !== this.#isPlain) return this.#load();
      if (this.#view || !this.#site) return;
      this.#view = new View({
        host: this,
        root: this.#root,
        first,
        kept: this.#kept,
        ready: this.#ready,
        fail: this.#fail,
      });
      if (this.isConnected) this.#view.connect();
      this.#view.visit(this.#site);
      if (this.hasAttribute('open')) this.#view.show(true);
    } catch {
      this.#loading = undefined;
      this.#sayMissing();
    }
  }

  /** What was typed or tapped stays; the site's own way out shows below. */
  #sayMissing(): void {
    const { retry, partMissing } = first;
    (this.#root.querySelector('.notice') ?? this.#root).replaceChildren(
      build(['p', 'say', [`${partMissing} `, ['button', '', [retry], { 'data-action': 'retry' }]]]),
      document.createElement('slot'),
    );
    this.#fail('part_missing');
  }

  readonly #ready = (): void => {
    this.#beReady();
    this.dispatchEvent(new UnknotEvent('ready', {}));
  };

  readonly #fail = (code: string): void => {
    console.error(`<unknot-intake clinic="${this.getAttribute('clinic')}">: ${code}`);
    this.dispatchEvent(new UnknotEvent('error', { code }));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'unknot-intake': UnknotIntake;
  }
}
