/** Messages about bookings: which still wait, and which mails came. */
import { setInterval } from 'node:timers/promises';
import type { ReceivedMail } from '../notify/smtp.ts';
import type { Ground } from './ground.ts';

/** What is about a new booking, or due: a reminder of tomorrow waits rightly. */
const waiting = (): string =>
  `select count(*) from outbox
   where done_at is null and (event = 'booked' or due_at <= '${new Date().toISOString()}')`;

/** @returns how many messages still wait when it gives up */
export const waitUntilTold = (ground: Ground, seconds: number): Promise<number> =>
  waitUntilNone(() => ground.count(waiting()), seconds);

/** @returns what `count` says last: 0, or what is left after so many seconds */
export async function waitUntilNone(count: () => Promise<number>, seconds: number): Promise<number> {
  let left = await count();
  let looks = 0;
  if (left === 0) return 0;
  for await (const _ of setInterval(250)) {
    left = await count();
    looks += 1;
    if (left === 0 || looks >= seconds * 4) break;
  }
  return left;
}

/** As if all waits and leases were over, for who has no time to wait for them. */
export async function bringForward(ground: Ground): Promise<void> {
  await ground.rows(
    "update outbox set due_at = created_at, leased_until = null where done_at is null and event in ('booked', 'digest')",
  );
}

export const messageId = ({ raw }: ReceivedMail): string =>
  /^message-id: *(\S+)/im.exec(raw.toString('latin1'))?.[1] ?? '';

/** Those about new bookings: after seven in the clinic's morning its digest comes among them. */
export async function aboutBookings(ground: Ground, mails: readonly ReceivedMail[]): Promise<readonly ReceivedMail[]> {
  const ids = await ground.rows("select id from outbox where event = 'booked'");
  const booked = new Set(ids.map(({ id }) => String(id)));
  return mails.filter(mail => booked.has(messageId(mail).replace(/^<|@.*$/g, '')));
}

/** How often each mail came, by its Message-ID. */
export function timesById(mails: readonly ReceivedMail[]): ReadonlyMap<string, number> {
  const times = new Map<string, number>();
  for (const mail of mails) times.set(messageId(mail), (times.get(messageId(mail)) ?? 0) + 1);
  return times;
}
