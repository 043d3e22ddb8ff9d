/** The element: attributes in, screens out, events up. What to show comes from the machine through `present`. */
import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import type { Receipt } from '#triage/consultation.ts';
import { asking as words } from '#words/en/asking.ts';
import { UnknotBookedEvent, UnknotErrorEvent, UnknotReadyEvent, UnknotResultEvent, UnknotStepEvent } from './events.ts';
import { IntakeController } from './intake.controller.ts';
import type { VisitEvent } from './intake.machine.ts';
import { loadSecondPart, type SecondPart } from './load-second-part.ts';
import type { Screen } from './present.ts';
import { printCopy } from './print-copy.ts';
import type { BookingScreen } from './screens/booking.ts';
import { panelTemplate } from './screens/panel.ts';
import { questionTemplate } from './screens/question.ts';
import { referredTemplate } from './screens/referred.ts';
import type { View } from './screens/view.ts';
import { styles } from './unknot-intake.styles.ts';

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
export class UnknotIntake extends LitElement {
  static override readonly styles = styles;
  static override readonly properties = {
    clinic: { type: String },
    api: { type: String },
    lang: { type: String },
    theme: { type: String, reflect: true },
  };

  declare clinic: string;
  declare api: string | undefined;
  declare theme: 'auto' | 'light' | 'dark' | undefined;

