// Invariants of the specification's section 9 about changing one answer of a complete set. A complete set answers all
// 17 questions, so that one which a change makes newly asked has its answer ready.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { optionsOf, QUESTION_IDS, type QuestionId, SCALE_MAX } from '#triage/questions.ts';
import { RULES } from '#triage/rules.ts';
import { canonical } from './canonical.ts';
import {
  anyAnswer,
  anySet,
  eachSeed,
  isMulti,
  junkFor,
  pick,
  type Random,
  type RawAnswers,
  sampleSize,
  shuffled,
  tickedIn,
  ticksOf,
} from './samples.ts';
import { askedIn, group, outcomeRank, said, urgencyRank, type Verdict, verdictOf } from './verdict.ts';

const SETS = sampleSize(1_600, 50_000);
let steps = 0;

interface Step {
  readonly before: Verdict;
  readonly raw: RawAnswers;
  readonly random: Random;
  /** Changes the set, and gives the new verdict and the changed set. */
  readonly change: (changes: Readonly<Record<string, unknown>>) => { after: Verdict; changed: RawAnswers };
}

function invariant(title: string, check: (step: Step) => void): void {
  test(`${title} (${SETS} sets)`, () => {
    eachSeed(SETS, random => {
      const raw = anySet(random);
      const before = verdictOf(raw);
      const tried: unknown[] = [];
      const change: Step['change'] = changes => {
        steps += 1;
        tried.push(changes);
        const changed = { ...raw, ...changes };
        return { after: verdictOf(changed), changed };
      };
      try {
        check({ before, raw, random, change });
      } catch (error) {
        throw new Error(inspect({ raw, before, tried }, { depth: 4 }), { cause: error });
      }
    });
  });
}

const changedAnswer = (random: Random, raw: RawAnswers, question: QuestionId): string =>
  pick(
    random,
    optionsOf(question).filter(option => option !== raw[question]),
  );

invariant('invariant 3: no goal, wish, age or clearance outweighs a safety rule', ({ raw, random, change, before }) => {
  for (const question of ['goal', 'want', 'age', 'clearance'] as const) {
    const { after } = change({ [question]: changedAnswer(random, raw, question) });
    const gravest = group(after, 'E', 'U', 'S')[0]?.charAt(0);
    const expected = gravest && { E: 'EMERGENCY', U: 'URGENT', S: 'SOON' }[gravest];
    if (expected) assert.equal(after.urgency, expected);
    if (question === 'want' || question === 'clearance' || before.urgency === 'EMERGENCY') {
      assert.deepEqual(group(after, 'E', 'U', 'S'), group(before, 'E', 'U', 'S'), question);
    }
  }
});

const FLAGS = ['now', 'soon', 'health', 'pregnancy_flags', 'pain_flags'] as const;

invariant('invariant 5: one more tick never lowers the urgency', ({ before, raw, random, change }) => {
  for (const question of FLAGS) {
    const ticked = tickedIn(raw, question);
    const free = ticksOf(question).filter(id => !ticked.includes(id));
    if (free.length === 0) continue;
    const { after } = change({ [question]: [...ticked, pick(random, free)] });
    assert.ok(urgencyRank(after) >= urgencyRank(before), question);
  }
});

/** From better to worse. A visitor who never had massage for it stands outside the order. */
const LADDERS: Readonly<Record<'pain_level' | 'duration' | 'impact' | 'prior', readonly unknown[]>> = {
  pain_level: Array.from({ length: SCALE_MAX + 1 }, (_, level) => level),
  duration: optionsOf('duration'),
  impact: optionsOf('impact'),
  prior: ['resolved', 'partial', 'no_help', 'worse'],
};

/** A fresh injury waits 3 days (D3): once it is older, it may be booked at once. The one exception, on purpose. */
const injuryNoLongerFresh = (question: QuestionId, before: Verdict, after: Verdict): boolean =>
  question === 'duration' &&
  before.urgency === 'DEFER' &&
  before.rules.includes('D3') &&
  said(before.answers, 'duration', 'lt72h') &&
  !said(after.answers, 'duration', 'lt72h');

