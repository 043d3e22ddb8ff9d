// The triage and its independent second statement agree on every answer set tried, in every field.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { triage } from '#triage/triage.ts';
import { canonical } from './canonical.ts';
import { oracle } from './oracle.ts';
import { boundarySet, completeSet, eachSeed, junkSet, partialSet, type Random, sampleSize } from './samples.ts';
import cases from './vignettes.json' with { type: 'json' };

const KINDS: Readonly<Record<string, (random: Random) => unknown>> = {
  complete: completeSet,
  'boundary-focused': random => boundarySet(random),
  partial: partialSet,
  'junk-mixed': junkSet,
};

for (const [kind, make] of Object.entries(KINDS)) {
  const count = sampleSize(5_000, 30_000);
  test(`${count} ${kind} sets`, () => {
    eachSeed(count, random => {
      const raw = make(random);
      assert.equal(canonical(triage(raw)), canonical(oracle(raw)), inspect(raw));
    });
  });
}

test('the vignettes, in the fields they leave open as well', () => {
  for (const { id, answers } of cases.vignettes) {
    assert.equal(canonical(triage(answers)), canonical(oracle(answers)), id);
  }
});
