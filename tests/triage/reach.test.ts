// Invariants 14 and 15 of the specification: every rule can fire, every type rule can decide, and nobody is asked too much.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { optionsOf } from '#triage/questions.ts';
import { RULE_IDS, RULES, type RuleId } from '#triage/rules.ts';
import type { Outcome } from '#triage/triage.ts';
import { boundarySet, completeSet, eachSeed, mulberry32, sampleSize, ticksOf } from './samples.ts';
import { askedIn, type Verdict, verdictOf } from './verdict.ts';

const TRIES = 2_000;

/** The first of many sets around the rule's condition whose verdict is as wanted. */
function found(id: RuleId, wanted: (verdict: Verdict) => boolean): Verdict | undefined {
  for (let seed = 1; seed <= TRIES; seed++) {
    const verdict = verdictOf(boundarySet(mulberry32(seed), RULES[id].when));
    if (wanted(verdict)) return verdict;
  }
  return undefined;
}

describe('invariant 14: every rule can fire', () => {
  for (const id of RULE_IDS) {
    test(id, () => assert.ok(found(id, ({ rules }) => rules.includes(id))));
  }
});

describe('invariant 14: every T, R and M rule can decide', () => {
  for (const id of RULE_IDS.filter(rule => /^[TRM]/.test(rule))) {
    test(id, () => assert.ok(found(id, ({ deciding }) => deciding === id)));
  }
});

describe('invariant 15: length', () => {
  const lengths: Readonly<Record<Outcome, number[]>> = { RELAXATION: [], THERAPEUTIC: [], MEDICAL: [], REFER: [] };
  eachSeed(sampleSize(4_000, 40_000), random => {
    const verdict = verdictOf(completeSet(random));
    lengths[verdict.outcome].push(askedIn(verdict).length);
  });
  const median = (all: readonly number[]): number =>
    [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)] ?? Number.NaN;

  test('simple relaxation takes seven questions at any age and with any small ache', () => {
    for (const age of optionsOf('age')) {
      for (const pain_level of [0, 1, 2, 3]) {
        for (const prior of ['never', 'yes_general']) {
          const simple = { goal: 'relax', now: ['none'], soon: ['none'], age, health: ['none'], pain_level, prior };
          const verdict = verdictOf(simple);
          assert.equal(verdict.outcome, 'RELAXATION');
          assert.equal(askedIn(verdict).length, 7);
        }
      }
    }
  });

  test('the median relaxation takes nine or less', () => assert.ok(median(lengths.RELAXATION) <= 9));
  test('the median medical massage takes fourteen or less', () => assert.ok(median(lengths.MEDICAL) <= 14));
  test('nobody is asked more than 17 questions, and the longest path has them all', () => {
    assert.equal(Math.max(...Object.values(lengths).flatMap(all => Math.max(...all))), 17);
  });

  test('an emergency is known after two', () => {
    for (const goal of optionsOf('goal')) {
      for (const tick of ticksOf('now')) {
        const verdict = verdictOf({ goal, now: [tick] });
        assert.equal(verdict.urgency, 'EMERGENCY');
        assert.equal(askedIn(verdict).length, 2);
      }
    }
  });
});
