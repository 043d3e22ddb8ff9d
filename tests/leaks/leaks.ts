/** What a spying site gets of a visit, in any browser. The site of `spying-site.ts` must be one of the clinic's own. */
import assert from 'node:assert/strict';
import { CANARIES } from './canaries.ts';
import type { Driver } from './driver.ts';
import { canariesIn, visitOf } from './visit.ts';

/** @param site where the spying site is */
type Check = (driver: Driver, site: string) => Promise<void>;

export const LEAKS: Readonly<Record<string, Check>> = {
  'without `sealed` every one of 40 canaries is heard': async (driver, site) => {
    assert.equal(new Set(CANARIES).size, 40, CANARIES.join('\n'));
    assert.deepEqual(canariesIn(await visitOf(driver, site, 'page')), CANARIES);
  },

  'with `sealed` none is': async (driver, site) => {
    const stolen = await visitOf(driver, site, 'frame');
    assert.deepEqual(canariesIn(stolen), []);
    // The spy was at work, and this is all that it was told.
    assert.deepEqual(namesIn(stolen, /^(unknot-\w+): \{/), ['unknot-booked', 'unknot-ready', 'unknot-step']);
    assert.deepEqual(namesIn(stolen, /^message: .*"type":"(\w+)"/), ['booked', 'ready', 'step']);
  },
};

const namesIn = (stolen: readonly string[], named: RegExp): readonly string[] =>
  [...new Set(stolen.flatMap(text => text.match(named)?.[1] ?? []))].sort();
