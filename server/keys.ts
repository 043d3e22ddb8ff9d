/** The one secret of a server, and what is derived from it. */
import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';

/** 32 random bytes. Whoever has them and the database can read every lead. */
export type MasterKey = Buffer;

const KEY_BYTES = 32;

/**
 * Reads the master key.
 * @param file 64 hexadecimal digits on one line
 * @throws {Error} where the file is not there or holds anything else
 */
export function readMasterKey(file: string): MasterKey {
  const text = readFileSync(file, 'utf8').trim();
  if (!/^[0-9a-f]{64}$/i.test(text)) throw new Error(`${file}: must hold 64 hexadecimal digits`);
  return Buffer.from(text, 'hex');
}

/**
 * Makes a master key that only the owner of the process may read, and sees it safe on the disk before it is used.
 * @throws {Error} where the file is there already
 */
export function makeMasterKey(file: string): MasterKey {
  const key = randomBytes(KEY_BYTES);
  const handle = openSync(file, 'wx', 0o600);
  try {
    writeSync(handle, `${key.toString('hex')}\n`);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  return key;
}

/**
 * The key to start with: read where there is one, made for a new database.
 * @throws {Error} where the database is there but its key is not: a new one could open nothing of it
 */
export function masterKeyFor(file: string, database: string): MasterKey {
  if (existsSync(file)) return readMasterKey(file);
  if (existsSync(database)) throw new Error(`${file} is missing: without it nothing in ${database} can be read`);
  return makeMasterKey(file);
}

/** A key for one purpose; knowing it tells nothing about the master key or the others. */
export const deriveKey = (master: MasterKey, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', master, '', `unknot/${purpose}/1`, KEY_BYTES));

/** Who may manage a booking: the holder of this token. Derived each time, kept nowhere. */
export type ManageToken = (clinic: string, id: string) => string;

export function createManageToken(master: MasterKey): ManageToken {
  const key = deriveKey(master, 'manage');
  return (clinic, id) => createHmac('sha256', key).update(`${clinic}|${id}`).digest('base64url');
}
