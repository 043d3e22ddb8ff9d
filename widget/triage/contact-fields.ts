/** What a name, an e-mail address and a phone number must be: the same on the page and on the server. */

export type ContactField = 'name' | 'email' | 'phone';
export type ContactProblem = 'missing' | 'too_long' | 'unprintable' | 'bad_email' | 'bad_phone';

/** Controls, bidirectional overrides and lone surrogates have no place in a name and break mails and lists. */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff]/u;
const EMAIL = /^(?!\.)(?!.*\.\.)[\w'+.-]*[\w+-]@(?:[a-z\d][a-z\d-]*\.)+[a-z]{2,}$/i;
/** As people write it, with an extension if need be; whether a region has such a number is the server's to say. */
const PHONE = /^\+?[\d\s().\-/x]+$/i;

/** Longest values, in code points; people count characters that way. */
const LONGEST: Readonly<Record<ContactField, number>> = { name: 100, email: 254, phone: 32 };

/** The form in which a field is checked, sent and kept. */
export const cleanField = (text: string): string => text.normalize('NFC').trim();

/** @returns what is wrong with a cleaned value, undefined when nothing is */
export function fieldProblem(field: ContactField, text: string): ContactProblem | undefined {
  if (text === '') return 'missing';
  if ([...text].length > LONGEST[field]) return 'too_long';
  if (UNPRINTABLE.test(text)) return 'unprintable';
  if (field === 'email' && !EMAIL.test(text)) return 'bad_email';
  if (field === 'phone' && !(PHONE.test(text) && text.replace(/\D/g, '').length >= 6)) return 'bad_phone';
  return undefined;
}
