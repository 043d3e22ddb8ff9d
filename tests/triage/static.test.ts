// Checks over the rules as data, without asking anybody anything: ids, order, strengths and sources as specified.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { SHOWN_WHEN } from '#triage/answers.ts';
import type { Condition } from '#triage/conditions.ts';
import { EVIDENCE, EXCLUSION_SOURCES } from '#triage/evidence.ts';
import { optionsOf, QUESTION_IDS, QUESTIONS, type QuestionId, SCALE_MAX } from '#triage/questions.ts';
import { ASKED_WHEN, SKIPPED_WHEN_SOON } from '#triage/route.ts';
import { RULE_IDS, RULES, type RuleId, TYPE_RULES } from '#triage/rules.ts';
import { TAG_IDS } from '#triage/tags.ts';
import { EXCLUSIONS, TECHNIQUES } from '#triage/techniques.ts';
import { goalsWithoutType, nodesOf, placesOf } from './condition-nodes.ts';
import { SPEC_EXCLUSIONS, SPEC_QUESTIONS, SPEC_RULES } from './spec-table.ts';

const LETTERS = ['E', 'U', 'S', 'C', 'D', 'K', 'M', 'T', 'R'];

/** The specification's two seed texts stand under short names in the rules. */
const SEEDS: Readonly<Record<string, string>> = { 'Seed A': 'A', 'Seed B': 'B', L01: 'A', L02: 'B' };
const sourcesOf = (column: string): string =>
  column
    .split(', ')
    .map(id => SEEDS[id] ?? id)
    .join(' ');

/** The questions a condition reads. */
const readsOf = (condition: Condition): readonly QuestionId[] =>
  nodesOf(condition).flatMap(node => (node.kind === 'is' || node.kind === 'atLeast' ? [node.question] : []));

describe('questions', () => {
  test('ids, kinds and options are the specification’s, in its order', () => {
    assert.deepEqual(
      QUESTION_IDS.map(id => ({ id, kind: QUESTIONS[id].kind, options: [...optionsOf(id)] })),
      SPEC_QUESTIONS.map(({ id, kind, options }) => ({ id, kind, options: options.map(([option]) => option) })),
    );
  });

  test('no option stands twice', () => {
    for (const id of QUESTION_IDS) assert.equal(new Set(optionsOf(id)).size, optionsOf(id).length, id);
  });

  test('whether a question is asked or an option shown depends on earlier answers only', () => {
    const ids: readonly string[] = QUESTION_IDS;
    const before = (id: string) => ids.slice(0, ids.indexOf(id));
    for (const [id, when] of Object.entries(ASKED_WHEN)) {
      for (const read of readsOf(when)) assert.ok(before(id).includes(read), `${id} reads ${read}`);
    }
    for (const [id, options] of Object.entries(SHOWN_WHEN)) {
      for (const [option, when] of Object.entries(options)) {
        assert.ok(QUESTION_IDS.some(question => question === id && optionsOf(question).includes(option)));
        for (const read of readsOf(when)) assert.ok(before(id).includes(read), `${id} reads ${read}`);
      }
    }
  });

  test('a certain S rule skips the seven of stop rule 3', () => {
    const seven = ['clearance', 'duration', 'impact', 'other_care', 'prior', 'want', 'course_ok'];
    assert.deepEqual([...SKIPPED_WHEN_SOON].sort(), seven.sort());
  });
});

describe('conditions', () => {
  for (const [place, condition] of placesOf()) {
    test(`${place} uses ids and thresholds that exist, each once`, () => {
      for (const node of nodesOf(condition)) {
        if (node.kind === 'atLeast') assert.ok(node.value > 0 && node.value <= SCALE_MAX, `pain ${node.value}`);
        if (node.kind === 'all' || node.kind === 'any') {
          assert.ok(node.of.length > 1, 'one part needs no combinator');
          assert.equal(new Set(node.of.map(part => JSON.stringify(part))).size, node.of.length, 'a part stands twice');
        }
        if (node.kind !== 'is') continue;
        assert.ok(node.options.length > 0);
        assert.equal(new Set(node.options).size, node.options.length);
        for (const option of node.options) assert.ok(optionsOf(node.question).includes(option), option);
      }
    });
  }

  test('the options that no condition reads are those that are meant to be harmless', () => {
    const read = new Set<string>();
    for (const condition of placesOf().values()) {
      for (const node of nodesOf(condition)) {
        if (node.kind === 'is') for (const option of node.options) read.add(`${node.question}.${option}`);
      }
    }
    const silent = QUESTION_IDS.flatMap(id => optionsOf(id).map(option => `${id}.${option}`)).filter(
      id => !read.has(id),
    );
    assert.deepEqual(
      silent.filter(id => !id.endsWith('.none')),
      SILENT,
    );
  });
});

/** Middle answers, and places of pain that switch nothing on. */
const SILENT = [
  'age.18_49',
  'clearance.no',
  'clearance.unsure',
  'area.shoulder_arm',
  'area.hip_leg',
  'area.foot',
  'area.all_over',
  'duration.lt6w',
  'impact.little',
  'impact.some',
  'prior.yes_general',
  'want.ease',
  'course_ok.yes',
  'course_ok.maybe',
];

describe('rules', () => {
  const isRule = (id: string): id is RuleId => Object.hasOwn(RULES, id);

  test('85 rules, each group in the specification’s order', () => {
    assert.equal(SPEC_RULES.length, 85);
    assert.equal(RULE_IDS.length, 85);
    for (const letter of LETTERS) {
      const inGroup = (ids: readonly string[]) => ids.filter(id => id.startsWith(letter));
      assert.deepEqual(inGroup(RULE_IDS), inGroup(SPEC_RULES.map(({ id }) => id)), letter);
    }
    // Section 4, step 3, names the order in which the types are tried.
    assert.deepEqual(TYPE_RULES, ['R1', 'R2', 'R3', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7']);
  });

  for (const { id, strength, sources, unlessChecked, outcome } of SPEC_RULES) {
    test(`${id}: strength, sources and kind as specified`, () => {
      assert.ok(isRule(id));
      const rule = RULES[id];
      assert.equal(EVIDENCE[id].strength, strength);
      assert.equal(EVIDENCE[id].sources, sourcesOf(sources));
      assert.equal(rule.unlessChecked, unlessChecked);
      assert.equal(rule.caution, id.startsWith('K') ? outcome : undefined);
    });
  }

  test('every goal ends in a type, whatever else was said', () => {
    assert.deepEqual(goalsWithoutType(), []);
  });
});

describe('tags and techniques', () => {
  test('the tags are section 7’s, in its order', () => {
    const tags =
      'sports physical_job prenatal postnatal lymphatic oncology post_surgical injury chronic headache minor';
    assert.deepEqual(TAG_IDS, tags.split(' '));
  });

  test('what is left out is section 8’s, row by row', () => {
    assert.deepEqual(
      EXCLUSIONS.map(({ leaveOut }, row) => ({ leaveOut: [...leaveOut].sort(), sources: EXCLUSION_SOURCES[row] })),
      SPEC_EXCLUSIONS.map(({ leaveOut, sources }) => ({ leaveOut: [...leaveOut].sort(), sources: sourcesOf(sources) })),
    );
  });

  test('each type lists as many techniques as section 6, none twice', () => {
    for (const [type, count] of [
      ['RELAXATION', 2],
      ['THERAPEUTIC', 7],
      ['MEDICAL', 9],
    ] as const) {
      assert.equal(new Set(TECHNIQUES[type]).size, count, type);
    }
  });
});
