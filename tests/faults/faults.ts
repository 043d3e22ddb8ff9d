/**
 * `npm run faults`: does to the server whatever may happen to it, and prints what came of it. Exits with 1 where a
 * promise was broken. Latencies are printed and never judged. After `--`: beginnings of names, or `--only` and a whole
 * name; `--database sqlite` or `postgres`; `--small` for the sizes of `npm test`.
 */
import { parseArgs } from 'node:util';
import { SCENARIOS } from './all.ts';
import { createGrounds, type Grounds, type Kind } from './ground.ts';
import { type Outcome, percentile, type Scenario, type Size } from './scenario.ts';

interface Result extends Outcome {
  readonly name: string;
  readonly kind: Kind;
  readonly seconds: number;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { small: { type: 'boolean', default: false }, database: { type: 'string' }, only: { type: 'string' } },
});
const size: Size = values.small ? 'small' : 'full';
const grounds = createGrounds();
const results: Result[] = [];
try {
  for (const scenario of chosen()) {
    for (const kind of scenario.databases) {
      if (values.database === undefined || values.database === kind) results.push(await meet(grounds, scenario, kind));
    }
  }
} finally {
  await grounds.close();
}
if (results.length === 0) throw new Error('nothing was chosen');
console.table(results.map(rowOf));
for (const { name, kind, broken } of results)
  for (const what of broken) console.log(`broken: ${name} (${kind}): ${what}`);
if (results.some(({ broken }) => broken.length > 0)) process.exitCode = 1;

/** Those whose names begin as one of the arguments does; all without any. */
function chosen(): readonly Scenario[] {
  const wanted = SCENARIOS.filter(
    ({ name }) =>
      name === (values.only ?? name) && (positionals.length === 0 || positionals.some(given => name.startsWith(given))),
  );
  return size === 'full' ? wanted : wanted.filter(({ isFullOnly }) => !isFullOnly);
}

/** Whatever a scenario throws is a broken promise, too: the others still have their turn. */
async function meet(grounds: Grounds, scenario: Scenario, kind: Kind): Promise<Result> {
  const begin = performance.now();
  const outcome = await grounds
    .on(kind, ground => scenario.run(size, ground))
    .catch((error: unknown): Outcome => {
      console.error(error);
      return { counts: {}, broken: [String(error)] };
    });
  const seconds = Math.round((performance.now() - begin) / 1_000);
  console.error(`${scenario.name} (${kind}): ${verdictOf(outcome)} after ${seconds} s`);
  return { name: scenario.name, kind, seconds, ...outcome };
}

function verdictOf({ broken, leftOut }: Outcome): string {
  if (leftOut !== undefined) return `left out: ${leftOut}`;
  return broken.length === 0 ? 'kept' : 'BROKEN';
}

function rowOf(result: Result): Readonly<Record<string, string | number>> {
  const { name, kind, counts, latencies, seconds } = result;
  const ms = (share: number): number | string => (latencies ? percentile(latencies, share) : '');
  return {
    fault: name,
    database: kind,
    seen: Object.entries(counts)
      .map(([what, count]) => `${what} ${count}`)
      .join(', '),
    'p50 ms': ms(0.5),
    'p99 ms': ms(0.99),
    'max ms': ms(1),
    s: seconds,
    promises: verdictOf(result),
  };
}
