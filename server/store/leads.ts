/** Leads as the clinic reads them and what it does with them. */
import type { Kysely, Selectable } from 'kysely';
import { Request } from '#triage/consultation.ts';
import type { DataKeys } from './data-keys.ts';
import type { Schema } from './schema.ts';
import { openPart } from './sealed-part.ts';
import type { BookedTime, Lead, Store } from './store.ts';
import type { Database } from './transact.ts';

type Row = Selectable<Schema['consultations']>;
type Query = Parameters<Store['leads']>[0];
type Key = NonNullable<Query['before']>;

/** How many rows a search opens at once, so that bookings get their turn in between. */
const BATCH = 200;

export function createLeads({ db }: Database, dataKeys: DataKeys): Pick<Store, 'leads' | 'lead'> {
  const open = async (row: Row): Promise<Lead> => leadOf(row, await dataKeys.version(row.clinic, row.key_version));

  return {
    async leads({ clinics, search, before, limit }) {
      const matches = nameMatcher(search);
      const found: Lead[] = [];
      let key = before;
      while (found.length < limit) {
        const rows = await page(db, clinics, key, search === undefined ? limit : BATCH);
        for (const row of rows) {
          const lead = await open(row);
          if (matches(lead.contact.name) && found.length < limit) found.push(lead);
        }
        const last = rows.at(-1);
        if (last === undefined || search === undefined) break;
        key = { createdAt: last.created_at, id: last.id };
      }
      return found;
    },

    async lead(clinic, id) {
      const row = await one(db, clinic, id);
      return row && open(row);
    },
  };
}

const one = (db: Kysely<Schema>, clinic: string, id: string): Promise<Row | undefined> =>
  db
    .selectFrom('consultations')
    .selectAll()
    .where('clinic', '=', clinic)
    .where('id', '=', id)
    .where('erased_at', 'is', null)
    .executeTakeFirst();

async function page(
  db: Kysely<Schema>,
  clinics: readonly string[],
  before: Key | undefined,
  limit: number,
): Promise<Row[]> {
  if (clinics.length === 0) return [];
  const rows = db
    .selectFrom('consultations')
    .selectAll()
    .where('clinic', 'in', clinics)
    .where('erased_at', 'is', null)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit);
  if (before === undefined) return rows.execute();
  return rows
    .where(({ or, and, eb }) =>
      or([
        eb('created_at', '<', before.createdAt),
        and([eb('created_at', '=', before.createdAt), eb('id', '<', before.id)]),
      ]),
    )
    .execute();
}

function leadOf(row: Row, dataKey: Buffer): Lead {
  const time = timeOf(row);
  return {
    ...openPart(dataKey, row, row.sealed),
    clinic: row.clinic,
    id: row.id,
    createdAt: row.created_at,
    state: row.state,
    ...(row.contacted_at !== null && { contactedAt: row.contacted_at }),
    ...(row.resource !== null && { resource: row.resource }),
    ...(time !== undefined && { time }),
    ...(row.ended_by !== null && { endedBy: row.ended_by }),
    ...(row.expires_at !== null && { expiresAt: row.expires_at }),
    sequence: row.sequence,
    request: Request.parse(JSON.parse(row.request)),
    locale: row.locale,
    consentVersion: row.consent_version,
    ruleset: {
      version: row.ruleset_version,
      hash: row.ruleset_hash,
      ...(row.ruleset_widget !== null && { widget: row.ruleset_widget }),
    },
  };
}

function timeOf({ start_at: start, end_at: end, local, time_zone: timeZone }: Row): BookedTime | undefined {
  if (start === null || end === null || local === null || timeZone === null) return undefined;
  return { start, end, local, timeZone };
}

/** Letter case and accents aside, so that "jose" finds José. */
function nameMatcher(search: string | undefined): (name: string) => boolean {
  if (search === undefined) return () => true;
  const wanted = fold(search);
  return name => fold(name).includes(wanted);
}

const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
