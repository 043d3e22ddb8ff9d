/** A fault on purpose, what has to hold under it, and how the outcome is told. */
import type { Ground, Kind } from './ground.ts';

/** `full` for `npm run faults`, `small` for `npm test`. */
export type Size = 'full' | 'small';

export interface Outcome {
  /** What was done and what came of it. */
  readonly counts: Readonly<Record<string, number | string>>;
  /** The promises that were broken, in words; none where all were kept. */
  readonly broken: readonly string[];
  /** Milliseconds each answer took: printed, never judged. */
  readonly latencies?: readonly number[];
  /** Why nothing was tried, such as missing rights. */
  readonly leftOut?: string;
}

export interface Scenario {
  readonly name: string;
  readonly databases: readonly Kind[];
  /** Needs rights or time that `npm test` does not have. */
  readonly isFullOnly?: true;
  run(size: Size, ground: Ground): Promise<Outcome>;
}

/**
 * The promises that were broken, by what was found.
 * @param found pairs of a promise's name and how often it was broken
 */
export const brokenOf = (found: Readonly<Record<string, number>>): readonly string[] =>
  Object.entries(found)
    .filter(([, count]) => count !== 0)
    .map(([name, count]) => `${name}: ${count}`);

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);

/** @param share such as 0.99 */
export function percentile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}
