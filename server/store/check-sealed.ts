/** Whether keys and leads can be read, and whether what is read is whole. */
import type { Kysely, Selectable } from 'kysely';
import { deriveKey, fingerprintOf, type MasterKey } from '../keys.ts';
import type { Schema } from './schema.ts';
import { openPart, type SealedPart } from './sealed-part.ts';
import { unwrap } from './sealing.ts';
import type { LeadKey } from './store.ts';

/** What was looked for, and where it was found. */
export interface Looked {
  readonly check: string;
  readonly what: string;
  readonly rows: readonly (LeadKey | string)[];
}

type Row = Selectable<Schema['consultations']>;

/** A row and what can be read of it. */
interface Read {
  readonly row: Row;
  readonly part: SealedPart | undefined;
}

interface Look {
  readonly check: string;
  /** What there should be none of. */
  readonly what: string;
  isWrong(read: Read): boolean;
}

const LOOKS: readonly Look[] = [
  {
    check: 'sealed',
    what: 'leads that do not open with their key',
    isWrong: ({ row, part }) => row.erased_at === null && part === undefined,
  },
  {
    check: 'retention',
    what: 'leads whose deleted health data is still there',
    isWrong: ({ row, part }) => row.health_gone_at !== null && part?.health !== undefined,
  },
  { check: 'time', what: 'times that are not whole', isWrong: ({ row }) => !isWhole(row) },
  { check: 'I6', what: 'wall times that are not those of their moment', isWrong: ({ row }) => !isOneTime(row) },
];

/** How many leads are read at once. */
const BATCH = 200;

/** @param master the key this database should be wrapped by */
export async function checkSealed(db: Kysely<Schema>, master: MasterKey): Promise<readonly Looked[]> {
  const open = createOpen(db, master);
  const found = LOOKS.map(look => ({ ...look, rows: [] as LeadKey[] }));
  for await (const row of everyLead(db)) {
    const read = await asItIs(db, open, row);
    for (const { isWrong, rows } of found) if (isWrong(read)) rows.push({ clinic: row.clinic, id: row.id });
  }
  return [await checkKeys(db, master), ...found];
}

async function checkKeys(db: Kysely<Schema>, master: MasterKey): Promise<Looked> {
  const wrapping = deriveKey(master, 'wrap');
  const opens = (wrapped: Uint8Array, name: string): boolean =>
    ifItWorks(() => unwrap(wrapping, wrapped, name)) !== undefined;
  const kept = await db.selectFrom('settings').select('value').where('name', '=', 'master_key').executeTakeFirst();
  const data = await db.selectFrom('clinic_keys').selectAll().execute();
  const own = await db.selectFrom('server_keys').selectAll().execute();
  const rows = [
    ...(kept?.value === fingerprintOf(master) ? [] : ['the fingerprint is another key’s']),
    ...data.filter(row => !opens(row.wrapped, row.clinic)).map(row => `${row.clinic}, data key ${row.version}`),
    ...own.filter(row => !opens(row.wrapped, row.purpose)).map(row => `the server’s key for ${row.purpose}`),
  ];
  return { check: 'keys', what: 'keys that the master key does not open', rows };
}

/** In the order of their key, some at a time, so that a server beside it gets its turn. */
async function* everyLead(db: Kysely<Schema>): AsyncGenerator<Row> {
  let last: LeadKey = { clinic: '', id: '' };
  for (;;) {
    const { clinic, id } = last;
    const rows = await db
      .selectFrom('consultations')
      .selectAll()
      .where(({ or, and, eb }) => or([eb('clinic', '>', clinic), and([eb('clinic', '=', clinic), eb('id', '>', id)])]))
      .orderBy('clinic')
      .orderBy('id')
      .limit(BATCH)
      .execute();
    yield* rows;
    const end = rows.at(-1);
    if (end === undefined) return;
    last = end;
  }
}

/** What can be read of a lead; undefined where it does not open. */
type Open = (row: Row) => Promise<SealedPart | undefined>;

function createOpen(db: Kysely<Schema>, master: MasterKey): Open {
  const wrapping = deriveKey(master, 'wrap');
  const keys = new Map<string, Buffer>();
  const keyOf = async ({ clinic, key_version: version }: Row): Promise<Buffer | undefined> => {
    const known = keys.get(`${clinic} ${version}`);
    if (known !== undefined) return known;
    const rows = db.selectFrom('clinic_keys').select('wrapped').where('clinic', '=', clinic);
    const row = await rows.where('version', '=', version).executeTakeFirst();
    const key = row && ifItWorks(() => unwrap(wrapping, row.wrapped, clinic));
    if (key !== undefined) keys.set(`${clinic} ${version}`, key);
    return key;
  };
  return async row => {
    const key = await keyOf(row);
    return key && ifItWorks(() => openPart(key, row, row.sealed));
  };
}

/** A lead may have been sealed anew, or forgotten, since it was read: then it is as it is now. */
async function asItIs(db: Kysely<Schema>, open: Open, row: Row): Promise<Read> {
  const part = await open(row);
  if (part !== undefined || row.erased_at !== null) return { row, part };
  const rows = db.selectFrom('consultations').selectAll().where('clinic', '=', row.clinic).where('id', '=', row.id);
  const now = (await rows.executeTakeFirst()) ?? row;
  return { row: now, part: await open(now) };
}

/** Either there is no time at all, or all of it, in one form and in order. */
function isWhole(row: Row): boolean {
  const { resource, start_at: start, end_at: end, held_until: held, local, time_zone: timeZone } = row;
  const parts = [resource, start, end, held, local, timeZone];
  if (parts.every(part => part === null)) return row.state === 'callback' || row.state === 'cancelled';
  if (start === null || end === null || held === null || local === null || parts.includes(null)) return false;
  const isInForm = [start, end, held].every(isInstant) && /^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local);
  return isInForm && Date.parse(start) < Date.parse(end) && Date.parse(end) <= Date.parse(held);
}

const isInstant = (text: string): boolean =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,3})?Z$/.test(text) && !Number.isNaN(Date.parse(text));

/** Worked out by the platform, not by the library that made it. */
function isOneTime({ start_at: start, local, time_zone: timeZone }: Row): boolean {
  if (start === null || local === null || timeZone === null) return true;
  // Swedes write the date as the standard does.
  return ifItWorks(() => clockOf(timeZone).format(new Date(start)).replace(' ', 'T')) === local;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** @throws {RangeError} where there is no such zone */
function clockOf(timeZone: string): Intl.DateTimeFormat {
  const clock =
    clocks.get(timeZone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
  clocks.set(timeZone, clock);
  return clock;
}

/** Here a failure is an answer. */
function ifItWorks<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
