/** The server is killed when a mail is out and not yet marked so: it is sent again, as the same mail, and none is lost. */
import { type SmtpServer, startSmtp } from '../notify/smtp.ts';
import { type Ground, writeClinic } from './ground.ts';
import { brokenInvariants, inspect } from './invariants.ts';
import { brokenOf, type Outcome, type Scenario } from './scenario.ts';
import { type ServerProcess, startProcess } from './server-process.ts';
import { aboutBookings, bringForward, timesById, waitUntilTold } from './telling.ts';
import { freeStarts, send, visitorFor } from './visitors.ts';

const ROUNDS = { full: 20, small: 2 } as const;
/** The worker holds a message for 90 s. */
const LEASE_SECONDS = 120;
/** So many mails a worker has under way at once: no kill cuts more. */
const MAILS_AT_ONCE = 4;

export const killWhileSending: Scenario = {
  name: 'kill -9 between send and mark',
  databases: ['sqlite', 'postgres'],
  async run(size, ground) {
    writeClinic(ground, 'cut', { therapists: 2 });
    let server: ServerProcess | undefined;
    let kills = 0;
    const smtp = await startSmtp({
      // Only the first mail of a round's booking: while the others end, the server is gone.
      beforeReply: async mail => {
        if ((await aboutBookings(ground, [mail])).length === 0) return;
        const victim = server;
        server = undefined;
        if (victim === undefined || kills >= ROUNDS[size]) return;
        kills += 1;
        await victim.end('SIGKILL');
      },
    });
    const env = { ...ground.env, SMTP_URL: smtp.url, MAIL_FROM: 'talks@unknot.example' };
    for (let i = 0; i < ROUNDS[size]; i++) {
      const running = await startProcess(env);
      server = running;
      await bookUntilGone(running, kills);
    }
    const last = await startProcess(env);
    if (size === 'small') await bringForward(ground);
    const left = await waitUntilTold(ground, LEASE_SECONDS);
    await last.end('SIGTERM');
    await smtp.close();
    return outcomeOf(ground, { smtp, kills, rounds: ROUNDS[size], left });
  },
};

/** Books one talk, whose mails are the server's end. */
async function bookUntilGone({ url, ended }: ServerProcess, round: number): Promise<void> {
  const starts = await freeStarts(url, 'cut');
  try {
    const { status } = await send(url, visitorFor('cut', starts[round]));
    if (status !== 201) throw new Error(`not booked: ${status}`);
  } catch (error) {
    // The mail may be faster than the answer.
    if (!(error instanceof TypeError)) throw error;
  }
  await ended;
}

interface Seen {
  readonly smtp: SmtpServer;
  readonly kills: number;
  readonly rounds: number;
  readonly left: number;
}

async function outcomeOf(ground: Ground, { smtp, kills, rounds, left }: Seen): Promise<Outcome> {
  const mails = await aboutBookings(ground, smtp.received);
  const times = timesById(mails);
  const again = mails.length - times.size;
  const messages = await ground.count("select count(*) from outbox where outcome = 'sent' and event = 'booked'");
  return {
    counts: { kills, mails: times.size, 'sent again': again },
    broken: brokenOf({
      'rounds without a kill, so nothing was tried': rounds - kills,
      'messages not sent in the end': left,
      'mails beside messages': times.size - messages,
      'mails that never came': 2 * rounds - times.size,
      'cut mails that did not come again': Math.max(0, kills - again),
      'mails sent again without a kill': Math.max(0, again - kills * MAILS_AT_ONCE),
      ...brokenInvariants(await inspect(ground)),
    }),
  };
}
