/** The server is killed while it books, again and again: nothing a client was promised is missing or promised twice. */
import { randomInt } from 'node:crypto';
import { type Ground, writeClinic } from './ground.ts';
import { brokenInvariants, type Invariants, inspect } from './invariants.ts';
import { brokenOf, type Scenario, sum } from './scenario.ts';
import { type ServerProcess, startProcess } from './server-process.ts';
import {
  type Answered,
  codeOf,
  freeStarts,
  inBatches,
  sendThroughCuts,
  sendUntilTold,
  type Visitor,
  visitorFor,
  withoutAddress,
} from './visitors.ts';

interface Round {
  /** Bookings the clients were told of before the kill. */
  readonly acknowledged: number;
  /** Requests that got no answer. */
  readonly unanswered: number;
  readonly readyAfter: number;
}

interface Report extends Invariants {
  readonly rounds: readonly Round[];
  readonly settled: Settled;
}

interface Settled {
  /** Acknowledged bookings that are gone or answered otherwise. */
  readonly lost: number;
  /** Requests without an answer that did not end one way or the other when they were sent again. */
  readonly open: number;
}

interface Client extends Visitor {
  /** What the server answered, once it has. */
  receipt?: string;
}

const CLIENTS = 60;
const MOST_BEFORE_KILL = 30;
/** Nobody gets so far: the server is killed long before. */
const MOST_TALKS = 200;
const ROUNDS = { full: 200, small: 2 } as const;

export const kill: Scenario = {
  name: 'kill -9',
  databases: ['sqlite', 'postgres'],
  async run(size, ground) {
    const { rounds, settled, ...invariants } = await killOn(ground, ROUNDS[size]);
    return {
      counts: {
        kills: rounds.length,
        acknowledged: sum(rounds.map(({ acknowledged }) => acknowledged)),
        unanswered: sum(rounds.map(({ unanswered }) => unanswered)),
        'slowest start (ms)': Math.max(...rounds.map(({ readyAfter }) => readyAfter)),
      },
      broken: brokenOf({
        'acknowledged bookings lost': settled.lost,
        'requests that stayed open': settled.open,
        ...brokenInvariants(invariants),
        'killed too early or too late, so nothing was tried': rounds.filter(isIdle).length,
      }),
    };
  },
};

/** Killed before anything was booked, or when nothing was left to do. */
const isIdle = ({ acknowledged, unanswered }: Round): boolean => acknowledged === 0 || unanswered === 0;

async function killOn(ground: Ground, count: number): Promise<Report> {
  // Room for all that may be booked before a kill.
  writeClinic(ground, 'kill', { therapists: count > 10 ? 10 : 2 });
  const clients: Client[] = [];
  const rounds: Round[] = [];
  for (let i = 0; i < count; i++) rounds.push(await killOnce(await startProcess(ground.env), clients));
  const settled = await settleAll(await startProcess(ground.env), clients);
  return { rounds, settled, ...(await inspect(ground)) };
}

/** All clients book one talk after the other, until the server is killed after some of them have their answer. */
async function killOnce(server: ServerProcess, clients: Client[]): Promise<Round> {
  const starts = await freeStarts(server.url, 'kill');
  const killAfter = randomInt(1, MOST_BEFORE_KILL);
  let acknowledged = 0;
  let killed: Promise<unknown> | undefined;
  const bookOn = async (i: number): Promise<void> => {
    for (let talks = 0; talks < MOST_TALKS; talks++) {
      const client = newClient(starts, i);
      clients.push(client);
      await book(server, client);
      if (client.receipt !== undefined) acknowledged += 1;
      if (acknowledged >= killAfter) killed ??= server.end('SIGKILL');
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: CLIENTS }, (_, i) => bookOn(i)));
  await (killed ?? server.end('SIGKILL'));
  const cut = ends.flatMap(end => (end.status === 'rejected' ? [end.reason] : []));
  const wrong = cut.find(reason => !(reason instanceof TypeError));
  if (wrong !== undefined) throw wrong;
  return { acknowledged, unanswered: cut.length, readyAfter: server.readyAfter };
}

/** Every third client wants the same time. */
const newClient = (starts: readonly string[], i: number): Client =>
  visitorFor('kill', i % 3 === 0 ? starts[0] : starts[randomInt(starts.length)]);

/** @throws {TypeError} where the server is gone before it has answered */
async function book({ url }: ServerProcess, client: Client): Promise<void> {
  const { status, text } = await sendUntilTold(url, client);
  if (status === 201) client.receipt = text;
  else if (status !== 409) throw new Error(`unexpected answer: ${status} ${text}`);
}

/** Booked, taken, or a time that has come too near while the server was killed over and over. */
const hasEnded = (answer: Answered): boolean =>
  [200, 201, 409].includes(answer.status) || codeOf(answer) === 'slot_not_offered';

/**
 * Sends every request again, and once more while the server says that it is busy: what was acknowledged must be known and
 * answered with what was promised, and what was not answered must end one way or the other.
 */
async function settleAll(server: ServerProcess, clients: readonly Client[]): Promise<Settled> {
  const ends = await inBatches(clients, 50, async client => {
    const answer = await sendThroughCuts(server.url, client);
    const { status, text } = answer;
    if (client.receipt === undefined) return hasEnded(answer) ? 'kept' : 'open';
    const isKept = status === 200 && withoutAddress(text) === withoutAddress(client.receipt);
    if (!isKept) console.error(`lost: ${client.id} was ${client.receipt}, is ${status} ${text}`);
    return isKept ? 'kept' : 'lost';
  });
  const { code } = await server.end('SIGTERM');
  if (code !== 0) throw new Error(`the server ended with ${code} when it was told to stop`);
  const count = (end: (typeof ends)[number]): number => ends.filter(one => one === end).length;
  return { lost: count('lost'), open: count('open') };
}
