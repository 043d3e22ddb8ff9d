/** Desk accounts and their sessions. */
import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Schema } from './schema.ts';
import type { DeskUser, Store } from './store.ts';

export const createAccounts = (
  db: Kysely<Schema>,
): Pick<Store, 'deskUser' | 'deskUsers' | 'setDeskPassword' | 'openSession' | 'session' | 'endSession'> => ({
  async deskUser(email) {
    const row = await db.selectFrom('desk_users').selectAll().where('email', '=', normal(email)).executeTakeFirst();
    return row && userOf(row);
  },

  async deskUsers() {
    return (await db.selectFrom('desk_users').selectAll().orderBy('email').execute()).map(userOf);
  },

  async setDeskPassword(email, passwordHash) {
    await db.transaction().execute(async trx => {
      const { id } = await trx
        .insertInto('desk_users')
        .values({ id: randomUUID(), email: normal(email), password_hash: passwordHash })
        .onConflict(conflict => conflict.column('email').doUpdateSet({ password_hash: passwordHash }))
        .returning('id')
        .executeTakeFirstOrThrow();
      await trx.deleteFrom('desk_sessions').where('user', '=', id).execute();
    });
  },

  async openSession(tokenHash, user, expiresAt) {
    await db.insertInto('desk_sessions').values({ token_hash: tokenHash, user, expires_at: expiresAt }).execute();
  },

  async session(tokenHash, now) {
    const row = await db
      .selectFrom('desk_sessions')
      .innerJoin('desk_users', 'desk_users.id', 'desk_sessions.user')
      .select(['desk_users.id', 'email', 'password_hash', 'expires_at'])
      .where('token_hash', '=', tokenHash)
      .where('expires_at', '>', now)
      .executeTakeFirst();
    return row && { user: userOf(row), expiresAt: row.expires_at };
  },

  async endSession(tokenHash) {
    await db.deleteFrom('desk_sessions').where('token_hash', '=', tokenHash).execute();
  },
});

const normal = (email: string): string => email.trim().toLowerCase();

const userOf = (row: { id: string; email: string; password_hash: string }): DeskUser => ({
  id: row.id,
  email: row.email,
  passwordHash: row.password_hash,
});
