/** Keeps a visit in the tab's own storage, where a page has one to give. */
import type { IntakeSnapshot } from './present.ts';
import type { Place, VisitRecord } from './visit.ts';
import { written } from './written.ts';

/** A visit in which nothing has been said yet leaves nothing behind. */
export function writeTab(key: string, record: VisitRecord): void {
  const isNew = record.place === 'asking' && Object.keys(record.answers).length + record.ticked.length === 0;
  try {
    if (isNew) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, written(record));
  } catch {
    // Storage is blocked or full: the visit goes on, only a reload would start anew.
  }
}

const PLACES: readonly Place[] = ['choosing', 'contact', 'review', 'booked'];

/** What of a snapshot a reload, or a moved element, resumes from. */
export function recordOf(snapshot: IntakeSnapshot): VisitRecord {
  const { answers, ticked, contact, chosen, pending, receipt } = snapshot.context;
  const place = PLACES.find(name => snapshot.matches(name)) ?? 'asking';
  return {
    place,
    answers,
    ticked,
    contact,
    pending,
    receipt,
    ...(chosen?.kind === 'slot' && { slot: chosen.slot }),
    ...(chosen?.kind === 'callback' && { preferred: chosen.preferred }),
  };
}
