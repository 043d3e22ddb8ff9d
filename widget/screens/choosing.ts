/** Free times: days as a strip, a day's times by part of day, and the way out for whom none suits. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Alternative, SlotList } from '#triage/consultation.ts';
import { PARTS_OF_DAY } from '#triage/parts-of-day.ts';
import type { BookingWords } from '#words/catalogue.ts';
import type { VisitEvent } from '../intake.machine.ts';
import { clock, dayAndTime, dayName, partOfDay, shortDay, visitorTime, zoneName } from '../local-time.ts';
import type { ChoosingScreen } from '../present.ts';
import { button } from './buttons.ts';
import type { BookingView } from './view.ts';

type Day = SlotList['days'][number];
type SlotWords = BookingWords['slots'];

/** The times to pick from, and the day that is open. */
export type Times = Pick<ChoosingScreen, 'status' | 'days' | 'day' | 'alternatives' | 'canSeeFurther'>;

/** What it takes to let a person pick a time, in the widget and on their own page. */
export interface TimesView {
  readonly locale: string;
  readonly booking: {
    readonly slots: Pick<SlotWords, 'days' | 'count' | 'parts' | 'nextFreeDay' | 'moreDays' | 'yourTime'>;
  };
  readonly send: (event: Extract<VisitEvent, { type: 'pick' | 'openDay' }> | { readonly type: 'moreDays' }) => void;
}

export function choosingTemplate(screen: ChoosingScreen, view: BookingView): TemplateResult {
  const { slots, booked } = view.booking;
  const zone = screen.clinic?.timeZone;
  const callMe = () => view.send({ type: 'callback' });
  return html`
    <section class="card" aria-labelledby="times-title">
      <h2 id="times-title" data-focus tabindex="-1">${slots.title}</h2>
      ${screen.talkOnly ? html`<p class="note caution">${booked.talkOnly}</p>` : nothing}
      ${screen.earliest ? html`<p class="note">${slots.earliest(dayName(screen.earliest, view.locale))}</p>` : nothing}
      ${alternatives(screen, view)}
      ${zone ? html`<p class="hint">${slots.zone(zoneName(zone, view.locale))}</p>` : nothing}
      ${screen.days.length > 0 ? timesOf(screen, view) : nothing}
      ${status(screen, view)}
      <div class="actions">
        ${
          screen.status === 'none'
            ? button('callback', view.booking.review.callback, callMe, { look: 'primary' })
            : button('callback', slots.noneSuits, callMe)
        }
      </div>
    </section>
  `;
}

export function alternatives(screen: Times, view: TimesView): TemplateResult | typeof nothing {
  if (screen.alternatives.length === 0) return nothing;
  return html`<ul class="times near">
    ${screen.alternatives.map(slot => html`<li>${timeButton(slot, dayAndTime(slot.local, view.locale), view)}</li>`)}
  </ul>`;
}

export function timesOf(screen: Times, view: TimesView): TemplateResult {
  const { slots } = view.booking;
  const { day } = screen;
  return html`
    <div class="days" role="group" aria-label=${slots.days}>
      ${screen.days.map(each => dayButton(each, each === day, view))}
      ${
        screen.canSeeFurther && screen.status === 'open'
          ? html`<button class="day more" type="button" data-action="later" @click=${() => view.send({ type: 'moreDays' })}>
              ${slots.moreDays}
            </button>`
          : nothing
      }
    </div>
    ${day ? dayTimes(day, screen, view) : nothing}
  `;
}

function dayButton({ date, slots }: Day, isOpen: boolean, view: TimesView): TemplateResult {
  const short = shortDay(date, view.locale);
  const count = view.booking.slots.count(slots.length);
  return html`
    <button
      class="day"
      type="button"
      data-date=${date}
      aria-pressed=${isOpen ? 'true' : 'false'}
      @click=${() => view.send({ type: 'openDay', date })}
    ><span>${short.weekday}</span><strong>${short.date}</strong><span>${count}</span></button>
  `;
}

function dayTimes(day: Day, screen: Times, view: TimesView): TemplateResult {
  const next = screen.days[screen.days.indexOf(day) + 1];
  const { parts, nextFreeDay } = view.booking.slots;
  return html`
    <h3 class="day-name">${dayName(day.date, view.locale)}</h3>
    ${PARTS_OF_DAY.map(part => {
      const times = day.slots.filter(({ local }) => partOfDay(local) === part);
      if (times.length === 0) return nothing;
      return html`
        <h4>${parts[part]}</h4>
        <ul class="times">
          ${times.map(slot => html`<li>${timeButton(slot, clock(slot.local, view.locale), view)}</li>`)}
        </ul>
      `;
    })}
    ${
      next
        ? button('next-day', `${nextFreeDay}: ${dayName(next.date, view.locale)}`, () =>
            view.send({ type: 'openDay', date: next.date }),
          )
        : nothing
    }
  `;
}

function timeButton(slot: Alternative, text: string, view: TimesView): TemplateResult {
  const own = visitorTime(slot.start, slot.local, view.locale);
  const yours = own && view.booking.slots.yourTime(own);
  return html`
    <button
      class="time ${yours ? 'tall' : ''}"
      part="slot"
      type="button"
      data-action="pick"
      data-start=${slot.start}
      aria-label="${dayAndTime(slot.local, view.locale)}${yours ? `, ${yours}` : ''}"
      @click=${() => view.send({ type: 'pick', slot: { start: slot.start, end: slot.end, local: slot.local } })}
    >${text}${yours ? html` <small>${yours}</small>` : nothing}</button>
  `;
}

function status(screen: ChoosingScreen, { words, booking, send }: BookingView): TemplateResult | typeof nothing {
  const { slots } = booking;
  const retry = button('retry', words.trouble.retry, () => send({ type: 'retry' }), { look: 'secondary' });
  switch (screen.status) {
    case 'loading':
      return html`<div class="skeleton" role="status">
        <span class="visually-hidden">${slots.loading}</span><i></i><i></i><i></i><i></i><i></i><i></i>
      </div>`;
    case 'none':
      return html`<p class="note">${screen.lacksSkill ? slots.noneWithSkill : slots.none}</p>`;
    case 'failed':
      return html`<p class="note caution" role="alert">${slots.failed}</p>${retry}`;
    case 'open':
      return nothing;
  }
}
