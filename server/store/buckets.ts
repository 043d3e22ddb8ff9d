/** Counted events: how often something happened within its window, for limits that all processes share. */
import type { Transaction } from 'kysely';
import type { Schema } from './schema.ts';
import type { Sealing } from './sealing.ts';
import type { Store } from './store.ts';
import { type Database, transact } from './transact.ts';

export const createBuckets = (database: Database, sealing: Sealing): Pick<Store, 'take'> => ({
  async take(buckets, now) {
    const at = Date.parse(now);
    // The window belongs to the key: one person has a bucket a minute and another one a day.
    const wanted = buckets
      .map(({ key, limit, windowSeconds }) => ({
        key: sealing.hash('bucket', `${key}/${windowSeconds}`),
        limit,
        endsAt: new Date(at + windowSeconds * 1000).toISOString(),
      }))
      // In one order for everybody, so that no two wait for each other.
      .sort((one, other) => (one.key < other.key ? -1 : 1));
    try {
      await transact(database, async trx => {
        const waits: number[] = [];
        for (const bucket of wanted) {
          const { count, ends_at: endsAt } = await countOne(trx, bucket, now);
          if (count > bucket.limit) waits.push(Math.ceil((Date.parse(endsAt) - at) / 1000));
        }
        if (waits.length > 0) throw new Full(Math.max(...waits));
      });
      return 0;
    } catch (error) {
      if (error instanceof Full) return error.seconds;
      throw error;
    }
  },
});

/** Takes back what was counted: where one bucket is full, the event does not happen. */
class Full extends Error {
  readonly seconds: number;

  constructor(seconds: number) {
    super('full');
    this.seconds = seconds;
  }
}

interface Bucket {
  readonly key: string;
  readonly endsAt: string;
}

/** Counts one event; a bucket whose window is over begins anew. */
const countOne = (trx: Transaction<Schema>, { key, endsAt }: Bucket, now: string) =>
  trx
    .insertInto('buckets')
    .values({ key, count: 1, ends_at: endsAt })
    .onConflict(conflict =>
      conflict.column('key').doUpdateSet(({ eb, ref }) => {
        const isOver = eb('buckets.ends_at', '<=', now);
        return {
          count: eb
            .case()
            .when(isOver)
            .then(1)
            .else(eb(ref('buckets.count'), '+', 1))
            .end(),
          ends_at: eb.case().when(isOver).then(endsAt).else(ref('buckets.ends_at')).end(),
        };
      }),
    )
    .returning(['count', 'ends_at'])
    .executeTakeFirstOrThrow();
