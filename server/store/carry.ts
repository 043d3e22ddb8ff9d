/** Carries all there is from one database to another of the same schema, of whichever kind either is. */
import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import type { Schema } from './schema.ts';
import type { Database } from './transact.ts';

/** Every table by what orders its rows, those first that others refer to. */
const ORDER: { readonly [T in keyof Schema]: readonly (keyof Schema[T] & string)[] } = {
  settings: ['name'],
  server_keys: ['purpose'],
  clinic_keys: ['clinic', 'version'],
  attempts: ['clinic', 'id'],
  consultations: ['clinic', 'id'],
  resources: ['clinic', 'resource'],
  outbox: ['id'],
  spent_proofs: ['nonce'],
  blocks: ['clinic', 'hash'],
  desk_users: ['id'],
  desk_sessions: ['token_hash'],
  buckets: ['key'],
  audit: ['id'],
};

/** Numbered by the database itself: it goes on from the last number it gave. */
const NUMBERED = new Set(['audit']);
const PAGE = 500;

type Row = Readonly<Record<string, unknown>>;

/**
 * Reads one moment of the one and writes it in one go to the other, while others may go on with the first.
 * @param to brought up to date and empty
 * @returns how many rows were carried
 */
export const carry = (from: Database, to: Database): Promise<number> =>
  from.flavour.unhurried(from.db, reading =>
    to.flavour.unhurried(to.db, writing =>
      ofOneMoment(reading, source =>
        writing.transaction().execute(async target => {
          let count = 0;
          for (const [table, order] of Object.entries(ORDER)) count += await carryTable(source, target, table, order);
          return count;
        }),
      ),
    ),
  );

/** SQLite knows one level only, which is the strictest. */
const ofOneMoment = <T>(db: Kysely<Schema>, work: (trx: Transaction<Schema>) => Promise<T>): Promise<T> =>
  db.transaction().setIsolationLevel('repeatable read').execute(work);

async function carryTable(
  source: Kysely<Schema>,
  target: Kysely<Schema>,
  table: string,
  order: readonly string[],
): Promise<number> {
  const by = list(order.map(column => sql.ref(column)));
  for (let count = 0; ; ) {
    const page = sql<Row>`select * from ${sql.table(table)} order by ${by} limit ${PAGE} offset ${count}`;
    const { rows } = await page.execute(source);
    if (rows.length > 0) await insert(target, table, rows);
    count += rows.length;
    if (rows.length < PAGE) return count;
  }
}

async function insert(target: Kysely<Schema>, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).filter(column => !(column === 'id' && NUMBERED.has(table)));
  const values = rows.map(row => sql`(${list(columns.map(column => sql.val(row[column])))})`);
  const names = list(columns.map(column => sql.ref(column)));
  await sql`insert into ${sql.table(table)} (${names}) values ${list(values)}`.execute(target);
}

const list = (parts: readonly RawBuilder<unknown>[]): RawBuilder<unknown> => sql.join(parts);

/** Whether nobody has used this database yet. */
export async function isUnused({ db }: Database): Promise<boolean> {
  const { rows } = await sql`select 1 from settings union all select 1 from attempts limit 1`.execute(db);
  return rows.length === 0;
}
