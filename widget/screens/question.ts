/** The current question and its choices. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { SCALE_MAX } from '#triage/questions.ts';
import type { AskedQuestion, AskingScreen } from '../present.ts';
import { button } from './buttons.ts';
import { tickBox } from './tick-box.ts';
import { optionText, questionText, type View } from './view.ts';

export function questionTemplate(screen: AskingScreen, view: View): TemplateResult {
  const { asked } = screen;
  const { words, send } = view;
  if (asked === undefined) return html`<p class="say" data-focus tabindex="-1">${words.trouble.newerQuestions}</p>`;
  const { question } = asked;
  const { hint, why } = words.questions[question];
  return html`
    <fieldset class="question" data-question=${question} data-focus tabindex="-1" aria-describedby="hint">
      <legend>${questionText(words, asked)}</legend>
      <div id="hint">
        ${hint ? html`<p class="hint">${hint}</p>` : nothing}
        ${screen.revisiting ? html`<p class="hint">${words.chat.changing}</p>` : nothing}
      </div>
      ${choices(asked, view)}
      <div class="after">
        ${screen.revisiting ? button('keep', words.chat.keep, () => send({ type: 'keep' })) : nothing}
        <details class="why">
          <summary>${words.chat.whyWeAsk}</summary>
          <p>${why}</p>
        </details>
      </div>
    </fieldset>
  `;
}

function choices(asked: AskedQuestion, view: View): TemplateResult {
  switch (asked.kind) {
    case 'single':
      return single(asked, view);
    case 'multi':
      return multi(asked, view);
    case 'scale':
      return scale(asked, view);
  }
}

/** Buttons, so that arrow keys never answer by accident. */
const single = (asked: AskedQuestion, view: View): TemplateResult => html`
  <div class="choices">
    ${asked.groups.flat().map(
      option => html`
        <button
          class="choice"
          part="choice"
          type="button"
          data-option=${option}
          aria-pressed=${asked.ticked.includes(option) ? 'true' : nothing}
          @click=${() => view.send({ type: 'answer', question: asked.question, value: option })}
        ><span>${optionText(view.words, asked, option)}</span><i class="mark round"></i></button>
      `,
    )}
  </div>
`;

function multi(asked: AskedQuestion, view: View): TemplateResult {
  const { chat } = view.words;
  const headings = [chat.firstGroup, chat.secondGroup];
  return html`
    ${asked.groups.map((options, i) =>
      asked.groups.length === 1
        ? html`<div class="choices">${options.map(option => tickable(asked, option, view))}</div>`
        : html`
            <div class="choices" role="group" aria-labelledby="group-${i}">
              <p class="group" id="group-${i}">${headings[i]}</p>
              ${options.map(option => tickable(asked, option, view))}
            </div>
          `,
    )}
    ${continueButton(asked, view, [...asked.ticked])}
  `;
}

const tickable = (asked: AskedQuestion, option: string, view: View): TemplateResult =>
  tickBox({
    option,
    text: optionText(view.words, asked, option),
    isOn: asked.ticked.includes(option),
    look: option === 'none' ? 'apart' : '',
    turn: on => view.send({ type: 'tick', option, on }),
  });

function scale(asked: AskedQuestion, view: View): TemplateResult {
  const { chat } = view.words;
  const value = asked.ticked[0];
  const values = [...Array(SCALE_MAX + 1).keys()].map(String);
  return html`
    <div class="scale" @keydown=${(event: KeyboardEvent) => chooseByKey(event, view)}>
      <output class="value" aria-hidden="true">${value ?? '–'}</output>
      <div class="segments">
        ${values.map(
          option => html`
            <label class="segment ${value === option ? 'ticked' : ''}" part="choice">
              <input
                type="radio"
                name="scale"
                data-option=${option}
                .checked=${value === option}
                aria-label=${chat.scaleValue(Number(option))}
                @change=${() => view.send({ type: 'tick', option, on: true })}
              />
              <span aria-hidden="true">${option}</span>
            </label>
          `,
        )}
      </div>
      <p class="anchors"><span>0: ${chat.scaleLow}</span><span>${SCALE_MAX}: ${chat.scaleHigh}</span></p>
    </div>
    ${continueButton(asked, view, value === undefined ? undefined : Number(value))}
  `;
}

/** Arrow keys are the radios' own; Home, End and digits go straight to a value. */
function chooseByKey(event: KeyboardEvent, view: View): void {
  const option = event.key === 'Home' ? '0' : event.key === 'End' ? String(SCALE_MAX) : event.key;
  if (!/^\d+$/.test(option) || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  view.send({ type: 'tick', option, on: true });
  const { currentTarget } = event;
  if (currentTarget instanceof HTMLElement) {
    currentTarget.querySelector<HTMLInputElement>(`[data-option="${option}"]`)?.focus();
  }
}

function continueButton(
  { question, kind, ticked }: AskedQuestion,
  { words, send }: View,
  value: number | readonly string[] | undefined,
): TemplateResult {
  const count = kind === 'multi' && !ticked.includes('none') ? ticked.length : 0;
  return html`
    <div class="go">
      ${button(
        'continue',
        count > 0 ? words.chat.continueWith(count) : words.chat.continue,
        () => send({ type: 'answer', question, value: value ?? [] }),
        { look: 'primary' },
      )}
    </div>
  `;
}
