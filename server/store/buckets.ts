/** Counted events: how often something happened within its window, for limits that all processes share. */
import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';
import type { Sealing } from './sealing.ts';
import type { Store } from './store.ts';

export const createBuckets = (db: Kysely<Schema>, sealing: Sealing): Pick<Store, 'take'> => ({
  async take(buckets, now) {
    const at = Date.parse(now);
    // The window belongs to the key: one person has a bucket a minute and another one a day.
    const wanted = buckets.map(({ key, limit, windowSeconds }) => ({
      key: sealing.hash('bucket', `${key}/${windowSeconds}`),
      limit,
      count: 1,
      ends_at: new Date(at + windowSeconds * 1000).toISOString(),
    }));
    return db.transaction().execute(async trx => {
      await trx.deleteFrom('buckets').where('ends_at', '<=', now).execute();
      const keys = wanted.map(({ key }) => key);
      const rows = await trx.selectFrom('buckets').selectAll().where('key', 'in', keys).execute();
      const limits = new Map(wanted.map(({ key, limit }) => [key, limit]));
      const full = rows.filter(({ key, count }) => count >= (limits.get(key) ?? 0));
      if (full.length > 0) return Math.max(...full.map(row => Math.ceil((Date.parse(row.ends_at) - at) / 1000)));
      await trx
        .insertInto('buckets')
        .values(wanted.map(({ key, count, ends_at }) => ({ key, count, ends_at })))
        .onConflict(conflict =>
          conflict.column('key').doUpdateSet(({ eb, ref }) => ({ count: eb(ref('buckets.count'), '+', 1) })),
        )
        .execute();
      return 0;
    });
  },
});
