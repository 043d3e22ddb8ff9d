/** A request to book, against what this clinic and these answers allow. Nothing here is written anywhere. */
import type { ConsultationRequest, Contact, Request } from '#triage/consultation.ts';
import { RULESET_VERSION } from '#triage/rules.ts';
import { isResult, type Result, triage } from '#triage/triage.ts';
import type { ClinicFile } from '../clinics.ts';
import { normalizePhone } from '../phone.ts';
import { fieldRefusal, Refusal } from '../problems.ts';
import type { Answer, BookedTime, NewConsultation } from '../store/store.ts';
import { talksAt } from './offer.ts';
import { readInstant } from './zone.ts';

/** What the store is asked to book. */
export interface Accepted {
  readonly consultation: NewConsultation;
  /** The therapists who could hold the talk, whoever is wished for first. */
  readonly candidates: readonly string[];
  readonly answer: Answer;
}

interface Attempt {
  readonly clinic: ClinicFile;
  readonly id: string;
  readonly fingerprint: string;
  readonly body: ConsultationRequest;
  /** The hash of the rules this server runs. */
  readonly rulesetHash: string;
  readonly now: Date;
}

/**
 * @throws {Refusal} `consent_missing`, `consent_changed`, `triage_incomplete`, `not_bookable`, `validation_failed`
 *   or `slot_not_offered`
 */
export function accept({ clinic, id, fingerprint, body, rulesetHash, now }: Attempt): Accepted {
  checkConsent(body.consent, clinic);
  const result = judge(body.answers);
  const contact = checkContact(body, result, clinic);
  const appointment = appointmentFor(body.request, clinic, result, now);
  const consultation: NewConsultation = {
    clinic: clinic.id,
    id,
    fingerprint,
    createdAt: now.toISOString(),
    request: appointment.request,
    ...(appointment.time !== undefined && { time: appointment.time }),
    ...(appointment.heldUntil !== undefined && { heldUntil: appointment.heldUntil }),
    ruleset: {
      version: RULESET_VERSION,
      hash: rulesetHash,
      ...(body.ruleset !== RULESET_VERSION && { widget: body.ruleset }),
    },
    locale: body.locale,
    consentVersion: body.consent.version,
    ...(body.source !== undefined && { source: body.source }),
    secrets: { answers: body.answers, result, contact, ...(body.note !== undefined && { note: body.note }) },
  };
  return { consultation, candidates: appointment.candidates, answer: answerFor(id, appointment.time) };
}

function checkConsent(consent: ConsultationRequest['consent'], clinic: ClinicFile): void {
  const missing = (['collect', 'conduct'] as const).filter(part => !consent[part]);
  if (missing.length > 0) {
    const fields = missing.map(part => ({ pointer: `/consent/${part}`, code: 'missing' }));
    throw new Refusal('consent_missing', { fields });
  }
  if (consent.version !== clinic.consent.version) throw new Refusal('consent_changed');
}

/** The server's own triage: what the widget made of the answers is never asked. */
function judge(answers: ConsultationRequest['answers']): Result {
  const verdict = triage(answers);
  if (!isResult(verdict)) throw fieldRefusal('triage_incomplete', `/answers/${verdict.next}`, 'missing');
  if (verdict.booking === 'none') throw new Refusal('not_bookable');
  return verdict;
}

/** @returns the contact with its phone in one form */
function checkContact({ contact, request }: ConsultationRequest, { guardian }: Result, clinic: ClinicFile): Contact {
  if (guardian && contact.relation !== 'guardian') {
    throw fieldRefusal('validation_failed', '/contact/relation', 'guardian_needed');
  }
  const needed = request.kind === 'callback' ? 'phone' : 'email';
  if (contact[needed] === undefined) throw fieldRefusal('validation_failed', `/contact/${needed}`, 'missing');
  if (contact.phone === undefined) return contact;
  const phone = normalizePhone(contact.phone, clinic);
  if (phone === undefined) throw fieldRefusal('validation_failed', '/contact/phone', 'bad_phone');
  return { ...contact, phone };
}

interface Appointment {
  readonly request: Request;
  readonly time?: BookedTime;
  readonly heldUntil?: string;
  readonly candidates: readonly string[];
}

function appointmentFor(request: Request, clinic: ClinicFile, result: Result, now: Date): Appointment {
  if (request.kind === 'callback') return { request, candidates: [] };
  const start = readInstant(request.start);
  const talks = start === undefined ? [] : talksAt(clinic, result, start, now);
  const talk = talks[0];
  if (talk === undefined) throw fieldRefusal('slot_not_offered', '/request/start', 'not_offered');
  return {
    request: { kind: 'slot', start: talk.start },
    time: { start: talk.start, end: talk.end, local: talk.local, timeZone: clinic.timeZone },
    heldUntil: talk.heldUntil,
    candidates: talks.map(({ therapist }) => therapist.id),
  };
}

const answerFor = (id: string, time: BookedTime | undefined): Answer =>
  time === undefined ? { id, state: 'callback' } : { id, state: 'confirmed', ...time };
