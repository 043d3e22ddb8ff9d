/** Every event of the chart in every state that hears it: where it leads and what it says. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type AnyStateNode, initialTransition, type StateValue, transition } from 'xstate';
import { intakeMachine, type VisitContext, type VisitEvent } from '../../widget/intake.machine.ts';
import type { Notice } from '../../widget/visit.ts';
import { answersOf } from '../fixtures/booking.ts';
import { CLINIC, PICKED, RECEIPT, TIMES } from '../fixtures/clinic.ts';
import { CONTACT, KIND } from './world.ts';

type Given = Partial<VisitContext>;

interface Row {
  readonly event: VisitEvent;
  readonly to: string;
  readonly says?: Notice;
  readonly given?: Given;
  /** Parts of the context afterwards. */
  readonly after?: Given;
  /** Nothing happens, and nothing offers it. */
  readonly idle?: true;
}

const V49 = answersOf('V49');
const { goal: _, ...ALL_BUT_GOAL } = V49;
const FIRST: Given = { answers: {} };
const SECOND: Given = { answers: { goal: 'relax' } };
const CALLBACK: Given = { chosen: { kind: 'callback', preferred: [] } };
const BOTH: Given = { consent: { collect: true, conduct: true } };
const ANSWERED: Given = {
  answers: V49,
  clinic: CLINIC,
  contact: CONTACT,
  chosen: { kind: 'slot', slot: PICKED },
};
const REFERRED: Given = { answers: answersOf('V01') };

/** What a state is entered with, unless a row says otherwise. */
const AT: Readonly<Record<string, Given>> = {
  asking: FIRST,
  referred: REFERRED,
  'choosing.open': { ...ANSWERED, freeTimes: TIMES, lookedAhead: 14, notice: 'taken' },
  'choosing.none': { ...ANSWERED, lookedAhead: 56 },
  'sending.underway.first': { ...ANSWERED, pending: { id: 'id-1', body: '{}' } },
  unsent: { ...ANSWERED, pending: { id: 'id-1', body: '{}' } },
  booked: { ...ANSWERED, receipt: RECEIPT },
};

/** The root's own events, which every state hears unless it says otherwise. */
const EVERYWHERE: readonly Row[] = [
  { event: { type: 'change', question: 'goal' }, to: 'asking', after: { revisiting: 'goal', notice: undefined } },
  { event: { type: 'change', question: 'course_ok' }, to: '', says: 'notYet' },
  { event: { type: 'restart' }, to: 'asking', says: 'restarted', after: { answers: {}, cleared: V49 } },
];

const settleFirst = (to: string): readonly Row[] => [
  { event: { type: 'change', question: 'goal' }, to, says: 'settleFirst' },
  { event: { type: 'restart' }, to, says: 'settleFirst' },
  { event: { type: 'back' }, to, says: 'settleFirst' },
];

