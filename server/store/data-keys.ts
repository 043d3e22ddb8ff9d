/** Each clinic's data keys: the newest seals, older ones still open what they sealed until it has been sealed anew. */
import type { Transaction } from 'kysely';
import type { MasterKey } from '../keys.ts';
import { type MasterInUse, UnfitMasterKey } from './master-key.ts';
import type { Schema } from './schema.ts';
import type { Sealing } from './sealing.ts';
import { type Database, transact } from './transact.ts';

export interface DataKey {
  readonly version: number;
  readonly key: Buffer;
}

export interface DataKeys {
  /** The key to seal with; made when the clinic has none. Never called within a transaction. */
  newest(clinic: string): Promise<DataKey>;
  /**
   * The key that opens what was sealed with this version. Never called within a transaction.
   * @throws {RetiredKey} where it is not there any more: what it had sealed was sealed anew
   */
  version(clinic: string, version: number): Promise<Buffer>;
  /**
   * Sees to it, within the transaction that keeps something sealed, that its key will be there to open it.
   * @throws {RetiredKey} where a newer one has taken its place
   */
  hold(trx: Transaction<Schema>, clinic: string, version: number): Promise<void>;
  /** Makes a new key, with which everybody seals from then on. Never called within a transaction. */
  renew(clinic: string): Promise<DataKey>;
  /** Forgets what is held in memory. */
  forget(clinic: string): void;
}

/** The key was taken out of use: what was sealed with it is sealed with a newer one, or has to be. */
export class RetiredKey extends Error {
  override readonly name = 'RetiredKey';
}

/** @param sealingOf how keys are wrapped by a master key */
export function createDataKeys(
  database: Database,
  master: MasterInUse,
  sealingOf: (master: MasterKey) => Sealing,
): DataKeys {
  const { db, flavour } = database;
  const newest = new Map<string, Promise<DataKey>>();
  const versions = new Map<string, Promise<Buffer>>();

  const unwrapped = (clinic: string, version: number): Promise<Buffer> =>
    master.use(async masterKey => {
      const rows = db.selectFrom('clinic_keys').select('wrapped').where('clinic', '=', clinic);
      const row = await rows.where('version', '=', version).executeTakeFirst();
      if (row === undefined) throw new RetiredKey(clinic);
      try {
        return sealingOf(masterKey).unwrap(clinic, row.wrapped);
      } catch (error) {
        throw new UnfitMasterKey(error);
      }
    });
  const versionOf = (clinic: string, version: number): Promise<Buffer> =>
    remember(versions, `${clinic} ${version}`, () => unwrapped(clinic, version));

  /** @returns the version of the new key, or of the one that is there when only a first one is wanted */
  const add = (clinic: string, onlyFirst: boolean): Promise<number> =>
    master.use(masterKey =>
      transact(database, async trx => {
        await master.hold(trx, masterKey);
        const last = await newestVersion(trx, clinic);
        if (last !== undefined && onlyFirst) return last;
        const version = (last ?? 0) + 1;
        const wrapped = sealingOf(masterKey).newDataKey(clinic);
        await trx.insertInto('clinic_keys').values({ clinic, version, wrapped }).execute();
        return version;
      }),
    );
  const load = async (clinic: string): Promise<DataKey> => {
    const version = (await newestVersion(db, clinic)) ?? (await add(clinic, true));
    return { version, key: await versionOf(clinic, version) };
  };
  const forget = (clinic: string): void => {
    newest.delete(clinic);
    for (const name of versions.keys()) if (name.startsWith(`${clinic} `)) versions.delete(name);
  };

  return {
    newest: clinic => remember(newest, clinic, () => load(clinic)),
    version: versionOf,
    async hold(trx, clinic, version) {
      const rows = trx.selectFrom('clinic_keys').select('version').where('clinic', '=', clinic);
      const kept = await flavour.hold(rows.where('version', '>=', version)).execute();
      if (kept.length !== 1 || kept[0]?.version !== version) throw new RetiredKey(clinic);
    },
    async renew(clinic) {
      const version = await add(clinic, false);
      forget(clinic);
      return { version, key: await versionOf(clinic, version) };
    },
    forget,
  };
}

async function newestVersion(db: Database['db'], clinic: string): Promise<number | undefined> {
  const rows = db.selectFrom('clinic_keys').select('version').where('clinic', '=', clinic);
  return (await rows.orderBy('version', 'desc').limit(1).executeTakeFirst())?.version;
}

const MOST_TRIES = 5;

/** Does something again that met a key which was taken out of use at that moment. */
export async function againIfRetired<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work();
    } catch (error) {
      if (tries === MOST_TRIES || !(error instanceof RetiredKey)) throw error;
    }
  }
}

/** A failure is for this caller; the next one tries again. */
function remember<T>(known: Map<string, Promise<T>>, name: string, load: () => Promise<T>): Promise<T> {
  const value = known.get(name) ?? load();
  known.set(name, value);
  value.catch(() => known.delete(name));
  return value;
}
