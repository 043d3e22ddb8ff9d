/**
 * The master key a process works with. Another process may change it: settings hold the fingerprint of the one in
 * force, and its file, or the file of its successor beside it, holds the key itself.
 */
import { existsSync } from 'node:fs';
import type { Transaction } from 'kysely';
import { fingerprintOf, type MasterKey, readMasterKey } from '../keys.ts';
import { renameSafely } from '../safe-file.ts';
import type { Schema } from './schema.ts';
import { type Database, transact } from './transact.ts';

export interface MasterInUse {
  /**
   * Does something with the master key, and does it once more where the key has been changed meanwhile.
   * @param work throws `UnfitMasterKey` where the key did not fit. Never called within a transaction
   */
  use<T>(work: (master: MasterKey) => Promise<T>): Promise<T>;
  /**
   * Keeps the key from being changed until the transaction that keeps something wrapped by it has ended.
   * @throws {UnfitMasterKey} where it has been changed already
   */
  hold(trx: Transaction<Schema>, master: MasterKey): Promise<void>;
  /** Takes up the key that is in force now. */
  follow(): Promise<void>;
}

/** It is not the key by which what was to be opened is wrapped. */
export class UnfitMasterKey extends Error {
  override readonly name = 'UnfitMasterKey';

  constructor(cause?: unknown) {
    super('store: this master key is not the one the database was made with', { cause });
  }
}

/** Where a key waits until the database has been given it. */
export const successorOf = (file: string): string => `${file}.new`;

/**
 * Finds the key in force; a database that has none yet gets the given one.
 * @param given the key as the environment names it, the content of `file` where there is one
 * @param file where the key is kept, and another one looked for once it has been changed
 * @throws {UnfitMasterKey} where neither is the one
 */
export async function openMasterKey(database: Database, given: MasterKey, file?: string): Promise<MasterInUse> {
  const { flavour } = database;
  const find = (): Promise<MasterKey> =>
    transact(database, trx =>
      file === undefined ? checkGiven(trx, database, given) : keyInForce(trx, database, file),
    );
  await database.db
    .insertInto('settings')
    .values({ name: 'master_key', value: fingerprintOf(given) })
    .onConflict(conflict => conflict.doNothing())
    .execute();
  let current = await find();
  const follow = async (): Promise<void> => {
    current = await find();
  };

  return {
    async use(work) {
      const used = current;
      try {
        return await work(used);
      } catch (error) {
        if (!(error instanceof UnfitMasterKey)) throw error;
        await follow();
        if (current.equals(used)) throw error;
        return work(current);
      }
    },
    async hold(trx, master) {
      const kept = await flavour.hold(fingerprint(trx)).executeTakeFirst();
      if (kept?.value !== fingerprintOf(master)) throw new UnfitMasterKey();
    },
    follow,
  };
}

/**
 * The key in force, which is in its file from then on though a change may have broken off. Until the transaction has
 * ended nobody else can change the key or its files.
 * @throws {UnfitMasterKey} where it is in neither file
 */
export async function keyInForce(trx: Transaction<Schema>, { flavour }: Database, file: string): Promise<MasterKey> {
  const kept = await flavour.forUpdate(fingerprint(trx)).executeTakeFirst();
  const { key, isSuccessor } = fittingKey(file, kept?.value);
  if (isSuccessor) renameSafely(successorOf(file), file);
  return key;
}

/**
 * The key in force, for those who only look: nothing is changed.
 * @throws {UnfitMasterKey} where it is neither given nor waiting beside its file
 */
export async function lookUpKey({ db }: Database, given: MasterKey, file?: string): Promise<MasterKey> {
  const kept = await fingerprint(db).executeTakeFirst();
  if (file !== undefined) return fittingKey(file, kept?.value).key;
  if (kept?.value !== fingerprintOf(given)) throw new UnfitMasterKey();
  return given;
}

function fittingKey(file: string, wanted: string | undefined): { key: MasterKey; isSuccessor: boolean } {
  const successor = successorOf(file);
  const key = readMasterKey(file);
  if (fingerprintOf(key) === wanted) return { key, isSuccessor: false };
  const next = existsSync(successor) ? readMasterKey(successor) : key;
  if (fingerprintOf(next) === wanted) return { key: next, isSuccessor: true };
  throw new UnfitMasterKey();
}

async function checkGiven(trx: Transaction<Schema>, { flavour }: Database, given: MasterKey): Promise<MasterKey> {
  const kept = await flavour.hold(fingerprint(trx)).executeTakeFirst();
  if (kept?.value !== fingerprintOf(given)) throw new UnfitMasterKey();
  return given;
}

const fingerprint = (db: Database['db']) => db.selectFrom('settings').select('value').where('name', '=', 'master_key');
