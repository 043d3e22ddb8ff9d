/** Whom a clinic does not want to hear from again, by keyed hashes of e-mail and phone. */
import { contactHashes } from './bookings.ts';
import type { Sealing } from './sealing.ts';
import { keepAudit } from './steps.ts';
import type { Store } from './store.ts';
import { type Database, transact } from './transact.ts';

type Reachable = Parameters<typeof contactHashes>[2];

export function createBlocks(database: Database, sealing: Sealing): Pick<Store, 'block' | 'unblock' | 'isBlocked'> {
  const hashesOf = (clinic: string, contact: Reachable): readonly string[] =>
    Object.values(contactHashes(sealing, clinic, contact)).filter(hash => hash !== null);

  return {
    block: ({ clinic, id, contact }, at, user) =>
      transact(database, async trx => {
        const rows = hashesOf(clinic, contact).map(hash => ({ clinic, hash, at, user }));
        if (rows.length === 0) return;
        await trx
          .insertInto('blocks')
          .values(rows)
          .onConflict(conflict => conflict.doNothing())
          .execute();
        await keepAudit(trx, clinic, id, at, { user, action: 'blocked' });
      }),

    unblock: ({ clinic, id, contact }, at, user) =>
      transact(database, async trx => {
        const hashes = hashesOf(clinic, contact);
        if (hashes.length === 0) return;
        await trx.deleteFrom('blocks').where('clinic', '=', clinic).where('hash', 'in', hashes).execute();
        await keepAudit(trx, clinic, id, at, { user, action: 'unblocked' });
      }),

    async isBlocked(clinic, contact) {
      const hashes = hashesOf(clinic, contact);
      if (hashes.length === 0) return false;
      const rows = database.db.selectFrom('blocks').select('hash').where('clinic', '=', clinic);
      return (await rows.where('hash', 'in', hashes).executeTakeFirst()) !== undefined;
    },
  };
}
