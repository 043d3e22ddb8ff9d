/** The engine: screens in the element's shadow root, from a machine. What to show comes through `present`. */
import { html, render, type TemplateResult } from 'lit/html.js';
import type { Receipt } from '#triage/consultation.ts';
import type { AskingWords } from '#words/catalogue.ts';
import { later } from '#words/en/later.ts';
import { joined } from '#words/joined.ts';
import type { ElementView, ViewNeeds, ViewSite } from './element-view.ts';
import { UnknotEvent } from './events.ts';
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
import { secondClicks } from './second-click.ts';
import { restStyles } from './styles/rest.styles.ts';

const sheet = new CSSStyleSheet();
sheet.replaceSync(restStyles);

export class IntakeView implements ElementView {
  readonly #host: HTMLElement;
  readonly #root: ShadowRoot;
  readonly #ready: ViewNeeds['ready'];
  readonly #fail: ViewNeeds['fail'];
  readonly #words: AskingWords;
  readonly #visit: IntakeController;
  #site: ViewSite | undefined;
  /** To be sent as soon as the machine listens. */
  #kept: string | undefined;
  #secondPart: SecondPart | undefined;
  #hasFailed = false;
  #isPlanned = false;
  #hasRendered = false;
  /** Behind what is rendered: what Lit knows of a place it knows by this, and the root may have had other owners. */
  readonly #end = document.createComment('');
  /** What the screen was about when it was last shown, to know when it becomes another. */
  #shown: string | undefined;
  #isTouched: boolean;
  /** The screen of the last single click. */
  #clicked: string | undefined;
  #said: 'copied' | 'copyFailed' | undefined;

