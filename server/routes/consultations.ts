/**
 * The one write of the public side: `PUT /:clinic/consultations/:id`. The order of checks is the contract's
 * (`api.md`, section 1), cheapest first; it can be read from top to bottom here.
 */
import { createHash } from 'node:crypto';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { type Alternative, ConsultationRequest, type Receipt } from '#triage/consultation.ts';
import { isResult, triage } from '#triage/triage.ts';
import { type Accepted, accept, quietAnswer } from '../booking/accept.ts';
import { nearestFree } from '../booking/offer.ts';
import { canonicalJson } from '../canonical-json.ts';
import { clientAddress } from '../client-address.ts';
import type { ClinicFile } from '../clinics.ts';
import type { ManageToken } from '../keys.ts';
import type { Limits } from '../limits.ts';
import { manageUrl } from '../manage-url.ts';
import { Refusal } from '../problems.ts';
import type { ProofOfWork } from '../proof-of-work.ts';
import type { Answer, BookingOutcome, NewConsultation, Store } from '../store/store.ts';
import { corsForClinic, type OwnAddresses, refuseForeignOrigins } from './clinic-origins.ts';
import type { ClinicEnv } from './find-clinic.ts';
import { readJson, refuseOtherMedia } from './json-body.ts';
import { parseBody } from './parse-body.ts';

export interface ConsultationNeeds extends OwnAddresses {
  readonly store: Store;
  readonly limits: Limits;
  readonly clock: () => Date;
  readonly manageToken: ManageToken;
  readonly proofOfWork: ProofOfWork;
  readonly rulesetHash: string;
}

const PATH = '/:clinic/consultations/:id';
const MOST_IN_FLIGHT = 1024;

/** To be mounted where `findClinic` has run. */
export function createConsultations(needs: ConsultationNeeds): Hono<ClinicEnv> {
  const { store, limits, clock, rulesetHash } = needs;
  return new Hono<ClinicEnv>()
    .use(PATH, corsForClinic(needs))
    .put(
      PATH,
      refuseBadIds,
      refuseForeignOrigins(needs),
      plainJsonOnly,
      atMostInFlight(MOST_IN_FLIGHT),
      limitAddress(limits),
      async c => {
        const clinic = c.get('clinic');
        const id = idOf(c);
        const body = parseBody(ConsultationRequest, await readJson(c.req.raw));
        const fingerprint = fingerprintOf(body);
        const now = clock();
        const earlier = await store.replay(clinic.id, id, fingerprint);
        if (earlier !== undefined) return settle(c, needs, body, earlier);
        const proof = await checkProof(needs, clinic, body);
        const accepted = accept({ clinic, id, fingerprint, body, rulesetHash, now });
        const { contact } = accepted.consultation.secrets;
        await limits.booking(clinic.id, contact, proof ? undefined : clientAddress(c));
        const isBlocked = await store.isBlocked(clinic.id, contact);
        return settle(c, needs, body, await book(store, accepted, { proof, isBlocked }));
      },
    );
}

/** @returns the proof to spend, undefined where none came */
async function checkProof(
  { proofOfWork }: ConsultationNeeds,
  { id }: ClinicFile,
  { proof }: ConsultationRequest,
): Promise<SpentProof | undefined> {
  if (proof === undefined) return undefined;
  const solved = await proofOfWork.check(id, proof);
  if (solved === undefined) throw new Refusal('proof_invalid');
  return solved;
}

type SpentProof = NonNullable<NewConsultation['proof']>;

/** Whoever is blocked gets the answer anybody could get, holds nothing, and nobody is told. */
function book(
  store: Store,
  { consultation, candidates, answer, tells }: Accepted,
  { proof, isBlocked }: { readonly proof: SpentProof | undefined; readonly isBlocked: boolean },
): Promise<BookingOutcome> {
  const made = { ...consultation, ...(proof && { proof }) };
  if (!isBlocked) return store.book(made, candidates, answer, tells);
  const { expiresAt: _, unverified: __, ...quiet } = made;
  return store.book({ ...quiet, isBlocked }, [], quietAnswer(answer), []);
}

type Middleware = MiddlewareHandler<ClinicEnv>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** One id, however its letters are written. */
const idOf = (c: Context<ClinicEnv>): string => (c.req.param('id') ?? '').toLowerCase();

const refuseBadIds: Middleware = async function refuseBadIds(c, next) {
  if (!UUID.test(idOf(c))) throw new Refusal('bad_id');
  await next();
};

const plainJsonOnly: Middleware = async function plainJsonOnly(c, next) {
  refuseOtherMedia(c.req.raw);
  await next();
};

function atMostInFlight(most: number): Middleware {
  let inFlight = 0;
  return async function atMostInFlight(_c, next) {
    if (inFlight >= most) throw new Refusal('overloaded', { retryAfter: 1 });
    inFlight += 1;
    try {
      await next();
    } finally {
      inFlight -= 1;
    }
  };
}

const limitAddress = (limits: Limits): Middleware =>
  async function limitAddress(c, next) {
    await limits.write(clientAddress(c));
    await next();
  };

/** SHA-256 of what was asked for, hex. The proof of work may differ between two tries of one request. */
function fingerprintOf({ proof: _, ...body }: ConsultationRequest): string {
  return createHash('sha256').update(canonicalJson(body)).digest('hex');
}

/** Each way an attempt can end, as it is answered. */
async function settle(
  c: Context<ClinicEnv>,
  needs: ConsultationNeeds,
  body: ConsultationRequest,
  outcome: BookingOutcome,
): Promise<Response> {
  c.header('Cache-Control', 'no-store');
  switch (outcome.kind) {
    case 'booked':
      return c.json(receiptOf(needs, c.get('clinic'), outcome.answer), 201);
    case 'replayed':
      c.header('Idempotent-Replayed', 'true');
      return c.json(receiptOf(needs, c.get('clinic'), outcome.answer), 200);
    case 'taken':
    case 'taken_before':
      throw new Refusal('slot_taken', { alternatives: await alternatives(needs, c.get('clinic'), body) });
    case 'id_reused':
      throw new Refusal('id_reused');
    case 'proof_spent':
      throw new Refusal('proof_invalid');
  }
}

/** Written out in one order, so that every answer for an id is the same byte for byte. */
const receiptOf = (
  needs: ConsultationNeeds,
  clinic: ClinicFile,
  { id, state, start, end, timeZone, local }: Answer,
): Receipt => ({
  id,
  state,
  ...(start !== undefined && { start }),
  ...(end !== undefined && { end }),
  ...(timeZone !== undefined && { timeZone }),
  ...(local !== undefined && { local }),
  // Only the mail holds the link that confirms a talk: whoever booked it without reading mail must not have it.
  manageUrl: state === 'unverified' ? `${needs.publicUrl}/m` : manageUrl(needs, clinic.id, id),
});

async function alternatives(
  { store, clock }: ConsultationNeeds,
  clinic: ClinicFile,
  { answers, request }: ConsultationRequest,
): Promise<readonly Alternative[]> {
  const result = triage(answers);
  if (request.kind !== 'slot' || !isResult(result)) return [];
  return nearestFree(store, clinic, result, request.start, clock());
}
