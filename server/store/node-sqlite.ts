/** Kysely on Node's own SQLite. */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
} from 'kysely';
import { StorageError } from './storage-error.ts';

/** One connection, which Kysely hands to one query or transaction at a time. */
export class NodeSqliteDialect extends SqliteDialect {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    super({ database: adapt(database) });
    this.#database = database;
  }

  override createDriver(): Driver {
    return new ImmediateDriver(this.#database);
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalAdapter();
  }
}

class ImmediateDriver extends SqliteDriver {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    super({ database: adapt(database) });
    this.#database = database;
  }

  /** A plain `begin` takes the write lock at the first write, and fails there if another process was faster. */
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }

  /** SQLite rolls back by itself when the disk is full: a second rollback would hide the reason. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.isTransaction) await super.rollbackTransaction(connection);
  }
}

class TransactionalAdapter extends SqliteAdapter {
  /** A migration is done as a whole or not at all. */
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** `node:sqlite` in the shape that Kysely's SQLite driver asks for; each text is prepared once. */
function adapt(database: DatabaseSync): SqliteDatabase {
  const prepared = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare(text) {
      const statement = prepared.get(text) ?? guarded(() => adaptStatement(database, text));
      prepared.set(text, statement);
      return statement;
    },
  };
}

function adaptStatement(database: DatabaseSync, text: string): SqliteStatement {
  const statement = database.prepare(text);
  return {
    reader: statement.columns().length > 0,
    all: parameters => guarded(() => statement.all(...inputs(parameters))),
    run: parameters => guarded(() => statement.run(...inputs(parameters))),
    iterate: parameters => statement.iterate(...inputs(parameters)),
  };
}

const inputs = (parameters: readonly unknown[]): SQLInputValue[] =>
  parameters.map(value => {
    if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
      return value;
    if (value instanceof Uint8Array) return value;
    throw new TypeError(`store: a ${typeof value} is nothing SQLite can keep`);
  });

/** Result codes of SQLite that say that the machine, not the query, is at fault. */
const FULL = 13;
const MACHINE_TROUBLE: ReadonlySet<number> = new Set([5, 6, 7, 8, 10, 11, 14, 26]);

function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    // Extended codes keep the primary one in their low byte.
    const code = error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : 0;
    if (code === FULL) throw new StorageError('full', error);
    if (MACHINE_TROUBLE.has(code)) throw new StorageError('unavailable', error);
    throw error;
  }
}
