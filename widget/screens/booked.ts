/** Booked: when, how, what happens next, and a copy to keep. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { visitorTime, zoneName } from '../local-time.ts';
import type { BookedScreen } from '../present.ts';
import { button } from './buttons.ts';
import { momentTemplate } from './moment.ts';
import { talkHow } from './talk-how.ts';
import type { BookingView } from './view.ts';

export function bookedTemplate(screen: BookedScreen, view: BookingView): TemplateResult {
  const { booked } = view.booking;
  const { state, manageUrl } = screen.receipt;
  const isCall = state === 'callback';
  return html`
    <article class="card result done" part="result" data-printed>
      <h2 data-focus tabindex="-1">${booked[TITLES[state]]}</h2>
      ${isCall ? nothing : time(screen, view)}
      ${state === 'requested' || state === 'unverified' ? html`<p class="note">${booked[state]}</p>` : nothing}
      ${screen.clinic && !isCall ? html`<p>${talkHow(screen.clinic, screen.hasPhone, booked)}</p>` : nothing}
      ${screen.talkOnly ? html`<p class="note caution">${booked.talkOnly}</p>` : nothing}
      <h3>${booked.next}</h3>
      <ol class="steps">
        ${booked.nextSteps.map(step => html`<li>${step}</li>`)}
      </ol>
      <p class="hint">${booked.changePlans} ${screen.clinic?.phone.shown}</p>
      ${state === 'unverified' ? nothing : html`<a href=${manageUrl} target="_blank" rel="noopener">${booked.manage}</a>`}
      ${actions(screen, view)}
    </article>
  `;
}

const TITLES = {
  confirmed: 'title',
  callback: 'titleCallback',
  requested: 'titleRequested',
  unverified: 'titleUnverified',
} as const;

function time({ receipt, clinic }: BookedScreen, { booking, locale }: BookingView): TemplateResult {
  const { start = '', local = '', timeZone = '' } = receipt;
  const own = visitorTime(start, local, locale);
  return html`<p class="when">
    ${momentTemplate(local, locale)}
    <small>${booking.slots.zone(zoneName(timeZone, locale))}${own ? html` ${booking.slots.yourTime(own)}.` : nothing}</small>
    ${clinic ? html`<small>${booking.booked.minutes(clinic.consultation.minutes)}</small>` : nothing}
  </p>`;
}

const actions = (screen: BookedScreen, view: BookingView): TemplateResult => html`
  <div class="actions">
    ${
      screen.receipt.start
        ? html`<a class="secondary" data-action="calendar" href=${view.calendarUrl(screen.receipt)} download>
            ${view.booking.booked.calendar}
          </a>`
        : nothing
    }
    ${button('print', view.words.chat.print, view.print)}
    ${button('restart', view.booking.booked.another, () => view.send({ type: 'restart' }))}
  </div>
`;