invariant(
  'invariant 6: worse pain never leads toward relaxation or less urgency',
  ({ before, raw, random, change }) => {
    for (const question of ['pain_level', 'duration', 'impact', 'prior'] as const) {
      const ladder = LADDERS[question];
      const at = ladder.indexOf(raw[question]);
      const worse = at < 0 ? [] : ladder.slice(at + 1);
      if (worse.length === 0) continue;
      const step = { [question]: pick(random, random() < 0.5 ? worse : worse.slice(0, 1)) };
      const first = change(step);
      const newlyAsked = askedIn(first.after).filter(id => !askedIn(before).includes(id));
      // What is newly asked may be answered in any way.
      const redrawn = Object.fromEntries(newlyAsked.map(id => [id, anyAnswer(random, id)]));
      const verdicts = newlyAsked.length > 0 ? [first, change({ ...step, ...redrawn })] : [first];
      for (const { after } of verdicts) {
        assert.ok(outcomeRank(after) >= outcomeRank(before), `${question}: outcome`);
        if (injuryNoLongerFresh(question, before, after)) continue;
        assert.ok(urgencyRank(after) >= urgencyRank(before), `${question}: urgency`);
      }
    }
  },
);

invariant('invariant 7: clearance lifts CLEARANCE only and never changes the type', ({ random, change }) => {
  const { after: open } = change({ clearance: pick(random, ['no', 'unsure']) });
  const { after: cleared } = change({ clearance: 'yes' });
  assert.equal(cleared.outcome, open.outcome);
  const rest = (verdict: Verdict) => verdict.rules.filter(id => !id.startsWith('C') && id !== 'K11');
  assert.deepEqual(rest(cleared), rest(open));
  if (said(cleared.answers, 'clearance', 'yes')) assert.deepEqual(group(cleared, 'C'), []);
  if (open.urgency === 'CLEARANCE') assert.ok(['DEFER', 'ROUTINE'].includes(cleared.urgency));
  else assert.equal(cleared.urgency, open.urgency);
});

invariant('invariant 7: a check-up lifts S rules only', ({ random, change }) => {
  const { after: open } = change({ other_care: pick(random, ['no', 'waiting']) });
  const { after: checked } = change({ other_care: pick(random, ['checked_ok', 'recommended']) });
  assert.deepEqual(group(checked, 'E', 'U', 'C', 'D'), group(open, 'E', 'U', 'C', 'D'));
  const lasting = group(open, 'S').filter(id => !RULES[id].unlessChecked);
  assert.ok(lasting.every(id => checked.rules.includes(id)));
  // Without a lifted S rule nothing moves, but that a suggestion of massage may be followed (M1).
  if (open.outcome === 'REFER') return;
  assert.equal(checked.urgency, open.urgency);
  if (!checked.rules.includes('M1')) assert.equal(checked.outcome, open.outcome);
});

invariant('invariant 8: refusing the course turns MEDICAL into THERAPEUTIC', ({ random, change }) => {
  const { after: willing } = change({ course_ok: pick(random, ['yes', 'maybe']) });
  const { after: refused } = change({ course_ok: 'no' });
  if (willing.outcome !== 'MEDICAL') {
    assert.equal(canonical(refused), canonical(willing));
    return;
  }
  assert.equal(refused.outcome, 'THERAPEUTIC');
  assert.equal(refused.deciding, 'T1');
  assert.equal(refused.urgency, willing.urgency);
});

invariant('invariant 10: answers to questions that are not asked change nothing', ({ before, random, change }) => {
  const left = QUESTION_IDS.filter(id => !(id in before.answers));
  if (left.length === 0) return;
  for (const likely of [1, 0.5]) {
    const chosen = left.filter(() => random() < likely);
    const other = (id: QuestionId) => (random() < 0.5 ? anyAnswer(random, id) : pick(random, junkFor(id)));
    const { after } = change(Object.fromEntries(chosen.map(id => [id, other(id)])));
    assert.equal(canonical(after), canonical(before));
  }
});

invariant('invariant 10: the order of ticks changes nothing', ({ before, raw, random, change }) => {
  const multi = QUESTION_IDS.filter(isMulti);
  const answers = multi.map(id => [id, shuffled(random, [...tickedIn(raw, id), ...tickedIn(raw, id), 'none'])]);
  const mixed = Object.fromEntries(
    answers.map(([id, ticks]) => [id, id === 'area' ? shuffled(random, tickedIn(raw, 'area')) : ticks]),
  );
  const { after } = change(mixed);
  assert.equal(canonical(after), canonical(before));
});

invariant('invariant 10: "none" never hides a ticked answer', ({ before, raw, change }) => {
  for (const question of FLAGS) {
    const ticked = tickedIn(raw, question);
    if (ticked.length === 0) continue;
    for (const ticks of [
      [...ticked, 'none'],
      ['none', ...ticked],
    ]) {
      assert.equal(canonical(change({ [question]: ticks }).after), canonical(before), question);
    }
  }
});

test('enough steps were taken', () => {
  assert.ok(steps >= sampleSize(30_000, 1_000_000), `${steps} steps`);
});
