/** Two server processes on one Postgres, limits on: together they allow no more than one, and send everything once. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { type MasterKey, newMasterKey } from '../../server/keys.ts';
import { type SmtpServer, startSmtp } from '../notify/smtp.ts';
import { type Ground, writeClinic } from './ground.ts';
import { brokenInvariants, inspect } from './invariants.ts';
import { brokenOf, type Outcome, type Scenario } from './scenario.ts';
import { type ServerProcess, startProcess } from './server-process.ts';
import { messageId, waitUntilTold } from './telling.ts';
import { type Answered, codeOf, freeStarts, sendUntilTold, visitorFor } from './visitors.ts';

/** Bookings from addresses of their own, each told to visitor and clinic: a clinic takes no more than 60 a minute. */
const BOOKINGS = { full: 50, small: 12 } as const;
const WRITES_A_MINUTE = 5;
const TRIES = 20;

export const twoServers: Scenario = {
  name: 'two servers, one Postgres',
  databases: ['postgres'],
  async run(size, ground) {
    writeClinic(ground, 'two', { therapists: 2 });
    const smtp = await startSmtp();
    const key = newMasterKey();
    const servers: ServerProcess[] = [];
    try {
      // One after the other, so that one of them makes the schema.
      for (const env of envsOf(ground, smtp, key)) servers.push(await startProcess(env));
      return await together({ ground, smtp, servers, key }, BOOKINGS[size]);
    } finally {
      await Promise.all(servers.map(server => server.end('SIGTERM')));
      await smtp.close();
    }
  },
};

function envsOf(ground: Ground, smtp: SmtpServer, key: MasterKey): readonly Readonly<Record<string, string>>[] {
  const shared = {
    MASTER_KEY: key.toString('hex'),
    SMTP_URL: smtp.url,
    MAIL_FROM: 'talks@unknot.example',
    LIMITS: 'on',
    TRUST_PROXY: '1',
  };
  return ['one', 'other'].map(name => {
    const folder = join(ground.folder, name);
    mkdirSync(folder, { mode: 0o700 });
    return { ...ground.env, ...shared, DATA_DIR: folder };
  });
}

interface Scene {
  readonly ground: Ground;
  readonly smtp: SmtpServer;
  readonly servers: readonly ServerProcess[];
  readonly key: MasterKey;
}

async function together({ ground, smtp, servers, key }: Scene, bookings: number): Promise<Outcome> {
  const { url } = servers[0] ?? { url: '' };
  const starts = await freeStarts(url, 'two');
  const others = await putAll(servers, bookings, i => ({ start: starts[i], address: `198.51.100.${i + 1}` }));
  const greedy = await putAll(servers, TRIES, i => ({ start: starts[bookings + i], address: '203.0.113.7' }));
  const left = await waitUntilTold(ground, 60);
  const [sent, dead, ids] = [await ground.count(SENT), await ground.count(DEAD), smtp.received.map(messageId)];
  const allowed = greedy.filter(({ status }) => status === 201).length;
  return {
    counts: { bookings: others.length, 'allowed of one address': allowed, mails: ids.length },
    broken: brokenOf({
      'not booked from another address': others.filter(({ status }) => status !== 201).length,
      'writes allowed beside 5 a minute': allowed - WRITES_A_MINUTE,
      'others not told to wait': greedy.filter(one => one.status !== 201 && !isToldToWait(one)).length,
      'messages not sent in the end': left + dead,
      'mails that came more than once': ids.length - new Set(ids).size,
      'mails beside messages': ids.length - sent,
      'messages beside two a booking': (await ground.count(BOOKED_TELLS)) - 2 * (others.length + allowed),
      ...brokenInvariants(await inspect(ground, key)),
    }),
    latencies: [...others, ...greedy].map(({ milliseconds }) => milliseconds),
  };
}

const SENT = "select count(*) from outbox where outcome = 'sent'";
const DEAD = "select count(*) from outbox where outcome = 'dead'";
const BOOKED_TELLS = "select count(*) from outbox where event = 'booked' and outcome = 'sent'";
/** Sends to one server and the other by turns, all at once. */
const putAll = (
  servers: readonly ServerProcess[],
  count: number,
  wish: (i: number) => { readonly start: string | undefined; readonly address: string },
): Promise<readonly Answered[]> =>
  Promise.all(
    Array.from({ length: count }, (_, i) => {
      const { start, address } = wish(i);
      const visitor = visitorFor('two', start);
      const headers = { ...visitor.init.headers, 'x-forwarded-for': address };
      return sendUntilTold(servers[i % servers.length]?.url ?? '', { ...visitor, init: { ...visitor.init, headers } });
    }),
  );

const isToldToWait = (answer: Answered): boolean =>
  answer.status === 429 && codeOf(answer) === 'rate_limited' && Number(answer.headers.get('retry-after')) > 0;
