/** Moments in words. A booked time is never worked out again here: what its wall time says is what is shown. */
import { Temporal } from 'temporal-polyfill';
import type { Region } from '#triage/consultation.ts';
import type { Lead } from './store/store.ts';

/** The desk speaks English, and writes dates as people of the clinic's region do. */
const DATE_LOCALES: Readonly<Record<Region, string>> = {
  US: 'en-US',
  CA: 'en-CA',
  UK: 'en-GB',
  EU: 'en-IE',
  AU: 'en-AU',
};

/** Whose clock and way of writing dates. */
export interface Place {
  readonly region: Region;
  readonly timeZone: string;
}

/**
 * The wall time at which something happened, for moments that were kept as an instant only.
 * @param instant RFC 3339 UTC
 * @returns such as `2026-12-01T10:00`
 */
export function wallTimeOf(instant: string, { timeZone }: Place): string {
  const there = Temporal.Instant.from(instant).toZonedDateTimeISO(timeZone);
  return there.toPlainDateTime().toString({ smallestUnit: 'minute' });
}

/** `10:00 AM`. */
export const timeOfDay = (local: string, place: Place): string =>
  write(local, place, { hour: 'numeric', minute: '2-digit' });

/** `Tuesday, December 1, 2026`. */
export const fullDay = (local: string, place: Place): string =>
  write(local, place, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });

/**
 * `Today`, `Tomorrow`, `Yesterday`, else `Tue, Dec 1`, with the year where it is another one.
 * @param now the wall time now in the same place
 */
export function shortDay(local: string, now: string, place: Place): string {
  const day = Temporal.PlainDate.from(local);
  const today = Temporal.PlainDate.from(now);
  const apart = today.until(day).days;
  const near = new Map([
    [-1, 'Yesterday'],
    [0, 'Today'],
    [1, 'Tomorrow'],
  ]).get(apart);
  const year = day.year === today.year ? {} : { year: 'numeric' as const };
  return near ?? write(local, place, { weekday: 'short', day: 'numeric', month: 'short', ...year });
}

/**
 * When something is or was: `Today, 10:00 AM`, `Tue, Dec 1, 10:00 AM`.
 * @param instant RFC 3339 UTC
 */
export function dayAndTime(instant: string, now: Date, place: Place): string {
  const local = wallTimeOf(instant, place);
  return `${shortDay(local, wallTimeOf(now.toISOString(), place), place)}, ${timeOfDay(local, place)}`;
}

/** The same within a sentence: `today, 10:00 AM`. */
export const momentText = (instant: string, now: Date, place: Place): string =>
  dayAndTime(instant, now, place).replace(/^(Today|Tomorrow|Yesterday),/, day => day.toLowerCase());

/** When the talk is or, where no time was ever held, was wished for; undefined for a call back. */
export function talkTime({ time, request }: Pick<Lead, 'time' | 'request'>, place: Place): TalkTime | undefined {
  if (time !== undefined || request.kind === 'callback') return time;
  return { start: request.start, local: wallTimeOf(request.start, place) };
}

interface TalkTime {
  /** RFC 3339 UTC. */
  readonly start: string;
  /** The clinic's wall time, such as `2026-12-01T10:00`. */
  readonly local: string;
}

/** As brief as a list needs it: `10:00 AM` today, `Yesterday`, else `Dec 1`, with the year where it is another one. */
export function briefDay(local: string, now: string, place: Place): string {
  const day = shortDay(local, now, place);
  if (day === 'Today') return timeOfDay(local, place);
  if (day === 'Yesterday') return day;
  const year = local.slice(0, 4) === now.slice(0, 4) ? {} : { year: 'numeric' as const };
  return write(local, place, { day: 'numeric', month: 'short', ...year });
}

/** `Eastern Time`. */
export function zoneName(instant: string, { region, timeZone }: Place): string {
  const format = new Intl.DateTimeFormat(DATE_LOCALES[region], { timeZone, timeZoneName: 'longGeneric' });
  return format.formatToParts(new Date(instant)).find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}

export const minutesBetween = (start: string, end: string): number =>
  Math.round(Temporal.Instant.from(start).until(Temporal.Instant.from(end)).total('minutes'));

/** The wall time is read and written as if it were UTC, so that no zone can move it. */
const write = (local: string, { region }: Place, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(DATE_LOCALES[region], { ...options, timeZone: 'UTC' }).format(new Date(`${local}Z`));
