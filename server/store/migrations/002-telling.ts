/** 002: the outbox, the ends of a lead, keys in versions, proofs, blocks. */
import { type Kysely, sql } from 'kysely';
import type { Flavour } from '../dialect.ts';

/** What tells people of their bookings, lets a booking be moved or forgotten, and lets keys be changed. */
export async function telling(db: Kysely<unknown>, flavour: Flavour): Promise<void> {
  await growConsultations(db, flavour);
  await createOutbox(db, flavour);
  await createKeys(db, flavour);
  await createDefences(db, flavour);
}

async function growConsultations(db: Kysely<unknown>, flavour: Flavour): Promise<void> {
  const table = db.schema.alterTable('consultations');
  await table.addColumn('key_version', 'integer', column => column.notNull().defaultTo(1)).execute();
  await table.addColumn('sequence', 'integer', column => column.notNull().defaultTo(0)).execute();
  for (const name of ['ended_by', 'expires_at', 'health_gone_at', 'erased_at']) {
    await table.addColumn(name, flavour.text).execute();
  }
  await sql`
    create index holding_until on consultations (expires_at)
    where expires_at is not null and state in ('unverified', 'requested')`.execute(db);
  await db.schema
    .createTable('resources')
    .addColumn('clinic', flavour.text, column => column.notNull())
    .addColumn('resource', flavour.text, column => column.notNull())
    .addPrimaryKeyConstraint('resources_key', ['clinic', 'resource'])
    .modifyEnd(flavour.tableEnd)
    .execute();
}

async function createOutbox(db: Kysely<unknown>, flavour: Flavour): Promise<void> {
  await db.schema
    .createTable('outbox')
    .addColumn('id', flavour.text, column => column.primaryKey())
    .addColumn('clinic', flavour.text, column => column.notNull())
    .addColumn('lead', flavour.text, column => column.notNull())
    .addColumn('event', flavour.text, column => column.notNull())
    .addColumn('channel', flavour.text, column => column.notNull())
    .addColumn('created_at', flavour.text, column => column.notNull())
    .addColumn('due_at', flavour.text, column => column.notNull())
    .addColumn('drop_at', flavour.text)
    .addColumn('attempts', 'integer', column => column.notNull().defaultTo(0))
    .addColumn('leased_until', flavour.text)
    .addColumn('done_at', flavour.text)
    .addColumn('outcome', flavour.text, column => column.check(sql`outcome in ('sent', 'dead', 'dropped')`))
    .addColumn('code', flavour.text)
    .modifyEnd(flavour.tableEnd)
    .execute();
  await sql`create index outbox_waiting on outbox (due_at) where done_at is null`.execute(db);
  await db.schema.createIndex('outbox_by_lead').on('outbox').columns(['clinic', 'lead']).execute();
}

async function createKeys(db: Kysely<unknown>, flavour: Flavour): Promise<void> {
  await db.schema
    .createTable('server_keys')
    .addColumn('purpose', flavour.text, column => column.primaryKey())
    .addColumn('wrapped', flavour.bytes, column => column.notNull())
    .modifyEnd(flavour.tableEnd)
    .execute();
  await db.schema
    .createTable('clinic_keys')
    .addColumn('clinic', flavour.text, column => column.notNull())
    .addColumn('version', 'integer', column => column.notNull())
    .addColumn('wrapped', flavour.bytes, column => column.notNull())
    .addPrimaryKeyConstraint('clinic_keys_key', ['clinic', 'version'])
    .modifyEnd(flavour.tableEnd)
    .execute();
  await sql`insert into clinic_keys (clinic, version, wrapped) select clinic, 1, wrapped from data_keys`.execute(db);
  await db.schema.dropTable('data_keys').execute();
}

async function createDefences(db: Kysely<unknown>, flavour: Flavour): Promise<void> {
  await db.schema
    .createTable('spent_proofs')
    .addColumn('nonce', flavour.text, column => column.primaryKey())
    .addColumn('expires_at', flavour.text, column => column.notNull())
    .modifyEnd(flavour.tableEnd)
    .execute();
  await db.schema
    .createTable('blocks')
    .addColumn('clinic', flavour.text, column => column.notNull())
    .addColumn('hash', flavour.text, column => column.notNull())
    .addColumn('at', flavour.text, column => column.notNull())
    .addColumn('user', flavour.text, column => column.notNull())
    .addPrimaryKeyConstraint('blocks_key', ['clinic', 'hash'])
    .modifyEnd(flavour.tableEnd)
    .execute();
}
