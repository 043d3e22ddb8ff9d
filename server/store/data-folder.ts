/** The folder that holds database and key: made for its owner only, used by one server at a time. */
import { mkdirSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export interface DataFolder {
  /** The database's file. */
  readonly database: string;
  /** Lets the next server have the folder. */
  release(): void;
}

/** File systems (numbers of `statfs`) on which SQLite's locks can't be trusted: NFS, SMB, CIFS, SMB2, AFS, CODA. */
const NETWORK: ReadonlySet<number> = new Set([0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f, 0x73757245]);

/**
 * Takes the folder for this process; makes it on first use. However the process ends, the folder is free again.
 * @throws {Error} where another server has it or it is on a network file system
 */
export function takeDataFolder(folder: string): DataFolder {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (NETWORK.has(statfsSync(folder).type)) {
    throw new Error(`${folder} is on a network file system, where bookings could be lost: use a local disk`);
  }
  const lock = lockFolder(folder);
  return {
    database: join(folder, 'unknot.db'),
    release: () => lock.close(),
  };
}

/** An open exclusive transaction is a lock that the system takes back when the process is gone, also after a kill. */
function lockFolder(folder: string): DatabaseSync {
  const lock = new DatabaseSync(join(folder, 'server.lock'));
  try {
    lock.exec('begin exclusive');
    return lock;
  } catch (error) {
    lock.close();
    throw new Error(`another server is using ${folder}`, { cause: error });
  }
}
