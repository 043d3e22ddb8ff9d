/** Kysely on Postgres, with time limits, and with the database's troubles told as ours. */
import { type CompiledQuery, type DatabaseConnection, type Driver, PostgresDialect, PostgresDriver } from 'kysely';
import { DatabaseError, Pool } from 'pg';
import { sqlState } from './dialect.ts';
import { StorageError } from './storage-error.ts';

/** A booking has 3 s in all (`api.md`, section 6): whoever waits longer for a lock had better try again. */
const LOCK_MS = 2_000;
const STATEMENT_MS = 3_000;
const CONNECTIONS = 10;
/** For a connection: in a rush it is better to stand in line than to be sent away and come again. */
const LINE_MS = 10_000;

/** @param url such as `postgres://user:password@host:5432/database` */
export function openPostgres(url: string): PostgresDialect {
  const pool = new Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: LINE_MS,
    statement_timeout: STATEMENT_MS,
    lock_timeout: LOCK_MS,
    idle_in_transaction_session_timeout: 2 * STATEMENT_MS,
    application_name: 'unknot',
  });
  // A connection that breaks while nobody uses it is replaced when it is next needed.
  pool.on('error', () => {});
  // One that breaks between two queries of a transaction says so here only; the next query finds it broken.
  pool.on('connect', client => void client.on('error', () => {}));
  return new GuardedDialect(pool);
}

class GuardedDialect extends PostgresDialect {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    super({ pool });
    this.#pool = pool;
  }

  override createDriver(): Driver {
    return new GuardedDriver({ pool: this.#pool });
  }
}

/** The driver as it is, but each of its errors is one the server knows what to do with. */
class GuardedDriver extends PostgresDriver {
  readonly #guarded = new WeakSet<DatabaseConnection>();

  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await guarded(() => super.acquireConnection());
    if (this.#guarded.has(connection)) return connection;
    this.#guarded.add(connection);
    const execute = connection.executeQuery.bind(connection);
    connection.executeQuery = <R>(query: CompiledQuery) => guarded(() => execute<R>(query));
    return connection;
  }
}

/** Classes and codes of Postgres that say that the machine, not the query, is at fault. */
const FULL: ReadonlySet<string> = new Set(['53100', '53200']);
const MACHINE_TROUBLE = /^(08|53|57|58|F0|XX)|^(55P03|25006|25P03|28000|28P01|3D000)$/;

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const state = sqlState(error);
    if (FULL.has(state)) throw new StorageError('full', error);
    // What Postgres did not say itself never reached it, or lost it on the way: `EPIPE` looks like a code of its own.
    if (!(error instanceof DatabaseError) || MACHINE_TROUBLE.test(state)) throw new StorageError('unavailable', error);
    throw error;
  }
}
