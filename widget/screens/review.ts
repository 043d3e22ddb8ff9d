/** Everything that will be sent, each part with a way to change it; consent gates the machine. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { PARTS_OF_DAY } from '#triage/parts-of-day.ts';
import type { ReviewScreen } from '../present.ts';
import { button, changeButton } from './buttons.ts';
import { chosenTime } from './contact.ts';
import { tickBox } from './tick-box.ts';
import { answerItem, type BookingView } from './view.ts';

export function reviewTemplate(screen: ReviewScreen, view: BookingView): TemplateResult {
  const { review } = view.booking;
  return html`
    <section class="card" aria-labelledby="review-title">
      <h2 id="review-title" data-focus tabindex="-1">${review.title}</h2>
      <p class="hint">${review.intro(screen.clinic?.name ?? '')}</p>
      ${chosenTime(screen.chosen, view, screen.talkOnly)} ${callback(screen, view)}
      ${contact(screen, view)}
      ${result(screen, view)} ${answers(screen, view)} ${consent(screen, view)}
      ${button('send', screen.chosen?.kind === 'callback' ? review.callback : review.send, () => view.send({ type: 'send' }), { look: 'primary' })}
    </section>
  `;
}

function callback({ chosen }: ReviewScreen, { booking }: BookingView): TemplateResult | typeof nothing {
  if (chosen?.kind !== 'callback') return nothing;
  const parts = PARTS_OF_DAY.filter(part => chosen.preferred.includes(part)).map(part => booking.slots.parts[part]);
  return html`<div class="chosen">
    <p>
      <span class="label">${booking.review.callback}</span>
      <strong>${parts.join(', ') || booking.review.callbackAny}</strong>
    </p>
  </div>`;
}

function contact({ contact }: ReviewScreen, { booking, words, send }: BookingView): TemplateResult {
  const lines = [contact.name, contact.email, contact.phone].map(line => line.trim()).filter(line => line !== '');
  return html`<div class="chosen">
    <p>
      <span class="label">${booking.review.contact}</span>
      ${lines.map(line => html`<span class="line">${line}</span>`)}
    </p>
    ${button('back', words.chat.change, () => send({ type: 'back' }), {
      name: `${words.chat.change}: ${booking.review.contact}`,
    })}
  </div>`;
}

const result = ({ type }: ReviewScreen, { booking }: BookingView): TemplateResult | typeof nothing =>
  type
    ? html`<div class="chosen">
        <p><span class="label">${booking.review.result}</span><strong>${booking.types[type].name}</strong></p>
      </div>`
    : nothing;

const answers = ({ turns }: ReviewScreen, view: BookingView): TemplateResult => html`
  <section class="answers" aria-labelledby="answers-title">
    <h3 id="answers-title">${view.booking.review.answers}</h3>
    <dl>
      ${turns.filter(({ counts }) => counts).map(turn => answerItem(turn, view, changeButton(turn, view)))}
    </dl>
  </section>
`;

function consent(screen: ReviewScreen, { booking, send }: BookingView): TemplateResult {
  const { review } = booking;
  const { clinic } = screen;
  const box = (to: 'collect' | 'conduct', text: string) =>
    tickBox({
      option: to,
      text,
      isOn: screen.consent[to],
      look: 'consent',
      turn: on => send({ type: 'agree', to, on }),
    });
  return html`
    <div class="consents">
      <p>${clinic?.consent.text}
        ${clinic ? html`<a href=${clinic.privacyNotice} target="_blank" rel="noopener">${review.privacyNotice}</a>` : nothing}
      </p>
      ${box('collect', review.collect)} ${box('conduct', review.conduct)}
    </div>
  `;
}
