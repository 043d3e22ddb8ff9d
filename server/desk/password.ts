/** Passwords of the desk: argon2id, kept as a PHC string so that costs can be raised without losing old ones. */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';

interface Costs {
  /** Memory in KiB. */
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

/** 19 MiB, two passes, one lane. */
const COSTS: Costs = { memory: 19 * 1024, passes: 2, parallelism: 1 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;
const PHC = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/**
 * @param password as typed; compared after NFKC, so that the same keys on another device match
 * @returns `$argon2id$v=19$m=…,t=…,p=…$salt$hash`, salt new each time
 */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await derive(password, salt, HASH_BYTES, COSTS);
  return `$argon2id$v=19$m=${COSTS.memory},t=${COSTS.passes},p=${COSTS.parallelism}$${encode(salt)}$${encode(hash)}`;
}

/**
 * @param hash what `hashPassword` returned
 * @throws Error when `hash` is no argon2id PHC string: a damaged account must not pass as a wrong password
 */
export async function verifyPassword(hash: string, password: string): Promise<boolean> {
  const [, memory, passes, parallelism, salt, expected] = PHC.exec(hash) ?? [];
  if (salt === undefined || expected === undefined) throw new Error('password: not an argon2id PHC string');
  const wanted = Buffer.from(expected, 'base64');
  const costs = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  return timingSafeEqual(await derive(password, Buffer.from(salt, 'base64'), wanted.length, costs), wanted);
}

const encode = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

function derive(password: string, nonce: Buffer, tagLength: number, costs: Costs): Promise<Buffer> {
  const parameters = { message: password.normalize('NFKC'), nonce, tagLength, ...costs };
  return new Promise((resolve, reject) => {
    argon2('argon2id', parameters, (problem, hash) => (problem === null ? resolve(hash) : reject(problem)));
  });
}
