/** A zone's clock as `Intl` alone tells it: the second opinion on what the server's zone library says. */

export const SECOND = 1_000;
export const MINUTE = 60_000;
export const DAY = 86_400_000;

/** No clock on earth is further from UTC. */
const FURTHEST = 15 * 60 * MINUTE;

/** The dates looked at: from the first day of 2026 to the last of 2028, each as its midnight of UTC. */
export const FIRST_DATE = Date.UTC(2026, 0, 1);
export const LAST_DATE = Date.UTC(2028, 11, 31);

/** Instants are milliseconds of the epoch. A wall time is the instant at which a clock of UTC would show it. */
export interface Clock {
  readonly timeZone: string;
  /** The instants at which the clock was put forward or back. */
  readonly changes: readonly number[];
  /** What the clock shows. @param instant in whole seconds */
  wallAt(instant: number): number;
  /** All instants at which the clock shows a wall time: none in a gap, two in an overlap. */
  instantsOf(wall: number): readonly number[];
  /** Wall time less instant, in milliseconds: all there are around a wall time. */
  offsetsNear(wall: number): readonly number[];
}

export function createClock(timeZone: string): Clock {
  const format = formatFor(timeZone);
  const wallAt = (instant: number): number => readWall(format.format(instant));
  const changes = changesOf(wallAt);
  const offsetsNear = (wall: number): readonly number[] => {
    const from = wall - FURTHEST;
    const later = changes.filter(change => change > from && change <= wall + FURTHEST);
    return [...new Set([from, ...later].map(instant => wallAt(instant) - instant))];
  };
  return {
    timeZone,
    changes,
    wallAt,
    offsetsNear,
    instantsOf: wall =>
      offsetsNear(wall)
        .map(offset => wall - offset)
        .filter(instant => wallAt(instant) === wall),
  };
}

const formatFor = (timeZone: string): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });

/** Reads `12/1/2026, 10:00:00`, which takes a third of the time of reading its parts. */
function readWall(text: string): number {
  const [month = Number.NaN, day, year = Number.NaN, hour, minute, second] = (text.match(/\d+/g) ?? []).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** Looks once a day, and halves each day in which the offset changed down to the second of the change. */
function changesOf(wallAt: Clock['wallAt']): readonly number[] {
  const offsetAt = (instant: number): number => wallAt(instant) - instant;
  const changes: number[] = [];
  for (let day = FIRST_DATE - 2 * DAY; day < LAST_DATE + 3 * DAY; day += DAY) {
    let before = day;
    let after = day + DAY;
    const offset = offsetAt(before);
    if (offsetAt(after) === offset) continue;
    while (after - before > SECOND) {
      const middle = before + Math.floor((after - before) / 2 / SECOND) * SECOND;
      if (offsetAt(middle) === offset) before = middle;
      else after = middle;
    }
    changes.push(after);
  }
  return changes;
}

/** The date of a wall time, as its midnight. */
export const dateOf = (wall: number): number => Math.floor(wall / DAY) * DAY;

/** `2026-12-01T10:00`. */
export const writeWall = (wall: number): string => new Date(wall).toISOString().slice(0, 16);

/** `2026-12-01`. */
export const writeDate = (wall: number): string => new Date(wall).toISOString().slice(0, 10);

/** Reads `2026-12-01T10:00`. */
export const readLocal = (local: string): number => Date.parse(`${local}:00Z`);
