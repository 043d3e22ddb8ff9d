/** Opens the store in a data folder. */
import type { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import { deriveKey, type MasterKey } from '../keys.ts';
import { createAccounts } from './accounts.ts';
import { createBookings } from './bookings.ts';
import { createBuckets } from './buckets.ts';
import { createDataKeys } from './data-keys.ts';
import { openSqlite, sqliteFlavour } from './dialect.ts';
import { createLeads } from './leads.ts';
import { migrate } from './migrations.ts';
import { NodeSqliteDialect } from './node-sqlite.ts';
import type { Schema } from './schema.ts';
import { createSealing } from './sealing.ts';
import type { Store } from './store.ts';

/**
 * Opens the database and brings its schema up to date; one that is not there is made.
 * @param file the database's file, or `:memory:`
 * @throws {Error} where the master key is not the one this database was made with
 */
export async function openStore(file: string, master: MasterKey): Promise<Store> {
  const database = openSqlite(file);
  const db = new Kysely<Schema>({ dialect: new NodeSqliteDialect(database) });
  try {
    await migrate(db, sqliteFlavour);
    await checkMasterKey(db, master);
  } catch (error) {
    database.close();
    throw error;
  }
  return createStore(db, database, master);
}

function createStore(db: Kysely<Schema>, database: DatabaseSync, master: MasterKey): Store {
  const sealing = createSealing(master);
  const dataKeys = createDataKeys(db, sealing);
  return {
    ...createBookings(db, dataKeys, sealing),
    ...createLeads(db, dataKeys),
    ...createAccounts(db),
    ...createBuckets(db, sealing),
    async ping() {
      await sql`select 1`.execute(db);
    },
    async close() {
      // Everything into one file, so that a copy of it is whole.
      await sql`pragma wal_checkpoint(truncate)`.execute(db);
      await db.destroy();
      if (database.isOpen) database.close();
    },
  };
}

/** A database made with another key would open, and then fail at each lead: better say so now. */
async function checkMasterKey(db: Kysely<Schema>, master: MasterKey): Promise<void> {
  const value = deriveKey(master, 'fingerprint').toString('hex');
  await db
    .insertInto('settings')
    .values({ name: 'master_key', value })
    .onConflict(conflict => conflict.doNothing())
    .execute();
  const kept = await db.selectFrom('settings').select('value').where('name', '=', 'master_key').executeTakeFirst();
  if (kept?.value !== value) throw new Error('store: this master key is not the one the database was made with');
}
