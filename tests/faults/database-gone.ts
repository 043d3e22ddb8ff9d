/** The database is away for a while: visitors are told to come again, and can when it is back. */
import { setInterval } from 'node:timers/promises';
import { type Ground, writeClinic } from './ground.ts';
import { brokenInvariants, inspect } from './invariants.ts';
import { brokenOf, type Outcome, type Scenario } from './scenario.ts';
import { type ServerProcess, startProcess } from './server-process.ts';
import { type Answered, codeOf, freeStarts, send, type Visitor, visitorFor, withoutAddress } from './visitors.ts';

const SECONDS = { full: 60, small: 3 } as const;
/** The server may need so many looks, half a second apart, to find its database again. */
const MOST_LOOKS = 40;

export const databaseGone: Scenario = {
  name: 'database gone',
  databases: ['postgres'],
  async run(size, ground) {
    writeClinic(ground, 'gone');
    const server = await startProcess(ground.env);
    try {
      return await whileGone(ground, server, SECONDS[size]);
    } finally {
      await server.end('SIGTERM');
    }
  },
};

async function whileGone(ground: Ground, server: ServerProcess, seconds: number): Promise<Outcome> {
  const { postgres } = ground;
  if (postgres === undefined) throw new Error('there is no Postgres to stop');
  const starts = await freeStarts(server.url, 'gone');
  const first = visitorFor('gone', starts[0]);
  const before = await send(server.url, first);
  await postgres.kill();
  const waiting = Array.from({ length: seconds }, (_, i) => visitorFor('gone', starts[i + 1]));
  const refused: Answered[] = [];
  const health = new Set<string>();
  for await (const visitor of once(waiting, 1_000)) {
    refused.push(await send(server.url, visitor));
    health.add(`${await statusOf(server, '/readyz')} ${await statusOf(server, '/livez')}`);
  }
  await postgres.start();
  const looks = await looksUntilReady(server);
  const after = await Promise.all(waiting.map(visitor => send(server.url, visitor)));
  const replay = await send(server.url, first);
  const isKept = replay.status === 200 && withoutAddress(replay.text) === withoutAddress(before.text);
  return {
    counts: { seconds, refused: refused.length, 'booked after': after.length, 'looks until ready': looks },
    broken: brokenOf({
      'refusals beside 503 storage_unavailable': refused.filter(one => codeOf(one) !== 'storage_unavailable').length,
      'refusals without Retry-After': refused.filter(({ headers }) => !headers.has('retry-after')).length,
      [`readyz and livez meanwhile: ${[...health].join(', ')}`]: [...health].join() === '503 200' ? 0 : 1,
      'not ready again': looks > MOST_LOOKS ? 1 : 0,
      'not booked when it was back': after.filter(({ status }) => status !== 201).length,
      'acknowledged bookings lost': isKept ? 0 : 1,
      ...brokenInvariants(await inspect(ground)),
    }),
    latencies: refused.map(({ milliseconds }) => milliseconds),
  };
}

/** One after the other, so many milliseconds apart. */
async function* once(visitors: readonly Visitor[], milliseconds: number): AsyncGenerator<Visitor> {
  const [...rest] = visitors;
  for await (const _ of setInterval(milliseconds)) {
    const next = rest.shift();
    if (next === undefined) return;
    yield next;
  }
}

const statusOf = async ({ url }: ServerProcess, path: string): Promise<number> => (await fetch(url + path)).status;

async function looksUntilReady(server: ServerProcess): Promise<number> {
  let looks = 0;
  for await (const _ of setInterval(500)) {
    looks += 1;
    if ((await statusOf(server, '/readyz')) === 200 || looks > MOST_LOOKS) break;
  }
  return looks;
}
