/** What every template of the page is given, and the pieces they share. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ManageView } from '#triage/manage.ts';
import type { ManageWords } from '#words/manage-catalogue.ts';
import { visitorTime, zoneName } from '../local-time.ts';
import { momentTemplate } from '../screens/moment.ts';
import type { PageEvent } from './own-page.ts';

export interface View {
  readonly words: ManageWords;
  readonly locale: string;
  readonly isBusy: boolean;
  /** What went wrong with the last press; said beside the button that was pressed. */
  readonly problem: string | undefined;
  readonly send: (event: PageEvent) => void;
  /** Where the server makes a calendar file of the talk. */
  readonly calendarUrl: (start: string) => string;
}

interface Time {
  /** RFC 3339 UTC. */
  readonly start: string;
  /** The clinic's wall time. */
  readonly local: string;
  /** Named below the time, where it is. */
  readonly zone?: string | undefined;
}

/** A time in the clinic's words, the visitor's own beside it where their clock shows another. */
export function timeTemplate({ start, local, zone }: Time, { words, locale }: View): TemplateResult {
  const own = visitorTime(start, local, locale);
  const inZone = zone === undefined ? [] : [words.slots.zone(zoneName(zone, locale))];
  const beside = [...inZone, ...(own === undefined ? [] : [`${words.slots.yourTime(own)}.`])];
  return html`
    ${momentTemplate(local, locale)}
    ${beside.length > 0 ? html`<small>${beside.join(' ')}</small>` : nothing}
  `;
}

/** A number that is called with a tap, and never torn in two. */
export const phoneLink = ({ tel, shown }: ManageView['clinic']['phone']): TemplateResult =>
  html`<a class="whole" href="tel:${tel}">${shown}</a>`;

interface Decision {
  readonly action: string;
  readonly text: string;
  /** Absent in a form, which is sent. */
  readonly press?: () => void;
}

/** The button that does it, and the ways back. What went wrong is told above them. */
export const decisionTemplate = (
  { action, text, press }: Decision,
  back: TemplateResult,
  view: View,
): TemplateResult => html`
  ${problemTemplate(view)}
  <div class="decide">
    <button
      class="primary"
      type=${press ? 'button' : 'submit'}
      data-action=${action}
      aria-disabled=${view.isBusy ? 'true' : nothing}
      @click=${press ?? nothing}
    >${text}</button>
    ${back}
  </div>
  ${workingTemplate(view)}
`;

export const problemTemplate = ({ problem }: View): TemplateResult =>
  html`<div role="alert">${problem ? html`<p class="note caution">${problem}</p>` : nothing}</div>`;

/** Seen once something takes longer than a moment. */
export const workingTemplate = ({ isBusy, words }: View): TemplateResult =>
  html`<p class="working" role="status">${isBusy ? words.working : nothing}</p>`;
