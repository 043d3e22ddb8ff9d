// Every text of the English catalogue with the keys that lead to it; texts with a blank in them are filled in.
import { asking } from '#words/en/asking.ts';
import { booking } from '#words/en/booking.ts';
import { outer } from '#words/en/outer.ts';
import { tags } from '#words/en/tags.ts';

export interface Said {
  readonly path: readonly string[];
  readonly texts: readonly string[];
}

/** A text may ask for numbers, words or a region's lines, which serve as all three. */
const LINES = { emergency: '911', urgent: 'urgent care or your doctor', crisis: '988' };

function filledIn(path: readonly string[], make: unknown): readonly string[] {
  if (typeof make !== 'function') throw new Error(`${path.join('.')} is no text`);
  const fills: readonly unknown[] = path[0] === 'referral' ? [LINES] : [1, 3, 'Riverside'];
  return fills.flatMap(fill => {
    try {
      const text: unknown = Reflect.apply(make, undefined, [fill, fill]);
      return typeof text === 'string' ? [text] : [];
    } catch (error) {
      // A text that shapes its word, such as to lower case, takes no number.
      if (error instanceof TypeError && typeof fill === 'number') return [];
      throw error;
    }
  });
}

function walk(path: readonly string[], value: unknown): readonly Said[] {
  if (typeof value === 'string') return [{ path, texts: [value] }];
  if (Array.isArray(value)) return [{ path, texts: value.map(String) }];
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, inner]) => walk([...path, key], inner));
  }
  return [{ path, texts: filledIn(path, value) }];
}

export const SAID: readonly Said[] = [
  ...walk([], asking),
  ...walk([], booking),
  ...walk([], outer),
  ...walk(['tags'], tags),
];
