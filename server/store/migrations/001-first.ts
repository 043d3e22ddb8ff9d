/** 001: clinics' leads, the desk, limits. */
import { type Kysely, sql } from 'kysely';
import type { Flavour } from '../dialect.ts';

/** The tables of the first release. */
export async function first(db: Kysely<unknown>, flavour: Flavour): Promise<void> {
  await createAttempts(db, flavour);
  await createConsultations(db, flavour);
  await indexConsultations(db);
  await flavour.guardOverlaps(db);
  await createKeys(db, flavour);
  await createDesk(db, flavour);
  await db.schema
    .createTable('buckets')
    .addColumn('key', flavour.text, column => column.primaryKey())
    .addColumn('count', 'integer', column => column.notNull())
    .addColumn('ends_at', flavour.text, column => column.notNull())
    .modifyEnd(flavour.tableEnd)
    .execute();
  await db.schema.createIndex('buckets_by_end').on('buckets').column('ends_at').execute();
}

async function createAttempts(db: Kysely<unknown>, flavour: Flavour): Promise<void> {
  await db.schema
    .createTable('attempts')
    .addColumn('clinic', flavour.text, column => column.notNull())
    .addColumn('id', flavour.text, column => column.notNull())
    .addColumn('fingerprint', flavour.text, column => column.notNull())
    .addColumn('outcome', flavour.text, column => column.notNull().check(sql`outcome in ('booked', 'taken')`))
    .addColumn('answer', flavour.text)
    .addColumn('created_at', flavour.text, column => column.notNull())
    .addPrimaryKeyConstraint('attempts_key', ['clinic', 'id'])
    .modifyEnd(flavour.tableEnd)
    .execute();
}

async function createConsultations(db: Kysely<unknown>, flavour: Flavour): Promise<void> {
  await db.schema
    .createTable('consultations')
    .addColumn('clinic', flavour.text, column => column.notNull())
    .addColumn('id', flavour.text, column => column.notNull())
    .addColumn('created_at', flavour.text, column => column.notNull())
    .addColumn('state', flavour.text, column =>
      column
        .notNull()
        .check(sql`state in ('unverified', 'requested', 'confirmed', 'callback', 'cancelled', 'no_show')`),
    )
    .addColumn('changed_at', flavour.text, column => column.notNull())
    .addColumn('contacted_at', flavour.text)
    .addColumn('resource', flavour.text)
    .addColumn('start_at', flavour.text)
    .addColumn('end_at', flavour.text)
    .addColumn('held_until', flavour.text)
    .addColumn('local', flavour.text)
    .addColumn('time_zone', flavour.text)
    .addColumn('request', flavour.text, column => column.notNull())
    .addColumn('locale', flavour.text, column => column.notNull())
    .addColumn('consent_version', flavour.text, column => column.notNull())
    .addColumn('ruleset_version', flavour.text, column => column.notNull())
    .addColumn('ruleset_hash', flavour.text, column => column.notNull())
    .addColumn('ruleset_widget', flavour.text)
    .addColumn('email_hash', flavour.text)
    .addColumn('phone_hash', flavour.text)
    .addColumn('sealed', flavour.bytes, column => column.notNull())
    .addPrimaryKeyConstraint('consultations_key', ['clinic', 'id'])
    .addForeignKeyConstraint('consultations_attempt', ['clinic', 'id'], 'attempts', ['clinic', 'id'])
    .addCheckConstraint(
      'consultations_time',
      sql`(state = 'callback' or start_at is not null or state = 'cancelled')
        and (start_at is null) = (resource is null) and (start_at is null) = (end_at is null)
        and (start_at is null) = (held_until is null) and (start_at is null) = (local is null)
        and (start_at is null) = (time_zone is null) and (start_at is null or start_at < end_at)
        and (start_at is null or end_at <= held_until)`,
    )
    .modifyEnd(flavour.tableEnd)
    .execute();
}

async function indexConsultations(db: Kysely<unknown>): Promise<void> {
  await sql`
    create unique index one_talk_at_a_time on consultations (clinic, resource, start_at)
    where state in ('unverified', 'requested', 'confirmed')`.execute(db);
  await sql`
    create index talks_by_end on consultations (clinic, held_until)
    where state in ('unverified', 'requested', 'confirmed')`.execute(db);
  await db.schema.createIndex('consultations_newest_first').on('consultations').columns(['created_at', 'id']).execute();
  await db.schema.createIndex('consultations_by_email').on('consultations').columns(['clinic', 'email_hash']).execute();
  await db.schema.createIndex('consultations_by_phone').on('consultations').columns(['clinic', 'phone_hash']).execute();
}

async function createKeys(db: Kysely<unknown>, flavour: Flavour): Promise<void> {
  await db.schema
    .createTable('settings')
    .addColumn('name', flavour.text, column => column.primaryKey())
    .addColumn('value', flavour.text, column => column.notNull())
    .modifyEnd(flavour.tableEnd)
    .execute();
  await db.schema
    .createTable('data_keys')
    .addColumn('clinic', flavour.text, column => column.primaryKey())
    .addColumn('wrapped', flavour.bytes, column => column.notNull())
    .modifyEnd(flavour.tableEnd)
    .execute();
}

async function createDesk(db: Kysely<unknown>, flavour: Flavour): Promise<void> {
  await db.schema
    .createTable('desk_users')
    .addColumn('id', flavour.text, column => column.primaryKey())
    .addColumn('email', flavour.text, column => column.notNull().unique())
    .addColumn('password_hash', flavour.text, column => column.notNull())
    .modifyEnd(flavour.tableEnd)
    .execute();
  await db.schema
    .createTable('desk_sessions')
    .addColumn('token_hash', flavour.text, column => column.primaryKey())
    .addColumn('user', flavour.text, column => column.notNull().references('desk_users.id').onDelete('cascade'))
    .addColumn('expires_at', flavour.text, column => column.notNull())
    .modifyEnd(flavour.tableEnd)
    .execute();
  await db.schema
    .createTable('audit')
    .addColumn('id', flavour.serial, column => column.primaryKey())
    .addColumn('at', flavour.text, column => column.notNull())
    .addColumn('user', flavour.text, column => column.notNull())
    .addColumn('action', flavour.text, column => column.notNull())
    .addColumn('clinic', flavour.text, column => column.notNull())
    .addColumn('lead', flavour.text, column => column.notNull())
    .modifyEnd(flavour.tableEnd)
    .execute();
}
