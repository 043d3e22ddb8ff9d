/** Booking: one transaction decides who gets a time. */
import type { Kysely, Transaction } from 'kysely';
import * as z from 'zod/mini';
import { type Contact, Receipt } from '#triage/consultation.ts';
import type { Tell } from '../notify/messages.ts';
import { type DataKey, type DataKeys, RetiredKey } from './data-keys.ts';
import { keepTells } from './outbox.ts';
import { HOLDING, type Schema } from './schema.ts';
import { type SealedPart, sealPart } from './sealed-part.ts';
import type { Sealing } from './sealing.ts';
import type { Answer, BookingOutcome, NewConsultation, Store } from './store.ts';
import { type Database, transact } from './transact.ts';

type Replay = Awaited<ReturnType<Store['replay']>>;

export function createBookings(
  database: Database,
  dataKeys: DataKeys,
  sealing: Sealing,
): Pick<Store, 'book' | 'replay' | 'busy' | 'talksAhead'> {
  const { db, flavour } = database;

  async function book(attempt: Attempt): Promise<BookingOutcome> {
    const { consultation, candidates } = attempt;
    const { clinic, id, fingerprint } = consultation;
    const dataKey = await dataKeys.newest(clinic);
    const row = newRow(attempt, dataKey, sealing);
    return transact(database, async trx => {
      await dataKeys.hold(trx, clinic, dataKey.version);
      await flavour.lock(trx, clinic, [...candidates, ...dayLock(consultation)]);
      const earlier = await findReplay(trx, clinic, id, fingerprint);
      if (earlier !== undefined) return earlier;
      if (!(await spendProof(trx, consultation))) return { kind: 'proof_spent' };
      const resource = await placeFor(trx, attempt);
      const outcome = resource === undefined ? 'taken' : 'booked';
      await keepAttempt(trx, attempt, outcome);
      if (resource === undefined) return { kind: 'taken' };
      await trx
        .insertInto('consultations')
        .values({ ...row, resource })
        .execute();
      await keepTells(trx, clinic, id, attempt.tells, consultation.createdAt);
      return { kind: 'booked', answer: attempt.answer };
    });
  }

  return {
    async book(consultation, candidates, answer, tells = []) {
      const attempt = { consultation, candidates, answer, tells };
      try {
        return await book(attempt);
      } catch (error) {
        if (!(error instanceof RetiredKey)) throw error;
        dataKeys.forget(consultation.clinic);
        return book(attempt);
      }
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
  };
}

interface Attempt {
  readonly consultation: NewConsultation;
  readonly candidates: readonly string[];
  readonly answer: Answer;
  readonly tells: readonly Tell[];
}

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

/**
 * Who holds the talk: the first candidate who is free, null where nobody has to.
 * @returns undefined where the time is taken
 */
async function placeFor(
  trx: Transaction<Schema>,
  { consultation, candidates }: Attempt,
): Promise<string | null | undefined> {
  const { clinic, id, time, heldUntil, isBlocked } = consultation;
  if (time === undefined || isBlocked) return null;
  if (await isDayFull(trx, consultation)) return undefined;
  return firstFree(trx, { clinic, id, from: time.start, until: heldUntil ?? time.end }, candidates);
}

interface Span {
  readonly clinic: string;
  /** The lead that wants it, which is not in its own way. */
  readonly id: string;
  readonly from: string;
  readonly until: string;
}

/** The first candidate whom nothing active holds in that span. The transaction has the locks, so it stays so. */
export async function firstFree(
  trx: Transaction<Schema>,
  { clinic, id, from, until }: Span,
  candidates: readonly string[],
): Promise<string | undefined> {
  if (candidates.length === 0) return undefined;
  const held = await trx
    .selectFrom('consultations')
    .select('resource')
    .where('clinic', '=', clinic)
    .where('id', '<>', id)
    .where('resource', 'in', candidates)
    .where('state', 'in', HOLDING)
    .where('start_at', '<', until)
    .where('held_until', '>', from)
    .execute();
  const taken = new Set(held.map(({ resource }) => resource));
  return candidates.find(candidate => !taken.has(candidate));
}

/** Talks nobody has confirmed by mail may hold a part of a day only; whoever counts them has the day to itself. */
const dayLock = ({ unverified, time }: NewConsultation): readonly string[] =>
  unverified && time ? [`day ${time.local.slice(0, 10)}`] : [];

async function isDayFull(trx: Transaction<Schema>, { clinic, unverified, time }: NewConsultation): Promise<boolean> {
  if (unverified === undefined || time === undefined) return false;
  const { count } = await trx
    .selectFrom('consultations')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('clinic', '=', clinic)
    .where('state', '=', 'unverified')
    .where('local', '>=', time.local.slice(0, 10))
    .where('local', '<=', `${time.local.slice(0, 10)}T99`)
    .executeTakeFirstOrThrow();
  return Number(count) >= unverified.mostOnDay;
}

/** @returns false where the proof was spent before */
async function spendProof(trx: Transaction<Schema>, { proof }: NewConsultation): Promise<boolean> {
  if (proof === undefined) return true;
  const { numInsertedOrUpdatedRows = 0n } = await trx
    .insertInto('spent_proofs')
    .values({ nonce: proof.nonce, expires_at: proof.expiresAt })
    .onConflict(conflict => conflict.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}

async function keepAttempt(
  trx: Transaction<Schema>,
  { consultation: made, answer }: Attempt,
  outcome: 'booked' | 'taken',
): Promise<void> {
  await trx
    .insertInto('attempts')
    .values({
      clinic: made.clinic,
      id: made.id,
      fingerprint: made.fingerprint,
      outcome,
      answer: outcome === 'booked' ? JSON.stringify(answer) : null,
      created_at: made.createdAt,
    })
    .execute();
}

/** All of a new lead's row but the therapist. */
const newRow = ({ consultation: made, answer }: Attempt, dataKey: DataKey, sealing: Sealing) => ({
  clinic: made.clinic,
  id: made.id,
  created_at: made.createdAt,
  state: made.isBlocked ? ('cancelled' as const) : answer.state,
  ended_by: made.isBlocked ? ('blocked' as const) : null,
  changed_at: made.createdAt,
  expires_at: made.isBlocked ? null : (made.expiresAt ?? null),
  contacted_at: null,
  request: JSON.stringify(made.request),
  locale: made.locale,
  consent_version: made.consentVersion,
  ruleset_version: made.ruleset.version,
  ruleset_hash: made.ruleset.hash,
  ruleset_widget: made.ruleset.widget ?? null,
  ...timeColumns(made),
  ...contactHashes(sealing, made.clinic, made.secrets.contact),
  sealed: sealPart(dataKey.key, made, partOf(made)),
  key_version: dataKey.version,
});

/** The page somebody came from can tell as much as an answer. */
const partOf = ({ secrets, source }: NewConsultation): SealedPart => ({ ...secrets, ...(source && { source }) });

/** Whoever is blocked holds nothing. */
const timeColumns = ({ time, heldUntil, isBlocked }: NewConsultation) => {
  const kept = isBlocked ? undefined : time;
  return {
    start_at: kept?.start ?? null,
    end_at: kept?.end ?? null,
    held_until: kept === undefined ? null : (heldUntil ?? kept.end),
    local: kept?.local ?? null,
    time_zone: kept?.timeZone ?? null,
  };
};

export const contactHashes = (
  sealing: Sealing,
  clinic: string,
  { email, phone }: Pick<Contact, 'email' | 'phone'>,
) => ({
  email_hash: email === undefined ? null : sealing.hash(`${clinic}/email`, email.toLowerCase()),
  phone_hash: phone === undefined ? null : sealing.hash(`${clinic}/phone`, phone),
});
