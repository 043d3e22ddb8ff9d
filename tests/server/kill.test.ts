/** Two rounds of `npm run faults:kill`; fifty are run by hand. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { killRounds } from '../faults/kill.ts';

test('a server killed while it books loses nothing it has promised', async () => {
  const { rounds, ...sums } = await killRounds(2);
  assert.deepEqual(sums, { lost: 0, double: 0, orphans: 0, integrity: 'ok' });
  for (const { acknowledged, unanswered } of rounds) {
    assert.ok(acknowledged > 0, 'it was killed before it had booked anything');
    assert.ok(unanswered > 0, 'it was killed when nothing was left to do');
  }
});
