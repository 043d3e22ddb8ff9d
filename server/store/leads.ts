/** Leads as the clinic reads them and what it does with them. */
import type { Kysely, Selectable } from 'kysely';
import { Request } from '#triage/consultation.ts';
import type { DataKeys } from './data-keys.ts';
import type { Schema } from './schema.ts';
import { unseal } from './sealing.ts';
import type { BookedTime, Lead, LeadSecrets, LeadState, Store } from './store.ts';

type Row = Selectable<Schema['consultations']>;
type Query = Parameters<Store['leads']>[0];
type Key = NonNullable<Query['before']>;

/** What a row seals. */
export type SealedPart = LeadSecrets & Pick<Lead, 'source'>;

/** How many rows a search opens at once, so that bookings get their turn in between. */
const BATCH = 200;

/** What each of the clinic's decisions ends. */
const ENDS: Readonly<Record<'cancelled' | 'no_show', readonly LeadState[]>> = {
  cancelled: ['unverified', 'requested', 'confirmed', 'callback'],
  no_show: ['unverified', 'requested', 'confirmed'],
};

export function createLeads(
  db: Kysely<Schema>,
  dataKeys: DataKeys,
): Pick<Store, 'leads' | 'lead' | 'markContacted' | 'setState' | 'audit'> {
  const open = async (row: Row): Promise<Lead> => leadOf(row, await dataKeys(row.clinic));

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

    async markContacted(clinic, id, at) {
      const update = db.updateTable('consultations').set({ contacted_at: at });
      const { numUpdatedRows } = await update.where('clinic', '=', clinic).where('id', '=', id).executeTakeFirst();
      return numUpdatedRows > 0;
    },

    async setState(clinic, id, state, at) {
      const { numUpdatedRows } = await db
        .updateTable('consultations')
        .set({ state, changed_at: at })
        .where('clinic', '=', clinic)
        .where('id', '=', id)
        .where('state', 'in', ENDS[state])
        .executeTakeFirst();
      return numUpdatedRows > 0;
    },

    async audit(entry) {
      await db.insertInto('audit').values(entry).execute();
    },
  };
}

const one = (db: Kysely<Schema>, clinic: string, id: string): Promise<Row | undefined> =>
  db.selectFrom('consultations').selectAll().where('clinic', '=', clinic).where('id', '=', id).executeTakeFirst();

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
  // Sealed by this server for this row and authenticated when opened, so it is what was sealed.
  const sealed: SealedPart = JSON.parse(unseal(dataKey, row.clinic, row.id, row.sealed));
  const time = timeOf(row);
  return {
    ...sealed,
    clinic: row.clinic,
    id: row.id,
    createdAt: row.created_at,
    state: row.state,
    ...(row.contacted_at !== null && { contactedAt: row.contacted_at }),
    ...(row.resource !== null && { resource: row.resource }),
    ...(time !== undefined && { time }),
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
