/** The life of a lead after it was booked: each step in one transaction with its audit row and its messages. */
import type { Transaction } from 'kysely';
import { firstFree } from './bookings.ts';
import { type DataKeys, RetiredKey } from './data-keys.ts';
import { dropReminders, keepTells } from './outbox.ts';
import { HOLDING, type Schema } from './schema.ts';
import { openPart, sealPart, withReason } from './sealed-part.ts';
import type { AuditEntry, Step, Store } from './store.ts';
import { type Database, transact } from './transact.ts';

export function createSteps(
  database: Database,
  dataKeys: DataKeys,
): Pick<Store, 'step' | 'move' | 'overdue' | 'markContacted' | 'audit'> {
  const { db } = database;
  return {
    async step(clinic, id, step) {
      const reseal =
        step.reason === undefined ? undefined : await resealing(database, dataKeys, { clinic, id }, step.reason);
      return transact(database, async trx => {
        const isTaken = await take(trx, clinic, id, step);
        if (isTaken) await reseal?.(trx);
        return isTaken;
      });
    },

    move: (clinic, id, to, candidates, tells) =>
      transact(database, trx => moveTalk(trx, database, { clinic, id, to, candidates, tells })),

    overdue: (now, limit) =>
      db
        .selectFrom('consultations')
        .select(['clinic', 'id', 'state'])
        .where('state', 'in', ['unverified', 'requested'])
        .where('expires_at', '<=', now)
        .orderBy('expires_at')
        .limit(limit)
        .execute(),

    markContacted: (clinic, id, at, audit) =>
      transact(database, async trx => {
        const { numUpdatedRows } = await trx
          .updateTable('consultations')
          .set({ contacted_at: at })
          .where('clinic', '=', clinic)
          .where('id', '=', id)
          .where('erased_at', 'is', null)
          .executeTakeFirst();
        if (numUpdatedRows > 0n) await keepAudit(trx, clinic, id, at, audit);
        return numUpdatedRows > 0n;
      }),

    async audit({ lead, ...entry }) {
      await db
        .insertInto('audit')
        .values({ ...entry, lead })
        .execute();
    },
  };
}

/** Keeps who did it, in the transaction of what was done. */
export async function keepAudit(
  trx: Transaction<Schema>,
  clinic: string,
  lead: string,
  at: string,
  audit: AuditEntry | undefined,
): Promise<void> {
  if (audit !== undefined)
    await trx
      .insertInto('audit')
      .values({ ...audit, clinic, lead, at })
      .execute();
}

async function take(trx: Transaction<Schema>, clinic: string, id: string, step: Step): Promise<boolean> {
  const isEnd = step.to === 'cancelled' || step.to === 'no_show';
  const { numUpdatedRows } = await trx
    .updateTable('consultations')
    .set(({ eb }) => ({
      state: step.to,
      ended_by: step.endedBy ?? null,
      expires_at: step.expiresAt ?? null,
      changed_at: step.at,
      ...(isEnd && { sequence: eb('sequence', '+', 1) }),
    }))
    .where('clinic', '=', clinic)
    .where('id', '=', id)
    .where('state', 'in', step.from)
    .where('erased_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  if (isEnd) await dropReminders(trx, clinic, id, step.at);
  await keepAudit(trx, clinic, id, step.at, step.audit);
  await keepTells(trx, clinic, id, step.tells, step.at);
  return true;
}

/** Adds words to what a row seals. The key is looked up before the transaction, which must not wait for another one. */
async function resealing(
  { db, flavour }: Database,
  dataKeys: DataKeys,
  row: { readonly clinic: string; readonly id: string },
  reason: string,
): Promise<((trx: Transaction<Schema>) => Promise<void>) | undefined> {
  const { clinic, id } = row;
  const known = db.selectFrom('consultations').select('key_version').where('clinic', '=', clinic).where('id', '=', id);
  const version = (await known.executeTakeFirst())?.key_version;
  if (version === undefined) return undefined;
  const key = await dataKeys.version(clinic, version);
  return async trx => {
    const wanted = trx.selectFrom('consultations').select('sealed').where('clinic', '=', clinic).where('id', '=', id);
    const kept = await flavour.forUpdate(wanted.where('key_version', '=', version)).executeTakeFirst();
    if (kept === undefined) throw new RetiredKey(clinic);
    const part = sealPart(key, row, withReason(openPart(key, row, kept.sealed), reason));
    await trx
      .updateTable('consultations')
      .set({ sealed: part })
      .where('clinic', '=', clinic)
      .where('id', '=', id)
      .execute();
  };
}

type MoveArguments = Parameters<Store['move']>;
interface Move {
  readonly clinic: string;
  readonly id: string;
  readonly to: MoveArguments[2];
  readonly candidates: readonly string[];
  readonly tells: MoveArguments[4];
}

async function moveTalk(
  trx: Transaction<Schema>,
  { flavour }: Database,
  { clinic, id, to, candidates, tells }: Move,
): Promise<'moved' | 'taken' | 'gone'> {
  // Therapists before rows, as a booking takes them: two transactions never wait for each other.
  await flavour.lock(trx, clinic, candidates);
  const talk = await flavour
    .forUpdate(trx.selectFrom('consultations').select('resource').where('clinic', '=', clinic).where('id', '=', id))
    .where('state', 'in', HOLDING)
    .where('start_at', 'is not', null)
    .executeTakeFirst();
  if (talk === undefined) return 'gone';
  const whoeverHasIt = candidates.filter(candidate => candidate === talk.resource);
  const wanted = [...whoeverHasIt, ...candidates.filter(candidate => candidate !== talk.resource)];
  const resource = await firstFree(trx, { clinic, id, from: to.time.start, until: to.heldUntil }, wanted);
  if (resource === undefined) return 'taken';
  await trx
    .updateTable('consultations')
    .set(({ eb }) => ({
      resource,
      start_at: to.time.start,
      end_at: to.time.end,
      held_until: to.heldUntil,
      local: to.time.local,
      time_zone: to.time.timeZone,
      changed_at: to.at,
      sequence: eb('sequence', '+', 1),
    }))
    .where('clinic', '=', clinic)
    .where('id', '=', id)
    .execute();
  await dropReminders(trx, clinic, id, to.at);
  await keepTells(trx, clinic, id, tells, to.at);
  return 'moved';
}
