/** Booking: one transaction decides who gets a time. */
import type { Kysely, Transaction } from 'kysely';
import * as z from 'zod/mini';
import { type Contact, Receipt } from '#triage/consultation.ts';
import type { DataKeys } from './data-keys.ts';
import type { SealedPart } from './leads.ts';
import { HOLDING, type Schema } from './schema.ts';
import { type Sealing, seal } from './sealing.ts';
import type { Answer, BookingOutcome, NewConsultation, Store } from './store.ts';

type Replay = Awaited<ReturnType<Store['replay']>>;

export const createBookings = (
  db: Kysely<Schema>,
  dataKeys: DataKeys,
  sealing: Sealing,
): Pick<Store, 'book' | 'replay' | 'busy' | 'talksAhead'> => ({
  async book(consultation, candidates, answer) {
    const dataKey = await dataKeys(consultation.clinic);
    const sealed = seal(dataKey, consultation.clinic, consultation.id, JSON.stringify(sealedPart(consultation)));
    return db.transaction().execute(async trx => {
      const earlier = await findReplay(trx, consultation.clinic, consultation.id, consultation.fingerprint);
      if (earlier !== undefined) return earlier;
      const resource = await firstFree(trx, consultation, candidates);
      const isTaken = consultation.time !== undefined && resource === undefined;
      await keepAttempt(trx, consultation, isTaken ? undefined : answer);
      if (isTaken) return { kind: 'taken' } satisfies BookingOutcome;
      const hashes = contactHashes(sealing, consultation.clinic, consultation.secrets.contact);
      const row = { ...rowOf(consultation, answer), ...timeColumns(consultation, resource), ...hashes, sealed };
      await trx.insertInto('consultations').values(row).execute();
      return { kind: 'booked', answer } satisfies BookingOutcome;
    });
  },

  replay: (clinic, id, fingerprint) => findReplay(db, clinic, id, fingerprint),

  async busy(clinic, from, to) {
    const rows = await db
      .selectFrom('consultations')
      .select(['resource', 'start_at', 'held_until'])
      .where('clinic', '=', clinic)
      .where('state', 'in', HOLDING)
      .where('start_at', '<', to)
      .where('held_until', '>', from)
      .$narrowType<{ resource: string; start_at: string; held_until: string }>()
      .execute();
    return rows.map(row => ({ resource: row.resource, start: row.start_at, end: row.held_until }));
  },

  async talksAhead(clinic, contact, now) {
    const hashes = contactHashes(sealing, clinic, contact);
    const { count } = await db
      .selectFrom('consultations')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('clinic', '=', clinic)
      .where('state', 'in', HOLDING)
      .where('end_at', '>', now)
      .where(({ or, eb }) => or([eb('email_hash', '=', hashes.email_hash), eb('phone_hash', '=', hashes.phone_hash)]))
      .executeTakeFirstOrThrow();
    return Number(count);
  },
});

const StoredAnswer = z.omit(Receipt, { manageUrl: true });

async function findReplay(db: Kysely<Schema>, clinic: string, id: string, fingerprint: string): Promise<Replay> {
  const attempt = await db
    .selectFrom('attempts')
    .select(['fingerprint', 'outcome', 'answer'])
    .where('clinic', '=', clinic)
    .where('id', '=', id)
    .executeTakeFirst();
  if (attempt === undefined) return undefined;
  if (attempt.fingerprint !== fingerprint) return { kind: 'id_reused' };
  if (attempt.answer === null) return { kind: 'taken_before' };
  return { kind: 'replayed', answer: StoredAnswer.parse(JSON.parse(attempt.answer)) };
}

/** The first candidate whom nothing active holds in that span. The transaction has the write lock, so it stays so. */
async function firstFree(
  trx: Transaction<Schema>,
  { clinic, time, heldUntil }: NewConsultation,
  candidates: readonly string[],
): Promise<string | undefined> {
  if (time === undefined || candidates.length === 0) return undefined;
  const held = await trx
    .selectFrom('consultations')
    .select('resource')
    .where('clinic', '=', clinic)
    .where('resource', 'in', candidates)
    .where('state', 'in', HOLDING)
    .where('start_at', '<', heldUntil ?? time.end)
    .where('held_until', '>', time.start)
    .execute();
  const taken = new Set(held.map(({ resource }) => resource));
  return candidates.find(candidate => !taken.has(candidate));
}

async function keepAttempt(trx: Transaction<Schema>, made: NewConsultation, answer: Answer | undefined): Promise<void> {
  await trx
    .insertInto('attempts')
    .values({
      clinic: made.clinic,
      id: made.id,
      fingerprint: made.fingerprint,
      outcome: answer === undefined ? 'taken' : 'booked',
      answer: answer === undefined ? null : JSON.stringify(answer),
      created_at: made.createdAt,
    })
    .execute();
}

const rowOf = (made: NewConsultation, answer: Answer) => ({
  clinic: made.clinic,
  id: made.id,
  created_at: made.createdAt,
  state: answer.state,
  changed_at: made.createdAt,
  contacted_at: null,
  request: JSON.stringify(made.request),
  locale: made.locale,
  consent_version: made.consentVersion,
  ruleset_version: made.ruleset.version,
  ruleset_hash: made.ruleset.hash,
  ruleset_widget: made.ruleset.widget ?? null,
});

/** The page somebody came from can tell as much as an answer. */
const sealedPart = ({ secrets, source }: NewConsultation): SealedPart => ({ ...secrets, ...(source && { source }) });

const timeColumns = ({ time, heldUntil }: NewConsultation, resource: string | undefined) => ({
  resource: resource ?? null,
  start_at: time?.start ?? null,
  end_at: time?.end ?? null,
  held_until: heldUntil ?? time?.end ?? null,
  local: time?.local ?? null,
  time_zone: time?.timeZone ?? null,
});

const contactHashes = (sealing: Sealing, clinic: string, { email, phone }: Contact) => ({
  email_hash: email === undefined ? null : sealing.hash(`${clinic}/email`, email.toLowerCase()),
  phone_hash: phone === undefined ? null : sealing.hash(`${clinic}/phone`, phone),
});
