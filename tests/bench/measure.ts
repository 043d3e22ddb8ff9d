/** One run of one page: until its first question can be answered, a second more, then an answer. */
import { setTimeout as rest } from 'node:timers/promises';
import type { BenchPage } from './pages.ts';
import type { Report } from './report.ts';
import { openTab, type Tab, type Transfer } from './tab.ts';

/** Times are milliseconds since the page was opened, sizes bytes with the headers of the answers. */
export interface Run {
  readonly first: number;
  readonly bytesBefore: number;
  /** Of these, without the host page itself. */
  readonly bytesNeeded: number;
  /** Of these, without headers. */
  readonly bodiesNeeded: number;
  readonly requestsBefore: number;
  readonly bytesAfter: number;
  /** What long tasks before the first question took beyond 50 ms each. */
  readonly blocking: number;
  readonly longestAfter: number;
  readonly shift: number;
  /** From the click to the next question. */
  readonly answer: number;
  readonly heap: number;
  readonly load: number;
}

/** The span of the measure: late parts, fonts and idle work count, too. */
const AFTER_MS = 1_000;
/** So that what hovering or a tick of the page starts is over, and what the answer started is told. */
const CALM_MS = 400;

/** @throws {Error} when a question does not come */
export async function measure(page: BenchPage, url: string): Promise<Run> {
  const tab = await openTab(page);
  try {
    await tab.open(url);
    const first = await hearFirst(tab, page);
    const before = [...tab.transfers];
    await rest(AFTER_MS);
    const settled = { all: [...tab.transfers], shift: sum(sizes(tab, 'shift')), heap: await tab.heap() };
    await tab.point(first);
    await rest(CALM_MS);
    await tab.click();
    const next = await tab.hear('next');
    await rest(CALM_MS);
    return await sumUp(tab, url, { first, before, next, ...settled });
  } finally {
    await tab.close();
  }
}

/** The first question, with where it is tapped in the whole page. */
export async function hearFirst(tab: Tab, { frame }: BenchPage): Promise<Report> {
  const first = await tab.hear('first');
  if (!frame) return first;
  const corner = await tab.hear('frame');
  return { ...first, at: Math.max(first.at, corner.at), x: first.x + corner.x, y: first.y + corner.y };
}

interface Seen {
  readonly first: Report;
  readonly next: Report;
  readonly before: readonly Transfer[];
  readonly all: readonly Transfer[];
  readonly shift: number;
  readonly heap: number;
}

async function sumUp(tab: Tab, url: string, { first, next, before, all, shift, heap }: Seen): Promise<Run> {
  const opened = (await tab.hear('opened')).at;
  const needed = before.filter(transfer => transfer.url !== url);
  const isEarly = ({ at }: Report): boolean => at < first.at;
  return {
    first: first.at - opened,
    bytesBefore: bytesOf(before),
    bytesNeeded: bytesOf(needed),
    bodiesNeeded: bytesOf(needed) - sum(needed.map(({ headers }) => headers)),
    requestsBefore: before.length,
    bytesAfter: bytesOf(all) - bytesOf(before),
    blocking: sum(sizes(tab, 'task', isEarly).map(duration => duration - 50)),
    longestAfter: Math.max(0, ...sizes(tab, 'task', task => !isEarly(task))),
    shift,
    answer: next.at - (await tab.hear('click')).at,
    heap,
    load: (await tab.hear('load')).at - opened,
  };
}

const sizes = (tab: Tab, what: Report['what'], fits: (report: Report) => boolean = () => true): readonly number[] =>
  tab.reports.filter(report => report.what === what && fits(report)).map(({ size }) => size);

export const bytesOf = (transfers: readonly Transfer[]): number => sum(transfers.map(({ bytes }) => bytes));

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
