/** The outbox's rows: kept with what happened, taken by one worker at a time, settled once. */
import { randomUUID } from 'node:crypto';
import { type Kysely, type Selectable, type SelectQueryBuilder, sql, type Transaction } from 'kysely';
import type { DeadMessage, Message, Tell } from '../notify/messages.ts';
import type { Schema } from './schema.ts';
import type { ClaimLimits, Store } from './store.ts';
import { type Database, transact } from './transact.ts';

type Row = Selectable<Schema['outbox']>;

export const createOutbox = (
  database: Database,
): Pick<
  Store,
  'tidy' | 'claimMessages' | 'settleMessage' | 'deadMessages' | 'resend' | 'dismiss' | 'tell' | 'outbox'
> => {
  const { db } = database;
  return {
    claimMessages: (now, leaseUntil, limits) =>
      transact(database, trx => claim(trx, database, { now, leaseUntil, ...limits })),

    async settleMessage(id, delivery, at, retryAt) {
      const isOver = delivery.kind !== 'failed' || retryAt === undefined;
      await db
        .updateTable('outbox')
        .set({
          leased_until: null,
          code: delivery.kind === 'sent' ? null : delivery.code,
          ...(isOver
            ? { done_at: at, outcome: delivery.kind === 'failed' ? 'dead' : delivery.kind }
            : { due_at: retryAt }),
        })
        .where('id', '=', id)
        .where('done_at', 'is', null)
        .execute();
    },

    async deadMessages(clinics) {
      if (clinics.length === 0) return [];
      const rows = db.selectFrom('outbox').selectAll().where('outcome', '=', 'dead').where('clinic', 'in', clinics);
      return (await rows.orderBy('done_at', 'desc').limit(200).execute()).map(deadMessageOf);
    },

    async resend(clinic, id, at) {
      const { numUpdatedRows } = await db
        .updateTable('outbox')
        .set({ done_at: null, outcome: null, code: null, attempts: 0, due_at: at, leased_until: null })
        .where('clinic', '=', clinic)
        .where('id', '=', id)
        .where('outcome', '=', 'dead')
        .executeTakeFirst();
      return numUpdatedRows > 0;
    },

    async tell(clinic, lead, tell, at) {
      await transact(database, async trx => {
        await database.flavour.lock(trx, clinic, [`tell ${lead}`]);
        const same = trx.selectFrom('outbox').select('id').where('clinic', '=', clinic).where('lead', '=', lead);
        const found = await same.where('event', '=', tell.event).where('channel', '=', tell.channel).executeTakeFirst();
        if (found === undefined) await keepTells(trx, clinic, lead, [tell], at);
      });
    },

    async dismiss(clinic, id) {
      const { numUpdatedRows } = await db
        .updateTable('outbox')
        .set({ outcome: 'dropped' })
        .where('clinic', '=', clinic)
        .where('id', '=', id)
        .where('outcome', '=', 'dead')
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    outbox: (clinic, since, now) => countsOf(db, { clinic, since, now }),

    async tidy(now, messagesBefore) {
      await db.deleteFrom('spent_proofs').where('expires_at', '<=', now).execute();
      await db.deleteFrom('buckets').where('ends_at', '<=', now).execute();
      await db.deleteFrom('desk_sessions').where('expires_at', '<=', now).execute();
      // What nobody took while its moment passed, as where mail is not set up.
      const late = { done_at: now, outcome: 'dropped', code: 'late' } as const;
      await db.updateTable('outbox').set(late).where('done_at', 'is', null).where('drop_at', '<=', now).execute();
      await db.deleteFrom('outbox').where('done_at', '<', messagesBefore).where('outcome', '<>', 'dead').execute();
    },
  };
};

/** Keeps messages with what they are about, in its transaction. */
export async function keepTells(
  trx: Transaction<Schema>,
  clinic: string,
  lead: string,
  tells: readonly Tell[],
  at: string,
): Promise<void> {
  if (tells.length === 0) return;
  const rows = tells.map(({ event, channel, dueAt, dropAt }) => ({
    id: randomUUID(),
    clinic,
    lead,
    event,
    channel,
    created_at: at,
    due_at: dueAt,
    drop_at: dropAt ?? null,
    attempts: 0,
  }));
  await trx.insertInto('outbox').values(rows).execute();
}

/** A talk that was moved or has ended needs no reminder of its old time. */
export async function dropReminders(trx: Transaction<Schema>, clinic: string, lead: string, at: string): Promise<void> {
  await waitingOf(trx, clinic, lead, at, 'moot').where('event', 'in', ['reminder_24h', 'reminder_2h']).execute();
}

/** Nothing more is sent to somebody who is forgotten. */
export async function dropForVisitor(
  trx: Transaction<Schema>,
  clinic: string,
  lead: string,
  at: string,
): Promise<void> {
  await waitingOf(trx, clinic, lead, at, 'erased').where('channel', '=', 'visitor').execute();
}

const waitingOf = (trx: Transaction<Schema>, clinic: string, lead: string, at: string, code: string) =>
  trx
    .updateTable('outbox')
    .set({ done_at: at, outcome: 'dropped', code })
    .where('clinic', '=', clinic)
    .where('lead', '=', lead)
    .where('done_at', 'is', null);

interface Claim extends ClaimLimits {
  readonly now: string;
  readonly leaseUntil: string;
}

/** All mail goes to one server; each webhook is a receiver of its own. */
const RECEIVER = sql<string>`case when channel like 'webhook:%' then clinic || ' ' || channel else 'mail' end`;

async function claim(trx: Transaction<Schema>, { flavour }: Database, wanted: Claim): Promise<readonly Message[]> {
  const ids = await dueIds(trx, wanted);
  if (ids.length === 0) return [];
  const rows = await flavour
    .unclaimed(isDue(trx.selectFrom('outbox').selectAll(), wanted.now).where('id', 'in', ids))
    .execute();
  if (rows.length === 0) return [];
  const claimed = rows.map(({ id }) => id);
  await trx
    .updateTable('outbox')
    .set(({ eb }) => ({ leased_until: wanted.leaseUntil, attempts: eb('attempts', '+', 1) }))
    .where('id', 'in', claimed)
    .execute();
  return rows.map(messageOf);
}

/** The oldest that are due, so many of each receiver, so that a long queue for one is not in the way of the others. */
async function dueIds(
  trx: Transaction<Schema>,
  { now, limit, perReceiver, busy, sendsMail }: Claim,
): Promise<readonly string[]> {
  const closed = sendsMail ? busy : [...busy, 'mail'];
  const ranked = isDue(trx.selectFrom('outbox').select(['id', 'due_at']), now)
    .$if(closed.length > 0, query => query.where(RECEIVER, 'not in', closed))
    .select(sql<number>`row_number() over (partition by ${RECEIVER} order by due_at)`.as('place'));
  const rows = await trx
    .selectFrom(ranked.as('ranked'))
    .select('id')
    .where('place', '<=', perReceiver)
    .orderBy('due_at')
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

const isDue = <O>(
  query: SelectQueryBuilder<Schema, 'outbox', O>,
  now: string,
): SelectQueryBuilder<Schema, 'outbox', O> =>
  query
    .where('done_at', 'is', null)
    .where('due_at', '<=', now)
    .where(({ or, eb }) => or([eb('leased_until', 'is', null), eb('leased_until', '<=', now)]));

const messageOf = (row: Row): Message => ({
  id: row.id,
  clinic: row.clinic,
  lead: row.lead,
  event: row.event,
  channel: row.channel,
  createdAt: row.created_at,
  dueAt: row.due_at,
  ...(row.drop_at !== null && { dropAt: row.drop_at }),
  attempts: row.attempts,
});

const deadMessageOf = (row: Row): DeadMessage => ({
  ...messageOf(row),
  code: row.code ?? 'unknown',
  diedAt: row.done_at ?? row.due_at,
});

interface Counted {
  readonly clinic: string;
  readonly since: string;
  readonly now: string;
}

async function countsOf(db: Kysely<Schema>, { clinic, since, now }: Counted) {
  const rows = db.selectFrom('outbox').where('clinic', '=', clinic);
  const count = async (query: typeof rows): Promise<number> =>
    Number((await query.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count);
  const waiting = rows
    .where('done_at', 'is', null)
    .where('due_at', '<=', now)
    .where(({ or, eb }) => or([eb('drop_at', 'is', null), eb('drop_at', '>', now)]));
  const leads = db.selectFrom('consultations').where('clinic', '=', clinic);
  const countLeads = async (query: typeof leads): Promise<number> =>
    Number((await query.select(({ fn }) => fn.countAll<number>().as('count')).executeTakeFirstOrThrow()).count);
  const oldest = await waiting.select('due_at').orderBy('due_at').limit(1).executeTakeFirst();
  return {
    waiting: await count(waiting),
    ...(oldest !== undefined && { oldest: oldest.due_at }),
    dead: await count(rows.where('outcome', '=', 'dead')),
    sent: await count(rows.where('outcome', '=', 'sent').where('done_at', '>=', since)),
    leads: await countLeads(leads.where('created_at', '>=', since)),
    cancelled: await countLeads(leads.where('state', '=', 'cancelled').where('changed_at', '>=', since)),
  };
}
