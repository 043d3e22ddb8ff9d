/** A clinic's weekly hours → the talks it could hold on one date, before anything is booked. */
import { Temporal } from 'temporal-polyfill';
import { type ClinicFile, type Therapist, WEEKDAYS } from '../clinics.ts';
import { momentAt } from './zone.ts';

/** A talk one therapist could hold. */
export interface Talk {
  readonly therapist: Therapist;
  /** RFC 3339 UTC. */
  readonly start: string;
  readonly end: string;
  /** The start in milliseconds of the epoch. */
  readonly at: number;
  /** The end and the buffer after it. */
  readonly heldUntil: string;
  /** The clinic's wall time of the start. */
  readonly local: string;
}

/** Files are read anew as new objects, so what was worked out for an old one goes with it. */
const known = new WeakMap<ClinicFile, Map<string, readonly Talk[]>>();

/** All talks of a date, by start, then in the order of the file's therapists. */
export function talksOn(clinic: ClinicFile, date: Temporal.PlainDate): readonly Talk[] {
  const dates = known.get(clinic) ?? new Map<string, readonly Talk[]>();
  known.set(clinic, dates);
  const key = date.toString();
  const talks = dates.get(key) ?? expand(clinic, date);
  dates.set(key, talks);
  return talks;
}

function expand(clinic: ClinicFile, date: Temporal.PlainDate): readonly Talk[] {
  if (clinic.booking === 'callback') return [];
  return clinic.therapists
    .flatMap(therapist => {
      const talks = planned(clinic, therapist, date);
      return apart(talks, nightBefore(clinic, therapist, date, talks[0]));
    })
    .sort((a, b) => a.at - b.at);
}

/** What a therapist's hours of a date hold, each range by itself. */
function planned(clinic: ClinicFile, therapist: Therapist, date: Temporal.PlainDate): readonly Talk[] {
  const isOff = [clinic.schedule, therapist].some(({ off }) => off.includes(date.toString()));
  return isOff ? [] : rangesOn(therapist, date).flatMap(range => fill(clinic, therapist, date, range));
}

/** The last talk of the date before, where its buffer could reach the first one of this date. */
function nightBefore(
  clinic: ClinicFile,
  therapist: Therapist,
  date: Temporal.PlainDate,
  first: Talk | undefined,
): Talk | undefined {
  if (first === undefined) return undefined;
  const earliest = Temporal.Instant.from(first.start).subtract({ minutes: clinic.schedule.buffer });
  const day = earliest.toZonedDateTimeISO(clinic.timeZone).toPlainDate();
  if (Temporal.PlainDate.compare(day, date) === 0) return undefined;
  return planned(clinic, therapist, date.subtract({ days: 1 })).at(-1);
}

/**
 * Leaves out what begins in the buffer of the one before: ranges may be closer than the buffer, and a clock put forward
 * in it makes it shorter than the wall clock says.
 * @param talks one therapist's, by start
 * @param before the one before them all
 */
function apart(talks: readonly Talk[], before: Talk | undefined): readonly Talk[] {
  const kept: Talk[] = [];
  for (const talk of talks) if (talk.start >= ((kept.at(-1) ?? before)?.heldUntil ?? '')) kept.push(talk);
  return kept;
}

type Range = NonNullable<Therapist['hours']['mon']>[number];

function rangesOn({ hours }: Therapist, date: Temporal.PlainDate): readonly Range[] {
  const weekday = WEEKDAYS[date.dayOfWeek - 1];
  return (weekday !== undefined && hours[weekday]) || [];
}

/** Talk after talk, each with its buffer, as long as one ends within the range. */
function fill(clinic: ClinicFile, therapist: Therapist, date: Temporal.PlainDate, { from, to }: Range): Talk[] {
  const { minutes } = clinic.consultation;
  const close = date.toPlainDateTime(Temporal.PlainTime.from(to));
  const talks: Talk[] = [];
  let start = date.toPlainDateTime(Temporal.PlainTime.from(from));
  for (;;) {
    const end = start.add({ minutes });
    if (Temporal.PlainDateTime.compare(end, close) > 0) return talks;
    const talk = talkAt(clinic, therapist, start, end);
    if (talk !== undefined) talks.push(talk);
    start = end.add({ minutes: clinic.schedule.buffer });
  }
}

function talkAt(
  { timeZone, consultation, schedule }: ClinicFile,
  therapist: Therapist,
  from: Temporal.PlainDateTime,
  to: Temporal.PlainDateTime,
): Talk | undefined {
  const start = momentAt(from, timeZone);
  const end = momentAt(to, timeZone);
  if (start === undefined || end === undefined) return undefined;
  const startInstant = Temporal.Instant.from(start.instant);
  const endInstant = Temporal.Instant.from(end.instant);
  // A clock that is put forward or back within the talk makes it shorter or longer than it says.
  if (endInstant.since(startInstant).total('minutes') !== consultation.minutes) return undefined;
  const heldUntil = endInstant.add({ minutes: schedule.buffer }).toString();
  const at = startInstant.epochMilliseconds;
  return { therapist, start: start.instant, end: end.instant, at, heldUntil, local: start.local };
}
