/** The clock jumps an hour ahead and an hour back while visitors book: nothing lost, nothing double, nothing past. */
import { type MasterKey, newMasterKey } from '../../server/keys.ts';
import { startServer } from '../fixtures/server.ts';
import { type Ground, rota } from './ground.ts';
import { brokenInvariants, inspect } from './invariants.ts';
import { brokenOf, type Outcome, type Scenario } from './scenario.ts';
import { type Answered, send, sendUntilTold, type Visitor, visitorFor, withoutAddress } from './visitors.ts';

const ROUNDS = { full: 24, small: 4 } as const;
const CLIENTS = 60;
const MINUTE_MS = 60_000;
const HALF_HOUR_MS = 30 * MINUTE_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** A Monday, 9:00 in New York: talks begin every half hour. */
const BEGIN = Date.parse('2026-11-30T14:00:00Z');

interface Sent {
  readonly visitor: Visitor;
  readonly answer: Answered;
}

export const clockJump: Scenario = {
  name: 'clock jumps 1 h',
  databases: ['sqlite', 'postgres'],
  async run(size, ground) {
    let now = BEGIN;
    const schedule = { buffer: 10, notice: 0, horizon: 42 };
    const { place } = ground;
    const key = newMasterKey();
    const server = await startServer({
      clock: () => new Date(now),
      clinics: { riverside: { schedule, therapists: rota(10) } },
      place,
      key,
    });
    try {
      const sent: Sent[] = [];
      for (let i = 0; i < ROUNDS[size]; i++) {
        const day = BEGIN + Math.floor(i / 2) * DAY_MS;
        const [from, to] = i % 2 === 0 ? [day, day + HOUR_MS] : [day + HOUR_MS, day];
        now = from;
        const jump = (): void => {
          now = to;
        };
        sent.push(...(await bookWhile(server.url, day, jump)));
        await server.jobs.everyMinute();
      }
      return await judge(server.url, sent, ground, key);
    } finally {
      await server.close();
    }
  },
};

async function judge(url: string, sent: readonly Sent[], ground: Ground, key: MasterKey): Promise<Outcome> {
  const answered = (...statuses: readonly number[]) => sent.filter(({ answer }) => statuses.includes(answer.status));
  const kept = await Promise.all(answered(201).map(one => isKept(url, one)));
  return {
    counts: {
      sent: sent.length,
      booked: answered(201).length,
      taken: answered(409).length,
      'told too late': answered(422).length,
    },
    broken: brokenOf({
      'acknowledged bookings lost': kept.filter(one => !one).length,
      'answers beside 201, 409 and 422': sent.length - answered(201, 409, 422).length,
      'booked in the past': await bookedInThePast(ground),
      'nobody was too late, so nothing was tried': answered(422).length === 0 ? 1 : 0,
      ...brokenInvariants(await inspect(ground, key)),
    }),
    latencies: sent.map(({ answer }) => answer.milliseconds),
  };
}

/** A third of the answers in, the clock jumps. */
async function bookWhile(url: string, day: number, jump: () => void): Promise<readonly Sent[]> {
  let answered = 0;
  const sends = Array.from({ length: CLIENTS }, async (_, i) => {
    const visitor = visitorFor('riverside', startOf(day, i));
    const answer = await sendUntilTold(url, visitor);
    answered += 1;
    if (answered === CLIENTS / 3) jump();
    return { visitor, answer };
  });
  return Promise.all(sends);
}

/** Half of them want the next hour and a half, in which talks are free but may be past; the others the next days. */
function startOf(day: number, i: number): string {
  const at = i % 2 === 0 ? (i % 3) * HALF_HOUR_MS : (1 + (i % 20)) * DAY_MS + (i % 7) * HALF_HOUR_MS;
  return new Date(day + at).toISOString().replace('.000', '');
}

async function isKept(url: string, { visitor, answer }: Sent): Promise<boolean> {
  const { status, text } = await send(url, visitor);
  return status === 200 && withoutAddress(text) === withoutAddress(answer.text);
}

const bookedInThePast = ({ count }: Ground): Promise<number> =>
  count('select count(*) from consultations where substr(start_at, 1, 19) < substr(created_at, 1, 19)');
