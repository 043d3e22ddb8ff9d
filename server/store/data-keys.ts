/** Each clinic's data key: made when first needed, kept wrapped, held unwrapped only in memory. */
import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';
import type { Sealing } from './sealing.ts';

export type DataKeys = (clinic: string) => Promise<Buffer>;

/** Never called within a transaction: with one connection it would wait for itself. */
export function createDataKeys(db: Kysely<Schema>, sealing: Sealing): DataKeys {
  const known = new Map<string, Promise<Buffer>>();
  return clinic => {
    const key = known.get(clinic) ?? load(db, sealing, clinic);
    known.set(clinic, key);
    // A failure is for this caller; the next one tries again.
    key.catch(() => known.delete(clinic));
    return key;
  };
}

async function load(db: Kysely<Schema>, sealing: Sealing, clinic: string): Promise<Buffer> {
  await db
    .insertInto('data_keys')
    .values({ clinic, wrapped: sealing.newDataKey(clinic) })
    .onConflict(conflict => conflict.doNothing())
    .execute();
  const row = await db.selectFrom('data_keys').select('wrapped').where('clinic', '=', clinic).executeTakeFirstOrThrow();
  return sealing.unwrap(clinic, row.wrapped);
}
