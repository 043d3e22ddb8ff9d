/** The one secret of a server, and what is derived from it. */
import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { writeSafely } from './safe-file.ts';

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
  const key = newMasterKey();
  writeMasterKey(file, key, 'wx');
  return key;
}

export const newMasterKey = (): MasterKey => randomBytes(KEY_BYTES);

/** @param flag `wx` refuses a file that is there already, `w` writes it anew */
export const writeMasterKey = (file: string, key: MasterKey, flag: 'wx' | 'w'): void =>
  writeSafely(file, `${key.toString('hex')}\n`, flag);

/** @param text 64 hexadecimal digits, as the environment gives them */
export const masterKeyFrom = (text: string): MasterKey => Buffer.from(text, 'hex');

/** A key for one purpose; knowing it tells nothing about the master key or the others. */
export const deriveKey = (master: MasterKey, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', master, '', `unknot/${purpose}/1`, KEY_BYTES));

/** Names a master key and tells nothing about it: by this a database knows its own, hex. */
export const fingerprintOf = (master: MasterKey): string => deriveKey(master, 'fingerprint').toString('hex');

/** Who may manage a booking: the holder of this token. Derived each time, kept nowhere. */
export type ManageToken = (clinic: string, id: string) => string;

/** @param key the server's key for this purpose */
export function createManageToken(key: Buffer): ManageToken {
  return (clinic, id) => createHmac('sha256', key).update(`${clinic}|${id}`).digest('base64url');
}
