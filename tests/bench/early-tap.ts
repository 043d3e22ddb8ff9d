/** A tap in the very moment the first choice is to be seen, when most of the widget has yet to come. */
import { bytesOf, hearFirst } from './measure.ts';
import type { BenchPage } from './pages.ts';
import { openTab } from './tab.ts';

export interface EarlyTap {
  /** Milliseconds from the tap until the choice shows that it was taken. */
  readonly taken: number;
  /** Milliseconds from the tap to the next question. */
  readonly next: number;
  /** Bytes that came in between: with none, the tap was not early. */
  readonly bytesAwaited: number;
}

/** @throws {Error} when the tap is lost: not taken, or no question after it */
export async function tapEarly(page: BenchPage, url: string): Promise<EarlyTap> {
  const tab = await openTab(page);
  try {
    await tab.open(url);
    await tab.point(await hearFirst(tab, page));
    await tab.click();
    const tap = await tab.hear('click');
    const before = bytesOf(tab.transfers);
    const taken = await tab.hear('taken');
    const next = await tab.hear('next');
    return { taken: taken.at - tap.at, next: next.at - tap.at, bytesAwaited: bytesOf(tab.transfers) - before };
  } finally {
    await tab.close();
  }
}
