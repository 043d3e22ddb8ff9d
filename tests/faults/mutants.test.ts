/** The deliberate mistakes of `npm run faults:power` fit the code as it is now. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { SCENARIOS } from './all.ts';
import { MUTANTS } from './mutant-list.ts';

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

test('there are at least twelve, each with a name of its own', () => {
  assert.ok(MUTANTS.length >= 12);
  assert.equal(new Set(MUTANTS.map(({ name }) => name)).size, MUTANTS.length);
});

for (const { name, edits, check } of MUTANTS) {
  test(`${name}: what it changes is there once, and so is the test that must notice`, () => {
    for (const { file, from } of edits) assert.equal(read(file).split(from).length, 2, `${file}: ${from}`);
    if ('fault' in check) {
      const fault = SCENARIOS.find(scenario => scenario.name === check.fault);
      assert.ok(fault?.databases.includes(check.database) && !fault.isFullOnly);
    } else assert.ok(read(check.file).length > 0);
  });
}
