/**
 * `npm run bench`: our pages beside those of others, each in a fresh browser on a slow phone and a slow line, in turns,
 * and the medians as a table. After `--`: `--rounds 7` (5), `--only inline,botui`. Times are printed and never judged:
 * it exits with 0. Peers are installed apart: `npm install --prefix tests/bench/peers`.
 */
import { parseArgs } from 'node:util';
import { type EarlyTap, tapEarly } from './early-tap.ts';
import { measure, type Run } from './measure.ts';
import { type BenchPage, PAGES, whyNot } from './pages.ts';
import { openSite, type Site } from './site.ts';
import { goalsOf, type Results, tableOf } from './summary.ts';
import { openTab } from './tab.ts';
import { weighVisit } from './visit-bytes.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, only: { type: 'string' } },
});
const pages = PAGES.filter(isMeasured);
if (pages.length === 0) throw new Error('nothing is left to measure');
const inline = pages.find(({ name }) => name === 'inline');
const site = await openSite(pages.some(({ name }) => name === 'botui'));
try {
  const results = await takeAll(site, Number(values.rounds));
  console.log('medians; a CPU 4 times as slow, 1,600 kbit/s, 150 ms a request; kB with headers, host page included');
  console.table(tableOf(results));
  console.table(goalsOf(results));
} finally {
  await site.close();
}

function isMeasured(page: BenchPage): boolean {
  const { name } = page;
  if (values.only !== undefined && !values.only.split(',').includes(name)) return false;
  const reason = whyNot(page);
  if (reason !== undefined) console.log(`${name} is left out: ${reason}`);
  return reason === undefined;
}

async function takeAll(site: Site, rounds: number): Promise<Results> {
  const runs = new Map<string, Run[]>(pages.map(({ name }) => [name, []]));
  const taps: EarlyTap[] = [];
  let lostTaps = 0;
  for (const page of pages) await attempt(`warming up ${page.name}`, () => warmUp(page, site));
  for (let round = 1; round <= rounds; round++) {
    for (const page of pages) {
      const run = await attempt(`round ${round}, ${page.name}`, () => measure(page, site.url(page.name)));
      if (run) runs.get(page.name)?.push(run);
    }
    if (!inline) continue;
    const tap = await attempt(`round ${round}, early tap`, () => tapEarly(inline, site.url('inline')));
    if (tap) taps.push(tap);
    else lostTaps++;
  }
  const visit = inline && (await attempt('a whole visit', () => weighVisit(site.url('inline'))));
  return { runs, taps, lostTaps, visit };
}

/** Files are compressed at their first request, and the disk's cache is cold: that is no run. */
async function warmUp(page: BenchPage, site: Site): Promise<void> {
  const tab = await openTab(page, false);
  try {
    await tab.open(site.url(page.name));
    await tab.hear('first');
  } finally {
    await tab.close();
  }
}

/** What fails is told and left out: the others still have their turn. */
async function attempt<T>(what: string, take: () => Promise<T>): Promise<T | undefined> {
  const begin = performance.now();
  try {
    const taken = await take();
    console.error(`${what}: ${Math.round(performance.now() - begin)} ms`);
    return taken;
  } catch (error) {
    console.error(`${what} failed: ${String(error)}`);
    return undefined;
  }
}
