/** The conversation so far. It is only ever added to, so that a screen reader hears each message once. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Screen, Turn } from '../present.ts';
import { changeButton } from './buttons.ts';
import { answerTexts, questionText, type View } from './view.ts';

/** @param heard the question whose answer is news; everything else in the log is known already and stays silent */
export function turnsTemplate(screen: Screen, view: View, heard: string | undefined): TemplateResult {
  const { chat } = view.words;
  return html`
    <div class="turns" role="log" aria-label=${chat.label}>
      <div class="turn">
        <p class="say" part="message">${chat.greeting}</p>
        <p class="say small" part="message">${chat.stays} ${chat.notForEmergencies}</p>
      </div>
      ${screen.turns.map(turn => turnTemplate(turn, screen, view, heard === turn.question))}
    </div>
  `;
}

function turnTemplate(turn: Turn, screen: Screen, view: View, isNews: boolean): TemplateResult {
  const { chat } = view.words;
  const question = questionText(view.words, turn);
  // The question was read when it had the focus; of an answered turn only the answer is new.
  return html`
    <div class="turn ${turn.counts ? '' : 'dropped'}" aria-live=${isNews ? nothing : 'off'}>
      <p class="say" part="message" aria-live="off">${question}</p>
      <div class="reply" part="message">
        <p>
          <span class="visually-hidden">${chat.yourAnswer}:</span>
          ${answerTexts(view.words, turn).map(text => html`<span class="said">${text}</span>`)}
          ${turn.counts ? nothing : html`<span class="tag">${chat.noLongerNeeded}</span>`}
        </p>
        ${screen.canRestart && turn.counts ? changeButton(turn, view) : nothing}
      </div>
    </div>
  `;
}
