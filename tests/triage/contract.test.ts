// The contract's rules for reading, cleaning and walking, as tables.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { inspect } from 'node:util';
import { runInNewContext } from 'node:vm';
import { QUESTION_IDS, type QuestionId } from '#triage/questions.ts';
import { route, SKIPPED_WHEN_SOON } from '#triage/route.ts';
import { isResult, type Result, triage } from '#triage/triage.ts';
import { ALL_ASKED, CALM, CLEANING } from './cases.ts';
import { eachSeed, JUNK, junkFor, junkSet, sampleSize } from './samples.ts';

function resultOf(raw: unknown): Result {
  const verdict = triage(raw);
  assert.ok(isResult(verdict), `asks ${JSON.stringify(verdict)}`);
  return verdict;
}

const counted = (raw: unknown, question: QuestionId): unknown => route(raw).answers[question];
const asked = (raw: unknown): readonly string[] => Object.keys(route(raw).answers);

describe('input', () => {
  class Visitor {
    goal = 'relax';
  }
  const notPlain: readonly unknown[] = [
    ...JUNK,
    'goal',
    5,
    new Visitor(),
    Object.assign([], CALM),
    Object.assign(() => undefined, CALM),
    Object.assign(new Map(), CALM),
    Object.create(CALM),
    Object.create({ goal: 'relax' }),
    new Map(Object.entries(CALM)),
    new Proxy(CALM, {
      getPrototypeOf() {
        throw new Error('no prototype');
      },
    }),
    new Proxy(CALM, {
      get() {
        throw new Error('no values');
      },
    }),
    new Proxy(CALM, {
      getOwnPropertyDescriptor() {
        throw new Error('no keys');
      },
    }),
  ];
  for (const [index, raw] of notPlain.entries()) {
    test(`nothing is answered by ${inspectShort(raw)} (${index})`, () => {
      assert.deepEqual(triage(raw), { next: 'goal' });
    });
  }

  test('a plain object may come without a prototype, or from another realm', () => {
    const bare: unknown = Object.assign(Object.create(null), CALM);
    assert.equal(resultOf(bare).outcome, 'RELAXATION');
    assert.equal(resultOf(runInNewContext(`(${JSON.stringify(CALM)})`)).outcome, 'RELAXATION');
    assert.equal(resultOf(JSON.parse(JSON.stringify(CALM))).outcome, 'RELAXATION');
  });

  test('an inherited or throwing key was not answered, an own accessor was', () => {
    for (const question of QUESTION_IDS) {
      const { [question]: answer, ...rest } = ALL_ASKED;
      const throwing = Object.defineProperty({ ...rest }, question, {
        get() {
          throw new Error(`no ${question}`);
        },
      });
      assert.deepEqual(triage(throwing), { next: question });
      const own = Object.defineProperty({ ...rest }, question, { get: () => answer });
      assert.deepEqual(triage(own), triage(ALL_ASKED));
    }
    const polluted: unknown = JSON.parse('{"__proto__": {"goal": "relax"}}');
    assert.deepEqual(triage(polluted), { next: 'goal' });
  });

  test('keys that are no question mean nothing', () => {
    const more = { ...ALL_ASKED, price: 'cheap', toString: 'x', [Symbol('goal')]: 'relax' };
    assert.deepEqual(triage(more), triage(ALL_ASKED));
  });

  test('the argument is never changed', () => {
    eachSeed(sampleSize(200, 5_000), random => {
      const raw = junkSet(random);
      const before = inspect(raw, { depth: 5, showHidden: true });
      triage(raw);
      assert.equal(inspect(raw, { depth: 5, showHidden: true }), before);
    });
  });
});

describe('cleaning', () => {
  for (const question of QUESTION_IDS) {
    test(`${question}: missing and junk are asked again`, () => {
      assert.ok(question in route(ALL_ASKED).answers, 'it is asked at all');
      const { [question]: _, ...rest } = ALL_ASKED;
      assert.deepEqual(triage(rest), { next: question });
      for (const junk of junkFor(question)) {
        assert.deepEqual(triage({ ...ALL_ASKED, [question]: junk }), { next: question }, inspectShort(junk));
      }
    });
  }

  for (const [question, given, counts, around] of CLEANING) {
    test(`${question} ${JSON.stringify(given)} after ${JSON.stringify(around ?? {})}: ${JSON.stringify(counts)}`, () => {
      assert.deepEqual(counted({ ...ALL_ASKED, ...around, [question]: given }, question), counts);
    });
  }
});

