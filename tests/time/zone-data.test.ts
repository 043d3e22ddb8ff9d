/** A machine whose zone data is wrong is told so before anything is booked on it. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { startProcess } from '../faults/server-process.ts';

/** Run before anything else in a process: takes one zone for another, as old or damaged zone data would. */
const taking = (zone: string, other: string): string =>
  `--import=data:text/javascript,${encodeURIComponent(`
  const Right = Intl.DateTimeFormat;
  const swap = name => name?.toLowerCase() === '${zone.toLowerCase()}' ? '${other}' : name;
  Intl.DateTimeFormat = class extends Right {
    constructor(locales, options) {
      super(locales, options && { ...options, timeZone: swap(options.timeZone) });
    }
  };
`)}`;

const ZONE_MODULE = new URL('../../server/booking/zone.ts', import.meta.url).href;
const CHECK = `const { checkZoneData } = await import('${ZONE_MODULE}'); checkZoneData();`;

const check = (...options: readonly string[]): Promise<unknown> =>
  promisify(execFile)(process.execPath, [...options, '--input-type=module', '-e', CHECK]);

test('this machine knows its time zones', () => assert.doesNotReject(check()));

test('a swap of zones that are not known by heart goes unnoticed, so it is not the swapping that fails', () =>
  assert.doesNotReject(check(taking('Asia/Tokyo', 'Asia/Kolkata'))));

const WRONG = [
  {
    what: 'a clock that is not put forward',
    swap: taking('America/New_York', 'America/Panama'),
    says: /time zones: 2026-03-08T02:30 in America\/New_York is 2026-03-08T07:30:00Z, should be undefined/,
  },
  {
    what: 'a clock an hour off',
    swap: taking('America/New_York', 'America/Chicago'),
    says: /time zones: 2026-07-01T10:00 in America\/New_York is 2026-07-01T15:00:00Z, should be 2026-07-01T14:00:00Z/,
  },
  {
    what: 'a clock that is not put back',
    swap: taking('Europe/London', 'Atlantic/Reykjavik'),
    says: /time zones: 2026-10-25T01:30 in Europe\/London is 2026-10-25T01:30:00Z, should be undefined/,
  },
  {
    what: 'a clock without its summer south of the equator',
    swap: taking('Australia/Sydney', 'Australia/Brisbane'),
    says: /time zones: 2026-12-01T10:00 in Australia\/Sydney is 2026-12-01T00:00:00Z, should be 2026-11-30T23:00:00Z/,
  },
];

for (const { what, swap, says } of WRONG) test(`${what} is noticed`, () => assert.rejects(check(swap), says));

test('the server does not start on wrong zone data, and has touched nothing', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'unknot-zones-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const dataDir = join(folder, 'data');
  const starting = startProcess({ DATA_DIR: dataDir, NODE_OPTIONS: taking('America/New_York', 'America/Panama') });
  // One that starts after all must not outlive the test.
  const ended = starting.then(server => server.end('SIGKILL'));
  await assert.rejects(ended, /cannot start\s+time zones: 2026-03-08T02:30 in America\/New_York/);
  assert.equal(existsSync(dataDir), false);
});
