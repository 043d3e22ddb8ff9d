/** The disk is full: visitors are told to come again, everything can be read, and with room again all goes on. */
import { execFile } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Ground, writeClinic } from './ground.ts';
import { brokenInvariants, inspect } from './invariants.ts';
import { brokenOf, type Outcome, type Scenario } from './scenario.ts';
import { type ServerProcess, startProcess } from './server-process.ts';
import { type Answered, codeOf, freeStarts, send, type Visitor, visitorFor } from './visitors.ts';

const run = promisify(execFile);
const DISK = '6m';
/** Lies on the disk from the start, to be deleted when it is full. */
const BALLAST_BYTES = 2 * 1024 * 1024;
const MOST_BOOKINGS = 5_000;

export const diskFull: Scenario = {
  name: 'disk full',
  databases: ['sqlite'],
  isFullOnly: true,
  async run(_size, ground) {
    if (process.getuid?.() !== 0) return { counts: {}, broken: [], leftOut: 'only root may mount a small disk' };
    const disk = join(ground.folder, 'data');
    await run('mount', ['-t', 'tmpfs', '-o', `size=${DISK},mode=700`, 'unknot-faults', disk]);
    try {
      return await onSmallDisk(ground, join(disk, 'ballast'));
    } finally {
      await run('umount', [disk]);
    }
  },
};

async function onSmallDisk(ground: Ground, ballast: string): Promise<Outcome> {
  writeFileSync(ballast, Buffer.alloc(BALLAST_BYTES));
  writeClinic(ground, 'full', { therapists: 5 });
  const server = await startProcess(ground.env);
  try {
    const { kept, refused } = await bookUntilFull(server);
    const reads = await Promise.all(
      ['/v1/clinics/full', '/v1/clinics/full/slots', '/livez'].map(path => fetch(server.url + path)),
    );
    const again = await Promise.all(kept.map(visitor => send(server.url, visitor)));
    rmSync(ballast);
    const healed = await send(server.url, refused.visitor);
    return {
      counts: { 'booked until full': kept.length, 'refused as': codeOf(refused.answer), 'after room': healed.status },
      broken: brokenOf({
        'not refused as 503 storage_full': codeOf(refused.answer) === 'storage_full' ? 0 : 1,
        'refused without Retry-After': refused.answer.headers.has('retry-after') ? 0 : 1,
        'reads that failed': reads.filter(({ status }) => status !== 200).length,
        'acknowledged bookings lost': again.filter(({ status }) => status !== 200).length,
        'not booked with room again': healed.status === 201 ? 0 : 1,
        ...brokenInvariants(await inspect(ground)),
      }),
    };
  } finally {
    await server.end('SIGTERM');
  }
}

async function bookUntilFull(server: ServerProcess): Promise<{
  readonly kept: readonly Visitor[];
  readonly refused: { readonly visitor: Visitor; readonly answer: Answered };
}> {
  const kept: Visitor[] = [];
  for (const start of (await freeStarts(server.url, 'full')).flatMap(start => [start, start, start, start, start])) {
    const visitor = visitorFor('full', start);
    const answer = await send(server.url, visitor);
    if (answer.status !== 201) return { kept, refused: { visitor, answer } };
    kept.push(visitor);
    if (kept.length > MOST_BOOKINGS) break;
  }
  throw new Error(`the disk was not full after ${kept.length} bookings`);
}
