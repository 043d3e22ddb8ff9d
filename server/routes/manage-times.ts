/** The free times to which one visitor may move their talk. Filtered here: the page knows nothing of their answers. */
import type { Alternative } from '#triage/consultation.ts';
import type { ManageSlots } from '#triage/manage.ts';
import { nearestFree, suitable } from '../booking/offer.ts';
import type { Talk } from '../booking/schedule.ts';
import { isFree, slotList } from '../booking/slots.ts';
import { readDate, today } from '../booking/zone.ts';
import type { ClinicFile } from '../clinics.ts';
import { fieldRefusal } from '../problems.ts';
import type { Busy, Lead, Store } from '../store/store.ts';
import { seenByVisitor } from './manage-view.ts';

interface TimesNeeds {
  readonly store: Pick<Store, 'busy'>;
  readonly clock: () => Date;
}

interface Holder {
  readonly clinic: ClinicFile;
  readonly lead: Lead;
}

/**
 * @param wanted the first date, today where absent, and how many days from then on
 * @returns no time where the talk can't be moved
 */
export async function timesFor(
  { store, clock }: TimesNeeds,
  { clinic, lead }: Holder,
  wanted: { readonly from?: string | undefined; readonly days: number },
): Promise<ManageSlots> {
  const now = clock();
  const first = today(now, clinic.timeZone);
  const from = wanted.from === undefined ? first : readDate(wanted.from);
  if (from === undefined) throw fieldRefusal('validation_failed', '/from', 'invalid');
  const { health, time } = lead;
  if (health === undefined || !seenByVisitor(lead, clinic, now).may.move)
    return { timeZone: clinic.timeZone, days: [] };
  const talks = suitable(clinic, health.result, { from, days: wanted.days }, now);
  const busy = await otherTalks(store, lead, talks);
  const free = talks.filter(talk => talk.start !== time?.start && isFree(talk, busy));
  const next = from.add({ days: wanted.days });
  const hasMore = first.until(next).days <= clinic.schedule.horizon;
  return { ...withoutSkills(slotList(clinic, free)), ...(hasMore && { later: next.toString() }) };
}

/** What keeps therapists from this talk: every other one. */
async function otherTalks(
  store: TimesNeeds['store'],
  { clinic, resource, time }: Lead,
  talks: readonly Talk[],
): Promise<readonly Busy[]> {
  const [first, last] = [talks[0], talks.at(-1)];
  if (first === undefined || last === undefined) return [];
  const busy = await store.busy(clinic, first.start, last.heldUntil);
  return busy.filter(held => held.resource !== resource || held.start !== time?.start);
}

/** Which skills all these therapists have would tell what the visitor answered. */
const withoutSkills = ({ timeZone, days }: ManageSlots): ManageSlots => ({
  timeZone,
  days: days.map(({ date, slots }) => ({ date, slots: slots.map(slot => ({ ...slot, for: [] })) })),
});

/** Up to three free times nearest to one that was taken. */
export async function nearestTimes(
  { store, clock }: TimesNeeds,
  { clinic, lead }: Holder,
  start: string,
): Promise<readonly Alternative[]> {
  if (lead.health === undefined) return [];
  const nearest = await nearestFree(store, clinic, lead.health.result, start, clock());
  return nearest.filter(other => other.start !== lead.time?.start);
}
