/**
 * What crosses the wire between widget and server, as schemas both sides parse with (`api.md`, section 1).
 * Codes only: what a person reads stands in `#words`.
 */
import * as z from 'zod/mini';
import { type ContactField, cleanField, fieldProblem } from './contact-fields.ts';
import { PARTS_OF_DAY } from './parts-of-day.ts';
import { QUESTION_IDS } from './questions.ts';

const field = (name: ContactField) =>
  z.string({ error: 'missing' }).check(
    z.overwrite(cleanField),
    z.check(({ value, issues }) => {
      const problem = fieldProblem(name, value);
      if (problem) issues.push({ code: 'custom', message: problem, input: value });
    }),
  );

/** Who books: the visitor, or the parent or guardian of a person under 18. */
export const Contact = z.strictObject({
  name: field('name'),
  email: z.optional(field('email')),
  phone: z.optional(field('phone')),
  relation: z.enum(['self', 'guardian']),
});
export type Contact = z.infer<typeof Contact>;

/** What is asked for: one free time, or to be called back. */
export const Request = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('slot'), start: z.iso.datetime() }),
  z.strictObject({ kind: z.literal('callback'), preferred: z.array(z.enum(PARTS_OF_DAY)).check(z.maxLength(3)) }),
]);
export type Request = z.infer<typeof Request>;

const RawAnswer = z.union([
  z.string().check(z.maxLength(40)),
  z.number(),
  z.array(z.string().check(z.maxLength(40))).check(z.maxLength(20)),
]);

const tracking = z.optional(z.string().check(z.maxLength(100)));

/** The body of `PUT /v1/clinics/:clinic/consultations/:id`. Strict: an unknown key is refused. */
export const ConsultationRequest = z.strictObject({
  ruleset: z.string().check(z.maxLength(40)),
  locale: z.string().check(z.maxLength(35), z.regex(/^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i)),
  answers: z.partialRecord(z.enum(QUESTION_IDS), RawAnswer),
  request: Request,
  contact: Contact,
  details: z.optional(z.strictObject({})),
  note: z.optional(
    z.string().check(z.refine(text => [...text.normalize('NFC')].length <= 1000, { error: 'too_long' })),
  ),
  consent: z.strictObject({ version: z.string().check(z.maxLength(40)), collect: z.boolean(), conduct: z.boolean() }),
  source: z.optional(
    z.strictObject({
      page: z.optional(z.string().check(z.maxLength(300), z.regex(/^\/[^?#]*$/))),
      utm: z.optional(z.strictObject({ source: tracking, medium: tracking, campaign: tracking })),
    }),
  ),
  proof: z.optional(
    z.strictObject({ challenge: z.string().check(z.maxLength(2000)), solution: z.string().check(z.maxLength(2000)) }),
  ),
});
export type ConsultationRequest = z.infer<typeof ConsultationRequest>;

export const CONSULTATION_STATES = ['confirmed', 'requested', 'unverified', 'callback'] as const;

/** What the server answers to a booking: no health data comes back. A callback has no times. */
export const Receipt = z.object({
  id: z.string(),
  state: z.enum(CONSULTATION_STATES),
  start: z.optional(z.string()),
  end: z.optional(z.string()),
  timeZone: z.optional(z.string()),
  local: z.optional(z.string()),
  manageUrl: z.string(),
});
export type Receipt = z.infer<typeof Receipt>;

/** One free time. `local` is the clinic's wall time as every page must show it, `for` the skill lists of the therapists free then. */
export const Slot = z.object({
  start: z.string(),
  end: z.string(),
  local: z.string(),
  for: z.array(z.array(z.string())),
});
export type Slot = z.infer<typeof Slot>;

export const SlotList = z.object({
  timeZone: z.string(),
  days: z.array(z.object({ date: z.string(), slots: z.array(Slot) })),
});
export type SlotList = z.infer<typeof SlotList>;

const Alternative = z.object({ start: z.string(), end: z.string(), local: z.string() });
export type Alternative = z.infer<typeof Alternative>;

export const PROBLEM_CODES = [
  'malformed_json',
  'bad_encoding',
  'bad_id',
  'bad_query',
  'origin_not_allowed',
  'proof_invalid',
  'not_found',
  'method_not_allowed',
  'too_large',
  'unsupported_media_type',
  'slot_taken',
  'consent_changed',
  'id_reused',
  'validation_failed',
  'consent_missing',
  'triage_incomplete',
  'not_bookable',
  'slot_not_offered',
  'rate_limited',
  'overloaded',
  'storage_unavailable',
  'storage_full',
  'internal',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** A refusal, `application/problem+json` (RFC 9457): codes only, never an input value. */
export const Problem = z.object({
  status: z.number(),
  /** One of `PROBLEM_CODES`, or one that a newer server has. */
  code: z.string(),
  retryable: z.boolean(),
  fields: z.optional(z.array(z.object({ pointer: z.string(), code: z.string() }))),
  alternatives: z.optional(z.array(Alternative)),
});
export type Problem = z.infer<typeof Problem>;

export const REGIONS = ['US', 'CA', 'UK', 'EU', 'AU'] as const;
export type Region = (typeof REGIONS)[number];

export const MASSAGE_TYPES = ['RELAXATION', 'THERAPEUTIC', 'MEDICAL'] as const;

/**
 * How a clinic takes bookings: at once, once it has approved, once the visitor has followed the link in a mail, or by
 * calling back.
 */
export const BOOKING_MODES = ['instant', 'approve', 'verify', 'callback'] as const;

/** What the widget needs of a clinic: `GET /v1/clinics/:clinic`. */
export const Clinic = z.object({
  id: z.string(),
  name: z.string(),
  /** Two letters for the face, or a picture on the server itself. */
  face: z.object({ initials: z.string(), picture: z.optional(z.string()) }),
  timeZone: z.string(),
  languages: z.array(z.string()),
  /** `tel` for links (E.164), `shown` as people of the region write it. */
  phone: z.object({ tel: z.string(), shown: z.string() }),
  region: z.enum(REGIONS),
  /** Where the clinic's own lines differ from its region's. */
  lines: z.object({
    emergency: z.optional(z.string()),
    urgent: z.optional(z.string()),
    crisis: z.optional(z.string()),
  }),
  /** The massage types offered, with a price as the clinic words it. */
  services: z.array(z.object({ type: z.enum(MASSAGE_TYPES), price: z.optional(z.string()) })),
  consultation: z.object({
    minutes: z.number(),
    by: z.enum(['phone', 'video', 'visit']),
    /** The address of a visit. */
    where: z.optional(z.string()),
  }),
  booking: z.enum(BOOKING_MODES),
  consent: z.object({ version: z.string(), text: z.string() }),
  privacyNotice: z.string(),
  theme: z.object({ accent: z.optional(z.string()) }),
  signOff: z.optional(z.object({ name: z.string(), date: z.string() })),
  /** The server's rule set; `module` is its own triage, for a widget that finds it runs another one. */
  ruleset: z.object({ version: z.string(), hash: z.string(), module: z.optional(z.string()) }),
});
export type Clinic = z.infer<typeof Clinic>;
