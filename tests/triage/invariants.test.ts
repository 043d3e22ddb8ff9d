// Invariants of the specification's section 9 that hold in every single complete answer set.
// Those about a change of one answer are in `one-step.test.ts`, 14 and 15 in `reach.test.ts`, 17 with the words.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { holds } from '#triage/conditions.ts';
import { EMERGENCY_RULES, RULES, URGENT_RULES } from '#triage/rules.ts';
import { triage } from '#triage/triage.ts';
import { anySet, eachSeed, junkFor, pick, type Random, type RawAnswers, sampleSize, tickedIn } from './samples.ts';
import { SPEC_EXCLUSIONS } from './spec-table.ts';
import { askedIn, group, hasComplaint, painOf, said, type Verdict, verdictOf } from './verdict.ts';

const SETS = sampleSize(2_000, 100_000);

function invariant(title: string, check: (verdict: Verdict, raw: RawAnswers, random: Random) => void): void {
  test(`${title} (${SETS} sets)`, () => {
    eachSeed(SETS, random => {
      const raw = anySet(random);
      const verdict = verdictOf(raw);
      try {
        check(verdict, raw, random);
      } catch (error) {
        throw new Error(inspect({ raw, verdict }, { depth: 4 }), { cause: error });
      }
    });
  });
}

const BOOKING = {
  EMERGENCY: 'none',
  URGENT: 'none',
  SOON: 'none',
  CLEARANCE: 'talk_only',
  DEFER: 'later',
  ROUTINE: 'open',
} as const;

invariant('invariant 1: totality', (verdict, raw, random) => {
  assert.ok(['RELAXATION', 'THERAPEUTIC', 'MEDICAL', 'REFER'].includes(verdict.outcome));
  assert.equal(verdict.booking, BOOKING[verdict.urgency]);
  assert.ok(verdict.rules.length > 0);
  assert.ok(verdict.rules.includes(verdict.deciding));
  const missing = pick(random, askedIn(verdict));
  const { [missing]: _, ...incomplete } = raw;
  assert.deepEqual(triage(incomplete), { next: missing });
});

invariant('invariant 2: fail closed', (verdict, raw, random) => {
  const question = pick(random, askedIn(verdict));
  assert.deepEqual(triage({ ...raw, [question]: pick(random, junkFor(question)) }), { next: question });
});

invariant('invariant 3: safety dominance', (verdict, raw) => {
  const { answers, urgency } = verdict;
  if (tickedIn(raw, 'now').length > 0) assert.equal(urgency, 'EMERGENCY', 'every tick of `now` is an emergency');
  const any = (ids: readonly (keyof typeof RULES)[]) => ids.some(id => holds(RULES[id].when, answers));
  if (any(EMERGENCY_RULES)) assert.equal(urgency, 'EMERGENCY');
  else if (any(URGENT_RULES)) assert.equal(urgency, 'URGENT');
  else if (group(verdict, 'S').length > 0) assert.equal(urgency, 'SOON');
  else assert.ok(['CLEARANCE', 'DEFER', 'ROUTINE'].includes(urgency));
});

invariant('invariant 4: REFER if and only if an E, U or S rule', verdict => {
  const unsafe = group(verdict, 'E', 'U', 'S').length > 0;
  assert.equal(verdict.outcome === 'REFER', unsafe);
  assert.equal(verdict.booking === 'none', unsafe);
  if (!unsafe) return;
  assert.deepEqual([verdict.techniques, verdict.cautions, verdict.tags], [[], [], []]);
  assert.deepEqual(group(verdict, 'M', 'T', 'R', 'K'), []);
});

invariant('invariant 8: MEDICAL only with the course accepted', verdict => {
  if (verdict.outcome === 'MEDICAL') assert.ok(said(verdict.answers, 'course_ok', 'yes', 'maybe'));
});

invariant('invariant 9: what MEDICAL needs and RELAXATION excludes', ({ outcome, answers }) => {
  if (outcome === 'MEDICAL') assert.ok(hasComplaint(answers) || said(answers, 'health', 'lymph'));
  if (outcome !== 'RELAXATION') return;
  assert.ok(painOf(answers) < 7);
  assert.ok(!said(answers, 'impact', 'a_lot'));
  assert.ok(said(answers, 'goal', 'relax', 'tension'));
});

/** The rules that show a health tick was heard: the first where it stands, K11 where a doctor's OK lifted a C rule. */
const HEARD: Readonly<Record<string, readonly string[]>> = {
  pregnant: ['K9', 'K10'],
  surgery: ['C4', 'K11'],
  organ: ['C1', 'K11'],
  clot_bleed: ['C2', 'K11'],
  cancer_now: ['C3', 'K11'],
  lymph: ['C5', 'K11'],
  blood_thinner: ['K1'],
  bones: ['K2'],
  cancer_past: ['K4'],
  numb: ['K3'],
  arthritis: ['K5'],
  skin: ['K6'],
  other: ['K7'],
};

invariant('invariant 11: no silent health answer', (verdict, raw) => {
  if (verdict.outcome === 'REFER') return;
  for (const tick of tickedIn(raw, 'health')) {
    const heard: readonly string[] = HEARD[tick] ?? [];
    assert.ok(
      verdict.rules.some(id => heard.includes(id)),
      tick,
    );
  }
});

invariant('invariant 12: minors', verdict => {
  const minor = said(verdict.answers, 'age', 'u16', '16_17');
  assert.equal(verdict.guardian, minor);
  if (verdict.outcome === 'REFER') return;
  assert.equal(verdict.rules.includes('K12'), said(verdict.answers, 'age', '16_17'));
  assert.equal(verdict.rules.includes('K13'), said(verdict.answers, 'age', 'u16'));
  assert.equal(verdict.tags.includes('minor'), minor);
});

invariant('invariant 13: technique safety', ({ outcome, answers, techniques }) => {
  if (outcome === 'REFER') return;
  assert.ok(techniques.length > 0, 'at least one technique is left');
  assert.equal(new Set(techniques).size, techniques.length);
  const given = ([question, option]: readonly [string, string]): boolean => {
    const answer: unknown = Object.entries(answers).find(([id]) => id === question)?.[1];
    return Array.isArray(answer) ? answer.includes(option) : answer === option;
  };
  for (const { when, unless, leaveOut } of SPEC_EXCLUSIONS) {
    if (!when.some(given) || (unless && given(unless))) continue;
    assert.ok(!techniques.some(technique => leaveOut.includes(technique)), leaveOut.join());
  }
});

invariant('invariant 16: determinism', (verdict, raw) => {
  const { answers: _, ...first } = verdict;
  const spared = [Math.random, Date.now, performance.now] as const;
  const refuse = (): never => {
    throw new Error('the triage must not look at clock or chance');
  };
  [Math.random, Date.now, performance.now] = [refuse, refuse, refuse];
  try {
    assert.deepEqual(triage(structuredClone(raw)), first);
  } finally {
    [Math.random, Date.now, performance.now] = spared;
  }
});
