// The English words: the specification's sentences as they stand, every key there and in use, plain and honest.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { optionsOf, QUESTION_IDS } from '#triage/questions.ts';
import { RULE_IDS } from '#triage/rules.ts';
import { TAG_IDS } from '#triage/tags.ts';
import { EXTRAS, TECHNIQUES } from '#triage/techniques.ts';
import { asking } from '#words/en/asking.ts';
import { booking } from '#words/en/booking.ts';
import { tags } from '#words/en/tags.ts';
import { readSources } from '../source-files.ts';
import { SPEC_QUESTIONS, SPEC_RULES } from '../triage/spec-table.ts';
import { BANNED } from './banned.ts';
import { gradeOf } from './grade.ts';
import { SAID } from './said.ts';

const REASONS: Readonly<Record<string, string>> = { ...asking.reasons, ...booking.reasons };

const wordsOf = (id: string) => {
  const words = Object.entries(asking.questions).find(([question]) => question === id)?.[1];
  assert.ok(words, `no words for ${id}`);
  const options: Readonly<Record<string, string>> = words.options;
  return { ...words, options };
};

describe('as the specification says it', () => {
  for (const { id, text, hint, options } of SPEC_QUESTIONS) {
    test(`question ${id}`, () => {
      const words = wordsOf(id);
      assert.equal(words.text, text);
      assert.deepEqual(
        Object.entries(words.options),
        options.map(option => [...option]),
      );
      // The second line of `prior` is not a hint: it is how the question reads without a complaint.
      assert.equal(words.hint, id === 'prior' ? undefined : hint);
    });
  }

  test('prior without a complaint', () => {
    const { text, options } = asking.priorWithoutComplaint;
    assert.equal(`If you have no pain or tightness: ${text}`, SPEC_QUESTIONS.find(({ id }) => id === 'prior')?.hint);
    assert.deepEqual(options, { never: 'No, never', yes_general: 'Yes' });
  });

  for (const { id, reason } of SPEC_RULES) {
    test(`reason ${id}`, () => assert.equal(REASONS[id], reason));
  }

  test('the lines of each region', () => {
    const lines = Object.entries(asking.regions).map(([id, { emergency, urgent, crisis }]) => [
      id,
      emergency,
      urgent,
      crisis,
    ]);
    assert.deepEqual(lines, [
      ['US', '911', 'urgent care or your doctor', '988'],
      ['CA', '911', '811', '988'],
      ['UK', '999', 'NHS 111', '116 123'],
      ['EU', '112', 'your doctor or 116 117', '116 123'],
      ['AU', '000', '1800 022 222', '13 11 14'],
    ]);
  });
});

describe('keys', () => {
  test('every id has its words, and no other id has any', () => {
    const techniques = [...Object.values(TECHNIQUES).flat(), ...EXTRAS.map(({ technique }) => technique)];
    const ids: readonly [object, readonly string[]][] = [
      [asking.questions, QUESTION_IDS],
      ...QUESTION_IDS.map((id): [object, readonly string[]] => [asking.questions[id].options, optionsOf(id)]),
      [REASONS, RULE_IDS],
      [booking.types, Object.keys(TECHNIQUES)],
      [booking.techniques, techniques],
      [tags, TAG_IDS],
    ];
    for (const [words, expected] of ids) assert.deepEqual(Object.keys(words).sort(), [...new Set(expected)].sort());
  });

  test('no reason stands in both parts', () => {
    const both = Object.keys(asking.reasons).filter(id => id in booking.reasons);
    assert.deepEqual(both, []);
  });

  test('no text is empty', () => {
    for (const { path, texts } of SAID) {
      assert.ok(texts.length > 0, path.join('.'));
      for (const text of texts) assert.match(text, /^\S(.*\S)?$/s, path.join('.'));
    }
  });

  test('every key is read by some file', () => {
    assert.deepEqual(unusedKeys(), []);
  });
});

/** Keys that are ids, of rules, options and the like, are read by their ids and checked above. */
const isOfIds = (path: readonly string[]): boolean =>
  ['questions', 'reasons', 'regions', 'techniques', 'tags', 'parts', 'problems', 'how', 'others'].some(name =>
    path.slice(0, -1).includes(name),
  );

function unusedKeys(): readonly string[] {
  const sources = readSources().filter(
    ({ path }) => /^(widget|server)\//.test(path) && !path.startsWith('widget/words/'),
  );
  const isRead = ([section = '', ...inner]: readonly string[]): boolean => {
    const key = inner.at(-1) ?? section;
    const name = new RegExp(`\\b${section}\\b`);
    const used = new RegExp(`\\.${key}\\b|[{,]\\s*${key}\\b[^:{}]*\\}\\s*=|'${key}'`);
    const all = new RegExp(`\\.\\.\\.[\\w.#]*\\b${section}\\b(?!\\.)`);
    return sources.some(({ text }) => name.test(text) && (used.test(text) || all.test(text)));
  };
  return SAID.filter(({ path }) => !isOfIds(path) && !isRead(path)).map(({ path }) => path.join('.'));
}

describe('plain and honest', () => {
  for (const banned of BANNED) {
    test(`never ${banned.source}`, () => {
      for (const { path, texts } of SAID) for (const text of texts) assert.doesNotMatch(text, banned, path.join('.'));
    });
  }

  const questions = QUESTION_IDS.map(id => asking.questions[id]);
  const groups: Readonly<Record<string, readonly string[]>> = {
    questions: questions.flatMap(({ text, hint }) => (hint === undefined ? [text] : [text, hint])),
    'whys of the questions': questions.map(({ why }) => why),
    options: questions.flatMap(({ options }) => Object.values(options)),
    reasons: Object.values(REASONS),
  };
  for (const [group, texts] of Object.entries(groups)) {
    test(`the ${group} read at US grade 6.5 or below`, () => {
      const grade = gradeOf(texts);
      assert.ok(grade > 0 && grade <= 6.5, `grade ${grade.toFixed(2)}`);
    });
  }

  test('the measure knows plain words from long ones', () => {
    assert.ok(gradeOf(['The cat sat on the mat.', 'It was a good mat, and the cat was glad.']) < 2);
    assert.ok(gradeOf(['Musculoskeletal contraindications necessitate multidisciplinary evaluation.']) > 12);
  });
});
