// Every tenth way of writing the rules wrong is noticed. The whole pass is `npm run mutation`.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EQUIVALENTS } from '../mutation/equivalents.ts';
import { isClean, isKilled, leavesNoTrace } from '../mutation/killers.ts';
import { MUTANTS } from '../mutation/mutants.ts';

const EVERY = 10;
const sample = MUTANTS.filter((_, index) => index % EVERY === 0);

test('the rules as they stand are not noticed', () => assert.ok(isClean()));

test('a mutant that was taken out leaves nothing behind', () => {
  for (const mutant of sample) assert.ok(leavesNoTrace(mutant), `${mutant.place}: ${mutant.what}`);
});

test(`${sample.length} of ${MUTANTS.length} mutants are noticed, or known to be equivalent`, () => {
  for (const mutant of sample) {
    const { place, what } = mutant;
    if (EQUIVALENTS[place]?.[what] === undefined) assert.ok(isKilled(mutant), `${place}: ${what}`);
  }
  assert.ok(isClean());
});
