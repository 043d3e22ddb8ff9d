/** The rule book's questions: what is asked, when, and with which answers. */
import { html } from 'hono/html';
import { SHOWN_WHEN } from '#triage/answers.ts';
import type { Condition } from '#triage/conditions.ts';
import { FIRST_HEALTH_GROUP, optionsOf, QUESTION_IDS, QUESTIONS, type QuestionId } from '#triage/questions.ts';
import { ASKED_WHEN, SKIPPED_WHEN_SOON } from '#triage/route.ts';
import { asking } from '#words/en/asking.ts';
import { sentence, textOf } from './names.ts';
import { type Html, table } from './table.ts';

const KINDS = {
  single: 'one answer',
  multi: 'tick all that fit',
  scale: 'a whole number from 0 to 10',
} as const;

function shownWhen(question: QuestionId, option: string): Condition | undefined {
  const conditions: Readonly<Record<string, Condition>> = SHOWN_WHEN[question] ?? {};
  return conditions[option];
}

function optionRow(question: QuestionId, option: string): Html {
  const condition = shownWhen(question, option);
  return html`<tr>
    <td><code>${option}</code></td>
    <td>
      ${textOf(question, option)}${condition ? html`<br /><small>Shown when: ${sentence(condition)}</small>` : ''}
    </td>
  </tr>`;
}

function options(question: QuestionId): Html | '' {
  const rows = optionsOf(question).map(option => optionRow(question, option));
  return rows.length === 0 ? '' : table(['Answer', 'Words'], rows, 'options');
}

/** What has no place in the table of one question. */
function aside(question: QuestionId): Html | '' {
  if (question === 'health') {
    return html`<p>The first ${FIRST_HEALTH_GROUP} stand together as one group on the screen, the rest as a second.</p>`;
  }
  if (question !== 'prior') return '';
  const { text, options: two } = asking.priorWithoutComplaint;
  return html`<p>
    Without a complaint it reads “${text}” with “${two.never}” (<code>never</code>) and “${two.yes_general}”
    (<code>yes_general</code>). Any other answer then counts as <code>yes_general</code>.
  </p>`;
}

function asked(question: QuestionId): string {
  const condition = ASKED_WHEN[question];
  const always = condition === undefined ? 'Always, until a rule stops the questions.' : sentence(condition);
  return SKIPPED_WHEN_SOON.includes(question) ? `${always} Left out once an S rule is certain.` : always;
}

function question(id: QuestionId, index: number): Html {
  const { text, hint, why } = asking.questions[id];
  return html`<article class="question" id="${id}">
    <h3><span class="number">Q${index + 1}</span> ${text}</h3>
    ${hint === undefined ? '' : html`<p class="hint">${hint}</p>`}
    <dl>
      <dt>Id and kind</dt>
      <dd><code>${id}</code>, ${KINDS[QUESTIONS[id].kind]}</dd>
      <dt>Asked</dt>
      <dd>${asked(id)}</dd>
      <dt>Why we ask</dt>
      <dd>${why}</dd>
    </dl>
    ${aside(id)} ${options(id)}
  </article>`;
}

export const questionsSection = (): Html =>
  html`<section id="questions">
    <h2>The questions</h2>
    <p>One to a screen, in this order. “Asked” is checked against the answers given so far.</p>
    ${QUESTION_IDS.map(question)}
  </section>`;
