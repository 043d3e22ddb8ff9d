/** Times in mails: the wall time that was kept with the talk, in the words of the desk's own dates. */
import type { MailWords } from '#words/mail-catalogue.ts';
import type { ClinicFile } from '../clinics.ts';
import { fullDay, type Place, timeOfDay, wallTimeOf, zoneName } from '../moments.ts';
import type { BookedTime } from '../store/store.ts';

/** @returns the day, and the time of day with its zone */
export function talkLines(
  { start, local, timeZone }: BookedTime,
  { region }: Pick<ClinicFile, 'region'>,
  words: MailWords,
): readonly string[] {
  const place = { region, timeZone };
  return [fullDay(local, place), words.time(timeOfDay(local, place), zoneName(start, place))];
}

/**
 * A moment that was kept as an instant only, by the clock of the talk or the clinic. Its zone is named with the talk.
 * @param instant RFC 3339 UTC
 */
export function instantText(instant: string, place: Place, words: MailWords): string {
  const local = wallTimeOf(instant, place);
  return words.dayAndTime(fullDay(local, place), timeOfDay(local, place));
}
