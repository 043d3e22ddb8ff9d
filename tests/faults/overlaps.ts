/** Several servers book talks of different lengths that overlap: none do in the end, and nobody is refused in vain. */
import { fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';
import { openStore } from '../../server/store/open.ts';
import { Booked, book, type Job, type Wish } from './booking-process.ts';
import type { Ground } from './ground.ts';
import { brokenInvariants, inspect } from './invariants.ts';
import { brokenOf, type Scenario, sum } from './scenario.ts';

const SIZES = { full: { days: 10, clients: 200 }, small: { days: 1, clients: 200 } } as const;
const PROCESSES = 4;
const MINUTES = [20, 30, 45, 60] as const;
const THERAPISTS = ['ana', 'ben'] as const;
const FIRST_DAY = Date.parse('2027-01-04T09:00:00Z');
const DAY_MS = 86_400_000;

export const overlaps: Scenario = {
  name: 'overlapping ranges',
  databases: ['sqlite', 'postgres'],
  async run(size, ground) {
    const { days, clients } = SIZES[size];
    const key = randomBytes(32);
    await prepare(ground, key);
    const wishes = Array.from({ length: days }, (_, day) => wishesOf(day, clients));
    const booked = await bookAll(ground, key.toString('hex'), wishes.flat());
    const waited = sum(booked.map(({ waits }) => waits));
    const taken = booked.filter(({ kind }) => kind === 'taken');
    const failed = booked.filter(({ kind }) => kind !== 'taken' && kind !== 'booked');
    for (const kind of new Set(failed.map(({ kind }) => kind))) console.error(`  ${kind}`);
    return {
      counts: {
        wishes: booked.length,
        processes: PROCESSES,
        booked: booked.length - taken.length - failed.length,
        taken: taken.length,
        'waited too long': waited,
      },
      broken: brokenOf({
        'errors surfaced': failed.length,
        'refused although free': await refusedInVain(ground, taken),
        ...(await conflictsOf(ground, waited)),
        ...brokenInvariants(await inspect(ground, key)),
      }),
      latencies: booked.map(({ milliseconds }) => milliseconds),
    };
  },
};

/** The schema and the clinic's data key are there before the race: whoever makes them undoes what others began. */
async function prepare({ place }: Ground, key: Buffer): Promise<void> {
  const { store } = await openStore(place, key);
  const [eve] = wishesOf(-1, 1);
  if (eve !== undefined) await book(store, eve);
  await store.close();
}

/** Starts on a five-minute grid within four hours, in an order that has nothing to do with time. */
function wishesOf(day: number, clients: number): readonly Wish[] {
  return Array.from({ length: clients }, (_, i) => {
    const from = FIRST_DAY + day * DAY_MS + ((i * 37 + day) % 48) * 5 * 60_000;
    const minutes = MINUTES[i % MINUTES.length] ?? 20;
    const candidates = i % 3 === 0 ? [...THERAPISTS].reverse() : i % 3 === 1 ? [...THERAPISTS] : ['ana'];
    return { start: textOf(from), end: textOf(from + minutes * 60_000), candidates };
  });
}

const textOf = (at: number): string => new Date(at).toISOString().replace('.000', '');

/** All processes open the database first, then begin at once. */
async function bookAll(
  { place }: Ground,
  key: string,
  wishes: readonly Wish[],
): Promise<readonly z.infer<typeof Booked>[]> {
  const script = fileURLToPath(new URL('booking-process.ts', import.meta.url));
  const shares = Array.from({ length: PROCESSES }, (_, i) => wishes.filter((_, j) => j % PROCESSES === i));
  const children = shares.map(share => ({ child: fork(script), share }));
  try {
    await Promise.all(
      children.map(async ({ child, share }) => {
        const job: Job = { place, key, wishes: [...share] };
        child.send(job);
        await once(child, 'message');
      }),
    );
    const results = children.map(async ({ child }) => {
      child.send('begin');
      const [message] = await once(child, 'message');
      return z.array(Booked).parse(message);
    });
    return (await Promise.all(results)).flat();
  } finally {
    await Promise.all(
      children.map(async ({ child }) => {
        if (child.exitCode === null) await once(child, 'exit');
      }),
    );
  }
}

/** Nothing is ever freed here, so whoever was refused must find all candidates held in the end, too. */
async function refusedInVain(ground: Ground, taken: readonly Wish[]): Promise<number> {
  const rows = await ground.rows('select resource, start_at, held_until from consultations');
  const held = z.array(z.object({ resource: z.string(), start_at: z.string(), held_until: z.string() })).parse(rows);
  const isHeld = (resource: string, { start, end }: Wish): boolean =>
    held.some(row => row.resource === resource && row.start_at < end && row.held_until > start);
  return taken.filter(wish => !wish.candidates.every(candidate => isHeld(candidate, wish))).length;
}

/**
 * The lock of the therapist's row keeps transactions from running into each other: none waits in a ring, and none is
 * undone.
 * @param waited transactions that Postgres ended because they waited too long for the lock
 */
async function conflictsOf({ kind, rows }: Ground, waited: number): Promise<Readonly<Record<string, number>>> {
  if (kind === 'sqlite') return {};
  const [counted] = await rows(
    'select deadlocks, xact_rollback from pg_stat_database where datname = current_database()',
  );
  return {
    'deadlocks the database counted': Number(counted?.['deadlocks']),
    'transactions undone': Math.max(0, Number(counted?.['xact_rollback']) - waited),
  };
}
