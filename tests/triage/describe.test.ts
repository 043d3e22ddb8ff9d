// Conditions in plain English: what a clinician signs is what is evaluated.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { all, any, type Condition, complaint, expecting, is, not, pain, spine } from '#triage/conditions.ts';
import { describe, glossary } from '#triage/describe.ts';
import { RULE_IDS, RULES } from '#triage/rules.ts';
import { placesOf } from './condition-nodes.ts';

const textOf = (question: string, option: string): string => `${question}/${option}`;

const table: readonly [Condition, string][] = [
  [is('soon', 'fever'), '“soon/fever” is ticked'],
  [is('area', 'neck', 'foot'), 'any of “area/neck”, “area/foot” is ticked'],
  [not(is('soon', 'fever')), '“soon/fever” is not ticked'],
  [not(is('area', 'neck', 'foot')), 'none of “area/neck”, “area/foot” is ticked'],
  [is('goal', 'relax'), 'the wish is “goal/relax”'],
  [is('goal', 'sport', 'job'), 'the wish is “goal/sport” or “goal/job”'],
  [not(is('goal', 'relax')), 'the wish is not “goal/relax”'],
  [pain(7), 'the pain is 7 or more'],
  [not(pain(7)), 'the pain is 6 or less'],
  [complaint, 'there is a complaint'],
  [not(expecting), 'the person is not expecting'],
  [all(complaint, any(spine, pain(7))), 'there is a complaint, and (it is at the spine, or the pain is 7 or more)'],
  [not(all(spine, pain(4))), 'not (it is at the spine, and the pain is 4 or more)'],
];

for (const [condition, text] of table) {
  test(text, () => assert.equal(describe(condition, textOf), text));
}

test('a name stands for what it names, also when denied', () => {
  const fever = is('soon', 'fever');
  const nameOf = (condition: Condition) => (condition === fever ? 'there is a fever' : undefined);
  assert.equal(describe(all(fever, pain(4)), textOf, nameOf), 'there is a fever, and the pain is 4 or more');
  assert.equal(describe(not(fever), textOf, nameOf), 'not (there is a fever)');
});

test('every condition can be put into words, and different rules read differently', () => {
  for (const [place, condition] of placesOf())
    assert.doesNotMatch(describe(condition, textOf), /undefined|\[object/, place);
  const texts = RULE_IDS.map(id => describe(RULES[id].when, textOf));
  const twice = RULE_IDS.filter((_, index) => texts.indexOf(texts[index] ?? '') !== index);
  assert.deepEqual(twice, []);
});

test('the glossary explains each term by answers', () => {
  const terms = glossary(textOf);
  assert.equal(terms.length, 11);
  assert.equal(
    terms.find(({ phrase }) => phrase === 'it is strong')?.means,
    'the pain is 7 or more, or the bother it causes is “impact/a_lot”',
  );
});
