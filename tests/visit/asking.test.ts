/** The questions as a visitor meets them: in order, one screen each, every answer open to change. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isResult, triage } from '#triage/triage.ts';
import type { VisitEvent } from '../../widget/intake.machine.ts';
import type { Screen } from '../../widget/present.ts';
import type { RawAnswers } from '../../widget/visit.ts';
import { answersOf } from '../fixtures/booking.ts';
import vignettes from '../triage/vignettes.json' with { type: 'json' };
import { answered, never, screenNamed, Visit } from './world.ts';

const asking = (screen: Screen) => screenNamed('asking', screen);
const questionOf = (screen: Screen) => asking(screen).asked?.question;

/** Ticks have no order. */
const asSet = (answer: unknown): unknown => (Array.isArray(answer) ? [...answer].sort() : answer);

/** Answers what is asked until nothing is. */
function walk(answers: RawAnswers, visit = new Visit()): readonly Screen[] {
  const screens = [visit.screen];
  for (let screen = visit.screen; screen.name === 'asking'; screen = visit.screen) {
    const question = questionOf(screen);
    assert.ok(question);
    const value = answers[question];
    assert.ok(value !== undefined, question);
    screens.push(visit.does({ type: 'answer', question, value }));
  }
  return screens;
}

for (const { id, title, answers } of vignettes.vignettes) {
  test(`${id} ${title}`, () => {
    const screens = walk(answers);
    for (const [i, screen] of screens.entries()) {
      assert.equal(screen.depth, i, 'one screen deeper with each answer');
      assert.equal(screen.canGoBack, i > 0);
      assert.deepEqual(
        screen.turns.map(({ question }) => question),
        Object.keys(answers).slice(0, i),
      );
      for (const { question, answer } of screen.turns)
        assert.deepEqual(asSet(answer), asSet(Reflect.get(answers, question)));
      assert.ok(screen.turns.every(({ counts }) => counts));
      if (screen.name !== 'asking' || i === 0) continue;
      const { left } = asking(screens[i - 1] ?? screen);
      assert.equal(screen.left >= left, screen.grew, 'growing is said');
    }
    const result = triage(answers);
    const end = screens.at(-1);
    assert.ok(isResult(result) && end);
    assert.equal(end.name, result.booking === 'none' ? 'referred' : 'recommended');
    if (end.name === 'referred') assert.equal(end.urgency, result.urgency);
    if (end.name === 'referred') assert.ok(end.reasons.length > 0);
    if (end.name === 'recommended') assert.equal(end.type, result.outcome);
    if (end.name === 'recommended') assert.ok(end.reasons.type.length > 0);
  });
}

const tick = (option: string, on = true): VisitEvent => ({ type: 'tick', option, on });
const TICKS = [
  { ticks: [tick('fever'), tick('lump')], left: ['fever', 'lump'] },
  { ticks: [tick('fever'), tick('fever')], left: ['fever'] },
  { ticks: [tick('fever'), tick('fever', false)], left: [] },
  { ticks: [tick('fever'), tick('lump'), tick('none')], left: ['none'] },
  { ticks: [tick('none'), tick('lump')], left: ['lump'] },
  { ticks: [tick('none'), tick('none', false)], left: [] },
];
for (const { ticks, left } of TICKS) {
  test(`ticks: ${ticks.map(event => JSON.stringify(event)).join(' ')} leave ${left.join() || 'none'}`, () => {
    const visit = new Visit(answered({ goal: 'relax', now: ['none'] }));
    assert.deepEqual(asking(visit.does(...ticks)).asked?.ticked, left);
  });
}

test('the scale has one value', () => {
  const { pain_level: _, prior: __, ...before } = answersOf('V49');
  const visit = new Visit(answered(before));
  assert.deepEqual(asking(visit.does(tick('3'), tick('7'))).asked?.ticked, ['7']);
  const next = visit.does({ type: 'answer', question: 'pain_level', value: 7 });
  assert.equal(questionOf(next), 'area');
});

test('a slip is told until the next thing is done', () => {
  const visit = new Visit(answered({ goal: 'relax' }));
  assert.equal(visit.does({ type: 'answer', question: 'now', value: [] }).notice, 'tickOne');
  assert.equal(visit.does(tick('none')).notice, undefined);
});

test('health is asked in two groups, every other question in one', () => {
  const groups = walk(answersOf('V62')).flatMap(screen =>
    screen.name === 'asking' ? [[screen.asked?.question, screen.asked?.groups.map(({ length }) => length)]] : [],
  );
  assert.deepEqual(
    groups.filter(([, sizes]) => sizes?.length !== 1),
    [['health', [6, 8]]],
  );
});

test('prior is put another way to somebody without a complaint', () => {
  const screens = (id: string) =>
    walk(answersOf(id)).flatMap(screen => (screen.name === 'asking' ? [screen.asked] : []));
  const prior = (id: string) => screens(id).find(asked => asked?.question === 'prior');
  assert.equal(prior('V49')?.calm, true);
  assert.deepEqual(prior('V49')?.groups, [['never', 'yes_general']]);
  assert.equal(prior('V62')?.calm, false);
  assert.equal(prior('V62')?.groups.flat().length, 6);
});

const V62 = answersOf('V62');

