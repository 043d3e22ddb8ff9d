/** What can happen to a lead after it was booked, with whom it has to be told to. Used by desk, visitor and clock alike. */
import type { ClinicFile } from '../clinics.ts';
import { type Happening, tellsFor } from '../notify/plan.ts';
import type { AuditEntry, BookedTime, Lead, LeadState, Step, Store } from '../store/store.ts';
import { talksAt } from './offer.ts';
import { readInstant } from './zone.ts';

export interface LifecycleNeeds {
  readonly store: Store;
  readonly clock: () => Date;
  /** Forgets for good: also after an older copy of the database was brought back. */
  readonly erase: Store['erase'];
}

/** Each gives false where the lead is not (or no longer) in a state for it; nothing has happened then. */
export interface Lifecycle {
  /** The visitor has followed the link in the mail. */
  verify(clinic: ClinicFile, lead: Lead): Promise<boolean>;
  approve(clinic: ClinicFile, lead: Lead, user: string): Promise<boolean>;
  decline(clinic: ClinicFile, lead: Lead, user: string): Promise<boolean>;
  /** Nobody answered in time, or the link was not followed. */
  expire(clinic: ClinicFile, lead: Lead): Promise<boolean>;
  cancelByVisitor(clinic: ClinicFile, lead: Lead, reason?: string): Promise<boolean>;
  cancelByClinic(clinic: ClinicFile, lead: Lead, user: string): Promise<boolean>;
  noShow(clinic: ClinicFile, lead: Lead, user: string): Promise<boolean>;
  /** @param start an instant; `not_offered` where this person may not have that time */
  move(clinic: ClinicFile, lead: Lead, start: string): Promise<'moved' | 'taken' | 'gone' | 'not_offered'>;
  /** @param user who of the desk does it, on the person's word; absent where they do it themselves */
  erase(clinic: ClinicFile, lead: Lead, user?: string): Promise<boolean>;
}

const WAITING: readonly LeadState[] = ['unverified', 'requested'];
const HOLDING: readonly LeadState[] = [...WAITING, 'confirmed'];
const OPEN: readonly LeadState[] = [...HOLDING, 'callback'];

export function createLifecycle({ store, clock, erase }: LifecycleNeeds): Lifecycle {
  const by = (user: string, action: AuditEntry['action']): { audit: AuditEntry } => ({ audit: { user, action } });

  function step(lead: Lead, event: Happening['event'], how: How): Promise<boolean> {
    const now = clock();
    const { isClinicAware, clinic, ...rest } = how;
    const standing = how.to === 'confirmed' && lead.time ? { standing: lead.time } : {};
    const tells = tellsFor({ event, clinic, hasMail: hasMail(lead), isClinicAware, ...standing, now });
    return store.step(clinic.id, lead.id, { ...rest, at: now.toISOString(), tells });
  }

  return {
    verify: (clinic, lead) =>
      step(lead, 'booked', { clinic, from: ['unverified'], to: 'confirmed', isClinicAware: false }),

    approve: (clinic, lead, user) =>
      step(lead, 'approved', {
        clinic,
        from: ['requested'],
        to: 'confirmed',
        isClinicAware: true,
        ...by(user, 'approved'),
      }),

    decline: (clinic, lead, user) =>
      step(lead, 'declined', {
        clinic,
        from: ['requested'],
        to: 'cancelled',
        endedBy: 'declined',
        isClinicAware: true,
        ...by(user, 'declined'),
      }),

    expire: (clinic, lead) =>
      step(lead, 'expired', {
        clinic,
        from: [lead.state],
        to: 'cancelled',
        endedBy: 'expired',
        isClinicAware: lead.state === 'unverified',
      }),

    cancelByVisitor: (clinic, lead, reason) =>
      step(lead, 'cancelled', {
        clinic,
        from: OPEN,
        to: 'cancelled',
        endedBy: 'visitor',
        isClinicAware: lead.state === 'unverified',
        ...(reason !== undefined && { reason }),
      }),

    cancelByClinic: (clinic, lead, user) =>
      step(lead, 'cancelled', {
        clinic,
        from: OPEN,
        to: 'cancelled',
        endedBy: 'clinic',
        isClinicAware: true,
        ...by(user, 'cancelled'),
      }),

    noShow: (clinic, lead, user) =>
      store.step(clinic.id, lead.id, {
        from: HOLDING,
        to: 'no_show',
        at: clock().toISOString(),
        ...by(user, 'no_show'),
        tells: [],
      }),

    move: (clinic, lead, start) => move({ store, now: clock() }, clinic, lead, start),

    erase(clinic, lead, user) {
      const now = clock();
      const isClinicAware = user !== undefined || !OPEN.includes(lead.state);
      const tells = tellsFor({ event: 'erased', clinic, hasMail: false, isClinicAware, now });
      return erase(
        clinic.id,
        lead.id,
        now.toISOString(),
        tells,
        user === undefined ? undefined : { user, action: 'erased' },
      );
    },
  };
}

type How = Omit<Step, 'at' | 'tells'> & Pick<Happening, 'clinic' | 'isClinicAware'>;

const hasMail = ({ contact }: Lead): boolean => contact.email !== undefined;

/** @returns the talk somebody could have at this time, with who could hold it */
function timeFor(clinic: ClinicFile, lead: Lead, start: string, now: Date) {
  const instant = readInstant(start);
  if (instant === undefined || lead.health === undefined) return undefined;
  const talks = talksAt(clinic, { result: lead.health.result, locale: lead.locale }, instant, now);
  const [talk] = talks;
  if (talk === undefined) return undefined;
  const time: BookedTime = { start: talk.start, end: talk.end, local: talk.local, timeZone: clinic.timeZone };
  return { time, heldUntil: talk.heldUntil, candidates: talks.map(({ therapist }) => therapist.id) };
}

async function move(
  { store, now }: { readonly store: Store; readonly now: Date },
  clinic: ClinicFile,
  lead: Lead,
  start: string,
): Promise<'moved' | 'taken' | 'gone' | 'not_offered'> {
  if (lead.time === undefined || !HOLDING.includes(lead.state)) return 'gone';
  const found = timeFor(clinic, lead, start, now);
  if (found === undefined) return 'not_offered';
  const isClinicAware = lead.state === 'unverified';
  const standing = lead.state === 'confirmed' ? { standing: found.time } : {};
  const tells = tellsFor({ event: 'moved', clinic, hasMail: hasMail(lead), isClinicAware, ...standing, now });
  const to = { time: found.time, heldUntil: found.heldUntil, at: now.toISOString() };
  return store.move(clinic.id, lead.id, to, found.candidates, tells);
}