const CHART: Readonly<Record<string, readonly Row[]>> = {
  asking: [
    {
      event: { type: 'answer', question: 'goal', value: 'relax' },
      to: 'asking',
      given: { notice: 'chooseOne' },
      after: { answers: { goal: 'relax' }, notice: undefined },
    },
    { event: { type: 'answer', question: 'goal', value: 'gold' }, to: 'asking', says: 'chooseOne' },
    { event: { type: 'answer', question: 'now', value: ['none'] }, to: 'asking', says: 'chooseOne' },
    { event: { type: 'answer', question: 'now', value: [] }, to: 'asking', given: SECOND, says: 'tickOne' },
    {
      event: { type: 'answer', question: 'pain_level', value: [] },
      to: 'asking',
      given: { ...ANSWERED, revisiting: 'pain_level' },
      says: 'chooseNumber',
    },
    { event: { type: 'answer', question: 'now', value: ['stroke'] }, to: 'referred', given: SECOND },
    {
      event: { type: 'answer', question: 'goal', value: 'relax' },
      to: 'recommended',
      given: { answers: ALL_BUT_GOAL },
      after: { answers: V49 },
    },
    {
      event: { type: 'answer', question: 'pain_level', value: 1 },
      to: 'recommended',
      given: { answers: answersOf('V53'), revisiting: 'pain_level' },
      says: 'dropped',
    },
    { event: { type: 'tick', option: 'fever', on: true }, to: 'asking', given: SECOND, after: { ticked: ['fever'] } },
    {
      event: { type: 'keep' },
      to: 'recommended',
      given: { ...ANSWERED, revisiting: 'goal' },
      after: { revisiting: undefined },
    },
    { event: { type: 'back' }, to: 'asking', given: SECOND, after: { revisiting: 'goal', ticked: ['relax'] } },
    { event: { type: 'back' }, to: 'asking', says: 'notYet' },
    {
      event: { type: 'undo' },
      to: 'recommended',
      given: { cleared: V49, notice: 'restarted' },
      after: { answers: V49, cleared: undefined, notice: undefined },
    },
    { event: { type: 'undo' }, to: 'asking', says: 'notYet' },
  ],
  referred: [{ event: { type: 'back' }, to: 'asking', after: { revisiting: 'now', ticked: ['chest_breath'] } }],
  recommended: [
    { event: { type: 'book' }, to: 'choosing.loading', after: { lookedAhead: 0 } },
    {
      event: { type: 'book' },
      to: 'contact.editing',
      given: { clinic: { ...CLINIC, booking: 'callback' } },
      after: { ...CALLBACK },
    },
    { event: { type: 'callback' }, to: 'contact.editing', after: { ...CALLBACK } },
    { event: { type: 'back' }, to: 'asking', after: { revisiting: 'prior' } },
  ],
  'choosing.open': [
    { event: { type: 'openDay', date: '2026-12-01' }, to: 'choosing.open', after: { day: '2026-12-01' } },
    { event: { type: 'moreDays' }, to: 'choosing.loading', after: { freeTimes: TIMES, lookedAhead: 14 } },
    {
      event: { type: 'pick', slot: PICKED },
      to: 'contact.editing',
      given: { alternatives: [PICKED], chosen: undefined },
      after: { chosen: { kind: 'slot', slot: PICKED }, alternatives: [], notice: undefined },
    },
    { event: { type: 'callback' }, to: 'contact.editing', after: { ...CALLBACK, notice: undefined } },
    { event: { type: 'back' }, to: 'recommended', after: { notice: undefined } },
  ],
  'choosing.none': [{ event: { type: 'callback' }, to: 'contact.editing', after: { ...CALLBACK } }],
  'choosing.failed': [{ event: { type: 'retry' }, to: 'choosing.loading' }],
  'contact.editing': [
    { event: { type: 'give' }, to: 'contact.checking' },
    {
      event: { type: 'typed', field: 'email', value: 'a@b' },
      to: 'contact.editing',
      given: { problems: { email: 'missing', name: 'missing' } },
      after: { contact: { ...CONTACT, email: 'a@b' }, problems: { name: 'missing' } },
    },
    {
      event: { type: 'prefer', part: 'evening', on: true },
      to: 'contact.editing',
      given: CALLBACK,
      after: { chosen: { kind: 'callback', preferred: ['evening'] } },
    },
    {
      event: { type: 'prefer', part: 'evening', on: false },
      to: 'contact.editing',
      given: { chosen: { kind: 'callback', preferred: ['morning', 'evening'] } },
      after: { chosen: { kind: 'callback', preferred: ['morning'] } },
    },
    { event: { type: 'prefer', part: 'evening', on: true }, to: 'contact.editing', idle: true },
    { event: { type: 'back' }, to: 'choosing.loading' },
    { event: { type: 'back' }, to: 'recommended', given: CALLBACK },
    { event: { type: 'book' }, to: 'choosing.loading' },
    { event: { type: 'callback' }, to: 'contact.editing', after: { ...CALLBACK } },
  ],
  review: [
    {
      event: { type: 'agree', to: 'collect', on: true },
      to: 'review',
      after: { consent: { collect: true, conduct: false } },
    },
    { event: { type: 'send' }, to: 'sending.preparing', given: BOTH },
    { event: { type: 'send' }, to: 'review', says: 'tickBoth' },
    { event: { type: 'send' }, to: 'review', given: { consent: { collect: true, conduct: false } }, says: 'tickBoth' },
    { event: { type: 'send' }, to: 'review', given: { consent: { collect: false, conduct: true } }, says: 'tickBoth' },
    { event: { type: 'send' }, to: 'review', given: { ...BOTH, clinic: undefined }, says: 'partMissing' },
    { event: { type: 'back' }, to: 'contact.editing' },
    { event: { type: 'book' }, to: 'choosing.loading' },
  ],
  'sending.underway.first': settleFirst('sending.underway.first'),
  unsent: [...settleFirst('unsent'), { event: { type: 'retry' }, to: 'sending.underway.first' }],
  booked: [{ event: { type: 'change', question: 'goal' }, to: 'booked', idle: true }],
};

