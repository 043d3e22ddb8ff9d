/** Medians as a table, and the goals they are held against. */
import type { EarlyTap } from './early-tap.ts';
import type { Run } from './measure.ts';
import type { VisitBytes } from './visit-bytes.ts';

export interface Results {
  /** The runs of each page, by its name. */
  readonly runs: ReadonlyMap<string, readonly Run[]>;
  readonly taps: readonly EarlyTap[];
  readonly lostTaps: number;
  readonly visit: VisitBytes | undefined;
}

type Row = Readonly<Record<string, string>>;
type Goal = readonly [what: string, { readonly measured: string; readonly goal: string; readonly kept: string }];

const UNKNOWN = '-';
const FIRST_GOALS = [
  ['botui', 0.6],
  ['deep-chat', 0.45],
  ['typebot', 0.18],
] as const;
const PEERS = FIRST_GOALS.map(([peer]) => peer);

export const tableOf = ({ runs }: Results): Readonly<Record<string, Row>> =>
  Object.fromEntries([...runs].map(([name, made]) => [name, rowOf(made)]));

function rowOf(runs: readonly Run[]): Row {
  const mid = (figure: keyof Run): number => median(runs.map(run => run[figure]));
  const firsts = runs.map(({ first }) => first);
  return {
    'first question ms': shown(mid('first')),
    'from to': `${shown(Math.min(...firsts))} ${shown(Math.max(...firsts))}`,
    'kB before': shown(mid('bytesBefore') / 1_000, 1),
    requests: shown(mid('requestsBefore')),
    'kB after': shown(mid('bytesAfter') / 1_000, 1),
    'blocking ms': shown(mid('blocking')),
    'longest task after': shown(mid('longestAfter')),
    shift: shown(mid('shift'), 3),
    'answer ms': shown(mid('answer')),
    'heap MB': shown(mid('heap') / 1e6, 2),
    runs: String(runs.length),
  };
}

/** Each goal of the issue with what was measured. */
export function goalsOf(results: Results): Readonly<Record<string, object>> {
  const all = [...besidePeers(results), ...ofInline(results), ...ofTaps(results), ...ofBubble(results)];
  return Object.fromEntries(all.filter(([, { measured }]) => measured !== UNKNOWN));
}

function besidePeers(results: Results): readonly Goal[] {
  const answers = PEERS.map(peer => of(results, peer, 'answer')).filter(Number.isFinite);
  const quickest = answers.length > 0 ? Math.min(...answers) : Number.NaN;
  return [
    ...['inline', 'pasted'].flatMap(page =>
      FIRST_GOALS.map(([peer, most]) =>
        goal(`${page}: first question / ${peer}`, of(results, page, 'first') / of(results, peer, 'first'), most),
      ),
    ),
    goal('answer / the quickest peer measured', of(results, 'inline', 'answer') / quickest, 1),
  ];
}

function ofInline(results: Results): readonly Goal[] {
  const inline = (figure: keyof Run): number => of(results, 'inline', figure);
  return [
    goal('kB needed before it, host page aside', inline('bytesNeeded') / 1_000, 3),
    goal('the same without headers', inline('bodiesNeeded') / 1_000, 3),
    goal('blocking before it, ms', inline('blocking'), 10),
    goal('longest task after it, ms', inline('longestAfter'), 100),
    goal('layout shift', inline('shift'), 0),
    goal('heap MB', inline('heap') / 1e6, 2),
    goal('a whole visit, kB of scripts', (results.visit?.bytes ?? Number.NaN) / 1_000, 44),
  ];
}

function ofTaps({ taps, lostTaps }: Results): readonly Goal[] {
  const tap = (figure: keyof EarlyTap): number => median(taps.map(made => made[figure]));
  return [
    goal('early tap: lost', taps.length + lostTaps > 0 ? lostTaps : Number.NaN, 0),
    goal('early tap: shown as taken after ms', tap('taken'), 100),
    goal('early tap: next question after ms', tap('next')),
    goal('early tap: kB that had yet to come', tap('bytesAwaited') / 1_000),
  ];
}

function ofBubble(results: Results): readonly Goal[] {
  return ['bubble', 'late-bubble'].flatMap(page => {
    const besideEmpty = (figure: keyof Run): number => of(results, page, figure) / of(results, 'empty', figure);
    return [
      goal(`${page}: the page itself usable / empty`, besideEmpty('first'), 1.1),
      goal(`${page}: load event / empty`, besideEmpty('load'), 1.1),
    ];
  });
}

const of = ({ runs }: Results, page: string, figure: keyof Run): number =>
  median((runs.get(page) ?? []).map(run => run[figure]));

/** @param most without one, it is only told */
function goal(what: string, measured: number, most = Number.NaN): Goal {
  const verdict = measured <= most ? 'yes' : 'NO';
  const kept = Number.isFinite(measured + most) ? verdict : '';
  return [what, { measured: shown(measured, 3), goal: shown(most, 2), kept }];
}

/** @returns not a number when there are no values */
function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length / 2;
  const middle = sorted.slice(Math.ceil(half) - 1, Math.floor(half) + 1);
  return middle.reduce((sum, value) => sum + value, 0) / middle.length;
}

const shown = (value: number, digits = 0): string => (Number.isFinite(value) ? value.toFixed(digits) : UNKNOWN);
