/** See a doctor first, today, or get help now: one reason, one thing to do, nothing to sell. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { ReferredScreen } from '../present.ts';
import { button, copyButtons } from './buttons.ts';
import { linesFor, reasonText, type View } from './view.ts';

export function referredTemplate(screen: ReferredScreen, view: View): TemplateResult {
  const { words, send } = view;
  const { chat } = words;
  const referral = words.referral[screen.urgency];
  const lines = linesFor(words, screen);
  return html`
    <article class="card result ${screen.urgency === 'EMERGENCY' ? 'stop' : 'caution'}" part="result" data-printed>
      <h2 data-focus tabindex="-1">${referral.title}</h2>
      ${screen.reasons.flatMap(rule => reasonText(words.reasons, rule)).map(text => html`<p>${text}</p>`)}
      <p class="do">${referral.action(lines)}</p>
      ${callButton(screen, view)}
      ${screen.urgency === 'EMERGENCY' ? nothing : html`<p class="small">${chat.guide(lines.emergency)}</p>`}
      <div class="actions">
        ${button('back', chat.changeAnAnswer, () => send({ type: 'back' }))}
        ${copyButtons(screen.turns, view)}
        ${screen.urgency === 'SOON' ? button('restart', chat.restart, () => send({ type: 'restart' })) : nothing}
      </div>
    </article>
  `;
}

/** One tap to the line that helps: the emergency number, or the urgent line where it is a number. */
function callButton(screen: ReferredScreen, { words }: View): TemplateResult | typeof nothing {
  const { emergency, urgent, urgentTel } = linesFor(words, screen);
  const isEmergency = screen.urgency === 'EMERGENCY';
  const number = isEmergency ? emergency.replace(/[^\d+]/g, '') : screen.urgency === 'URGENT' ? (urgentTel ?? '') : '';
  if (number === '') return nothing;
  return html`<a class="primary ${isEmergency ? 'stop' : ''}" part="action" data-action="call" href="tel:${number}">
    ${words.chat.call(isEmergency ? emergency : urgent)}
  </a>`;
}
