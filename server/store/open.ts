/** Opens the store: in a file, or on a Postgres that several servers may share. */
import { Kysely, sql } from 'kysely';
import { deriveKey, type MasterKey } from '../keys.ts';
import { createAccounts } from './accounts.ts';
import { createBlocks } from './blocks.ts';
import { createBookings } from './bookings.ts';
import { createBuckets } from './buckets.ts';
import { againIfRetired, createDataKeys, type DataKeys } from './data-keys.ts';
import { openSqlite, postgresFlavour, sqliteFlavour } from './dialect.ts';
import { createErasing } from './erasing.ts';
import { createLeads } from './leads.ts';
import { openMasterKey } from './master-key.ts';
import { migrate } from './migrations.ts';
import { NodeSqliteDialect } from './node-sqlite.ts';
import { createOutbox } from './outbox.ts';
import { openPostgres } from './postgres.ts';
import { rotateAllDataKeys, rotateMasterKey } from './rotation.ts';
import type { Schema } from './schema.ts';
import { createSealing, type Sealing } from './sealing.ts';
import { openServerKeys, type ServerKeys } from './server-keys.ts';
import { createSteps } from './steps.ts';
import type { Store } from './store.ts';
import { type Database, transact } from './transact.ts';

/** Where the database is: a file (or `:memory:`), or the address of a Postgres. */
export type Place = { readonly file: string } | { readonly url: string };

/** The store, and the keys that work beside it. */
export interface Opened {
  readonly store: Store;
  readonly keys: ServerKeys;
  /** Puts a new master key in the place of the one in its file; there is none where the key is not in a file. */
  readonly rotateMaster?: () => Promise<void>;
}

/**
 * Opens the database and brings its schema up to date; one that is not there is made.
 * @param keyFile the file that holds the master key, if one does: when the key is changed, it is changed there
 * @throws {Error} where the master key is not the one this database was made with
 */
export async function openStore(place: Place, key: MasterKey, keyFile?: string): Promise<Opened> {
  const database = openDatabase(place);
  try {
    await migrate(database.db, database.flavour);
    const master = await openMasterKey(database, key, keyFile);
    const keys = await master.use(current =>
      transact(database, async trx => {
        await master.hold(trx, current);
        return openServerKeys(trx, current);
      }),
    );
    const sealingOf = (current: MasterKey): Sealing => createSealing(deriveKey(current, 'wrap'), keys.hash);
    const store = createStore(database, createDataKeys(database, master, sealingOf), sealingOf(key));
    if (keyFile === undefined) return { store, keys };
    const rotateMaster = async (): Promise<void> => {
      await rotateMasterKey(database, keyFile);
      await master.follow();
    };
    return { store, keys, rotateMaster };
  } catch (error) {
    await database.db.destroy();
    throw error;
  }
}

/** The database alone, as it is: for commands that look after it. */
export function openDatabase(place: Place): Database {
  if ('url' in place) return { db: new Kysely<Schema>({ dialect: openPostgres(place.url) }), flavour: postgresFlavour };
  return { db: new Kysely<Schema>({ dialect: new NodeSqliteDialect(openSqlite(place.file)) }), flavour: sqliteFlavour };
}

function createStore(database: Database, dataKeys: DataKeys, sealing: Sealing): Store {
  const { db, flavour } = database;
  const leads = createLeads(database, dataKeys);
  const steps = createSteps(database, dataKeys);
  const erasing = createErasing(database, dataKeys);
  return {
    ...createBookings(database, dataKeys, sealing),
    ...leads,
    ...steps,
    ...erasing,
    // Keys may be changed while a lead is being opened.
    leads: query => againIfRetired(() => leads.leads(query)),
    lead: (clinic, id) => againIfRetired(() => leads.lead(clinic, id)),
    step: (clinic, id, step) => againIfRetired(() => steps.step(clinic, id, step)),
    retain: (...wanted) => againIfRetired(() => erasing.retain(...wanted)),
    rotateKeys: () => rotateAllDataKeys(database, dataKeys),
    ...createOutbox(database),
    ...createBlocks(database, sealing),
    ...createAccounts(db),
    ...createBuckets(database, sealing),
    async ping() {
      await sql`select 1`.execute(db);
    },
    async close() {
      await flavour.tidy(db);
      await db.destroy();
    },
  };
}
