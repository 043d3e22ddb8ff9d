/** A request to book, against what this clinic and these answers allow. Nothing here is written anywhere. */

import type { ConsultationRequest, Contact, Request } from '#triage/consultation.ts';
import { RULESET_VERSION } from '#triage/rules.ts';
import { isResult, type Result, triage } from '#triage/triage.ts';
import type { ClinicFile } from '../clinics.ts';
import { MINUTE } from '../durations.ts';
import type { Tell } from '../notify/messages.ts';
import { type Happening, tellsFor } from '../notify/plan.ts';
import { normalizePhone } from '../phone.ts';
import { fieldRefusal, Refusal } from '../problems.ts';
import type { Answer, BookedTime, NewConsultation } from '../store/store.ts';
import { type Person, talksAt } from './offer.ts';
import { talksOn } from './schedule.ts';
import { readDate, readInstant } from './zone.ts';

/** What the store is asked to book. */
export interface Accepted {
  readonly consultation: NewConsultation;
  /** The therapists who could hold the talk, whoever is wished for first. */
  readonly candidates: readonly string[];
  readonly answer: Answer;
  /** Who is told of it. */
  readonly tells: readonly Tell[];
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
  const appointment = appointmentFor(body.request, clinic, { result, locale: body.locale }, now);
  const consultation: NewConsultation = {
    clinic: clinic.id,
    id,
    fingerprint,
    createdAt: now.toISOString(),
    request: appointment.request,
    ...(appointment.time !== undefined && { time: appointment.time }),
    ...(appointment.heldUntil !== undefined && { heldUntil: appointment.heldUntil }),
    ...holding(clinic, appointment, now),
    ruleset: {
      version: RULESET_VERSION,
      hash: rulesetHash,
      ...(body.ruleset !== RULESET_VERSION && { widget: body.ruleset }),
    },
    locale: body.locale,
    consentVersion: body.consent.version,
    ...(body.source !== undefined && { source: body.source }),
    secrets: {
      contact,
      health: { answers: body.answers, result, ...(body.note !== undefined && { note: body.note }) },
    },
  };
  const answer = answerFor(id, clinic, appointment.time);
  return {
    consultation,
    candidates: appointment.candidates,
    answer,
    tells: tellsOf(clinic, consultation, answer, now),
  };
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

function appointmentFor(request: Request, clinic: ClinicFile, person: Person, now: Date): Appointment {
  if (request.kind === 'callback') return { request, candidates: [] };
  const start = readInstant(request.start);
  const talks = start === undefined ? [] : talksAt(clinic, person, start, now);
  const talk = talks[0];
  if (talk === undefined) throw fieldRefusal('slot_not_offered', '/request/start', 'not_offered');
  return {
    request: { kind: 'slot', start: talk.start },
    time: { start: talk.start, end: talk.end, local: talk.local, timeZone: clinic.timeZone },
    heldUntil: talk.heldUntil,
    candidates: talks.map(({ therapist }) => therapist.id),
  };
}

/** How a talk begins, by the clinic's way of taking bookings. A callback clinic offers no times. */
const FIRST_STATE = { instant: 'confirmed', approve: 'requested', verify: 'unverified', callback: 'callback' } as const;

const answerFor = (id: string, { booking }: ClinicFile, time: BookedTime | undefined): Answer =>
  time === undefined ? { id, state: 'callback' } : { id, state: FIRST_STATE[booking], ...time };

/** The receipt of somebody the clinic has blocked: nothing in it tells them. */
export const quietAnswer = ({ id, state, ...times }: Answer): Answer => ({
  id,
  state: state === 'callback' ? state : 'requested',
  ...times,
});

const VERIFY_MINUTES = 30;
/** So much of a day's talks may be held by people who have not confirmed yet. */
const UNVERIFIED_SHARE = 0.3;

/** For how long a talk that does not stand yet holds its time, and how many such talks a day may have. */
function holding(clinic: ClinicFile, { time }: Appointment, now: Date): Partial<NewConsultation> {
  if (time === undefined) return {};
  const after = (minutes: number): string =>
    new Date(Math.min(now.getTime() + minutes * MINUTE, Date.parse(time.start))).toISOString();
  if (clinic.booking === 'approve') return { expiresAt: after(clinic.answerWithin * 60) };
  if (clinic.booking !== 'verify') return {};
  const date = readDate(time.local.slice(0, 10));
  const talks = date === undefined ? 0 : talksOn(clinic, date).length;
  const mostOnDay = Math.max(1, Math.floor(talks * UNVERIFIED_SHARE));
  return { expiresAt: after(VERIFY_MINUTES), unverified: { mostOnDay } };
}

const EVENTS = { confirmed: 'booked', callback: 'booked', requested: 'requested', unverified: 'unverified' } as const;

function tellsOf(clinic: ClinicFile, made: NewConsultation, { state }: Answer, now: Date): readonly Tell[] {
  const event: Happening['event'] = EVENTS[state];
  const hasMail = made.secrets.contact.email !== undefined;
  const standing = state === 'confirmed' && made.time ? { standing: made.time } : {};
  const dropAt = state === 'unverified' && made.expiresAt !== undefined ? { dropAt: made.expiresAt } : {};
  return tellsFor({ event, clinic, hasMail, isClinicAware: false, ...standing, ...dropAt, now });
}
