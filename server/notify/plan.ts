/** Who has to be told of what, and when. Pure: what it says is kept in the transaction of what happened. */

import type { ClinicFile } from '../clinics.ts';
import { HOUR } from '../durations.ts';
import type { Event, Tell } from './messages.ts';

type Receiver = 'visitor' | 'clinic' | 'webhook';

/** What happened to whom. */
export interface Happening {
  readonly event: Exclude<Event, 'reminder_24h' | 'reminder_2h'>;
  readonly clinic: ClinicFile;
  /** Whether the visitor left an address for mail. */
  readonly hasMail: boolean;
  /** The talk it is about now, if it stands: it will be reminded of. */
  readonly standing?: { readonly start: string };
  /** The clinic did it itself, or never heard of the lead: it need not be told. */
  readonly isClinicAware: boolean;
  /** From then on the message is no use to the visitor. */
  readonly dropAt?: string;
  readonly now: Date;
}

const TOLD: Readonly<Record<Happening['event'], readonly Receiver[]>> = {
  booked: ['visitor', 'clinic', 'webhook'],
  requested: ['visitor', 'clinic', 'webhook'],
  unverified: ['visitor'],
  approved: ['visitor', 'webhook'],
  declined: ['visitor', 'webhook'],
  expired: ['visitor', 'clinic', 'webhook'],
  moved: ['visitor', 'clinic', 'webhook'],
  cancelled: ['visitor', 'clinic', 'webhook'],
  erased: ['clinic', 'webhook'],
};

/** A reminder is due so long before the talk, and no use from then on until the talk. */
const REMINDERS = [
  { event: 'reminder_24h', due: 24 * HOUR, drop: 3 * HOUR },
  { event: 'reminder_2h', due: 2 * HOUR, drop: 0 },
] as const;

export function tellsFor(happening: Happening): readonly Tell[] {
  const { event, clinic, hasMail, isClinicAware, dropAt } = happening;
  const told = { event, dueAt: happening.now.toISOString() };
  const by: Readonly<Record<Receiver, readonly Tell[]>> = {
    visitor: hasMail ? [{ ...told, channel: 'visitor', ...(dropAt !== undefined && { dropAt }) }] : [],
    clinic: isClinicAware ? [] : [{ ...told, channel: 'clinic' }],
    webhook: clinic.webhooks.map(({ id }) => ({ ...told, channel: `webhook:${id}` as const })),
  };
  return [...TOLD[event].flatMap(receiver => by[receiver]), ...reminders(happening)];
}

/** Whoever books within a day of the talk needs no reminder a day before it. */
function reminders({ standing, hasMail, now }: Happening): readonly Tell[] {
  if (standing === undefined || !hasMail) return [];
  const start = Date.parse(standing.start);
  return REMINDERS.filter(({ due }) => start - due > now.getTime()).map(({ event, due, drop }) => ({
    event,
    channel: 'visitor',
    dueAt: new Date(start - due).toISOString(),
    dropAt: new Date(start - drop).toISOString(),
  }));
}