const STATES_AFTER_QUESTIONS = ['recommended', 'choosing.open', 'contact.editing', 'review'];

const [fresh] = initialTransition(intakeMachine, { world: KIND });

for (const [at, rows] of Object.entries(CHART)) {
  for (const row of rows) checkRow(at, row);
}
for (const at of STATES_AFTER_QUESTIONS) for (const row of EVERYWHERE) checkRow(at, row);

function checkRow(at: string, { event, to, says, given, after = {}, idle }: Row): void {
  const end = to || at;
  test(`${at}: ${JSON.stringify(event)} leads to ${end}${says ? ` and says ${says}` : ''}`, () => {
    const context: VisitContext = { ...fresh.context, ...(AT[at] ?? ANSWERED), ...given };
    const [next] = transition(intakeMachine, intakeMachine.resolveState({ value: stateValue(at), context }), event);
    assert.equal(nameOf(next.value), end);
    if (says !== undefined) assert.equal(next.context.notice, says);
    for (const [part, value] of Object.entries(after)) assert.deepEqual(Reflect.get(next.context, part), value, part);
    const isSame = end === at && JSON.stringify(next.context) === JSON.stringify(context);
    assert.equal(isSame, idle === true, 'something happens');
  });
}

test('every event of every state has a row for each way it can go', () => {
  const missing = statesOf(intakeMachine.root).flatMap(node => {
    const name = node.path.join('.');
    return [...node.transitions].flatMap(([event, ways]) => {
      if (event === '' || event.startsWith('xstate.')) return [];
      const rows =
        name === '' ? EVERYWHERE : Object.entries(CHART).flatMap(([at, rows]) => (isWithin(at, name) ? rows : []));
      const count = rows.filter(row => row.event.type === event).length;
      return count < ways.length ? [`${name} ${event}: ${ways.length} ways, ${count} rows`] : [];
    });
  });
  assert.deepEqual(missing, []);
});

test('where an event may be refused, refusing it says why', () => {
  const silent = statesOf(intakeMachine.root).flatMap(node =>
    [...node.transitions]
      .filter(([event, ways]) => {
        const isHeard = event !== '' && !event.startsWith('xstate.');
        return isHeard && ways.every(({ guard }) => guard !== undefined) && ways.length > 0;
      })
      .map(([event]) => `${node.path.join('.')} ${event}`),
  );
  assert.deepEqual(silent, []);
});

test('whatever is asked of the world may fail', () => {
  const deaf = statesOf(intakeMachine.root).flatMap(node =>
    node.invoke.filter(({ id }) => !node.transitions.has(`xstate.error.actor.${id}`)).map(({ id }) => id),
  );
  assert.deepEqual(deaf, []);
});

const isWithin = (at: string, name: string): boolean => at === name || at.startsWith(`${name}.`);

const statesOf = (node: AnyStateNode): readonly AnyStateNode[] => [
  node,
  ...Object.values(node.states).flatMap(statesOf),
];

/** `choosing.open` as the machine writes it, and back. */
function stateValue(name: string): StateValue {
  const [state = '', ...inner] = name.split('.');
  return inner.length === 0 ? state : { [state]: stateValue(inner.join('.')) };
}

const nameOf = (value: StateValue | undefined): string =>
  typeof value === 'object'
    ? Object.entries(value)
        .map(([state, inner]) => `${state}.${nameOf(inner)}`)
        .join()
    : String(value);
