/** A tab of a browser of its own, with a fresh profile, as slow as a cheap phone on a slow line. */
import { EventEmitter, once } from 'node:events';
import { setTimeout as rest } from 'node:timers/promises';
import type { CDPSession, Page } from 'playwright-core';
import { launch } from '../fixtures/browser.ts';
import { BINDING, probeFor, type Watched } from './probe.ts';
import { Report } from './report.ts';

/** A request that has been answered in full. */
export interface Transfer {
  readonly url: string;
  /** As they came over the line, headers included. */
  readonly bytes: number;
  /** Those of its headers. */
  readonly headers: number;
}

export interface Tab {
  /** Of what went over the line so far. */
  readonly transfers: readonly Transfer[];
  /** What the probe told so far. */
  readonly reports: readonly Report[];
  open(url: string): Promise<void>;
  /**
   * The first report of something, also one of the past.
   * @throws {Error} when it does not come
   */
  hear(what: Report['what']): Promise<Report>;
  point(at: Pick<Report, 'x' | 'y'>): Promise<void>;
  click(): Promise<void>;
  /** Bytes of the page's scripts after two collections. */
  heap(): Promise<number>;
  close(): Promise<void>;
}

const CPU_SLOWDOWN = 4;
const NETWORK = { offline: false, latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
/** A frame of another origin would run in a process of its own, to which the slowdown does not reach. */
const ONE_PROCESS = ['--disable-site-isolation-trials'];
const VIEWPORT = { width: 412, height: 823 };
const MOST_MS = 60_000;
/** So that the browser's own start is not billed to the page. */
const START_MS = 800;

export async function openTab(watched: Watched, isThrottled = true): Promise<Tab> {
  const browser = await launch({ args: ONE_PROCESS });
  const page = await (await browser.newContext({ viewport: VIEWPORT })).newPage();
  const session = await page.context().newCDPSession(page);
  const transfers = await countTransfers(session);
  const { reports, hear } = await listen(session, watched);
  if (isThrottled) {
    await session.send('Network.emulateNetworkConditions', NETWORK);
    await session.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWDOWN });
    await rest(START_MS);
  }
  return { transfers, reports, hear, ...hands(page), heap: () => heapOf(session), close: () => browser.close() };
}

const hands = (page: Page): Pick<Tab, 'open' | 'point' | 'click'> => ({
  async open(url) {
    await page.goto(url, { waitUntil: 'commit' });
  },
  point: ({ x, y }) => page.mouse.move(x, y),
  async click() {
    await page.mouse.down();
    await page.mouse.up();
  },
});

async function countTransfers(session: CDPSession): Promise<readonly Transfer[]> {
  const answered = new Map<string, Omit<Transfer, 'bytes'>>();
  const transfers: Transfer[] = [];
  session.on('Network.responseReceived', ({ requestId, response: { url, encodedDataLength } }) => {
    if (url.startsWith('http')) answered.set(requestId, { url, headers: encodedDataLength });
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const answer = answered.get(requestId);
    if (answer) transfers.push({ ...answer, bytes: encodedDataLength });
  });
  await session.send('Network.enable');
  return transfers;
}

async function listen(session: CDPSession, watched: Watched): Promise<Pick<Tab, 'reports' | 'hear'>> {
  const reports: Report[] = [];
  const news = new EventEmitter();
  session.on('Runtime.bindingCalled', ({ payload }) => {
    const report = Report.parse(JSON.parse(payload));
    reports.push(report);
    news.emit(report.what);
  });
  await session.send('Runtime.enable');
  await session.send('Runtime.addBinding', { name: BINDING });
  await session.send('Page.enable');
  await session.send('Page.addScriptToEvaluateOnNewDocument', { source: probeFor(watched) });
  return {
    reports,
    async hear(what) {
      const told = (): Report | undefined => reports.find(report => report.what === what);
      if (!told()) await Promise.race([once(news, what), rest(MOST_MS, undefined, { ref: false })]);
      const report = told();
      if (!report) throw new Error(`nothing is told of "${what}" within ${MOST_MS / 1_000} s`);
      return report;
    },
  };
}

async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.collectGarbage');
  await session.send('HeapProfiler.collectGarbage');
  return (await session.send('Runtime.getHeapUsage')).usedSize;
}
