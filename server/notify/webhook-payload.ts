/** What a webhook says of a lead. */
import type { Lead } from '../store/store.ts';
import type { Event } from './messages.ts';

/** A lead, or what is left of one whose person was forgotten. */
export type ToldLead = Pick<Lead, 'clinic' | 'id'> &
  Partial<Pick<Lead, 'state' | 'time' | 'contact' | 'health' | 'request'>>;

/**
 * The body of a webhook: which lead, what happened, and when the talk is. Nothing about the person in it.
 * @param at when it happened, RFC 3339 UTC
 * @param full also says who it is and what they answered; a clinic has to choose that
 * @returns JSON
 */
export function webhookPayload(
  event: Event,
  lead: ToldLead,
  { at, full }: { readonly at: string; readonly full: boolean },
): string {
  const { clinic, id, state, time } = lead;
  const times = time && { start: time.start, end: time.end, local: time.local, timeZone: time.timeZone };
  // Whoever had everything deleted is not told of once more.
  const person = full && event !== 'erased' ? personOf(lead) : {};
  return JSON.stringify({ type: `lead.${event}`, timestamp: at, data: { clinic, id, state, ...times, ...person } });
}

/** What is deleted is left out, as JSON does with what is undefined. */
const personOf = ({ contact, health, request }: ToldLead) => ({
  contact,
  answers: health?.answers,
  result: health?.result,
  note: health?.note,
  preferred: request?.kind === 'callback' ? request.preferred : undefined,
});
