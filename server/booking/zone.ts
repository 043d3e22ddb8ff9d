/** Wall time and instants. `temporal-polyfill` decides every one of them; nothing here adds 24 hours to anything. */
import { Temporal } from 'temporal-polyfill';

/** One moment as a clinic's clock shows it and as the world counts it. */
export interface Moment {
  /** RFC 3339 UTC, whole seconds: `2026-12-01T15:00:00Z`. */
  readonly instant: string;
  /** The clinic's wall time: `2026-12-01T10:00`. */
  readonly local: string;
}

/** Today's date in a zone. */
export const today = (now: Date, timeZone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone).toPlainDate();

/**
 * The moment a clinic's clock shows this wall time.
 * @returns undefined where it never shows it, or twice: a clock put forward or back
 */
export function momentAt(wall: Temporal.PlainDateTime, timeZone: string): Moment | undefined {
  const earlier = wall.toZonedDateTime(timeZone, { disambiguation: 'earlier' });
  const later = wall.toZonedDateTime(timeZone, { disambiguation: 'later' });
  if (earlier.epochMilliseconds !== later.epochMilliseconds) return undefined;
  return { instant: earlier.toInstant().toString(), local: wall.toString({ smallestUnit: 'minute' }) };
}

/**
 * Reads an instant as a request gives it.
 * @returns it in the one form that is kept and compared, or undefined where it is none or has parts of a second
 */
export function readInstant(text: string): string | undefined {
  try {
    const instant = Temporal.Instant.from(text);
    return instant.epochMilliseconds % 1000 === 0 ? instant.toString({ smallestUnit: 'second' }) : undefined;
  } catch {
    return undefined;
  }
}

/** Reads a date such as `2026-12-01`; undefined where it is none. */
export function readDate(text: string): Temporal.PlainDate | undefined {
  try {
    return /^\d{4}-\d\d-\d\d$/.test(text) ? Temporal.PlainDate.from(text) : undefined;
  } catch {
    return undefined;
  }
}

/** Minutes after an instant, in the same form. */
export const minutesAfter = (instant: string, minutes: number): string =>
  Temporal.Instant.from(instant).add({ minutes }).toString();

/** Clocks known to have been put forward and back: where they look otherwise, the machine's zone data can't be trusted. */
const KNOWN = [
  { timeZone: 'America/New_York', wall: '2026-03-08T02:30', instant: undefined },
  { timeZone: 'America/New_York', wall: '2026-07-01T10:00', instant: '2026-07-01T14:00:00Z' },
  { timeZone: 'Europe/London', wall: '2026-10-25T01:30', instant: undefined },
  { timeZone: 'Australia/Sydney', wall: '2026-12-01T10:00', instant: '2026-11-30T23:00:00Z' },
] as const;

/** @throws {Error} where this machine's zone data gives wrong times */
export function checkZoneData(): void {
  for (const { timeZone, wall, instant } of KNOWN) {
    const found = momentAt(Temporal.PlainDateTime.from(wall), timeZone)?.instant;
    if (found !== instant) throw new Error(`time zones: ${wall} in ${timeZone} is ${found}, should be ${instant}`);
  }
}
