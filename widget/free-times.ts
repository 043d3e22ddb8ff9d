/** Which of the clinic's free times this person may book. Filtered here, so that no tag travels before consent. */
import type { SlotList } from '#triage/consultation.ts';
import { daysToWait } from '#triage/defer.ts';
import { skillsNeeded, suits } from '#triage/skills.ts';
import type { Result } from '#triage/triage.ts';
import type { FreeTimes } from './visit.ts';

/** The first date a deferred visitor may book: calendar days in the clinic's zone (`YYYY-MM-DD`). */
export function earliestDate(today: string, result: Result | undefined): string {
  const date = new Date(`${today}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + (result ? daysToWait(result.rules) : 0));
  return date.toISOString().slice(0, 10);
}

/**
 * @param times what the server offers, undefined while unknown
 * @returns days with at least one time that fits the result, in order
 */
export function usableDays(times: FreeTimes | undefined, result: Result | undefined): SlotList['days'] {
  if (times === undefined || result === undefined) return [];
  const from = earliestDate(times.today, result);
  const needed = skillsNeeded(result.tags);
  return times.days
    .filter(({ date }) => date >= from)
    .map(({ date, slots }) => ({ date, slots: slots.filter(slot => suits(slot.for, needed)) }))
    .filter(({ slots }) => slots.length > 0);
}
