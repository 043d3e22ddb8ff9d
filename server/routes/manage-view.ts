/** A lead as its own visitor may see it: what stands and what they can do about it, and no word about health. */

import type { ManageView } from '#triage/manage.ts';
import { minutesAfter } from '../booking/zone.ts';
import type { ClinicFile } from '../clinics.ts';
import { HOUR } from '../durations.ts';
import { wallTimeOf } from '../moments.ts';
import { shownPhone } from '../phone.ts';
import type { BookedTime, EndedBy, Lead } from '../store/store.ts';

/** How a lead looks to its visitor. */
export interface Seen {
  readonly state: ManageView['state'];
  readonly endedBy?: ManageView['endedBy'];
  readonly time?: BookedTime;
  readonly expiresAt?: string;
  readonly isPast: boolean;
  readonly may: ManageView['may'];
}

const NOTHING: Seen['may'] = { confirm: false, move: false, cancel: false };

/**
 * A request that has run out has ended, also before the clock has come round to it. Whoever is blocked sees a request
 * that nobody answers, as they were told when they sent it.
 */
export function seenByVisitor(lead: Lead, clinic: ClinicFile, now: Date): Seen {
  if (lead.endedBy === 'blocked') return unanswered(lead, clinic, now);
  const { state, endedBy, time, expiresAt } = lead;
  const timed = time === undefined ? {} : { time };
  const isPast = time !== undefined && Date.parse(time.start) <= now.getTime();
  if (expiresAt !== undefined && Date.parse(expiresAt) <= now.getTime()) return ended('expired', { ...timed, isPast });
  const ends = endedBy === undefined ? {} : { endedBy: shownEnd(endedBy) };
  const may = isPast ? NOTHING : permitted(lead, clinic);
  return { state, ...ends, ...timed, ...(expiresAt !== undefined && { expiresAt }), isPast, may };
}

const ended = (endedBy: Seen['endedBy'], rest: Pick<Seen, 'time' | 'isPast'>): Seen => ({
  ...rest,
  state: 'cancelled',
  endedBy,
  may: NOTHING,
});

/** @param endedBy `erased` is never seen: there is no lead then */
const shownEnd = (endedBy: EndedBy): NonNullable<ManageView['endedBy']> =>
  endedBy === 'erased' || endedBy === 'blocked' ? 'declined' : endedBy;

/** A talk nobody has confirmed is not moved: other days have room for so many such talks only. */
const permitted = ({ state, time, health }: Lead, clinic: ClinicFile): Seen['may'] => ({
  confirm: state === 'unverified',
  // Without the answers nobody can say any more who may hold the talk.
  move:
    (state === 'confirmed' || state === 'requested') &&
    time !== undefined &&
    health !== undefined &&
    clinic.booking !== 'callback',
  cancel: state === 'unverified' || state === 'requested' || state === 'confirmed' || state === 'callback',
});

function unanswered({ request, createdAt }: Lead, clinic: ClinicFile, now: Date): Seen {
  if (request.kind === 'callback') return { state: 'callback', isPast: false, may: NOTHING };
  const { start } = request;
  const { timeZone, consultation, answerWithin } = clinic;
  const time = { start, end: minutesAfter(start, consultation.minutes), local: wallTimeOf(start, clinic), timeZone };
  const expires = Math.min(Date.parse(createdAt) + answerWithin * HOUR, Date.parse(start));
  const isPast = Date.parse(start) <= now.getTime();
  if (expires <= now.getTime()) return ended('expired', { time, isPast });
  return { state: 'requested', time, expiresAt: new Date(expires).toISOString(), isPast, may: NOTHING };
}

/** @param publicUrl the server's own address, for links */
export function manageView(lead: Lead, clinic: ClinicFile, now: Date, publicUrl: string): ManageView {
  const { time, expiresAt, ...seen } = seenByVisitor(lead, clinic, now);
  return {
    clinic: clinicOf(clinic, publicUrl),
    locale: lead.locale,
    ...seen,
    ...time,
    ...(expiresAt !== undefined && { expiresAt, expiresLocal: wallTimeOf(expiresAt, { ...clinic, ...time }) }),
    ...(lead.request.kind === 'callback' && { preferred: lead.request.preferred }),
    hasPhone: lead.contact.phone !== undefined,
  };
}

const clinicOf = (file: ClinicFile, publicUrl: string): ManageView['clinic'] => ({
  id: file.id,
  name: file.name,
  face: file.face,
  timeZone: file.timeZone,
  phone: { tel: file.phone, shown: shownPhone(file.phone) },
  consultation: { ...file.consultation, ...(file.consultation.by === 'visit' && { where: file.address }) },
  privacyNotice: `${publicUrl}/c/${file.id}/privacy`,
  theme: { ...(file.accent !== undefined && { accent: file.accent }) },
});

/** Everything held about a person, for themselves. Answers and result stand by the ids of questions and rules. */
export function exportOf(lead: Lead, clinic: ClinicFile, now: Date) {
  const { state, endedBy, time, expiresAt } = seenByVisitor(lead, clinic, now);
  const therapist = clinic.therapists.find(({ id }) => id === lead.resource)?.name;
  return {
    clinic: { id: clinic.id, name: clinic.name },
    id: lead.id,
    createdAt: lead.createdAt,
    state,
    endedBy,
    expiresAt,
    contactedAt: lead.contactedAt,
    contact: lead.contact,
    request: lead.request,
    time,
    therapist,
    answers: lead.health?.answers,
    result: lead.health?.result,
    note: lead.health?.note,
    reason: lead.reason,
    locale: lead.locale,
    consentVersion: lead.consentVersion,
    ruleset: lead.ruleset,
    source: lead.source,
  };
}
