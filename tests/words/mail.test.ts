/** The words of mails: plain, kind, and silent about health. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { mail } from '#words/en/mail.ts';
import { sampleMails } from '../notify/mail-samples.ts';
import { readSources } from '../source-files.ts';
import { BANNED } from './banned.ts';
import { gradeOf } from './grade.ts';

interface Said {
  readonly path: readonly string[];
  readonly texts: readonly string[];
}

/** A text may ask for a number, a word or a list of words. */
const FILLS = [30, 'Riverside', ['in the morning', 'in the evening']];

function filledIn(make: unknown): readonly string[] {
  assert.ok(typeof make === 'function');
  return FILLS.flatMap(fill => {
    try {
      const text: unknown = Reflect.apply(make, undefined, [fill, fill]);
      return typeof text === 'string' ? [text] : [];
    } catch (error) {
      // A list's words are joined; a number's or a word's are not.
      if (error instanceof TypeError) return [];
      throw error;
    }
  });
}

function walk(path: readonly string[], value: unknown): readonly Said[] {
  if (typeof value === 'string') return [{ path, texts: [value] }];
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) => walk([...path, key], inner));
  }
  return [{ path, texts: filledIn(value) }];
}

const SAID = walk([], mail);
const ALL = SAID.flatMap(({ texts }) => texts);

test('no text is empty', () => {
  for (const { path, texts } of SAID) {
    assert.ok(texts.length > 0, path.join('.'));
    for (const text of texts) assert.match(text, /^\S(.*\S)?$/s, path.join('.'));
  }
});

test('every text stands in some mail or calendar', async () => {
  const mails = (await sampleMails()).map(({ mail: { subject, text, invitation } }) =>
    [subject, text, invitation?.content.replace(/\r\n /g, '') ?? ''].join('\n'),
  );
  const said = mails.join('\n');
  const fixed = SAID.filter(({ path, texts }) => texts.length === 1 && path.at(-1) !== 'language');
  const unsaid = fixed.filter(({ texts: [text = ''] }) => !said.includes(text)).map(({ path }) => path.join('.'));
  assert.deepEqual(
    unsaid.filter(path => !UNSAMPLED.includes(path)),
    [],
  );
});

/** A part of the day alone is never all of the samples'. */
const UNSAMPLED = ['call.parts.afternoon'];

test('every text with a blank is asked for', () => {
  const sources = readSources().filter(({ path }) => /^server\/(notify\/|calendar-)/.test(path));
  const blanks = SAID.filter(({ texts }) => texts.length > 1).map(({ path }) => path.at(-1) ?? '');
  for (const key of blanks)
    assert.ok(
      sources.some(({ text }) => new RegExp(`\\b${key}\\b`).test(text)),
      key,
    );
});

test('subjects have no blanks, no digits, and fit a phone', () => {
  const subjects = SAID.filter(({ path }) => path.at(-1) === 'subject');
  assert.equal(subjects.length, 22);
  for (const { texts } of subjects) assert.match(texts.join(), /^[A-Z][A-Za-z ]{5,40}$/);
});

/** Whoever reads over a shoulder learns of a talk, not of a body. */
const HEALTH = [
  /massage/i,
  /therap/i,
  /medic/i,
  /relax/i,
  /treat/i,
  /pain|hurt|ache|sore\b|tight/i,
  /health|\bill\b|illness|sick/i,
  /doctor|nurse|midwife|surge/i,
  /symptom|condition|injur|pregnan|cancer/i,
  /hands-on|muscle|body\b|pressure/i,
  /\banswers\b/i,
];

for (const word of [...BANNED, ...HEALTH]) {
  test(`never ${word.source}`, () => {
    for (const text of ALL) assert.doesNotMatch(text, word);
  });
}

test('no exclamation marks, no emoji', () => {
  for (const text of ALL) assert.doesNotMatch(text, /!|\p{Extended_Pictographic}/u);
});

describe('at US grade 6.5 or below', () => {
  for (const part of ['visitor', 'clinic', 'digest', 'calendar']) {
    test(part, () => {
      const texts = SAID.filter(({ path }) => path[0] === part).flatMap(({ texts }) => texts);
      const grade = gradeOf(texts);
      assert.ok(grade > 0 && grade <= 6.5, `grade ${grade.toFixed(2)}`);
    });
  }

  test('each mail as it is sent', async () => {
    for (const { name, mail } of await sampleMails()) {
      const sentences = mail.text.split('\n').filter(line => /^[A-Z].*[.?]$/.test(line));
      const grade = gradeOf(sentences);
      assert.ok(sentences.length > 1 && grade <= 6.5, `${name}: grade ${grade.toFixed(2)}`);
    }
  });
});
