/** Changing keys while servers run: nothing is unreadable at any moment, and nothing of the old keys is left after. */
import type { Transaction } from 'kysely';
import { deriveKey, fingerprintOf, type MasterKey, newMasterKey, writeMasterKey } from '../keys.ts';
import { type DataKey, type DataKeys, RetiredKey } from './data-keys.ts';
import { keyInForce, successorOf } from './master-key.ts';
import type { Schema } from './schema.ts';
import { seal, unseal, unwrap, wrap } from './sealing.ts';
import type { Store } from './store.ts';
import { type Database, transact } from './transact.ts';

/** How many leads are sealed anew in one transaction, so that bookings get their turn in between. */
const BATCH = 50;

/**
 * Gives every clinic a new data key, seals all its leads with it and deletes the old ones.
 * @throws {AggregateError} where leads of some clinics could not be opened; the others are done
 */
export async function rotateAllDataKeys(database: Database, dataKeys: DataKeys): ReturnType<Store['rotateKeys']> {
  const { db, flavour } = database;
  const clinics = await db.selectFrom('clinic_keys').select('clinic').distinct().orderBy('clinic').execute();
  const failures: unknown[] = [];
  let leads = 0;
  for (const { clinic } of clinics) {
    try {
      leads += await rotateDataKeys(database, dataKeys, clinic);
    } catch (error) {
      failures.push(error);
    }
  }
  await flavour.tidy(db);
  if (failures.length > 0) throw new AggregateError(failures, 'store: not every clinic has a new key alone');
  return { clinics: clinics.length, leads };
}

/**
 * @returns how many leads were sealed anew
 * @throws {Error} where some could not be opened; they stay as they are, and their key with them
 */
async function rotateDataKeys(database: Database, dataKeys: DataKeys, clinic: string): Promise<number> {
  const rotation = { database, dataKeys, clinic, newest: await dataKeys.renew(clinic) };
  let leads = 0;
  try {
    for (let pass = 1; ; pass++) {
      const sealed = await sealAllAnew(rotation);
      leads += sealed;
      // Where somebody else has begun to change the clinic's keys, that change takes all leads along.
      if ((await retire(rotation)) || (await isSurpassed(rotation))) return leads;
      // A booking under way in the first pass may have been late; nothing but damage is left after another one.
      if (pass > 1 && sealed === 0) throw new Error('store: some leads do not open with their key');
    }
  } finally {
    dataKeys.forget(clinic);
  }
}

interface Rotation {
  readonly database: Database;
  readonly dataKeys: DataKeys;
  readonly clinic: string;
  readonly newest: DataKey;
}

/** Goes once through the leads that an older key has sealed, or as far as nobody else is at it too. */
async function sealAllAnew(rotation: Rotation): Promise<number> {
  const { database, dataKeys, clinic } = rotation;
  let count = 0;
  let last = '';
  for (;;) {
    const rows = await sealedBefore(database.db, rotation, last).select(['id', 'key_version']).limit(BATCH).execute();
    if (rows.length === 0) return count;
    const keys = new Map<number, Buffer | undefined>();
    for (const { key_version: version } of rows) {
      keys.set(version, await unlessRetired(() => dataKeys.version(clinic, version)));
    }
    const ids = rows.map(({ id }) => id);
    const sealed = await unlessRetired(() => transact(database, trx => sealAnew(trx, rotation, ids, keys)));
    if (sealed === undefined) return count;
    count += sealed;
    last = ids.at(-1) ?? last;
  }
}

/** @returns undefined where somebody else, who changes keys too, has taken the one that was wanted */
async function unlessRetired<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RetiredKey) return undefined;
    throw error;
  }
}

