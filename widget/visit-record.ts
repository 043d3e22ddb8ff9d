/** Reads a visit back from the tab's own storage. */
import { rawAnswers } from '#triage/answers.ts';
import type { VisitRecord } from './visit.ts';
import { isAlternative, isReceipt, isText, listOf, maybe, oneOf, shape } from './wire.ts';

const isStored = shape({
  place: oneOf('asking', 'choosing', 'contact', 'review', 'booked'),
  answers: (value): value is unknown => value !== undefined,
  ticked: listOf(isText),
  contact: shape({ name: isText, email: isText, phone: isText }),
  slot: maybe(isAlternative),
  preferred: maybe(listOf(oneOf('morning', 'afternoon', 'evening'))),
  pending: maybe(shape({ id: isText, body: isText })),
  receipt: maybe(isReceipt),
});

/** @returns the record a text of the storage holds, undefined where it is not one of ours */
export function readRecord(text: string): VisitRecord | undefined {
  const stored = parseJson(text);
  return isStored(stored) ? { ...stored, answers: rawAnswers(stored.answers) } : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not ours: there is nothing to resume from.
    return undefined;
  }
}
