/** What can't be undone: to cancel, and to be forgotten. Each is asked once more, and says what will happen. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ManageView } from '#triage/manage.ts';
import { button } from '../screens/buttons.ts';
import { decisionTemplate, type View } from './view.ts';

const LONGEST_REASON = 500;

export function cancellingTemplate({ state }: ManageView, view: View): TemplateResult {
  const { words, send } = view;
  const { cancelling } = words;
  const isCall = state === 'callback';
  return html`
    <form class="card" @submit=${(event: SubmitEvent) => cancel(event, view)}>
      <h2 data-focus tabindex="-1">${state === 'confirmed' ? cancelling.title : cancelling.titleRequest}</h2>
      <p>${isCall ? cancelling.textCall : cancelling.text}</p>
      <div class="field">
        <label for="reason">${cancelling.reason} <small>(${cancelling.optional})</small></label>
        <textarea id="reason" name="reason" rows="3" maxlength=${LONGEST_REASON} aria-describedby="reason-hint"></textarea>
        <p class="hint" id="reason-hint">${cancelling.reasonHint}</p>
      </div>
      ${decisionTemplate(
        { action: 'sure', text: cancelling.sure },
        button('keep', cancelling.keep, () => send({ type: 'keep' })),
        view,
      )}
    </form>
  `;
}

function cancel(event: SubmitEvent, { send }: View): void {
  event.preventDefault();
  const { currentTarget } = event;
  const reason = currentTarget instanceof HTMLFormElement ? new FormData(currentTarget).get('reason') : '';
  send({ type: 'cancel', reason: typeof reason === 'string' ? reason.trim() : '' });
}

export function erasingTemplate({ may }: ManageView, view: View): TemplateResult {
  const { words, send } = view;
  const { erasing, data } = words;
  return html`
    <section class="card">
      <h2 data-focus tabindex="-1">${erasing.title}</h2>
      <p>${erasing.text} ${may.cancel ? html`<strong>${erasing.cancelsToo}</strong>` : nothing}</p>
      <p>${erasing.copyFirst}</p>
      <div class="actions">
        ${button('download', data.download, () => send({ type: 'download' }), { look: 'secondary' })}
      </div>
      ${decisionTemplate(
        { action: 'sure', text: erasing.sure, press: () => send({ type: 'erase' }) },
        button('keep', erasing.keep, () => send({ type: 'keep' })),
        view,
      )}
    </section>
  `;
}
