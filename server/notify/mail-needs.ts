/** What a mail about a lead is made from. */
import type { ClinicFile } from '../clinics.ts';
import type { Lead } from '../store/store.ts';
import type { Event } from './messages.ts';

/** Of the contact, only whether and where it can be reached. */
export type MailLead = Pick<
  Lead,
  'id' | 'clinic' | 'createdAt' | 'state' | 'time' | 'request' | 'endedBy' | 'expiresAt' | 'sequence'
> & { readonly contact: Pick<Lead['contact'], 'email' | 'phone'> };

/** What is told about a lead that is still there. */
export type LeadEvent = Exclude<Event, 'erased'>;

export interface LetterNeeds {
  readonly lead: MailLead;
  readonly clinic: ClinicFile;
  /** Without a slash at its end. */
  readonly publicUrl: string;
  /** The visitor's own page. */
  readonly manageUrl: string;
  /** What confirms an unverified talk. */
  readonly verifyUrl?: string;
}
