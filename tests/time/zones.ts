/** Which zones are tried, and which of their dates: a sample of strange ones, or with `FULL=1` all of them. */
import { type Clock, createClock, DAY, dateOf, FIRST_DATE, LAST_DATE, MINUTE, SECOND } from './clock.ts';
import { lengthOf, type Minutes, minutesAround } from './minute-walk.ts';

export const FULL = process.env['FULL'] === '1';

/** `SEED=<n>` tries every day of other zones than usual. */
const SEED = Number(process.env['SEED'] ?? 0);

/** In the long run, one zone of so many is looked at on every day. */
const EVERY_DAY_OF = 60;

/**
 * Changes by half an hour and by two hours, at midnight and into the day before, on Thursdays and Saturdays, around
 * Ramadan, by a rule of its own; offsets of quarters; both ends of the world; the usual ones; and none at all.
 */
const STRANGE = [
  'Africa/Cairo',
  'Africa/Casablanca',
  'America/Adak',
  'America/Asuncion',
  'America/Godthab',
  'America/Havana',
  'America/Mexico_City',
  'America/Miquelon',
  'America/New_York',
  'America/Port-au-Prince',
  'America/Santiago',
  'America/Sao_Paulo',
  'America/Scoresbysund',
  'America/St_Johns',
  'America/Vancouver',
  'Antarctica/Casey',
  'Antarctica/Troll',
  'Asia/Almaty',
  'Asia/Beirut',
  'Asia/Gaza',
  'Asia/Hebron',
  'Asia/Jerusalem',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Tehran',
  'Atlantic/Azores',
  'Australia/Eucla',
  'Australia/Lord_Howe',
  'Europe/Chisinau',
  'Europe/Dublin',
  'Europe/London',
  'Pacific/Apia',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Pacific/Easter',
  'Pacific/Kiritimati',
  'Pacific/Norfolk',
  'UTC',
] as const;

const ZONES: readonly string[] = FULL ? [...new Set([...Intl.supportedValuesOf('timeZone'), 'UTC'])].sort() : STRANGE;

/** Dates that follow each other. */
export interface Run {
  readonly from: number;
  readonly days: number;
}

export const isIn = ({ from, days }: Run, date: number): boolean => date >= from && date < from + days * DAY;

/**
 * The dates to look at in a zone. Those of a change on both of its sides and, in the long run, the dates around them and
 * a whole week elsewhere, or every day there is; otherwise days are alike, so that one is enough.
 */
function runsOf(clock: Clock, index: number): readonly Run[] {
  if (FULL && index % EVERY_DAY_OF === SEED % EVERY_DAY_OF) return everyDay();
  const around = FULL ? 1 : 0;
  const elsewhere = { from: FIRST_DATE + ((index * 53 + 10) % 1_080) * DAY, days: FULL ? 7 : 1 };
  const changes = clock.changes.map(change => {
    const from = dateOf(clock.wallAt(change - SECOND)) - around * DAY;
    const to = dateOf(clock.wallAt(change)) + around * DAY;
    return { from, days: (to - from) / DAY + 1 };
  });
  return [...changes.filter(({ from }) => from >= FIRST_DATE && from <= LAST_DATE), elsewhere];
}

/** Month by month, each with the first day of the next: a clinic can't be asked for more than half a year at once. */
function everyDay(): readonly Run[] {
  const runs: Run[] = [];
  for (let from = FIRST_DATE; from <= LAST_DATE; from += 30 * DAY) {
    runs.push({ from, days: Math.min(30, (LAST_DATE - from) / DAY) + 1 });
  }
  return runs;
}

/** A zone and what is looked at there. */
export interface Place {
  readonly clock: Clock;
  readonly runs: readonly Run[];
  /** The dates on which the clock changes and, where they are looked at, the ones after. */
  readonly walks: ReadonlyMap<number, Minutes>;
  /** The dates that are not 24 hours long. */
  readonly odd: readonly number[];
}

function placeOf(clock: Clock, index: number): Place {
  const runs = runsOf(clock, index);
  const sides = clock.changes.flatMap(change => [change - SECOND, change]);
  const changed = sides.map(clock.wallAt).map(dateOf);
  const after = changed.map(date => date + DAY).filter(date => runs.some(run => isIn(run, date)));
  const dates = [...new Set([...changed, ...after])].filter(date => date >= FIRST_DATE && date <= LAST_DATE);
  const walks = new Map(dates.map(date => [date, minutesAround(clock, date)]));
  const odd = [...walks.values()].filter(minutes => lengthOf(minutes) !== DAY / MINUTE).map(({ date }) => date);
  return { clock, runs, walks, odd };
}

/** The order is always the same, so that the dates of each zone are too. */
export const PLACES: readonly Place[] = ZONES.map((zone, index) => placeOf(createClock(zone), index));
