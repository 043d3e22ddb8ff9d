/** Programs of clinics that are dead, slow, broken, gone, moved or never done answering: the good one waits for none. */
import type { RequestListener } from 'node:http';
import { newMasterKey } from '../../server/keys.ts';
import { createWebhooks } from '../../server/notify/webhook.ts';
import { startServer, type TestServer } from '../fixtures/server.ts';
import { CERTIFICATE, type Ending, type Receiver, startReceiver, startTcp } from '../notify/receiver.ts';
import type { Ground } from './ground.ts';
import { brokenInvariants, inspect } from './invariants.ts';
import { brokenOf, type Outcome, type Scenario } from './scenario.ts';
import { type Answered, freeStarts, inBatches, send, visitorFor } from './visitors.ts';

/** More than the worker has under way at once, so that a slow receiver could take every place. */
const BOOKINGS = { full: 80, small: 40 } as const;
/** So many tries at once has one receiver. */
const PER_RECEIVER = 4;
/** What the pipes of this machine may hold of an answer that nobody reads any more. */
const MOST_UNREAD = 12 * 1024 * 1024;
const SECRETS = ['whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'];

export const badReceivers: Scenario = {
  name: 'webhook receivers that fail',
  databases: ['sqlite', 'postgres'],
  async run(size, ground) {
    const ends: (() => Promise<void>)[] = [];
    const receivers = await startReceivers({ after: end => ends.push(end) }, BOOKINGS[size]);
    const key = newMasterKey();
    const webhooks = Object.entries(receivers.urls).map(([id, url]) => ({ id, url, secrets: SECRETS }));
    const server = await startServer({
      place: ground.place,
      key,
      clinics: { riverside: { webhooks } },
      webhooks: createWebhooks({
        resolve: async () => ['127.0.0.1'],
        isAllowed: () => true,
        ca: CERTIFICATE,
      }),
    });
    try {
      const answers = await bookAndTell(server, BOOKINGS[size]);
      return await outcomeOf(ground, { answers, receivers, invariants: await inspect(ground, key) });
    } finally {
      await server.close();
      for (const end of ends) await end();
    }
  },
};

/** Books while the outbox is being emptied. */
async function bookAndTell(server: TestServer & { readonly url: string }, count: number): Promise<readonly Answered[]> {
  const starts = await freeStarts(server.url, 'riverside');
  const answers = await inBatches(starts.slice(0, count), 4, start => send(server.url, visitorFor('riverside', start)));
  await server.work();
  return answers;
}

interface Receivers {
  readonly urls: Readonly<Record<string, string>>;
  readonly good: Receiver;
  readonly slow: Receiver;
  /** Where the one that has moved points to. */
  readonly elsewhere: Receiver;
  /** How often the slow one had been tried when the good one had been told of everything. */
  readonly slowBefore: () => number;
  /** Bytes of the longest answer without end. */
  readonly longest: () => number;
}

/** @param bookings the slow one hangs up when the good one has been told of so many */
async function startReceivers(t: Ending, bookings: number): Promise<Receivers> {
  const answering = (status: number, headers: Readonly<Record<string, string>> = {}) =>
    startReceiver(t, (_, response) => response.writeHead(status, headers).end());
  const slow = await startReceiver(t, () => {});
  let slowBefore = Number.POSITIVE_INFINITY;
  const good = await startReceiver(t, (_, response) => {
    response.writeHead(204).end();
    if (good.hits.length !== bookings) return;
    slowBefore = slow.connections();
    void slow.close();
  });
  const elsewhere = await answering(204);
  const endless = endlessAnswers();
  const dead = await startTcp(t);
  await dead.close();
  const urls = {
    slow: slow.url,
    dead: `https://receiver.test:${dead.port}/hook`,
    broken: (await answering(500)).url,
    gone: (await answering(410)).url,
    moved: (await answering(301, { location: elsewhere.url })).url,
    endless: (await startReceiver(t, endless.listener)).url,
    good: good.url,
  };
  return { urls, good, slow, elsewhere, slowBefore: () => slowBefore, longest: endless.longest };
}

/** Says yes and goes on talking for as long as it is listened to. */
function endlessAnswers(): { readonly listener: RequestListener; readonly longest: () => number } {
  let longest = 0;
  const chunk = Buffer.alloc(64 * 1024, 'a');
  const listener: RequestListener = (_, response) => {
    let sent = 0;
    const more = (): void => {
      do sent += chunk.length;
      while (response.write(chunk));
      longest = Math.max(longest, sent);
    };
    response.on('drain', more);
    response.writeHead(200);
    more();
  };
  return { listener, longest: () => longest };
}

/** What becomes of a message at the first try. */
const ENDS: Readonly<Record<string, string>> = {
  good: 'sent',
  endless: 'sent',
  gone: 'dead',
  slow: 'waiting',
  dead: 'waiting',
  broken: 'waiting',
  moved: 'waiting',
};

interface Seen {
  readonly answers: readonly Answered[];
  readonly receivers: Receivers;
  readonly invariants: Parameters<typeof brokenInvariants>[0];
}

async function outcomeOf(ground: Ground, { answers, receivers, invariants }: Seen): Promise<Outcome> {
  const { good, elsewhere, slowBefore, longest } = receivers;
  const ends = await ground.rows(
    `select channel, coalesce(outcome, 'waiting') as ending, attempts, count(*) as messages from outbox
     where channel like 'webhook:%' group by channel, coalesce(outcome, 'waiting'), attempts`,
  );
  const wrong = ends.filter(
    ({ channel, ending, attempts, messages }) =>
      ending !== ENDS[String(channel).slice('webhook:'.length)] ||
      Number(attempts) !== 1 ||
      Number(messages) !== answers.length,
  );
  return {
    counts: {
      bookings: answers.length,
      'slow tries before the good were done': slowBefore(),
      'longest answer (bytes)': longest(),
    },
    broken: brokenOf({
      'not booked': answers.filter(({ status }) => status !== 201).length,
      [`messages that ended otherwise: ${JSON.stringify(wrong)}`]: wrong.length,
      'receivers without messages': Object.keys(ENDS).length - ends.length,
      'told beside once': good.hits.length - answers.length,
      'tries of the slow one at once, beside 4': Math.max(0, slowBefore() - PER_RECEIVER),
      'redirects followed': elsewhere.connections(),
      [`bytes of an answer without end: ${longest()}`]: longest() > MOST_UNREAD ? 1 : 0,
      ...brokenInvariants(invariants),
    }),
    latencies: answers.map(({ milliseconds }) => milliseconds),
  };
}