  readonly #visit = new IntakeController(this, {
    screen: screen => this.#announce(screen),
    failed: code => this.#fail(code),
  });
  #secondPart: SecondPart | undefined;
  #hasFailed = false;
  /** What the screen was about when it was last rendered, to know when it becomes another. */
  #shown: string | undefined;
  #isTouched = false;
  /** The screen of the last single click. */
  #clicked: string | undefined;
  #said: 'copied' | 'copyFailed' | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('pointerdown', this.#touch);
    this.addEventListener('keydown', this.#touch);
    this.addEventListener('click', this.#keepMeant, { capture: true });
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('pointerdown', this.#touch);
    this.removeEventListener('keydown', this.#touch);
    this.removeEventListener('click', this.#keepMeant, { capture: true });
  }

  /** Focus is moved only for somebody who uses the widget; a page that has just loaded keeps its own. */
  readonly #touch = (): void => {
    this.#isTouched = true;
  };

  /** The second click of a double click is meant for the screen of the first, never for what has come under it since. */
  readonly #keepMeant = (event: MouseEvent): void => {
    if (event.detail < 2) this.#clicked = this.#shown;
    else if (this.#clicked !== this.#shown) {
      event.preventDefault();
      event.stopPropagation();
    }
  };

  override willUpdate(changed: PropertyValues<this>): void {
    // The first time, it is told even if nothing was set: a missing clinic has to be said.
    if (this.hasUpdated && !changed.has('clinic') && !changed.has('api')) return;
    if (!this.clinic) {
      console.error('<unknot-intake> needs a clinic attribute, such as clinic="riverside".');
      return;
    }
    void this.#visit.visit({ api: this.#apiBase, clinic: this.clinic, locale: this.#locale });
  }

  get #apiBase(): string {
    return new URL(this.api ?? import.meta.url, document.baseURI).origin;
  }

  get #locale(): string {
    const closest = this.lang || this.closest('[lang]')?.getAttribute('lang') || document.documentElement.lang;
    // Words are English so far; the page may still say which English its dates are written in.
    // What is no language tag (`en_US` is a common slip) would stop the dates from being written at all.
    return /^en(-[a-z\d]{2,8})*$/i.test(closest) ? closest : 'en-US';
  }

  override render(): TemplateResult {
    const { screen } = this.#visit;
    if (!screen) return html`<slot></slot>`;
    const key = keyOf(screen);
    const isNew = key !== this.#shown;
    return panelTemplate(screen, this.#view, {
      body: this.#body(screen),
      // Said once: the answer that led from the screen before to this one.
      heard: isNew ? this.#shown : undefined,
      notice: this.#noticeText(screen),
    });
  }

  get #view(): View {
    return {
      words,
      locale: this.#locale,
      send: this.#send,
      print: () => this.#print(),
      copy: text => void this.#copy(text),
      calendarUrl: receipt => this.#calendarUrl(receipt),
    };
  }

  readonly #send = (event: VisitEvent): void => {
    this.#said = undefined;
    this.#visit.send(event);
  };

  #body(screen: Screen): TemplateResult {
    if (screen.name === 'asking') return questionTemplate(screen, this.#view);
    if (screen.name === 'referred') return referredTemplate(screen, this.#view);
    return this.#bookingBody(screen);
  }

  #bookingBody(screen: BookingScreen): TemplateResult {
    if (this.#secondPart) return this.#secondPart.bookingTemplate(screen, this.#view);
    if (!this.#hasFailed) return html`<div class="skeleton" data-focus tabindex="-1"><i></i><i></i><i></i></div>`;
    return html`<div class="card" data-focus tabindex="-1" role="alert">
      <p>${words.notices.partMissing}</p>
      <button class="primary" type="button" data-action="retry" @click=${() => this.#loadSecondPart()}>
        ${words.trouble.retry}
      </button>
    </div>`;
  }

  #noticeText(screen: Screen): string | undefined {
    if (this.#said) return words.chat[this.#said];
    const { notice } = screen;
    // Somebody who is told to get help needs to hear nothing else.
    if (notice === undefined || screen.name === 'referred') return undefined;
    const texts: Readonly<Record<string, string>> = { ...words.notices, ...this.#secondPart?.bookingNotices };
    return texts[notice];
  }

  override updated(): void {
    const { screen } = this.#visit;
    if (!screen) return;
    this.#paintAccent(screen);
    const key = keyOf(screen);
    const isFirst = this.#shown === undefined;
    const isNew = key !== this.#shown;
    this.#shown = key;
    if (isFirst) {
      this.dispatchEvent(new UnknotReadyEvent());
      void this.#loadSecondPart();
    } else if (isNew) this.#moveTo();
    else this.#focusProblem();
  }

  /** Brings the new screen into the panel's view, and the focus to it. */
  #moveTo(): void {
    const target = this.renderRoot.querySelector<HTMLElement>('[data-focus]');
    const scroller = this.renderRoot.querySelector<HTMLElement>('.scroll');
    if (!target || !scroller) return;
    const place = target.closest('.card') ?? target;
    const top = place.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
    // As far down as needed to show the choices, but never past the question itself.
    scroller.scrollTop = Math.min(top - 8, scroller.scrollHeight - scroller.clientHeight);
    if (!this.#isTouched) return;
    target.focus({ preventScroll: true });
    // The host page itself may stand such that the question is out of sight.
    (target.querySelector('legend') ?? target).scrollIntoView({ block: 'nearest' });
  }

  /** After a refused form the first field with a problem has the focus. */
  #focusProblem(): void {
    const active = this.shadowRoot?.activeElement;
    if (active instanceof HTMLButtonElement && active.type === 'submit') {
      this.renderRoot.querySelector<HTMLElement>('[aria-invalid]')?.focus();
    }
  }

  #paintAccent({ clinic }: Screen): void {
    const accent = clinic?.theme.accent;
    if (accent) this.renderRoot.querySelector<HTMLElement>('.panel')?.style.setProperty('--clinic-accent', accent);
  }

  #announce(screen: Screen): void {
    const key = keyOf(screen);
    if (this.#shown === undefined || key === this.#shown) return;
    this.dispatchEvent(new UnknotStepEvent(screen.depth));
    if (screen.name !== 'asking' && !this.#secondPart) void this.#loadSecondPart();
    if (screen.name === 'referred' || screen.name === 'recommended') this.dispatchEvent(new UnknotResultEvent());
    if (screen.name === 'booked') this.dispatchEvent(new UnknotBookedEvent(screen.receipt.id));
    if (screen.name === 'unsent') this.dispatchEvent(new UnknotErrorEvent('unsent'));
  }

  async #loadSecondPart(): Promise<void> {
    this.#hasFailed = false;
    try {
      this.#secondPart = await loadSecondPart();
    } catch {
      this.#hasFailed = true;
      this.#fail('part_missing');
    }
    this.requestUpdate();
  }

  #fail(code: string): void {
    console.error(`<unknot-intake clinic="${this.clinic}">: ${code}`);
    this.dispatchEvent(new UnknotErrorEvent(code));
  }

  #print(): void {
    const part = this.renderRoot.querySelector('[data-printed]');
    if (part) printCopy(part);
  }

  async #copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      this.#said = 'copied';
    } catch {
      // No clipboard without https, or not allowed: say so, and printing remains.
      this.#said = 'copyFailed';
    }
    this.requestUpdate();
  }

  #calendarUrl({ id, start = '' }: Receipt): string {
    const query = new URLSearchParams({ id, start });
    return `${this.#apiBase}/v1/clinics/${encodeURIComponent(this.clinic)}/calendar.ics?${query}`;
  }
}

/** What a screen is about: the same key is the same place, so focus and scroll stay. */
const keyOf = (screen: Screen): string =>
  screen.name === 'asking' ? (screen.asked?.question ?? 'asking') : screen.name;

declare global {
  interface HTMLElementTagNameMap {
    'unknot-intake': UnknotIntake;
  }
}
