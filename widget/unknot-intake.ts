/**
 * The element. It stands on the page before its engine: it shows the first question from what it holds itself, keeps a tap
 * on it, and hands both over to the engine (`intake.view.ts`) when that has come.
 */
import { first } from '#words/en/first.ts';
import { UnknotErrorEvent, UnknotReadyEvent } from './first-events.ts';
import { build, firstPanel } from './first-question.ts';
import type { IntakeView, ViewSite } from './intake.view.ts';
import { readTab } from './read-tab.ts';
import { firstStyles } from './styles/first.styles.ts';

/**
 * Chat-style intake for a massage clinic: asks, advises, books a free consultation.
 *
 * @tag unknot-intake
 * @slot - The fallback, shown until the widget is ready and again if it cannot start; a phone link does well.
 *
 * @attr clinic - The clinic's public key. Required.
 * @attr api - The server's address. Default: where the script came from.
 * @attr lang - Language of dates and times (BCP 47). Default: the closest `lang` of the page.
 * @attr theme - `auto` (default, as the reader's device), `light` or `dark`.
 *
 * @fires unknot-ready - The first question is on the page.
 * @fires unknot-step - Another screen is shown: `{ index }`.
 * @fires unknot-result - A result is shown; which one is not told.
 * @fires unknot-booked - A consultation is booked: `{ id }`.
 * @fires unknot-error - Something failed: `{ code }`.
 *
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
 * @cssprop --unknot-height - The panel's height.
 */
export class UnknotIntake extends HTMLElement {
  static readonly observedAttributes: readonly string[] = ['clinic', 'api', 'lang'];

  readonly #root = this.attachShadow({ mode: 'open' });
  #site: ViewSite | undefined;
  #view: IntakeView | undefined;
  #isLoading = false;
  #isPlanned = false;
  /** The answer to the first question, given before the engine came. */
  #kept: string | undefined;
  #sight: IntersectionObserver | undefined;

  constructor() {
    super();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(firstStyles);
    this.#root.adoptedStyleSheets = [sheet];
    this.#root.addEventListener('click', this.#tapped);
  }

  get clinic(): string {
    return this.getAttribute('clinic') ?? '';
  }

  set clinic(clinic: string) {
    this.setAttribute('clinic', clinic);
  }

  connectedCallback(): void {
    if (this.#view) this.#view.connect();
    else this.#plan();
  }

  disconnectedCallback(): void {
    this.#sight?.disconnect();
    this.#view?.disconnect();
  }

  attributeChangedCallback(_name: string, before: string | null, after: string | null): void {
    if (before !== after) this.#plan();
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
    const { clinic } = this;
    if (!clinic) {
      console.error('<unknot-intake> needs a clinic attribute.');
      if (!this.#view) this.#root.replaceChildren(document.createElement('slot'));
      return;
    }
    const api = new URL(this.getAttribute('api') ?? import.meta.url, document.baseURI).origin;
    const key = `unknot:${api}:${clinic}`;
    const isOther = key !== this.#site?.key;
    this.#site = { api, clinic, key, stored: readTab(key) };
    if (this.#view) this.#view.visit(this.#site);
    else {
      if (isOther) this.#showFirst(this.#site);
      this.#loadWhenNear(this.#site);
    }
  }

  #showFirst({ stored }: ViewSite): void {
    const isNew = stored === undefined;
    this.#kept = undefined;
    this.#root.replaceChildren(build(firstPanel(first, isNew)));
    if (isNew) this.#ready();
  }

  /** Whoever was in the middle of something goes on, seen or not; a new visit begins when it comes near. */
  #loadWhenNear({ stored }: ViewSite): void {
    this.#sight?.disconnect();
    if (stored !== undefined) return void this.#load();
    this.#sight = new IntersectionObserver(
      entries => entries.some(({ isIntersecting }) => isIntersecting) && void this.#load(),
      { rootMargin: '50%' },
    );
    this.#sight.observe(this);
  }

  readonly #tapped = ({ target }: Event): void => {
    if (this.#view || !(target instanceof Element)) return;
    const choice = target.closest<HTMLElement>('[data-option]');
    if (choice) {
      this.#kept = choice.dataset['option'];
      this.#root.querySelector('[aria-pressed]')?.removeAttribute('aria-pressed');
      choice.setAttribute('aria-pressed', 'true');
    }
    if (choice ?? target.closest('[data-action]')) void this.#load();
  };

  async #load(): Promise<void> {
    if (this.#isLoading || this.#view) return;
    this.#isLoading = true;
    this.#sight?.disconnect();
    try {
      const { IntakeView } = await import('./intake.view.ts');
      this.#view = new IntakeView({
        host: this,
        root: this.#root,
        first,
        kept: this.#kept,
        ready: this.#ready,
        fail: this.#fail,
      });
      if (this.isConnected) this.#view.connect();
      if (this.#site) this.#view.visit(this.#site);
    } catch {
      this.#sayMissing();
    }
    this.#isLoading = false;
  }

  /** What was typed or tapped stays; the site's own way out shows below. */
  #sayMissing(): void {
    const { retry, partMissing } = first;
    this.#root
      .querySelector('.notice')
      ?.replaceChildren(
        build([
          'p',
          { class: 'say' },
          [`${partMissing} `, ['button', { type: 'button', 'data-action': 'retry' }, [retry]]],
        ]),
        document.createElement('slot'),
      );
    this.#fail('part_missing');
  }

  readonly #ready = (): void => {
    this.dispatchEvent(new UnknotReadyEvent());
  };

  readonly #fail = (code: string): void => {
    console.error(`<unknot-intake clinic="${this.clinic}">: ${code}`);
    this.dispatchEvent(new UnknotErrorEvent(code));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'unknot-intake': UnknotIntake;
  }
}
