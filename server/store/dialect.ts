/**
 * What databases say differently: settings, and the parts of the schema that have no common words. Another database is
 * another `Flavour` (and a driver, as `node-sqlite.ts` is one).
 */
import { DatabaseSync } from 'node:sqlite';
import { type Kysely, type RawBuilder, sql } from 'kysely';

/** What a migration has to know of the database it runs on. */
export interface Flavour {
  /** Ends every `create table`. */
  readonly tableEnd: RawBuilder<unknown>;
  /** The type of a column of bytes. */
  readonly bytes: RawBuilder<unknown>;
  /** A number that the database gives to each new row. */
  readonly serial: RawBuilder<unknown>;
  /** Makes the database itself refuse two active talks of one therapist that overlap. */
  guardOverlaps(db: Kysely<unknown>): Promise<void>;
}

export const sqliteFlavour: Flavour = {
  tableEnd: sql`strict`,
  bytes: sql`blob`,
  serial: sql`integer`,
  async guardOverlaps(db) {
    for (const [name, moment] of [
      ['insert', sql`before insert`],
      ['update', sql`before update of state, resource, start_at, held_until`],
    ] as const) {
      await sql`
        create trigger ${sql.ref(`no_overlap_on_${name}`)} ${moment} on consultations
        when new.resource is not null and new.state in ('unverified', 'requested', 'confirmed')
        begin
          select raise(abort, 'overlap') where exists (
            select 1 from consultations
            where clinic = new.clinic and resource = new.resource and id <> new.id
              and state in ('unverified', 'requested', 'confirmed')
              and start_at < new.held_until and held_until > new.start_at
          );
        end`.execute(db);
    }
  },
};

/** Older ones can lose a committed write when a checkpoint races another connection. */
const OLDEST_SQLITE = '3.51.3';

/**
 * Opens the database, made when it is not there yet.
 * @throws {Error} where this SQLite is too old to be trusted with bookings
 */
export function openSqlite(file: string): DatabaseSync {
  const database = new DatabaseSync(file, { timeout: 5_000, enableForeignKeyConstraints: true });
  const version = String(database.prepare('select sqlite_version() as version').get()?.['version']);
  if (version.localeCompare(OLDEST_SQLITE, 'en', { numeric: true }) < 0) {
    throw new Error(`store: SQLite ${version} is too old, ${OLDEST_SQLITE} or newer is needed`);
  }
  database.exec('pragma journal_mode = wal; pragma synchronous = full;');
  return database;
}
