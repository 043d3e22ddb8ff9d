/** The server's own keys: each for one purpose, wrapped by the master key, so that the master key can be changed. */
import type { Kysely } from 'kysely';
import { deriveKey, type MasterKey } from '../keys.ts';
import type { Schema } from './schema.ts';
import { unwrap, wrap } from './sealing.ts';

/** `hash` finds equal contacts, `manage` makes the links with which a booking is managed, `proof` signs challenges. */
const PURPOSES = ['hash', 'manage', 'proof'] as const;
export type Purpose = (typeof PURPOSES)[number];
export type ServerKeys = Readonly<Record<Purpose, Buffer>>;

/** Reads them, and makes those that are not there yet. */
export async function openServerKeys(db: Kysely<Schema>, master: MasterKey): Promise<ServerKeys> {
  const wrapping = deriveKey(master, 'wrap');
  await db
    .insertInto('server_keys')
    .values(PURPOSES.map(purpose => ({ purpose, wrapped: wrap(wrapping, deriveKey(master, purpose), purpose) })))
    .onConflict(conflict => conflict.doNothing())
    .execute();
  const rows = await db.selectFrom('server_keys').selectAll().execute();
  const keyOf = (purpose: Purpose): Buffer => {
    const row = rows.find(each => each.purpose === purpose);
    if (row === undefined) throw new Error(`store: there is no key for ${purpose}`);
    return unwrap(wrapping, row.wrapped, purpose);
  };
  return { hash: keyOf('hash'), manage: keyOf('manage'), proof: keyOf('proof') };
}
