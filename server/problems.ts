/** Refusals: one table from problem code to what is answered (`application/problem+json`, RFC 9457). */
import type { Context } from 'hono';
import type { Alternative, Problem, ProblemCode } from '#triage/consultation.ts';

interface Kind {
  readonly status: 400 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 429 | 500 | 503;
  readonly title: string;
  /** The same request may succeed later. */
  readonly retryable: boolean;
}

const kind = (status: Kind['status'], title: string, retryable = false): Kind => ({ status, title, retryable });

export const PROBLEMS: Readonly<Record<ProblemCode, Kind>> = {
  malformed_json: kind(400, 'The body is not JSON that is accepted here.'),
  bad_encoding: kind(400, 'The body is not UTF-8.'),
  bad_id: kind(400, 'The id is not a UUID.'),
  bad_query: kind(400, 'A part of the query is not understood.'),
  origin_not_allowed: kind(403, 'This website is not one of the clinic.'),
  proof_invalid: kind(403, 'The proof of work does not fit.'),
  not_found: kind(404, 'There is nothing here.'),
  method_not_allowed: kind(405, 'This method is not for this address.'),
  too_large: kind(413, 'The body is too large.'),
  unsupported_media_type: kind(415, 'The body must be plain application/json.'),
  slot_taken: kind(409, 'Somebody else has this time.'),
  consent_changed: kind(409, 'The consent text has a newer version.'),
  id_reused: kind(409, 'This id belongs to another request.'),
  validation_failed: kind(422, 'A field is not as it should be.'),
  consent_missing: kind(422, 'A consent is missing.'),
  triage_incomplete: kind(422, 'A question is still open.'),
  not_bookable: kind(422, 'These answers ask for a doctor, not for a booking.'),
  slot_not_offered: kind(422, 'This time is not offered.'),
  rate_limited: kind(429, 'Too many requests.', true),
  overloaded: kind(503, 'The server is busy.', true),
  storage_unavailable: kind(503, 'The storage does not answer.', true),
  storage_full: kind(503, 'The storage is full.', true),
  internal: kind(500, 'Something went wrong on the server.'),
};

/** What may stand beside the code. Codes and free times only: never a value that was sent. */
export interface RefusalDetails {
  readonly fields?: Problem['fields'];
  readonly alternatives?: readonly Alternative[];
  /** Seconds until the request may be sent again. */
  readonly retryAfter?: number;
  /** The methods there are (405). */
  readonly allow?: readonly string[];
}

/** Thrown wherever a request is refused; the app's one error handler answers it. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: ProblemCode;
  readonly details: RefusalDetails;

  constructor(code: ProblemCode, details: RefusalDetails = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

/** A refusal of one field; `pointer` is a JSON pointer into the body. */
export const fieldRefusal = (code: ProblemCode, pointer: string, fieldCode: string): Refusal =>
  new Refusal(code, { fields: [{ pointer, code: fieldCode }] });

/** The answer to a refused request. Headers set before stay, so that another site may read why it was refused. */
export function problemResponse(c: Context, { code, details }: Refusal): Response {
  const { status, title, retryable } = PROBLEMS[code];
  const { fields, alternatives, retryAfter, allow } = details;
  if (retryAfter !== undefined) c.header('Retry-After', String(retryAfter));
  if (allow !== undefined) c.header('Allow', allow.join(', '));
  c.header('Cache-Control', 'no-store');
  const body = { type: `urn:unknot:problem:${code}`, title, status, code, retryable, fields, alternatives };
  return c.body(JSON.stringify(body), status, { 'Content-Type': 'application/problem+json' });
}
