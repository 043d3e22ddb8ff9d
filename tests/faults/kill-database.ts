/** Postgres is killed while the server books, again and again: the server goes on, and nothing promised is lost. */
import { randomInt } from 'node:crypto';
import { type Ground, writeClinic } from './ground.ts';
import { brokenInvariants, inspect } from './invariants.ts';
import { brokenOf, type Scenario } from './scenario.ts';
import { type ServerProcess, startProcess } from './server-process.ts';
import {
  type Answered,
  codeOf,
  freeStarts,
  inBatches,
  send,
  type Visitor,
  visitorFor,
  withoutAddress,
} from './visitors.ts';

const ROUNDS = { full: 30, small: 2 } as const;
const CLIENTS = 60;

interface Sent {
  readonly visitor: Visitor;
  readonly answer: Answered;
}

export const killDatabase: Scenario = {
  name: 'kill -9 of Postgres',
  databases: ['postgres'],
  async run(size, ground) {
    writeClinic(ground, 'kill', { therapists: size === 'full' ? 10 : 2 });
    const server = await startProcess(ground.env);
    const sent: Sent[] = [];
    for (let i = 0; i < ROUNDS[size]; i++) sent.push(...(await killOnce(ground, server)));
    const known = sent.filter(({ answer }) => answer.status === 201);
    const kept = await inBatches(known, 50, ({ visitor, answer }) => isKept(server, visitor, answer));
    const { code } = await server.end('SIGTERM');
    return {
      counts: { kills: ROUNDS[size], acknowledged: known.length, refused: sent.filter(isRefused).length },
      broken: brokenOf({
        'acknowledged bookings lost': kept.filter(one => !one).length,
        'answers beside 201, 409 and 503': sent.filter(({ answer }) => ![201, 409, 503].includes(answer.status)).length,
        '503 without Retry-After': sent.filter(one => isRefused(one) && !one.answer.headers.has('retry-after')).length,
        'the server ended badly': code === 0 ? 0 : 1,
        'nothing was tried while it was gone': sent.some(isRefused) && known.length > 0 ? 0 : 1,
        ...brokenInvariants(await inspect(ground)),
      }),
      latencies: sent.map(({ answer }) => answer.milliseconds),
    };
  },
};

const isRefused = ({ answer }: Sent): boolean => codeOf(answer) === 'storage_unavailable';

/** Books from all clients at once, one after the other each, and kills Postgres after some have their answer. */
async function killOnce({ postgres }: Ground, server: ServerProcess): Promise<readonly Sent[]> {
  if (postgres === undefined) throw new Error('there is no Postgres to kill');
  const starts = await freeStarts(server.url, 'kill');
  const killAfter = randomInt(1, CLIENTS / 2);
  let booked = 0;
  let killed: Promise<void> | undefined;
  const sends = Array.from({ length: CLIENTS }, async () => {
    const visitor = visitorFor('kill', starts[randomInt(starts.length)]);
    const answer = await send(server.url, visitor);
    if (answer.status === 201) booked += 1;
    if (booked >= killAfter) killed ??= postgres.kill();
    return { visitor, answer };
  });
  const sent = await Promise.all(sends);
  await (killed ?? postgres.kill());
  const late = visitorFor('kill', starts[randomInt(starts.length)]);
  sent.push({ visitor: late, answer: await send(server.url, late) });
  await postgres.start();
  return sent;
}

async function isKept({ url }: ServerProcess, visitor: Visitor, acknowledged: Answered): Promise<boolean> {
  const { status, text } = await send(url, visitor);
  return status === 200 && withoutAddress(text) === withoutAddress(acknowledged.text);
}
