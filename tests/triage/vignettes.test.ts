// The 45 worked cases of the specification, exact in every field they name.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isResult, triage } from '#triage/triage.ts';
import cases from './vignettes.json' with { type: 'json' };

/** Lists are sets: their order means nothing. */
const asSet = (value: unknown): unknown => (Array.isArray(value) ? [...value].sort() : value);

test('there are 45 vignettes, each with an id of its own', () => {
  assert.equal(new Set(cases.vignettes.map(({ id }) => id)).size, 45);
});

for (const { id, title, answers, expected } of cases.vignettes) {
  test(`${id} ${title}`, () => {
    const result = triage(answers);
    assert.ok(isResult(result), `still asks ${JSON.stringify(result)}`);
    const got: Readonly<Record<string, unknown>> = { ...result };
    const fields = Object.entries(expected);
    assert.equal(fields.length, 6, 'outcome, urgency, booking, rules, cautions and tags are all compared');
    for (const [field, value] of fields) assert.deepEqual(asSet(got[field]), asSet(value), field);
  });
}
