/** A body against its schema; what does not fit is named by pointer and code, never by value. */
import type * as z from 'zod/mini';
import type { Problem } from '#triage/consultation.ts';
import { Refusal } from '../problems.ts';

type Issue = z.core.$ZodIssue;

/** What a schema of ours says itself; anything else that does not fit is `invalid`. */
const CODES: ReadonlySet<string> = new Set([
  'missing',
  'too_long',
  'unprintable',
  'bad_email',
  'bad_phone',
  'unknown_key',
]);

/**
 * @param value what the body's JSON said
 * @throws {Refusal} `validation_failed` with a pointer to each field
 */
export function parseBody<T extends z.ZodMiniType>(schema: T, value: unknown): z.output<T> {
  const parsed = schema.safeParse(value, { error: codeOf });
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map(issue => ({ pointer: pointerTo(issue), code: known(issue.message) }));
  throw new Refusal('validation_failed', { fields: unique(fields) });
}

const codeOf = (issue: z.core.$ZodRawIssue): string => {
  if (issue.code === 'unrecognized_keys') return 'unknown_key';
  return issue.input === undefined ? 'missing' : 'invalid';
};

const known = (code: string): string => (CODES.has(code) ? code : 'invalid');

/** A JSON pointer (RFC 6901). Keys nobody knows are not part of any path: they would be an input value. */
const pointerTo = ({ path }: Issue): string =>
  path.map(part => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

type Fields = NonNullable<Problem['fields']>;

const unique = (fields: Fields): Fields =>
  fields.filter(
    (field, i) => fields.findIndex(({ pointer, code }) => pointer === field.pointer && code === field.code) === i,
  );
