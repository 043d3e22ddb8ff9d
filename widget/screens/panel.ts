/** What stands around every screen: the clinic above, the conversation, back and progress below. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Screen } from '../present.ts';
import { button } from './buttons.ts';
import { turnsTemplate } from './turns.ts';
import { linesFor, type View } from './view.ts';

interface PanelParts {
  readonly body: TemplateResult;
  /** The question whose answer is news for a screen reader. */
  readonly heard: string | undefined;
  readonly notice: string | undefined;
}

export function panelTemplate(screen: Screen, view: View, { body, heard, notice }: PanelParts): TemplateResult {
  return html`
    <section class="panel" part="panel" lang="en" data-screen=${screen.name} aria-label=${view.words.chat.label}>
      ${header(screen, view)}
      <div class="scroll">
        ${turnsTemplate(screen, view, heard)}
        <div class="current ${screen.name === 'asking' ? '' : 'tall'}">${body}</div>
      </div>
      <div class="notice" role="status">${notice ? html`<p>${notice} ${undo(screen, view)}</p>` : nothing}</div>
      ${footer(screen, view)}
    </section>
  `;
}

function header({ clinic, canRestart }: Screen, { words, send }: View): TemplateResult {
  const { chat } = words;
  return html`
    <header part="header">
      <span class="face" aria-hidden="true">
        ${clinic?.face.picture ? html`<img src=${clinic.face.picture} alt="" />` : clinic?.face.initials}
      </span>
      <p class="name">${clinic?.name}</p>
      ${canRestart ? button('restart', chat.restart, () => send({ type: 'restart' })) : nothing}
      ${
        clinic
          ? html`<a class="quiet" data-action="call-clinic" href="tel:${clinic.phone.tel}" aria-label="${chat.callClinic}: ${clinic.phone.shown}">
              ${chat.callClinic}
            </a>`
          : nothing
      }
    </header>
  `;
}

function footer(screen: Screen, view: View): TemplateResult {
  const { words, send } = view;
  const { chat } = words;
  const line = chat.footer(linesFor(words, screen).emergency);
  return html`
    <footer part="footer">
      ${screen.canGoBack ? button('back', chat.back, () => send({ type: 'back' })) : nothing}
      <p class="left">${progressText(screen, view)}</p>
      ${
        // Two templates, so that the clinic's line comes in a paragraph of its own: a text that grew or shrank would move.
        screen.clinic ? html`<p class="emergency">${line}</p>` : html`<p class="emergency long">${line}</p>`
      }
    </footer>
  `;
}

function progressText(screen: Screen, { words }: View): string | typeof nothing {
  if (screen.name !== 'asking' || !screen.asked || screen.revisiting) return nothing;
  const { chat } = words;
  if (screen.left <= 1) return chat.lastOne;
  return screen.grew ? chat.leftGrew(screen.left) : chat.left(screen.left);
}

const undo = (screen: Screen, { words, send }: View): TemplateResult | typeof nothing =>
  screen.name === 'asking' && screen.canUndo ? button('undo', words.chat.undo, () => send({ type: 'undo' })) : nothing;
