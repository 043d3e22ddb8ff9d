/** The mail server is gone for a while: booking goes on as if nothing were, and all mail comes when it is back. */
import { startSmtp } from '../notify/smtp.ts';
import { type Ground, writeClinic } from './ground.ts';
import { brokenInvariants, inspect } from './invariants.ts';
import { brokenOf, type Outcome, percentile, type Scenario, type Size } from './scenario.ts';
import { type ServerProcess, startProcess } from './server-process.ts';
import { aboutBookings, bringForward, timesById, waitUntilNone, waitUntilTold } from './telling.ts';
import { type Answered, freeStarts, send, visitorFor } from './visitors.ts';

/** While mail goes out, and as many again while it does not; one after the other, so that their times compare. */
const BOOKINGS = { full: 60, small: 5 } as const;
const MAILS_A_BOOKING = 2;

export const mailDown: Scenario = {
  name: 'mail server down, then up',
  databases: ['sqlite', 'postgres'],
  async run(size, ground) {
    writeClinic(ground, 'mail', { therapists: 2 });
    const smtp = await startSmtp();
    const mail = { SMTP_URL: smtp.url, MAIL_FROM: 'talks@unknot.example' };
    const server = await startProcess({ ...ground.env, ...mail });
    try {
      const starts = await freeStarts(server.url, 'mail');
      const up = await bookEach(server, starts.slice(0, BOOKINGS[size]));
      await waitUntilTold(ground, 60);
      await smtp.close();
      const down = await bookEach(server, starts.slice(BOOKINGS[size], 2 * BOOKINGS[size]));
      const untried = await waitUntilNone(() => ground.count(UNTRIED), 60);
      const again = await startSmtp({ port: Number(new URL(smtp.url).port) });
      try {
        const left = await waitUntilBack(ground, size);
        const mails = await aboutBookings(ground, [...smtp.received, ...again.received]);
        return await outcomeOf(ground, { up, down, untried, left, mails });
      } finally {
        await again.close();
      }
    } finally {
      await server.end('SIGTERM');
    }
  },
};

const UNTRIED = "select count(*) from outbox where event = 'booked' and attempts = 0";

/** The first try again is a minute after the one that failed. */
async function waitUntilBack(ground: Ground, size: Size): Promise<number> {
  if (size === 'small') await bringForward(ground);
  return waitUntilTold(ground, 150);
}

async function bookEach({ url }: ServerProcess, starts: readonly string[]): Promise<readonly Answered[]> {
  const answers: Answered[] = [];
  for (const start of starts) answers.push(await send(url, visitorFor('mail', start)));
  return answers;
}

interface Seen {
  readonly up: readonly Answered[];
  readonly down: readonly Answered[];
  readonly untried: number;
  readonly left: number;
  readonly mails: Parameters<typeof timesById>[0];
}

async function outcomeOf(ground: Ground, { up, down, untried, left, mails }: Seen): Promise<Outcome> {
  const all = [...up, ...down];
  const times = timesById(mails);
  const median = (answers: readonly Answered[]) =>
    percentile(
      answers.map(({ milliseconds }) => milliseconds),
      0.5,
    );
  return {
    counts: {
      bookings: all.length,
      mails: times.size,
      'p50 with mail (ms)': median(up),
      'p50 without (ms)': median(down),
    },
    broken: brokenOf({
      'not booked': all.filter(({ status }) => status !== 201).length,
      'mails not tried while it was down, so nothing was tried': untried,
      'messages not sent in the end': left,
      'mails that never came': MAILS_A_BOOKING * all.length - times.size,
      'mails that came again': mails.length - times.size,
      ...brokenInvariants(await inspect(ground)),
    }),
    latencies: down.map(({ milliseconds }) => milliseconds),
  };
}
