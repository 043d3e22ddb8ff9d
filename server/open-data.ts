/** The database and its key as the environment names them: for the server, and for commands beside it. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { type MasterKey, makeMasterKey, masterKeyFrom, readMasterKey } from './keys.ts';
import { takeDataFolder } from './store/data-folder.ts';
import type { Place } from './store/open.ts';

export interface Key {
  readonly key: MasterKey;
  /** Where it is kept, unless it comes in the environment. */
  readonly keyFile?: string;
}

export interface Data extends Key {
  readonly place: Place;
}

interface Taken {
  readonly place: Place;
  release(): void;
}

export const placeOf = ({ databaseUrl, dataDir }: Config): Place =>
  databaseUrl === undefined ? { file: join(dataDir, 'unknot.db') } : { url: databaseUrl };

/** With a file, nobody else uses its folder until it is released; the folder is made on first use. */
export function takePlace(config: Config): Taken {
  const place = placeOf(config);
  if ('url' in place) {
    mkdirSync(config.dataDir, { recursive: true, mode: 0o700 });
    return { place, release: () => {} };
  }
  const folder = takeDataFolder(config.dataDir);
  return { place, release: () => folder.release() };
}

/** What only the server itself may do with the data: with a file, nobody else uses its folder. */
export function takeData(config: Config): Data & Taken {
  const taken = takePlace(config);
  const isOld = 'file' in taken.place && existsSync(taken.place.file);
  return { ...taken, ...(isOld ? findKey(config) : findOrMakeKey(config)) };
}

/**
 * The data of a server that has been started before.
 * @throws {Error} where there is none yet
 */
export function findData(config: Config): Data {
  const place = placeOf(config);
  if ('file' in place && !existsSync(place.file)) {
    throw new Error(`${place.file} is not there yet: start the server once`);
  }
  return { place, ...findKey(config) };
}

/**
 * The key of a database that is there: a new one could open nothing of it.
 * @throws {Error} where it is missing
 */
export function findKey(config: Config): Key {
  if (config.masterKey !== undefined) return { key: masterKeyFrom(config.masterKey) };
  const keyFile = keyFileOf(config);
  if (!existsSync(keyFile)) throw new Error(`${keyFile} is missing: without it nothing in the database can be read`);
  return { key: readMasterKey(keyFile), keyFile };
}

function findOrMakeKey(config: Config): Key {
  const keyFile = keyFileOf(config);
  if (config.masterKey !== undefined || existsSync(keyFile)) return findKey(config);
  return { key: makeMasterKey(keyFile), keyFile };
}

const keyFileOf = ({ masterKeyFile, dataDir }: Config): string => masterKeyFile ?? join(dataDir, 'master.key');
