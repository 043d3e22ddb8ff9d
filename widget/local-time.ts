/**
 * Dates and times in words. The clinic's wall time is shown as the server said it (`local`, `2026-12-01T10:00`) and
 * never worked out again; only the visitor's own time beside it is the browser's.
 */
import type { PartOfDay } from '#triage/parts-of-day.ts';

/** Wall time is formatted as if it were UTC, so that no zone can shift it. */
const wall = (local: string, locale: string, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' }).format(new Date(`${local}:00Z`));

export const clock = (local: string, locale: string): string => wall(local, locale, { timeStyle: 'short' });

/** `Tuesday, December 1`. */
export const dayName = (date: string, locale: string): string =>
  wall(`${date}T00:00`, locale, { weekday: 'long', month: 'long', day: 'numeric' });

/** The two lines of a day in the strip: `Tue`, `Dec 1`. */
export const shortDay = (date: string, locale: string): { readonly weekday: string; readonly date: string } => ({
  weekday: wall(`${date}T00:00`, locale, { weekday: 'short' }),
  date: wall(`${date}T00:00`, locale, { month: 'short', day: 'numeric' }),
});

export const dayAndTime = (local: string, locale: string): string =>
  `${dayName(local.slice(0, 10), locale)}, ${clock(local, locale)}`;

/** The zone's name as people say it, such as `Eastern Time`. */
export function zoneName(timeZone: string, locale: string): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone, timeZoneName: 'longGeneric' }).formatToParts(new Date());
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
}

/** The visitor's own time of an instant, where their clock shows another than the clinic's. */
export function visitorTime(start: string, local: string, locale: string): string | undefined {
  const instant = new Date(start);
  const pad = (value: number) => String(value).padStart(2, '0');
  const date = `${instant.getFullYear()}-${pad(instant.getMonth() + 1)}-${pad(instant.getDate())}`;
  const own = `${date}T${pad(instant.getHours())}:${pad(instant.getMinutes())}`;
  if (own === local) return undefined;
  return date === local.slice(0, 10) ? clock(own, locale) : dayAndTime(own, locale);
}

export function partOfDay(local: string): PartOfDay {
  const hour = Number(local.slice(11, 13));
  return hour < 12 ? 'morning' : hour < 17 ? 'afternoon' : 'evening';
}
