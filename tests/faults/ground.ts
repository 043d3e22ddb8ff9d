/** Where a scenario takes place: a folder of its own, and a database nobody else has. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Client } from 'pg';
import type { Place } from '../../server/store/open.ts';
import { startPostgres, type TestPostgres } from '../fixtures/postgres.ts';

export type Kind = 'sqlite' | 'postgres';
export type Row = Readonly<Record<string, unknown>>;

export interface Ground {
  readonly kind: Kind;
  readonly folder: string;
  readonly place: Place;
  /** Starts a server process here, with limits off. */
  readonly env: Readonly<Record<string, string>>;
  /** The Postgres itself, where it is one: to be killed and started again. */
  readonly postgres?: TestPostgres;
  rows(query: string): Promise<readonly Row[]>;
  /** The number a query gives. */
  count(query: string): Promise<number>;
}

export interface Grounds {
  on<T>(kind: Kind, work: (ground: Ground) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** One Postgres serves all scenarios, one after the other. What it acknowledges it keeps, as it would in use. */
export function createGrounds(): Grounds {
  let postgres: Promise<TestPostgres> | undefined;
  return {
    async on(kind, work) {
      if (kind === 'sqlite') return onFolder(folder => work(sqliteGround(folder)));
      postgres ??= startPostgres({ isDurable: true });
      const server = await postgres;
      const url = await server.newDatabase();
      return onFolder(folder => work(postgresGround(folder, server, url)));
    },
    async close() {
      await (await postgres)?.stop();
    },
  };
}

async function onFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'unknot-faults-'));
  mkdirSync(join(folder, 'data'), { mode: 0o700 });
  mkdirSync(join(folder, 'clinics'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const envOf = (folder: string) => ({
  DATA_DIR: join(folder, 'data'),
  CLINICS_DIR: join(folder, 'clinics'),
  LIMITS: 'off',
});

function sqliteGround(folder: string): Ground {
  const file = join(folder, 'data', 'unknot.db');
  const rows = async (query: string): Promise<readonly Row[]> => {
    const database = new DatabaseSync(file, { timeout: 5_000 });
    try {
      return database.prepare(query).all();
    } finally {
      database.close();
    }
  };
  return { kind: 'sqlite', folder, place: { file }, env: envOf(folder), rows, count: counting(rows) };
}

function postgresGround(folder: string, postgres: TestPostgres, url: string): Ground {
  const rows = async (query: string): Promise<readonly Row[]> => {
    const client = new Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query<Row>(query)).rows;
    } finally {
      await client.end();
    }
  };
  const env = { ...envOf(folder), DATABASE_URL: url };
  return { kind: 'postgres', folder, place: { url }, env, postgres, rows, count: counting(rows) };
}

const counting =
  (rows: Ground['rows']): Ground['count'] =>
  async query => {
    const number = Number(Object.values((await rows(query))[0] ?? {})[0]);
    if (Number.isNaN(number)) throw new Error(`no number: ${query}`);
    return number;
  };

/** A Riverside that is open long hours every day, so that there is room for many talks. */
export function writeClinic(
  { folder }: Pick<Ground, 'folder'>,
  id: string,
  changes: Readonly<Record<string, unknown>> = {},
): void {
  const { therapists = 1, ...rest } = changes;
  const clinic = { ...RIVERSIDE, schedule: { buffer: 10, notice: 0, horizon: 30 }, ...rest };
  writeFileSync(
    join(folder, 'clinics', `${id}.json`),
    JSON.stringify({ ...clinic, therapists: rota(Number(therapists)) }),
  );
}

const RIVERSIDE: object = JSON.parse(
  readFileSync(new URL('../../demo/clinics/riverside.json', import.meta.url), 'utf8'),
);

/** So many therapists who work long hours every day. */
export function rota(count: number): readonly object[] {
  const day = ['08:00-20:00'];
  const hours = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day };
  return Array.from({ length: count }, (_, i) => ({ id: `t${i}`, name: `T ${i}`, skills: [], hours }));
}
