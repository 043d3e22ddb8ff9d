/** Transactions that are tried again where another one got in their way. */
import type { Kysely, Transaction } from 'kysely';
import type { Flavour } from './dialect.ts';
import type { Schema } from './schema.ts';

/** A database with what is particular about its kind. */
export interface Database {
  readonly db: Kysely<Schema>;
  readonly flavour: Flavour;
}

const MOST_TRIES = 5;

/**
 * @param work reads and writes through what it is given only, and may be called more than once
 * @throws what the work threw, or the database at the last try
 */
export async function transact<T>(
  { db, flavour }: Database,
  work: (trx: Transaction<Schema>) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (tries === MOST_TRIES || !flavour.isPassing(error)) throw error;
    }
  }
}
