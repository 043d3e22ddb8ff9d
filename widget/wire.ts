/**
 * Reads what comes from outside: the server's answers and the tab's own storage. The types are those of the schemas
 * in `#triage/consultation.ts`, and the compiler holds the two together. Not zod here: on a phone its five shapes
 * would cost 5.8 kB, a sixth of the whole visit, where these cost a tenth of that.
 */
import type { Clinic, Problem, Receipt, SlotList } from '#triage/consultation.ts';

export type Guard<T> = (value: unknown) => value is T;
type Guarded<G> = G extends Guard<infer T> ? T : never;
type OptionalKeys<S> = { [K in keyof S]: undefined extends Guarded<S[K]> ? K : never }[keyof S];
type Shape<S> = { [K in Exclude<keyof S, OptionalKeys<S>>]: Guarded<S[K]> } & {
  [K in OptionalKeys<S>]?: Exclude<Guarded<S[K]>, undefined>;
};

export const isText: Guard<string> = value => typeof value === 'string';
const isNumber: Guard<number> = value => typeof value === 'number';
const isBoolean: Guard<boolean> = value => typeof value === 'boolean';

export const oneOf =
  <const T extends string>(...texts: readonly T[]): Guard<T> =>
  (value): value is T =>
    texts.some(text => text === value);

export const listOf =
  <T>(isItem: Guard<T>): Guard<T[]> =>
  (value): value is T[] =>
    Array.isArray(value) && value.every(isItem);

export const maybe =
  <T>(isValue: Guard<T>): Guard<T | undefined> =>
  (value): value is T | undefined =>
    value === undefined || isValue(value);

/** An object with these keys; what else it holds is a newer server's business. */
export const shape =
  <S extends Readonly<Record<string, Guard<unknown>>>>(fields: S): Guard<Shape<S>> =>
  (value): value is Shape<S> =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(fields).every(([key, isField]) => isField(Reflect.get(value, key)));

const alternative = { start: isText, end: isText, local: isText };
export const isAlternative = shape(alternative);

export const isSlotList: Guard<SlotList> = shape({
  timeZone: isText,
  days: listOf(shape({ date: isText, slots: listOf(shape({ ...alternative, for: listOf(listOf(isText)) })) })),
});

export const isReceipt: Guard<Receipt> = shape({
  id: isText,
  state: oneOf('confirmed', 'requested', 'unverified', 'callback'),
  start: maybe(isText),
  end: maybe(isText),
  timeZone: maybe(isText),
  local: maybe(isText),
  manageUrl: isText,
});

export const isProblem: Guard<Problem> = shape({
  status: isNumber,
  code: isText,
  retryable: isBoolean,
  fields: maybe(listOf(shape({ pointer: isText, code: isText }))),
  alternatives: maybe(listOf(isAlternative)),
});

/** What solving a challenge takes of it; what else it holds goes back as it came. */
export const isChallenge = shape({
  parameters: shape({
    algorithm: oneOf('PBKDF2/SHA-256'),
    nonce: isText,
    salt: isText,
    cost: isNumber,
    keyPrefix: isText,
  }),
});

const type = oneOf('RELAXATION', 'THERAPEUTIC', 'MEDICAL');

export const isClinic: Guard<Clinic> = shape({
  id: isText,
  name: isText,
  face: shape({ initials: isText, picture: maybe(isText) }),
  timeZone: isText,
  languages: listOf(isText),
  phone: shape({ tel: isText, shown: isText }),
  region: oneOf('US', 'CA', 'UK', 'EU', 'AU'),
  lines: shape({ emergency: maybe(isText), urgent: maybe(isText), crisis: maybe(isText) }),
  services: listOf(shape({ type, price: maybe(isText) })),
  consultation: shape({ minutes: isNumber, by: oneOf('phone', 'video', 'visit'), where: maybe(isText) }),
  booking: oneOf('instant', 'approve', 'verify', 'callback'),
  consent: shape({ version: isText, text: isText }),
  privacyNotice: isText,
  theme: shape({ accent: maybe(isText) }),
  signOff: maybe(shape({ name: isText, date: isText })),
  ruleset: shape({ version: isText, hash: isText, module: maybe(isText) }),
});

/** @throws {TypeError} when the value is not of that kind */
export function expectKind<T>(isKind: Guard<T>, value: unknown): T {
  if (!isKind(value)) throw new TypeError('unexpected answer of the server');
  return value;
}
