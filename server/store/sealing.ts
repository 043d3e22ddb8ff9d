/**
 * Encryption at rest: AES-256-GCM with a data key of each clinic, which the master key wraps. The clinic and the
 * row's id are bound to what is sealed, so that nothing can be moved to another row and still be read.
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { deriveKey, type MasterKey } from '../keys.ts';

export interface Sealing {
  /** A new data key, wrapped: the only form in which one is kept. */
  newDataKey(clinic: string): Uint8Array;
  /** @throws {Error} where it was wrapped by another master key or for another clinic */
  unwrap(clinic: string, wrapped: Uint8Array): Buffer;
  /** A keyed hash, hex: finds what is equal, tells nothing without the master key. */
  hash(purpose: string, text: string): string;
}

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

export function createSealing(master: MasterKey): Sealing {
  const wrapping = deriveKey(master, 'wrap');
  const hashing = deriveKey(master, 'hash');
  return {
    newDataKey: clinic => encrypt(wrapping, randomBytes(KEY_BYTES), clinic),
    unwrap: (clinic, wrapped) => decrypt(wrapping, wrapped, clinic),
    hash: (purpose, text) => createHmac('sha256', hashing).update(`${purpose}\0${text}`).digest('hex'),
  };
}

/** Seals one row's text; twice the same text gives different bytes. */
export const seal = (dataKey: Buffer, clinic: string, id: string, text: string): Uint8Array =>
  encrypt(dataKey, Buffer.from(text, 'utf8'), `${clinic}|${id}`);

/** @throws {Error} where the bytes were changed or belong to another row */
export const unseal = (dataKey: Buffer, clinic: string, id: string, sealed: Uint8Array): string =>
  decrypt(dataKey, sealed, `${clinic}|${id}`).toString('utf8');

/** Nonce, ciphertext, tag. */
function encrypt(key: Buffer, plain: Buffer, boundTo: string): Uint8Array {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(boundTo));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

function decrypt(key: Buffer, bytes: Uint8Array, boundTo: string): Buffer {
  const nonce = bytes.subarray(0, NONCE_BYTES);
  const tag = bytes.subarray(bytes.length - TAG_BYTES);
  const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES })
    .setAAD(Buffer.from(boundTo))
    .setAuthTag(tag);
  return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, bytes.length - TAG_BYTES)), decipher.final()]);
}
