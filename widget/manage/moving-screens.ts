/** Another time: the free ones to pick from, then the old beside the new, to be sure. */
import { html, nothing, type TemplateResult } from 'lit';
import type { Alternative } from '#triage/consultation.ts';
import type { ManageView } from '#triage/manage.ts';
import { zoneName } from '../local-time.ts';
import { button } from '../screens/buttons.ts';
import { alternatives, timesOf } from '../screens/choosing.ts';
import type { ChoosingScreen } from './own-page.ts';
import { decisionTemplate, phoneLink, problemTemplate, timeTemplate, type View } from './view.ts';

export function choosingTemplate(screen: ChoosingScreen, talk: ManageView, view: View): TemplateResult {
  const { words, locale, send } = view;
  const times = { locale, send, booking: { slots: words.slots } };
  const { choosing } = words;
  return html`
    <section class="card" aria-labelledby="times-title">
      <h2 id="times-title" data-focus tabindex="-1">${choosing.title}</h2>
      ${problemTemplate(view)} ${timeNow(talk, view)} ${alternatives(screen, times)}
      <p class="hint">${words.slots.zone(zoneName(talk.clinic.timeZone, locale))}</p>
      ${screen.days.length > 0 ? timesOf(screen, times) : nothing} ${status(screen, view)}
      <p class="hint">${choosing.noneSuits} ${phoneLink(talk.clinic.phone)}</p>
      <div class="actions">${button('keep', choosing.keep, () => send({ type: 'keep' }))}</div>
    </section>
  `;
}

const timeNow = ({ start, local }: ManageView, view: View): TemplateResult | typeof nothing =>
  start === undefined || local === undefined
    ? nothing
    : html`<div class="chosen">
        <p><small>${view.words.choosing.timeNow}</small>${timeTemplate({ start, local }, view)}</p>
      </div>`;

function status({ status }: ChoosingScreen, { words, send }: View): TemplateResult | typeof nothing {
  const { slots, choosing, retry } = words;
  switch (status) {
    case 'loading':
      return html`<div class="skeleton" role="status">
        <span class="visually-hidden">${slots.loading}</span><i></i><i></i><i></i><i></i><i></i><i></i>
      </div>`;
    case 'none':
      return html`<p class="note" role="status">${choosing.none}</p>`;
    case 'failed':
      return html`<p class="note caution" role="alert">${choosing.failed}</p>
        ${button('retry', retry, () => send({ type: 'moreDays' }), { look: 'secondary' })}`;
    case 'open':
      return nothing;
  }
}

export function movingTemplate(to: Alternative, talk: ManageView, view: View): TemplateResult {
  const { words, send } = view;
  const { moving } = words;
  const { start, local } = talk;
  return html`
    <section class="card">
      <h2 data-focus tabindex="-1">${moving.title}</h2>
      <dl class="moves">
        ${
          start === undefined || local === undefined
            ? nothing
            : html`<div>
                <dt>${moving.timeNow}</dt>
                <dd class="when gone">${timeTemplate({ start, local }, view)}</dd>
              </div>`
        }
        <div class="chosen"><dt>${moving.newTime}</dt><dd class="when">${timeTemplate({ ...to, zone: talk.timeZone }, view)}</dd></div>
      </dl>
      ${talk.state === 'requested' ? html`<p class="note">${moving.stillAsks}</p>` : nothing}
      ${decisionTemplate(
        { action: 'sure', text: moving.sure, press: () => send({ type: 'move' }) },
        html`${button('other', moving.other, () => send({ type: 'choose' }))} ${button('keep', words.choosing.keep, () => send({ type: 'keep' }))}`,
        view,
      )}
    </section>
  `;
}
