/** The controls every screen has in common. `action` is the stable hook for tests and harnesses. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Turn } from '../present.ts';
import { conversationText, questionText, type View } from './view.ts';

interface Press {
  /** What a screen reader says instead of the text, where the text alone is not enough. */
  readonly name?: string;
  /** `quiet` unless it is the screen's main button. */
  readonly look?: 'primary' | 'secondary';
}

export const button = (action: string, text: string, press: () => void, { name, look }: Press = {}): TemplateResult =>
  html`<button
    class=${look ?? 'quiet'}
    part=${look ? 'action' : nothing}
    type="button"
    data-action=${action}
    aria-label=${name ?? nothing}
    @click=${press}
  >${text}</button>`;

/** "Change" beside an answer. */
export function changeButton(turn: Turn, { words, send }: View): TemplateResult {
  const name = words.chat.changeAnswer(questionText(words, turn));
  return button('change', words.chat.change, () => send({ type: 'change', question: turn.question }), { name });
}

/** A copy to take along: on paper, or in the clipboard. */
export const copyButtons = (turns: readonly Turn[], { words, print, copy }: View): TemplateResult => html`
  ${button('print', words.chat.print, print)}
  ${button('copy', words.chat.copyAnswers, () => copy(conversationText(words, turns)))}
`;
