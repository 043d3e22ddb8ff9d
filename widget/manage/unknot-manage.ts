/** The visitor's own page as an element: the address's fragment in, screens out. */
import { LitElement, type TemplateResult, unsafeCSS } from 'lit';
import { manage as words } from '#words/en/manage.ts';
import { secondClicks } from '../second-click.ts';
import { firstStyles } from '../styles/first.styles.ts';
import { restStyles } from '../styles/rest.styles.ts';
import { cancellingTemplate, erasingTemplate } from './ending-screens.ts';
import { frameTemplate, loadingTemplate, storyTemplate, unopenedTemplate } from './frame.ts';
import { type Link, readLink } from './link.ts';
import { manageStyles } from './manage.styles.ts';
import { createManageApi } from './manage-api.ts';
import { choosingTemplate, movingTemplate } from './moving-screens.ts';
import { type Notice, OwnPage, type PageState } from './own-page.ts';
import { saveFile } from './save-file.ts';
import { standOf, talkTemplate } from './talk-screen.ts';
import type { View } from './view.ts';

/** Notices of what has been done; the others tell what went wrong. */
const NEWS: readonly Notice[] = ['confirmed', 'moved', 'downloaded'];

/**
 * See, confirm, move, cancel, take along and erase one booking.
 *
 * @tag unknot-manage
 * @slot - The fallback, for whoever has no scripts.
 */
export class UnknotManage extends LitElement {
  static override styles = [unsafeCSS(firstStyles + restStyles), manageStyles];

  #link: Link | undefined;
  #page: OwnPage | undefined;
  /** What the page was about when it was last rendered. */
  #shown: string | undefined;
  /** What it was about at the last single click. */
  #clicked: string | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    this.addEventListener('click', this.#keepMeant, { capture: true });
    window.addEventListener('hashchange', this.#open);
    this.#open();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.removeEventListener('click', this.#keepMeant, { capture: true });
    window.removeEventListener('hashchange', this.#open);
  }

  /** Another link in the same tab is another booking. */
  readonly #open = (): void => {
    this.#link = readLink(location.hash);
    this.#page =
      this.#link &&
      new OwnPage({ api: createManageApi(this.#link), save: saveFile, changed: () => this.requestUpdate() });
    this.#page?.send({ type: 'open' });
    this.requestUpdate();
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

  override render(): TemplateResult {
    const state: PageState = this.#page?.state ?? { screen: { name: 'missing' }, isBusy: false };
    const { screen, talk, notice } = state;
    const isNews = notice !== undefined && NEWS.includes(notice);
    const view = this.#view(state, isNews);
    const news = isNews ? words.notices[notice] : undefined;
    return frameTemplate({ clinic: talk?.clinic, name: screen.name, news, body: bodyOf(state, view) }, view);
  }

  #view({ talk, notice, isBusy }: PageState, isNews: boolean): View {
    return {
      words,
      locale: localeOf(talk),
      isBusy,
      problem: notice === undefined || isNews ? undefined : words.notices[notice],
      send: event => this.#page?.send(event),
      calendarUrl: start =>
        `/v1/clinics/${talk?.clinic.id}/calendar.ics?${new URLSearchParams({ id: this.#link?.id ?? '', start })}`,
    };
  }

  override updated(): void {
    const { screen, talk } = this.#page?.state ?? { screen: { name: 'missing' as const } };
    const accent = talk?.clinic.theme.accent;
    if (accent) this.renderRoot.querySelector<HTMLElement>('.panel')?.style.setProperty('--clinic-accent', accent);
    const key = `${screen.name} ${talk ? standOf(talk) : ''} ${talk?.start}`;
    const isNew = this.#shown !== undefined && key !== this.#shown;
    this.#shown = key;
    // A page that has just opened keeps the focus where browsers put it: on top.
    if (isNew && this.#clicked !== undefined) this.renderRoot.querySelector<HTMLElement>('[data-focus]')?.focus();
  }
}

function bodyOf({ screen, talk }: PageState, view: View): TemplateResult {
  if (screen.name === 'missing') return storyTemplate(words.missing);
  if (screen.name === 'unopened') return unopenedTemplate(view);
  if (screen.name === 'erased') return storyTemplate(words.erased);
  if (screen.name === 'loading' || talk === undefined) return loadingTemplate(view);
  switch (screen.name) {
    case 'talk':
      return talkTemplate(talk, view);
    case 'choosing':
      return choosingTemplate(screen, talk, view);
    case 'moving':
      return movingTemplate(screen.to, talk, view);
    case 'cancelling':
      return cancellingTemplate(talk, view);
    case 'erasing':
      return erasingTemplate(talk, view);
  }
}

/** Dates as they were written during the visit. Words are English so far, so other languages' dates would not fit. */
const localeOf = ({ locale } = { locale: 'en-US' }): string => (/^en(-[a-z]{2})?$/i.test(locale) ? locale : 'en-US');
