/** What was typed → what is wrong with it. */
import { cleanField, fieldProblem } from '#triage/contact-fields.ts';
import type { ContactDraft, ContactProblems, ContactToCheck } from './visit.ts';

const FIELDS: readonly (keyof ContactDraft)[] = ['name', 'email', 'phone'];

/** @returns a problem code for each field that can't be sent as it is; empty when all is well */
export function checkContact({ contact, kind }: ContactToCheck): ContactProblems {
  const needed = ['name', kind === 'slot' ? 'email' : 'phone'];
  return Object.fromEntries(
    FIELDS.flatMap(field => {
      const text = cleanField(contact[field]);
      const problem = text === '' && !needed.includes(field) ? undefined : fieldProblem(field, text);
      return problem ? [[field, problem]] : [];
    }),
  );
}
