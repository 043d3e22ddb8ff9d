/** The talk for the visitor's calendar: sent again under the same UID when it moves or ends, so that the entry follows. */
import { ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import type { MailWords } from '#words/mail-catalogue.ts';
import { calendarText, talkEntry } from '../calendar-entry.ts';
import { oneLine } from '../one-line.ts';
import type { LeadState } from '../store/store.ts';
import type { Invitation } from './mail-letter.ts';
import type { LeadEvent, LetterNeeds } from './mail-needs.ts';

interface InvitationNeeds extends Pick<LetterNeeds, 'lead' | 'clinic' | 'publicUrl'> {
  readonly now: Date;
}

/** @returns undefined where calendars have nothing to learn: no time, no address, not booked yet, only a reminder */
export function invitationFor(
  event: LeadEvent,
  { lead, clinic, publicUrl, now }: InvitationNeeds,
  { calendar: words }: MailWords,
): Invitation | undefined {
  const method = methodOf(event, lead.state);
  const { email } = lead.contact;
  if (method === undefined || lead.time === undefined || email === undefined) return undefined;
  const { start, end } = lead.time;
  const { id, sequence } = lead;
  const content = calendarText(ICalCalendarMethod[method], {
    ...talkEntry({ clinic, id, publicUrl, start, end, now }, words),
    sequence,
    status: ICalEventStatus[method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED'],
    organizer: { name: oneLine(clinic.name), email: clinic.email },
    // No name: it is what the visitor typed. They asked for the talk, so there is nothing to accept.
    attendees: [{ email, rsvp: false, status: ICalAttendeeStatus.ACCEPTED }],
  });
  return { method, content };
}

function methodOf(event: LeadEvent, state: LeadState): Invitation['method'] | undefined {
  switch (event) {
    case 'booked':
    case 'approved':
    case 'moved':
      return state === 'confirmed' ? 'REQUEST' : undefined;
    case 'declined':
    case 'expired':
    case 'cancelled':
      return 'CANCEL';
    default:
      return undefined;
  }
}
