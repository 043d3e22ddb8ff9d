/** The booking as it stands: when, how, what can be done about it, and what is held about the visitor. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ManageView } from '#triage/manage.ts';
import type { ManageWords } from '#words/manage-catalogue.ts';
import { dayAndTime } from '../local-time.ts';
import { button } from '../screens/buttons.ts';
import { talkHow } from '../screens/talk-how.ts';
import { phoneLink, problemTemplate, timeTemplate, type View, workingTemplate } from './view.ts';

type Stand = keyof ManageWords['stands'];

/** Which of the page's stories this is. */
export function standOf({ state, endedBy, isPast, start }: ManageView): Stand {
  switch (state) {
    case 'cancelled':
      if (endedBy === 'visitor') return start === undefined ? 'callCancelled' : 'cancelledByVisitor';
      return endedBy === 'declined' || endedBy === 'expired' ? endedBy : 'cancelledByClinic';
    case 'no_show':
      return 'past';
    default:
      return isPast ? 'past' : state;
  }
}

const STANDING: readonly Stand[] = ['confirmed', 'requested', 'unverified', 'callback'];
/** Who ended it themselves, or was there, has nothing to ask. */
const UNASKED: readonly Stand[] = ['cancelledByVisitor', 'callCancelled', 'past'];

export function talkTemplate(talk: ManageView, view: View): TemplateResult {
  const stand = standOf(talk);
  const { title, lead } = view.words.stands[stand];
  const isOpen = STANDING.includes(stand);
  return html`
    <div class="card">
      <h2 data-focus tabindex="-1">${title}</h2>
      <p>${lead}</p>
      ${whenTemplate(talk, stand, view)} ${isOpen ? howTemplate(talk, view) : nothing} ${untilTemplate(talk, view)}
      ${problemTemplate(view)} ${isOpen ? actions(talk, view) : afterwards(talk, stand, view)} ${workingTemplate(view)}
      ${dataTemplate(view)}
    </div>
  `;
}

function whenTemplate(talk: ManageView, stand: Stand, view: View): TemplateResult | typeof nothing {
  const { start, local, timeZone, clinic } = talk;
  const isOpen = STANDING.includes(stand);
  if (start === undefined || local === undefined) return isOpen ? callTemplate(talk, view) : nothing;
  return html`<div class="chosen">
    <p class="when ${isOpen || stand === 'past' ? '' : 'gone'}">
      ${timeTemplate({ start, local, zone: timeZone }, view)}
      ${isOpen ? html`<small>${view.words.minutes(clinic.consultation.minutes)}</small>` : nothing}
    </p>
  </div>`;
}

function callTemplate({ preferred = [] }: ManageView, { words }: View): TemplateResult {
  const isAny = preferred.length === 0 || preferred.length === 3;
  const when = isAny ? words.callAnyPart : words.call.either(preferred.map(part => words.call.parts[part]));
  return html`<p>${words.callWhen(when)}</p>`;
}

const howTemplate = ({ state, clinic, hasPhone }: ManageView, { words }: View): TemplateResult | typeof nothing =>
  state === 'callback' ? nothing : html`<p>${talkHow(clinic, hasPhone, words)}</p>`;

/** Until when a time is kept that does not stand yet. */
function untilTemplate({ state, expiresLocal }: ManageView, { words, locale }: View): TemplateResult | typeof nothing {
  if (expiresLocal === undefined) return nothing;
  const say = state === 'unverified' ? words.confirmBy : words.answerBy;
  return html`<p class="note">${say(dayAndTime(expiresLocal, locale))}</p>`;
}

function actions(talk: ManageView, { words, send, calendarUrl }: View): TemplateResult {
  const { may, state, start } = talk;
  const { actions } = words;
  const isTalk = state === 'confirmed';
  return html`
    ${may.confirm ? button('confirm', actions.confirm, () => send({ type: 'confirm' }), { look: 'primary' }) : nothing}
    <div class="actions wide">
      ${may.move ? button('move', actions.move, () => send({ type: 'choose' }), { look: 'secondary' }) : nothing}
      ${
        may.cancel
          ? button('cancel', isTalk ? actions.cancel : actions.cancelRequest, () => send({ type: 'leave' }), {
              look: 'secondary',
            })
          : nothing
      }
      ${
        isTalk && start !== undefined
          ? html`<a class="secondary" data-action="calendar" href=${calendarUrl(start)} download>${actions.calendar}</a>`
          : nothing
      }
    </div>
  `;
}

/** A clinic that has said no is not asked again by a button. */
const afterwards = ({ clinic }: ManageView, stand: Stand, { words }: View): TemplateResult => html`
  ${UNASKED.includes(stand) ? nothing : html`<p>${words.callUs} ${phoneLink(clinic.phone)}</p>`}
  ${
    stand === 'declined'
      ? nothing
      : html`<div class="actions wide">
          <a class="secondary" data-action="again" href="/c/${clinic.id}">${words.actions.bookAgain}</a>
        </div>`
  }
`;

const dataTemplate = ({ words: { data }, send }: View): TemplateResult => html`
  <section class="data" aria-labelledby="data-title">
    <h3 id="data-title">${data.title}</h3>
    <p class="hint">${data.text}</p>
    <div class="actions">
      ${button('download', data.download, () => send({ type: 'download' }))}
      ${button('erase', data.erase, () => send({ type: 'forget' }))}
    </div>
  </section>
`;
