/** What one person may book: the free talks, less those too early for them or with nobody trained for them. */
import { Temporal } from 'temporal-polyfill';
import type { Alternative } from '#triage/consultation.ts';
import { daysToWait } from '#triage/defer.ts';
import { skillsNeeded, skillsWished, suits } from '#triage/skills.ts';
import type { Result } from '#triage/triage.ts';
import type { ClinicFile } from '../clinics.ts';
import type { Busy } from '../store/store.ts';
import type { Talk } from './schedule.ts';
import { bookableTalks, isFree, type Window, wholeHorizon } from './slots.ts';
import { today } from './zone.ts';

const MOST_ALTERNATIVES = 3;

/**
 * The talks at one time that this person may have, held or not: one a therapist, whoever is wished for first.
 * @param start an instant as `readInstant` gives it
 * @returns nothing where the time is not offered to this person
 */
export function talksAt(clinic: ClinicFile, result: Result, start: string, now: Date): readonly Talk[] {
  const from = Temporal.Instant.from(start).toZonedDateTimeISO(clinic.timeZone).toPlainDate();
  const wished = skillsWished(result.tags);
  const hasWished = ({ therapist }: Talk): boolean => suits([therapist.skills], wished);
  const talks = suitable(clinic, result, { from, days: 1 }, now).filter(talk => talk.start === start);
  return [...talks.filter(hasWished), ...talks.filter(talk => !hasWished(talk))];
}

/** Up to three free times nearest to the one that was taken, in the order of time. */
export function alternatives(
  clinic: ClinicFile,
  result: Result,
  start: string,
  busy: readonly Busy[],
  now: Date,
): readonly Alternative[] {
  const found = new Map<string, Alternative>();
  for (const talk of nearestFirst(suitable(clinic, result, wholeHorizon(clinic, now), now), Date.parse(start))) {
    if (found.size === MOST_ALTERNATIVES) break;
    if (isFree(talk, busy)) found.set(talk.start, { start: talk.start, end: talk.end, local: talk.local });
  }
  return [...found.values()].sort((a, b) => (a.start < b.start ? -1 : 1));
}

/** Walks outwards from a moment. @param talks by start */
function* nearestFirst(talks: readonly Talk[], moment: number): Generator<Talk> {
  let after = talks.findIndex(({ at }) => at >= moment);
  if (after === -1) after = talks.length;
  let before = after - 1;
  for (;;) {
    const earlier = talks[before];
    const later = talks[after];
    if (earlier === undefined && later === undefined) return;
    const takesEarlier = later === undefined || (earlier !== undefined && moment - earlier.at <= later.at - moment);
    const next = takesEarlier ? earlier : later;
    if (takesEarlier) before -= 1;
    else after += 1;
    if (next !== undefined) yield next;
  }
}

function suitable(clinic: ClinicFile, { rules, tags }: Result, window: Window, now: Date): readonly Talk[] {
  const firstDay = today(now, clinic.timeZone)
    .add({ days: daysToWait(rules) })
    .toString();
  const needed = skillsNeeded(tags);
  return bookableTalks(clinic, window, now).filter(
    talk => talk.local >= firstDay && suits([talk.therapist.skills], needed),
  );
}
