/** The rule book's rules: one table a group. */
import { html } from 'hono/html';
import { EVIDENCE } from '#triage/evidence.ts';
import {
  CAUTION_RULES,
  CLEARANCE_RULES,
  DEFER_RULES,
  EMERGENCY_RULES,
  MEDICAL_RULES,
  RULES,
  type RuleId,
  SOON_RULES,
  TYPE_RULES,
  URGENT_RULES,
} from '#triage/rules.ts';
import { asking } from '#words/en/asking.ts';
import { booking } from '#words/en/booking.ts';
import { sentence } from './names.ts';
import { type Html, list, table } from './table.ts';

interface Group {
  readonly title: string;
  readonly outcome: string;
  readonly about: string;
  readonly rules: readonly RuleId[];
}

const GROUPS: readonly Group[] = [
  {
    title: 'Emergency: get help now',
    outcome: 'REFER, EMERGENCY',
    about: 'The questions stop. No massage type is shown and nothing can be booked.',
    rules: EMERGENCY_RULES,
  },
  {
    title: 'Urgent: get medical help today',
    outcome: 'REFER, URGENT',
    about: 'The questions stop. No massage type is shown and nothing can be booked.',
    rules: URGENT_RULES,
  },
  {
    title: 'Soon: see a doctor before any massage',
    outcome: 'REFER, SOON',
    about:
      'No massage type is shown and nothing can be booked yet. A rule marked “unless checked” is lifted when a doctor or physical therapist has checked the problem; caution K19 is shown in its place.',
    rules: SOON_RULES,
  },
  {
    title: 'Clearance: a doctor’s OK first',
    outcome: 'the massage type, CLEARANCE',
    about:
      'The type is shown, and a free talk can be booked; hands-on work waits for the OK. All of these are lifted when the visitor says the doctor has given it; caution K11 is shown then.',
    rules: CLEARANCE_RULES,
  },
  {
    title: 'Defer: wait a little',
    outcome: 'the massage type, DEFER',
    about: 'The type is shown, and a later date can be booked: from 7 days ahead (D1, D2) or 3 days ahead (D3).',
    rules: DEFER_RULES,
  },
  {
    title: 'Medical massage',
    outcome: 'MEDICAL',
    about:
      'Looked at only when no E, U or S rule holds. Every one that holds is listed, the first one leads. When the visitor can’t agree to a course, T1 decides instead.',
    rules: MEDICAL_RULES,
  },
  {
    title: 'When the course is refused',
    outcome: 'THERAPEUTIC',
    about: 'Takes the place of medical massage.',
    rules: ['T1'],
  },
  {
    title: 'The other types',
    outcome: 'RELAXATION for R rules, THERAPEUTIC for T rules',
    about: 'Looked at only when no M rule holds. Tried in this order; the first that holds decides.',
    rules: TYPE_RULES,
  },
  {
    title: 'Cautions: tell your therapist',
    outcome: 'a note beside the massage type',
    about: 'Shown with a massage type, never with REFER. They do not change the type or the urgency.',
    rules: CAUTION_RULES,
  },
];

const REASONS: Readonly<Record<RuleId, string>> = { ...asking.reasons, ...booking.reasons };

const sourceLinks = (sources: string): Html =>
  list(sources.split(' ').map(id => html`<a href="#source-${id}">${id}</a>`));

function row(id: RuleId): Html {
  const { when, unlessChecked, caution } = RULES[id];
  const { strength, sources } = EVIDENCE[id];
  return html`<tr id="${id}">
    <th scope="row">${id}</th>
    <td>
      ${sentence(when)}${unlessChecked ? html` <em>Unless checked.</em>` : ''}
      ${caution === undefined ? '' : html`<br /><small>Caution <code>${caution}</code></small>`}
    </td>
    <td>${REASONS[id]}</td>
    <td>${strength}</td>
    <td>${sourceLinks(sources)}</td>
    <td><span class="box"></span></td>
  </tr>`;
}

const COLUMNS = ['Rule', 'Holds when', 'What the visitor reads', 'Strength', 'Sources', 'Agreed'];

const group = ({ title, outcome, about, rules }: Group): Html =>
  html`<h3>${title}</h3>
    <p>Outcome: <strong>${outcome}</strong>. ${about}</p>
    ${table(COLUMNS, rules.map(row), 'rules')}`;

export const rulesSection = (): Html =>
  html`<section id="rules">
    <h2>The rules</h2>
    <p>
      Strength says how well a rule is backed: <em>strong</em> by a national health service or guideline, or by the seed
      texts; <em>moderate</em> by professional bodies, textbooks or expert consensus; <em>precaution</em> by thin
      evidence, where asking costs little.
    </p>
    ${GROUPS.map(group)}
  </section>`;
