// The printed rule book holds every question, every rule, every exclusion and every source, with version and hash.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EVIDENCE, EXCLUSION_SOURCES } from '#triage/evidence.ts';
import { QUESTION_IDS } from '#triage/questions.ts';
import { RULE_IDS, RULESET_VERSION } from '#triage/rules.ts';
import { TAG_IDS } from '#triage/tags.ts';
import { rulebookPage } from '../../server/rulebook/page.ts';
import { rulesetHash } from '../../server/ruleset.ts';
import { SOURCES } from '../../server/sources.ts';
import { SPEC_QUESTIONS, SPEC_RULES } from '../triage/spec-table.ts';

const page = await rulebookPage();

/** What a reader sees: no tags, no escapes, one blank between words. */
const text = page
  .replace(/<style>.*?<\/style>/s, '')
  .replace(/<[^>]+>/g, '')
  .replaceAll('&#39;', "'")
  .replaceAll('&quot;', '"')
  .replaceAll('&amp;', '&')
  .replace(/\s+/g, ' ');

test('it names the version and the content hash it is made from', () => {
  assert.ok(text.includes(`version ${RULESET_VERSION}`));
  assert.ok(text.includes(rulesetHash()));
});

test('every question stands there with its options, in the words the visitor reads', () => {
  for (const id of QUESTION_IDS) assert.ok(page.includes(`id="${id}"`), id);
  for (const { text: question, options } of SPEC_QUESTIONS) {
    assert.ok(text.includes(question), question);
    for (const [, words] of options) assert.ok(text.includes(words), words);
  }
});

test('every rule stands there once, with its reason', () => {
  for (const id of RULE_IDS) assert.equal(page.split(`<tr id="${id}">`).length, 2, id);
  for (const { reason } of SPEC_RULES) assert.ok(text.includes(reason), reason);
  for (const id of TAG_IDS) assert.ok(page.includes(`<code>${id}</code>`), id);
});

test('every source that is cited is listed, and all are linked within the page', () => {
  const cited = [...Object.values(EVIDENCE).map(({ sources }) => sources), ...EXCLUSION_SOURCES].flatMap(row =>
    row.split(' '),
  );
  for (const id of cited) assert.ok(Object.hasOwn(SOURCES, id), id);
  assert.equal(Object.keys(SOURCES).length, 63);
  for (const [, id] of page.matchAll(/href="#([^"]+)"/g)) assert.ok(page.includes(`id="${id}"`), id);
});

test('groups of rules are named rather than spelled out again', () => {
  assert.ok(text.includes('The condition of any of C1 to C8 holds.'));
  assert.ok(text.includes('It has been checked, and the condition of any of S3 to S15 holds.'));
  assert.ok(text.includes('and not (the condition of D3 holds).'));
  assert.ok(text.includes('The condition of any of M1 to M8 holds, and the answer about a course is'));
});

test('it is one file without script, and nothing in it is missing', () => {
  assert.doesNotMatch(page, /<script|<link|<img|undefined|\[object/);
});

test('two people sign, with name, role and date', () => {
  for (const label of ['Name', 'License or role', 'Date', 'Signature']) {
    assert.equal(page.split(`<dt>${label}</dt>`).length, 3, label);
  }
});
