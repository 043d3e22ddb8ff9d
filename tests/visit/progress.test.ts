/** "About N left" over whole visits: it counts down to the end and never grows in silence. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AnswerValue } from '#triage/conditions.ts';
import { progress } from '#triage/progress.ts';
import type { QuestionId } from '#triage/questions.ts';
import { route } from '#triage/route.ts';
import { anySet, eachSeed, type RawAnswers, sampleSize } from '../triage/samples.ts';

interface Step {
  readonly question: QuestionId;
  readonly left: number;
  readonly grew: boolean;
}

/** A whole visit, question by question, as somebody with these answers goes through it. */
function walk(all: RawAnswers): readonly Step[] {
  const steps: Step[] = [];
  const answers: Partial<Record<QuestionId, AnswerValue>> = {};
  for (let { next } = route(answers); next !== undefined; next = route(answers).next) {
    steps.push({ question: next, ...progress(answers) });
    const answer = all[next];
    assert.ok(answer !== undefined);
    answers[next] = answer;
  }
  assert.equal(progress(answers).left, 0, 'nothing is left at the end');
  return steps;
}

test('over whole visits', () => {
  eachSeed(sampleSize(400, 20_000), random => {
    const steps = walk(anySet(random));
    assert.equal(steps[0]?.grew, false);
    for (const [i, { question, left, grew }] of steps.entries()) {
      assert.ok(left >= 1, `${question} is left itself`);
      const before = steps[i - 1];
      if (before === undefined) continue;
      assert.equal(left >= before.left, grew, `${question}: ${before.left} left, then ${left}`);
    }
  });
});

test('the usual visits count down one by one, to one', () => {
  const none = ['none'];
  const usual = { goal: 'pain', now: none, soon: none, age: '18_49', health: none } as const;
  const short = walk({ ...usual, goal: 'relax', pain_level: 2, prior: 'never' });
  assert.deepEqual(short.map(({ left }) => left).slice(1), [6, 5, 4, 3, 2, 1]);
  const long = walk({
    ...usual,
    pain_level: 5,
    area: ['low_back'],
    duration: 'gt3m',
    impact: 'some',
    pain_flags: none,
    other_care: 'no',
    prior: 'partial',
    want: 'ease',
    course_ok: 'yes',
  });
  assert.deepEqual(
    long.map(({ left }) => left),
    Array.from({ length: long.length }, (_, i) => long.length - i),
  );
  assert.ok([...short, ...long].every(({ grew }) => !grew));
});
