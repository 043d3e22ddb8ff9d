/** Forgetting people: on their word or the clinic's, and when their time is over. */
import type { Transaction } from 'kysely';
import type { Tell } from '../notify/messages.ts';
import type { DataKeys } from './data-keys.ts';
import { dropForVisitor, dropReminders, keepTells } from './outbox.ts';
import { HOLDING, type Schema } from './schema.ts';
import { openPart, sealPart, withoutHealth } from './sealed-part.ts';
import { keepAudit } from './steps.ts';
import type { AuditEntry, LeadKey, Store } from './store.ts';
import { type Database, transact } from './transact.ts';

/** So many leads are asked for by one query. */
const BATCH = 500;

export function createErasing(
  database: Database,
  dataKeys: DataKeys,
): Pick<Store, 'erase' | 'retain' | 'remains' | 'unforgotten'> {
  const { db, flavour } = database;

  /** Seals a lead anew with nothing but its contact. */
  async function forgetHealth(clinic: string, id: string, at: string): Promise<void> {
    const rows = db.selectFrom('consultations').select('key_version').where('clinic', '=', clinic).where('id', '=', id);
    const { key_version: version } = await rows.executeTakeFirstOrThrow();
    const key = await dataKeys.version(clinic, version);
    await transact(database, async trx => {
      const wanted = trx.selectFrom('consultations').select('sealed').where('clinic', '=', clinic).where('id', '=', id);
      const row = await flavour
        .forUpdate(wanted.where('key_version', '=', version).where('erased_at', 'is', null))
        .executeTakeFirst();
      // Sealed anew or forgotten meanwhile: the next round looks again.
      if (row === undefined) return;
      const sealed = sealPart(key, { clinic, id }, withoutHealth(openPart(key, { clinic, id }, row.sealed)));
      await trx
        .updateTable('consultations')
        .set({ sealed, health_gone_at: at })
        .where('clinic', '=', clinic)
        .where('id', '=', id)
        .execute();
    });
  }

  const madeBefore = (clinic: string, moment: string, limit: number) =>
    db
      .selectFrom('consultations')
      .select('id')
      .where('clinic', '=', clinic)
      .where('created_at', '<', moment)
      .where('erased_at', 'is', null)
      .orderBy('created_at')
      .limit(limit);

  return {
    erase: (clinic, id, at, tells, audit) =>
      transact(database, trx => eraseRow(trx, { clinic, id, at, tells, ...(audit && { audit }) })),

    async retain(clinic, before, at, limit) {
      const old = await madeBefore(clinic, before.everything, limit).execute();
      const withHealth = madeBefore(clinic, before.answers, limit).where('health_gone_at', 'is', null);
      const aging = await withHealth.execute();
      for (const { id } of aging) await forgetHealth(clinic, id, at);
      return { answers: aging.length, toErase: old.map(({ id }) => id) };
    },

    async unforgotten(leads) {
      const found: LeadKey[] = [];
      for (const [clinic, own] of Map.groupBy(leads, lead => lead.clinic)) {
        for (let from = 0; from < own.length; from += BATCH) {
          const ids = own.slice(from, from + BATCH).map(({ id }) => id);
          const rows = db.selectFrom('consultations').select(['clinic', 'id']).where('clinic', '=', clinic);
          found.push(...(await rows.where('id', 'in', ids).where('erased_at', 'is', null).execute()));
        }
      }
      return found;
    },

    async remains(clinic, id) {
      const rows = db.selectFrom('consultations').select(['start_at', 'end_at', 'local', 'time_zone', 'erased_at']);
      const row = await rows.where('clinic', '=', clinic).where('id', '=', id).executeTakeFirst();
      if (row === undefined || row.erased_at === null) return undefined;
      const { start_at: start, end_at: end, local, time_zone: timeZone } = row;
      if (start === null || end === null || local === null || timeZone === null) return {};
      return { time: { start, end, local, timeZone } };
    },
  };
}

interface Erasure {
  readonly clinic: string;
  readonly id: string;
  readonly at: string;
  readonly tells: readonly Tell[];
  readonly audit?: AuditEntry;
}

async function eraseRow(trx: Transaction<Schema>, { clinic, id, at, tells, audit }: Erasure): Promise<boolean> {
  const own = trx.updateTable('consultations').where('clinic', '=', clinic).where('id', '=', id);
  const ended = { state: 'cancelled', ended_by: 'erased', expires_at: null, changed_at: at } as const;
  await own
    .where('erased_at', 'is', null)
    .where('state', 'in', [...HOLDING, 'callback'])
    .set(({ eb }) => ({ ...ended, sequence: eb('sequence', '+', 1) }))
    .execute();
  const { numUpdatedRows } = await own
    .where('erased_at', 'is', null)
    .set({ erased_at: at, sealed: new Uint8Array(), email_hash: null, phone_hash: null, locale: 'en' })
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return false;
  // A late duplicate of the booking must not bring the person back.
  await trx
    .updateTable('attempts')
    .set({ fingerprint: 'erased', answer: null })
    .where('clinic', '=', clinic)
    .where('id', '=', id)
    .execute();
  await dropReminders(trx, clinic, id, at);
  await dropForVisitor(trx, clinic, id, at);
  await keepAudit(trx, clinic, id, at, audit);
  await keepTells(trx, clinic, id, tells, at);
  return true;
}
