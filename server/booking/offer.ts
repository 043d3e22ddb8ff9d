/** What one person may book: the free talks, less those too early for them or with nobody trained for them. */
import { Temporal } from 'temporal-polyfill';
import type { Alternative } from '#triage/consultation.ts';
import { daysToWait } from '#triage/defer.ts';
import { skillsNeeded, skillsWished, suits } from '#triage/skills.ts';
import type { Result } from '#triage/triage.ts';
import type { ClinicFile } from '../clinics.ts';
import { DAY } from '../durations.ts';
import type { Store } from '../store/store.ts';
import type { Talk } from './schedule.ts';
import { bookableTalks, isFree, type Window, wholeHorizon } from './slots.ts';
import { today } from './zone.ts';

const MOST_ALTERNATIVES = 3;

/** Who books: what their answers came to, and the language they read. */
export interface Person {
  readonly result: Result;
  /** BCP 47, such as `en-US`. */
  readonly locale: string;
}

/**
 * The talks at one time that this person may have, held or not: one a therapist. Whoever speaks their language comes
 * first, among those whoever has the skill they would like.
 * @param start an instant as `readInstant` gives it
 * @returns nothing where the time is not offered to this person
 */
export function talksAt(clinic: ClinicFile, { result, locale }: Person, start: string, now: Date): readonly Talk[] {
  const from = Temporal.Instant.from(start).toZonedDateTimeISO(clinic.timeZone).toPlainDate();
  const wished = skillsWished(result.tags);
  const rank = ({ therapist }: Talk): number =>
    (speaks(therapist.languages ?? clinic.languages, locale) ? 0 : 2) + (suits([therapist.skills], wished) ? 0 : 1);
  return suitable(clinic, result, { from, days: 1 }, now)
    .filter(talk => talk.start === start)
    .sort((one, other) => rank(one) - rank(other));
}

const speaks = (languages: readonly string[], locale: string): boolean =>
  languages.some(language => language.split('-')[0] === locale.split('-')[0]);

/**
 * Up to three free times nearest to the one that was taken, in the order of time.
 * @param start of the one that was taken, RFC 3339 UTC
 */
export async function nearestFree(
  store: Pick<Store, 'busy'>,
  clinic: ClinicFile,
  result: Result,
  start: string,
  now: Date,
): Promise<readonly Alternative[]> {
  // Two days more, as a day of the clinic's and of UTC may begin half a day apart and a talk may run past midnight.
  const until = new Date(now.getTime() + (clinic.schedule.horizon + 2) * DAY);
  const busy = await store.busy(clinic.id, now.toISOString(), until.toISOString());
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

/** The talks of a window that this person may have, held or not, by start. */
export function suitable(clinic: ClinicFile, { rules, tags }: Result, window: Window, now: Date): readonly Talk[] {
  const firstDay = today(now, clinic.timeZone)
    .add({ days: daysToWait(rules) })
    .toString();
  const needed = skillsNeeded(tags);
  return bookableTalks(clinic, window, now).filter(
    talk => talk.local >= firstDay && suits([talk.therapist.skills], needed),
  );
}