async function sealAnew(
  trx: Transaction<Schema>,
  rotation: Rotation,
  ids: readonly string[],
  keys: ReadonlyMap<number, Buffer | undefined>,
): Promise<number> {
  const { database, dataKeys, clinic, newest } = rotation;
  await dataKeys.hold(trx, clinic, newest.version);
  const wanted = sealedBefore(trx, rotation, '').select(['id', 'key_version', 'sealed']).where('id', 'in', ids);
  let count = 0;
  for (const { id, key_version: version, sealed } of await database.flavour.forUpdate(wanted).execute()) {
    const text = opened(keys.get(version), clinic, id, sealed);
    if (text === undefined) continue;
    await trx
      .updateTable('consultations')
      .set({ sealed: seal(newest.key, clinic, id, text), key_version: newest.version })
      .where('clinic', '=', clinic)
      .where('id', '=', id)
      .execute();
    count += 1;
  }
  return count;
}

/** @returns undefined where it does not open: it is left as it is, and counted by whoever finds it still there */
function opened(key: Buffer | undefined, clinic: string, id: string, sealed: Uint8Array): string | undefined {
  if (key === undefined) return undefined;
  try {
    return unseal(key, clinic, id, sealed);
  } catch {
    return undefined;
  }
}

const sealedBefore = (db: Database['db'], { clinic, newest }: Rotation, afterId: string) =>
  db
    .selectFrom('consultations')
    .where('clinic', '=', clinic)
    .where('erased_at', 'is', null)
    .where('key_version', '<', newest.version)
    .where('id', '>', afterId)
    .orderBy('id');

/**
 * Deletes the clinic's old keys, but for those that are still needed.
 * @returns whether none is left
 */
const retire = ({ database, clinic, newest: { version: newest } }: Rotation): Promise<boolean> =>
  transact(database, async trx => {
    const keys = trx.selectFrom('clinic_keys').select('version').where('clinic', '=', clinic).orderBy('version');
    const old = keys.where('version', '<', newest);
    // Waits for the bookings that still hold one of them: only a later question sees what they have sealed.
    await database.flavour.forUpdate(old).execute();
    const inUse = trx
      .selectFrom('consultations')
      .select('key_version')
      .where('clinic', '=', clinic)
      .where('erased_at', 'is', null);
    await trx
      .deleteFrom('clinic_keys')
      .where('clinic', '=', clinic)
      .where('version', '<', newest)
      .where('version', 'not in', inUse)
      .execute();
    return (await old.executeTakeFirst()) === undefined;
  });

/** Is there a key newer than the one that is being brought in? */
async function isSurpassed({ database, clinic, newest }: Rotation): Promise<boolean> {
  const keys = database.db.selectFrom('clinic_keys').select('version').where('clinic', '=', clinic);
  return (await keys.where('version', '>', newest.version).executeTakeFirst()) !== undefined;
}

/**
 * Puts a new master key in the place of the one in its file. Whenever this breaks off, the key in force is in the file
 * or beside it, where the next start finds it.
 * @param file the key's file
 */
export async function rotateMasterKey(database: Database, file: string): Promise<void> {
  const next = newMasterKey();
  await transact(database, async trx => {
    // Nobody else changes the key or its files until this transaction has ended.
    const master = await keyInForce(trx, database, file);
    writeMasterKey(successorOf(file), next, 'w');
    await wrapAnew(trx, master, next);
    await trx
      .updateTable('settings')
      .set({ value: fingerprintOf(next) })
      .where('name', '=', 'master_key')
      .execute();
  });
  await transact(database, trx => keyInForce(trx, database, file));
}

async function wrapAnew(trx: Transaction<Schema>, master: MasterKey, next: MasterKey): Promise<void> {
  const [from, to] = [deriveKey(master, 'wrap'), deriveKey(next, 'wrap')];
  const anew = (wrapped: Uint8Array, name: string): Uint8Array => wrap(to, unwrap(from, wrapped, name), name);
  for (const { clinic, version, wrapped } of await trx.selectFrom('clinic_keys').selectAll().execute()) {
    await trx
      .updateTable('clinic_keys')
      .set({ wrapped: anew(wrapped, clinic) })
      .where('clinic', '=', clinic)
      .where('version', '=', version)
      .execute();
  }
  for (const { purpose, wrapped } of await trx.selectFrom('server_keys').selectAll().execute()) {
    await trx
      .updateTable('server_keys')
      .set({ wrapped: anew(wrapped, purpose) })
      .where('purpose', '=', purpose)
      .execute();
  }
}