test('Back opens one question after the other, each with its answer, and keeps what comes after', () => {
  const visit = new Visit(answered(V62));
  const questions = Object.keys(V62).reverse();
  for (const [i, question] of questions.entries()) {
    const screen = asking(visit.does({ type: 'back' }));
    assert.equal(screen.asked?.question, question);
    assert.deepEqual(screen.asked?.ticked, [Reflect.get(V62, question)].flat().map(String));
    assert.equal(screen.revisiting, true);
    assert.equal(screen.depth, questions.length - 1 - i);
    assert.equal(screen.grew, false);
  }
  assert.equal(visit.screen.canGoBack, false);
  assert.equal(visit.does({ type: 'back' }).notice, 'notYet');
  assert.equal(visit.does({ type: 'keep' }).name, 'recommended');
});

test('changing an answer goes on from there, with the answers that still apply', () => {
  const visit = new Visit(answered(V62));
  const opened = asking(visit.does({ type: 'change', question: 'age' }));
  assert.deepEqual(
    opened.turns.map(({ question }) => question),
    ['goal', 'now', 'soon'],
    'up to there',
  );
  const after = visit.does({ type: 'answer', question: 'age', value: '65_up' });
  assert.equal(after.name, 'recommended');
  assert.equal(after.turns.length, Object.keys(V62).length);
});

test('answers that no longer apply are struck, said to be, and back when they apply again', () => {
  const visit = new Visit(answered(answersOf('V53')));
  visit.does({ type: 'change', question: 'pain_level' });
  const calmer = visit.does({ type: 'answer', question: 'pain_level', value: 1 });
  assert.equal(calmer.notice, 'dropped');
  const struck = calmer.turns.filter(({ counts }) => !counts).map(({ question }) => question);
  assert.deepEqual(
    struck,
    ['area', 'duration', 'impact', 'pain_flags', 'other_care', 'want'].filter(id => id in answersOf('V53')),
  );
  visit.does({ type: 'change', question: 'pain_level' });
  const again = visit.does({ type: 'answer', question: 'pain_level', value: answersOf('V53').pain_level ?? 0 });
  assert.ok(again.turns.every(({ counts }) => counts));
  assert.equal(again.notice, undefined);
});

test('an answer that was not given can’t be changed, and that is said', () => {
  const visit = new Visit(answered({ goal: 'pain' }));
  assert.equal(visit.does({ type: 'change', question: 'prior' }).notice, 'notYet');
  assert.equal(questionOf(visit.screen), 'now');
});

test('a mis-tap is no dead end: an emergency can be taken back', () => {
  const visit = new Visit(answered({ goal: 'pain' }));
  assert.equal(visit.does({ type: 'answer', question: 'now', value: ['stroke'] }).name, 'referred');
  assert.equal(questionOf(visit.does({ type: 'back' })), 'now');
  assert.equal(questionOf(visit.does({ type: 'answer', question: 'now', value: ['none'] })), 'soon');
});

test('"Start over" clears all, and can be taken back until the next answer', () => {
  const visit = new Visit(answered(V62));
  const cleared = asking(visit.does({ type: 'restart' }));
  assert.deepEqual([cleared.notice, cleared.turns, cleared.depth, cleared.canUndo], ['restarted', [], 0, true]);
  assert.equal(cleared.canRestart, false);
  assert.equal(visit.does({ type: 'undo' }).name, 'recommended');
  visit.does({ type: 'restart' });
  const gone = asking(visit.does({ type: 'answer', question: 'goal', value: 'relax' }));
  assert.equal(gone.canUndo, false);
  assert.equal(gone.left > 0, true);
});

const recommended = async (id: string) =>
  new Visit(answered(answersOf(id))).sees('recommended', ({ clinic }) => !!clinic);

test('the advice says what it rests on', async () => {
  const { reasons, facts, others, cautions } = await recommended('V66');
  assert.deepEqual(reasons, { safety: [], type: ['M2', 'M6'] });
  assert.deepEqual(cautions, ['K18']);
  assert.deepEqual(others, ['RELAXATION', 'THERAPEUTIC']);
  const said = facts.map(({ question }) => question);
  assert.ok(said.includes('prior') && said.includes('pain_level') && !said.includes('age'), said.join());
});

const ADVICE = [
  { of: 'V49', refusedCourse: false, courseMaybe: false, offered: true, price: '$95' },
  { of: 'V55', refusedCourse: false, courseMaybe: false, offered: true, price: undefined },
  { of: 'V61', refusedCourse: true, courseMaybe: false, offered: true, price: undefined },
  { of: 'V62', refusedCourse: false, courseMaybe: false, offered: false, price: undefined },
  { of: 'V66', refusedCourse: false, courseMaybe: true, offered: false, price: undefined },
];
for (const { of, ...expected } of ADVICE) {
  test(`the advice of ${of}: ${JSON.stringify(expected)}`, async () => {
    const { refusedCourse, courseMaybe, offered, price } = await recommended(of);
    assert.deepEqual({ refusedCourse, courseMaybe, offered, price }, expected);
  });
}

test('a wait and a doctor’s OK come before the type', async () => {
  assert.deepEqual((await recommended('V52')).reasons.safety, ['D1', 'D2']);
  assert.deepEqual((await recommended('V61')).reasons, { safety: ['C4'], type: ['T1'] });
});

test('whether a type is offered is not guessed while the clinic is unknown', () => {
  const visit = new Visit(answered(V62), { facts: never });
  assert.equal(screenNamed('recommended', visit.screen).offered, undefined);
});