  constructor({ host, root, first, kept, ready, fail }: ViewNeeds) {
    this.#host = host;
    this.#root = root;
    this.#ready = ready;
    this.#fail = fail;
    this.#words = joined(first, later);
    this.#kept = kept;
    this.#shown = root.querySelector<HTMLElement>('[data-question]')?.dataset['question'];
    this.#clicked = this.#shown;
    this.#isTouched = kept !== undefined || root.activeElement !== null;
    root.addEventListener('click', this.#tapped);
    this.#visit = new IntakeController({
      screen: screen => this.#announce(screen),
      changed: () => this.#plan(),
      failed: fail,
    });
  }

  connect(): void {
    this.#host.addEventListener('pointerdown', this.#touch);
    this.#host.addEventListener('keydown', this.#touch);
    this.#host.addEventListener('click', this.#keepMeant, { capture: true });
    for (const type of OURS) this.#host.addEventListener(type, keepIn);
    this.#visit.connect();
  }

  disconnect(): void {
    this.#host.removeEventListener('pointerdown', this.#touch);
    this.#host.removeEventListener('keydown', this.#touch);
    this.#host.removeEventListener('click', this.#keepMeant, { capture: true });
    for (const type of OURS) this.#host.removeEventListener(type, keepIn);
    this.#visit.disconnect();
  }

  /** Begins at this site, or says the same visit in another language. */
  visit(site: ViewSite): void {
    if (site.key === this.#site?.key) {
      this.#plan();
      return;
    }
    this.#site = site;
    void this.#loadSecondPart();
    const kept = this.#kept;
    this.#kept = undefined;
    this.#visit
      .visit(
        { ...site, locale: this.#locale },
        kept === undefined ? undefined : { type: 'answer', question: 'goal', value: kept },
      )
      // What is missing is the second part, which is told and shown where that is loaded.
      .catch(() => {});
  }

  restart(): void {
    this.#said = undefined;
    this.#visit.meet({ type: 'restart' });
  }

  /** In the page there is nothing to open: the question comes into sight, and the keyboard to it. */
  show(isOpen: boolean): void {
    if (!isOpen) return;
    this.#isTouched = true;
    this.#host.scrollIntoView({ block: 'nearest' });
    this.#root.querySelector<HTMLElement>('[data-focus]')?.focus({ preventScroll: true });
  }

  /** A tap on what the element shows by itself: it is not heard there any more, and not yet by the machine. */
  readonly #tapped = ({ target }: Event): void => {
    const choice = target instanceof HTMLElement && target.closest<HTMLElement>('[data-option]');
    if (!choice) return;
    choice.setAttribute('aria-pressed', 'true');
    this.#isTouched = true;
    this.#visit.meet({ type: 'answer', question: 'goal', value: choice.dataset['option'] ?? '' });
  };

  /** Focus is moved only for somebody who uses the widget; a page that has just loaded keeps its own. */
  readonly #touch = (): void => {
    this.#visit.catchUp();
    if (this.#isTouched) return;
    this.#isTouched = true;
    this.#visit.prepare();
  };

  /** The second click of a double click is meant for the screen of the first, never for what has come under it since. */
  readonly #isSecond = secondClicks();
  readonly #keepMeant = (event: MouseEvent): void => {
    if (!this.#isSecond(event)) this.#clicked = this.#shown;
    else if (this.#clicked !== this.#shown) {
      event.preventDefault();
      event.stopPropagation();
    }
  };

  /** However many changes a task brings, they are shown once. */
  #plan(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    queueMicrotask(() => {
      this.#isPlanned = false;
      if (this.#isPressed) requestAnimationFrame(() => this.#plan());
      else this.#showNow();
    });
  }

  /** A button that is taken away while it is held down is never clicked. */
  get #isPressed(): boolean {
    return !this.#hasRendered && this.#root.querySelector('[data-option]:active') !== null;
  }

  #showNow(): void {
    const { screen } = this.#visit;
    if (screen) this.#show(screen);
    else if (this.#hasFailed) this.#showMissing();
  }

  #show(screen: Screen): void {
    const key = keyOf(screen);
    const before = this.#shown;
    const isNew = key !== before;
    const template = panelTemplate(screen, this.#view, {
      body: this.#body(screen),
      // Said once: the answer that led from the screen before to this one.
      heard: isNew ? before : undefined,
      notice: this.#noticeText(screen),
    });
    if (isNew) this.#letGo();
    const restore = this.#hasRendered ? undefined : this.#takeOver();
    this.#render(template);
    this.#paintAccent(screen);
    this.#shown = key;
    if (before === undefined) this.#ready();
    else if (isNew) this.#moveTo();
    else if (restore) restore();
    else this.#focusProblem();
    if (restore) window.requestIdleCallback?.(() => this.#rehearse(screen));
  }

  #render(template: TemplateResult): void {
    render(template, this.#root, { renderBefore: this.#end });
  }

  /** A visit was begun, and what it takes to go on with it did not come: the site's own way out shows, too. */
  #showMissing(): void {
    if (!this.#hasRendered) this.#takeOver();
    this.#render(
      html`<section class="panel" part="panel" lang="en" aria-label=${this.#words.chat.label}><div class="scroll">${this.#missing()}<slot></slot></div></section>`,
    );
  }

  /**
   * Makes once, and shows nowhere, what the first answer brings. What runs, and is laid out, for the first time takes a
   * slow phone longer than all else an answer takes.
   */
  #rehearse({ clinic, depth }: Screen): void {
    const next = depth === 0 && this.#visit.ahead({ type: 'answer', question: 'goal', value: 'pain' });
    if (!next) return;
    const stage = document.createElement('div');
    // Not the attribute, which a strict page lets nobody set.
    stage.style.cssText = 'position:absolute;visibility:hidden;inline-size:100%;contain:strict';
    const screen = { ...next, clinic };
    render(panelTemplate(screen, this.#view, { body: this.#body(screen), heard: 'goal', notice: undefined }), stage);
    this.#root.append(stage);
    stage.getBoundingClientRect();
    stage.remove();
  }

  /** To take the focus from what is removed the browser lays the page out: done before the changes, that is for nothing. */
  #letGo(): void {
    const { activeElement } = this.#root;
    if (this.#isTouched && activeElement instanceof HTMLElement) activeElement.blur();
  }

  /** Takes what the element showed by itself off the page. @returns puts the focus back */
  #takeOver(): () => void {
    this.#hasRendered = true;
    this.#root.removeEventListener('click', this.#tapped);
    // Not before: what the element shows by itself would be painted with it, and move.
    this.#root.adoptedStyleSheets.push(sheet);
    const active = this.#root.activeElement;
    const option = active?.getAttribute('data-option');
    const place = option ? `[data-option=${option}]` : '[data-focus]';
    this.#root.replaceChildren(this.#end);
    return () => {
      if (active) this.#root.querySelector<HTMLElement>(place)?.focus({ preventScroll: true });
    };
  }

  get #view(): View {
    return {
      words: this.#words,
      locale: this.#locale,
      send: this.#send,
      print: () => this.#print(),
      copy: text => void this.#copy(text),
      calendarUrl: receipt => this.#calendarUrl(receipt),
    };
  }

  get #locale(): string {
    const closest =
      this.#host.lang || this.#host.closest('[lang]')?.getAttribute('lang') || document.documentElement.lang;
    // Words are English so far; the page may still say which English its dates are written in.
    // What is no language tag (`en_US` is a common slip) would stop the dates from being written at all.
    return /^en(-[a-z\d]{2,8})*$/i.test(closest) ? closest : 'en-US';
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
    return this.#missing();
  }

  #missing(): TemplateResult {
    const { notices, trouble } = this.#words;
    return html`<div class="card" data-focus tabindex="-1" role="alert">
      <p>${notices.partMissing}</p>
      <button class="primary" type="button" data-action="retry" @click=${this.#tryAgain}>${trouble.retry}</button>
    </div>`;
  }

  readonly #tryAgain = (): void => {
    const site = this.#site;
    if (this.#visit.screen || !site) void this.#loadSecondPart();
    else {
      this.#site = undefined;
      this.visit(site);
    }
  };

  #noticeText(screen: Screen): string | undefined {
    if (this.#said) return this.#words.chat[this.#said];
    const { notice } = screen;
    // Somebody who is told to get help needs to hear nothing else.
    if (notice === undefined || screen.name === 'referred') return undefined;
    const texts: Readonly<Record<string, string>> = { ...this.#words.notices, ...this.#secondPart?.bookingNotices };
    return texts[notice];
  }

  /** Brings the new screen into the panel's view, and the focus to it. */
  #moveTo(): void {
    const target = this.#root.querySelector<HTMLElement>('[data-focus]');
    const scroller = this.#root.querySelector<HTMLElement>('.scroll');
    if (!target || !scroller) return;
    // Before anything is measured: to focus, the browser has to know the styles, and to measure, the boxes as well.
    if (this.#isTouched) target.focus({ preventScroll: true });
    const place = target.closest('.card') ?? target;
    const top = place.getBoundingClientRect().top - scroller.getBoundingClientRect().top + scroller.scrollTop;
    // As far down as needed to show the choices, but never past the question itself.
    scroller.scrollTop = Math.min(top - 8, scroller.scrollHeight - scroller.clientHeight);
    if (!this.#isTouched) return;
    // The host page itself may stand such that the question is out of sight.
    (target.querySelector('legend') ?? target).scrollIntoView({ block: 'nearest' });
  }

  /** After a refused form the first field with a problem has the focus. */
  #focusProblem(): void {
    const active = this.#root.activeElement;
    if (active instanceof HTMLButtonElement && active.type === 'submit') {
      this.#root.querySelector<HTMLElement>('[aria-invalid]')?.focus();
    }
  }

  #paintAccent({ clinic }: Screen): void {
    const accent = clinic?.theme.accent;
    if (accent) this.#root.querySelector<HTMLElement>('.panel')?.style.setProperty('--clinic-accent', accent);
  }

  #announce(screen: Screen): void {
    const key = keyOf(screen);
    if (this.#shown === undefined || key === this.#shown) return;
    this.#tell(new UnknotEvent('step', { index: screen.depth }));
    if (screen.name !== 'asking' && !this.#secondPart) void this.#loadSecondPart();
    if (screen.name === 'referred' || screen.name === 'recommended') this.#tell(new UnknotEvent('result', {}));
    if (screen.name === 'booked') this.#tell(new UnknotEvent('booked', { id: screen.receipt.id }));
    if (screen.name === 'unsent') this.#fail('unsent');
  }

  #tell(event: Event): void {
    this.#host.dispatchEvent(event);
  }

  async #loadSecondPart(): Promise<void> {
    this.#hasFailed = false;
    try {
      this.#secondPart = await loadSecondPart();
    } catch {
      this.#hasFailed = true;
      this.#fail('part_missing');
    }
    this.#plan();
  }

  #print(): void {
    const part = this.#root.querySelector('[data-printed]');
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
    this.#plan();
  }

  #calendarUrl({ id, start = '' }: Receipt): string {
    const query = new URLSearchParams({ id, start });
    return `${this.#site?.api}/v1/clinics/${encodeURIComponent(this.#site?.clinic ?? '')}/calendar.ics?${query}`;
  }
}

/** A page knows a field by its tag, and can't see one in here: its shortcuts and its copy protection would take keys and focus away. */
const OURS = ['keydown', 'keypress', 'mousedown', 'selectstart'];

/** But for the keys that what is around the widget has a use for. */
function keepIn(event: Event): void {
  if (!(event instanceof KeyboardEvent && /^(Escape|Tab)$/.test(event.key))) event.stopPropagation();
}

/** What a screen is about: the same key is the same place, so focus and scroll stay. */
const keyOf = (screen: Screen): string =>
  screen.name === 'asking' ? (screen.asked?.question ?? 'asking') : screen.name;
