/** The faults as tests of a minute: small, and without anything only root may do. */
import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { SCENARIOS } from './all.ts';
import { createGrounds, type Kind } from './ground.ts';

/** All faults on one kind of database. */
export function testFaults(kind: Kind): void {
  const scenarios = SCENARIOS.filter(({ databases, isFullOnly }) => databases.includes(kind) && !isFullOnly);
  // Postgres is killed in some of them; with a file each scenario has its own.
  describe(`faults on ${kind}`, { concurrency: kind === 'sqlite' ? 2 : 1 }, () => {
    const grounds = createGrounds();
    after(() => grounds.close());
    for (const { name, run } of scenarios) {
      test(`${name}: every promise is kept`, async t => {
        const { counts, broken } = await grounds.on(kind, ground => run('small', ground));
        for (const [what, count] of Object.entries(counts)) t.diagnostic(`${what}: ${count}`);
        assert.deepEqual(broken, []);
      });
    }
  });
}
