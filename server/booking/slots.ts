/** Talks that may be booked now: within notice and horizon, and not held by another booking. */

import type { Temporal } from 'temporal-polyfill';
import type { SlotList } from '#triage/consultation.ts';
import type { ClinicFile } from '../clinics.ts';
import { HOUR } from '../durations.ts';
import type { Busy } from '../store/store.ts';
import { type Talk, talksOn } from './schedule.ts';
import { today } from './zone.ts';

/** The dates one may look at: from the first, as many days. */
export interface Window {
  readonly from: Temporal.PlainDate;
  readonly days: number;
}

/** The whole time in which a clinic takes bookings. */
export const wholeHorizon = (clinic: ClinicFile, now: Date): Window => ({
  from: today(now, clinic.timeZone),
  days: clinic.schedule.horizon + 1,
});

/** Talks of the window that start late enough and within the clinic's horizon, held or not, by start. */
export function bookableTalks(clinic: ClinicFile, { from, days }: Window, now: Date): readonly Talk[] {
  const first = today(now, clinic.timeZone);
  const earliest = now.getTime() + clinic.schedule.notice * HOUR;
  const talks: Talk[] = [];
  for (let i = 0; i < days; i++) {
    const date = from.add({ days: i });
    const ahead = first.until(date).days;
    if (ahead < 0 || ahead > clinic.schedule.horizon) continue;
    talks.push(...talksOn(clinic, date).filter(talk => talk.at >= earliest));
  }
  return talks;
}

/** Is this therapist free for the talk and the buffer after it? */
export const isFree = (talk: Talk, busy: readonly Busy[]): boolean =>
  !busy.some(
    ({ resource, start, end }) => resource === talk.therapist.id && start < talk.heldUntil && end > talk.start,
  );

/**
 * What the widget shows.
 * @param free free talks by start; therapists free at the same time become one slot with their skill lists
 */
export function slotList(clinic: ClinicFile, free: readonly Talk[]): SlotList {
  const days: SlotList['days'] = [];
  for (const talk of free) {
    const date = talk.local.slice(0, 10);
    if (days.at(-1)?.date !== date) days.push({ date, slots: [] });
    const slots = days.at(-1)?.slots ?? [];
    const skills = [...talk.therapist.skills].sort();
    const same = slots.at(-1);
    if (same?.start !== talk.start) slots.push({ start: talk.start, end: talk.end, local: talk.local, for: [skills] });
    else if (!same.for.some(list => list.join() === skills.join())) same.for.push(skills);
  }
  return { timeZone: clinic.timeZone, days };
}
