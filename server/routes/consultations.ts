/**
 * The one write of the public side: `PUT /:clinic/consultations/:id`. The order of checks is the contract's
 * (`api.md`, section 1), cheapest first; it can be read from top to bottom here.
 */
import { createHash } from 'node:crypto';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { type Alternative, ConsultationRequest, type Receipt } from '#triage/consultation.ts';
import { isResult, triage } from '#triage/triage.ts';
import { accept } from '../booking/accept.ts';
import { alternatives } from '../booking/offer.ts';
import { canonicalJson } from '../canonical-json.ts';
import { clientAddress } from '../client-address.ts';
import type { ClinicFile } from '../clinics.ts';
import type { ManageToken } from '../keys.ts';
import type { Limits } from '../limits.ts';
import { Refusal } from '../problems.ts';
import type { Answer, BookingOutcome, Store } from '../store/store.ts';
import { corsForClinic, refuseForeignOrigins } from './clinic-origins.ts';
import type { ClinicEnv } from './find-clinic.ts';
import { readJson, refuseOtherMedia } from './json-body.ts';
import { parseBody } from './parse-body.ts';

export interface ConsultationNeeds {
  readonly store: Store;
  readonly limits: Limits;
  readonly clock: () => Date;
  readonly publicUrl: string;
  readonly manageToken: ManageToken;
  readonly rulesetHash: string;
}

const PATH = '/:clinic/consultations/:id';
const MOST_IN_FLIGHT = 1024;

/** To be mounted where `findClinic` has run. */
export function createConsultations(needs: ConsultationNeeds): Hono<ClinicEnv> {
  const { store, limits, clock, publicUrl, rulesetHash } = needs;
  return new Hono<ClinicEnv>()
    .use(PATH, corsForClinic(publicUrl))
    .put(
      PATH,
      refuseBadIds,
      refuseForeignOrigins(publicUrl),
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
        const { consultation, candidates, answer } = accept({ clinic, id, fingerprint, body, rulesetHash, now });
        await limits.booking(clinic.id, consultation.secrets.contact);
        return settle(c, needs, body, await store.book(consultation, candidates, answer));
      },
    );
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
      throw new Refusal('slot_taken', { alternatives: await nearestFree(needs, c.get('clinic'), body) });
    case 'id_reused':
      throw new Refusal('id_reused');
  }
}

/** Written out in one order, so that every answer for an id is the same byte for byte. */
const receiptOf = (
  { publicUrl, manageToken }: ConsultationNeeds,
  clinic: ClinicFile,
  { id, state, start, end, timeZone, local }: Answer,
): Receipt => ({
  id,
  state,
  ...(start !== undefined && { start }),
  ...(end !== undefined && { end }),
  ...(timeZone !== undefined && { timeZone }),
  ...(local !== undefined && { local }),
  // In the fragment: it is not sent with requests, so it stands in no log on the way.
  manageUrl: `${publicUrl}/m#${clinic.id}.${id}.${manageToken(clinic.id, id)}`,
});

async function nearestFree(
  { store, clock }: ConsultationNeeds,
  clinic: ClinicFile,
  body: ConsultationRequest,
): Promise<readonly Alternative[]> {
  const result = triage(body.answers);
  if (body.request.kind !== 'slot' || !isResult(result)) return [];
  const now = clock();
  const until = new Date(now.getTime() + (clinic.schedule.horizon + 2) * 86_400_000);
  const busy = await store.busy(clinic.id, now.toISOString(), until.toISOString());
  return alternatives(clinic, result, body.request.start, busy, now);
}