describe('walk', () => {
  test('all 17 questions can be asked, and seven are enough to relax', () => {
    assert.deepEqual(asked(ALL_ASKED), [...QUESTION_IDS]);
    assert.deepEqual(asked(CALM), ['goal', 'now', 'soon', 'age', 'health', 'pain_level', 'prior']);
    assert.equal(resultOf(ALL_ASKED).outcome, 'MEDICAL');
    assert.equal(resultOf(CALM).outcome, 'RELAXATION');
  });

  test('an emergency stops after the second question, whatever else was sent', () => {
    const result = resultOf({ ...ALL_ASKED, now: ['stroke', 'none'], age: 'u16', soon: 'junk' });
    assert.deepEqual(asked({ ...ALL_ASKED, now: ['stroke'] }), ['goal', 'now']);
    assert.deepEqual(result, {
      outcome: 'REFER',
      urgency: 'EMERGENCY',
      booking: 'none',
      deciding: 'E2',
      rules: ['E2'],
      cautions: [],
      tags: [],
      techniques: [],
      guardian: false,
    });
  });

  test('an urgent rule stops where it becomes certain', () => {
    assert.equal(asked({ ...ALL_ASKED, soon: ['effort'] }).at(-1), 'soon');
    assert.equal(asked({ ...ALL_ASKED, soon: ['weight'] }).at(-1), 'soon');
    assert.equal(asked({ ...CALM, soon: ['weight'], pain_level: 4 }).at(-1), 'pain_level');
    assert.equal(asked({ ...ALL_ASKED, pregnancy_flags: ['swell'] }).at(-1), 'pregnancy_flags');
    assert.equal(asked({ ...ALL_ASKED, pain_flags: ['weak'] }).at(-1), 'pain_flags');
  });

  test('a certain S rule skips what cannot make the advice stronger', () => {
    const left = asked({ ...ALL_ASKED, soon: ['lump'] });
    assert.deepEqual(
      left,
      QUESTION_IDS.filter(id => !SKIPPED_WHEN_SOON.includes(id)),
    );
    const result = resultOf({ ...ALL_ASKED, soon: ['lump'], clearance: 'yes', other_care: 'checked_ok' });
    assert.deepEqual(result.rules, ['S2', 'C1']);
    for (const id of QUESTION_IDS) {
      const { [id]: _, ...rest } = { ...ALL_ASKED, soon: ['lump'] };
      assert.equal(isResult(triage(rest)), SKIPPED_WHEN_SOON.includes(id), id);
    }
  });

  test('an "unless checked" rule is certain once nobody has checked, and lifted by a check', () => {
    const flagged = { ...ALL_ASKED, pain_flags: ['night'] };
    assert.equal(asked(flagged).at(-1), 'other_care');
    assert.equal(asked({ ...flagged, other_care: 'waiting' }).at(-1), 'other_care');
    assert.equal(resultOf(flagged).urgency, 'SOON');
    const { other_care: _, ...unknownCare } = flagged;
    assert.deepEqual(triage(unknownCare), { next: 'other_care' });
    for (const care of ['recommended', 'checked_ok']) {
      const result = resultOf({ ...flagged, other_care: care });
      assert.equal(result.outcome, 'MEDICAL');
      assert.ok(result.rules.includes('K19') && !result.rules.includes('S3'));
    }
  });

  test('a rule that needs `prior` is certain only after it', () => {
    const raw = { ...ALL_ASKED, health: ['organ'], pain_level: 7, prior: 'worse' };
    assert.equal(asked(raw).at(-1), 'prior');
    assert.deepEqual(resultOf(raw).rules, ['S14', 'C1']);
  });
});

describe('result', () => {
  test('refusing the course is T1 beside the M rules; the talk waits for the doctor', () => {
    const result = resultOf({ ...ALL_ASKED, course_ok: 'no' });
    assert.deepEqual(result.rules, ['C1', 'M7', 'T1', 'K9', 'K14']);
    assert.equal(result.deciding, 'T1');
    assert.equal(result.outcome, 'THERAPEUTIC');
    assert.equal(result.urgency, 'CLEARANCE');
    assert.equal(result.booking, 'talk_only');
  });

  test('a fresh injury waits, and says so', () => {
    const result = resultOf({ ...ALL_ASKED, health: ['none'], goal: 'recovery', duration: 'lt72h' });
    assert.equal(result.urgency, 'DEFER');
    assert.equal(result.booking, 'later');
    assert.ok(result.rules.includes('D3') && !result.rules.includes('K16'));
  });

  test('the guardian flag follows the age that counts, also on a referral', () => {
    assert.equal(resultOf({ ...CALM, age: 'u16' }).guardian, true);
    assert.equal(resultOf({ ...CALM, age: '16_17' }).guardian, true);
    assert.equal(resultOf(CALM).guardian, false);
    const referred = resultOf({ ...ALL_ASKED, age: '16_17', pain_flags: ['weak'] });
    assert.deepEqual([referred.outcome, referred.guardian, referred.tags], ['REFER', true, []]);
  });
});

function inspectShort(value: unknown): string {
  try {
    return inspect(value, { depth: 0, compact: true, breakLength: Infinity }).slice(0, 60);
  } catch {
    return 'what cannot even be printed';
  }
}
