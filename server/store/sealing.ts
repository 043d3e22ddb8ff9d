/**
 * Encryption at rest: AES-256-GCM with a data key of each clinic, which the master key wraps. The clinic and the
 * row's id are bound to what is sealed, so that nothing can be moved to another row and still be read.
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

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

/**
 * @param wrapping the key that wraps data keys
 * @param hashing the key of the hashes
 */
export function createSealing(wrapping: Buffer, hashing: Buffer): Sealing {
  return {
    newDataKey: clinic => wrap(wrapping, randomBytes(KEY_BYTES), clinic),
    unwrap: (clinic, wrapped) => unwrap(wrapping, wrapped, clinic),
    hash: (purpose, text) => createHmac('sha256', hashing).update(`${purpose}\0${text}`).digest('hex'),
  };
}

/** A key as it may be kept. @param name what it is for, bound to it */
export const wrap = (wrapping: Buffer, key: Buffer, name: string): Uint8Array => encrypt(wrapping, key, name);

/** @throws {Error} where it was wrapped by another key or for something else */
export const unwrap = (wrapping: Buffer, wrapped: Uint8Array, name: string): Buffer => decrypt(wrapping, wrapped, name);

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
