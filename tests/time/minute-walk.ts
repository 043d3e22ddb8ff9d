/** The talks of a date by looking at the clock once a minute: slow, and without any arithmetic of zones. */
import { type Clock, DAY, dateOf, MINUTE } from './clock.ts';
import { openingsOn, type Shape } from './shapes.ts';

/** How much of the date before is looked at too: its last talk may want its buffer after midnight. */
const EVENING = 4 * 60 * MINUTE;

/** What a clock shows, minute after minute, from the evening before a date until after it. */
export interface Minutes {
  readonly date: number;
  /** The wall times that were seen. */
  readonly walls: readonly number[];
}

export function minutesAround(clock: Clock, date: number): Minutes {
  const offsets = [...clock.offsetsNear(date - EVENING), ...clock.offsetsNear(date + DAY)];
  const last = date + DAY - Math.min(...offsets);
  const walls: number[] = [];
  for (let instant = date - EVENING - Math.max(...offsets); instant < last; instant += MINUTE) {
    walls.push(clock.wallAt(instant));
  }
  return { date, walls };
}

/** How many minutes a date has in this zone: 1,440 on most. */
export const lengthOf = ({ date, walls }: Minutes): number => walls.filter(wall => dateOf(wall) === date).length;

/**
 * The starts of a date's talks, as wall times: the clock shows start and end once, the talk lasts as long as it says, and
 * the buffer of the one before is over.
 */
export function walkTalks({ date, walls }: Minutes, shape: Shape): readonly number[] {
  const times = new Map<number, number>();
  for (const wall of walls) times.set(wall, (times.get(wall) ?? 0) + 1);
  const { minutes, buffer } = shape;
  const openings = [...openingsOn(shape, date - DAY), ...openingsOn(shape, date)];
  const talks: number[] = [];
  let free = 0;
  for (const [i, wall] of walls.entries()) {
    const opening = openings.find(({ from, to }) => wall >= from && wall < to);
    if (opening === undefined || (wall - opening.from) % ((minutes + buffer) * MINUTE) !== 0 || i < free) continue;
    const end = walls[i + minutes];
    if (end !== wall + minutes * MINUTE || end > opening.to || times.get(wall) !== 1 || times.get(end) !== 1) continue;
    talks.push(wall);
    free = i + minutes + buffer;
  }
  return talks.filter(wall => dateOf(wall) === date);
}
