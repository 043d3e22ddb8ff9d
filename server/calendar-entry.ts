/** A talk as an entry in a calendar. Calendars are shared and synced, so it holds no word about health and no secret. */
import ical, { type ICalCalendarMethod, type ICalEventData, ICalEventTransparency } from 'ical-generator';
import type { MailWords } from '#words/mail-catalogue.ts';
import type { ClinicFile } from './clinics.ts';
import { oneLine } from './one-line.ts';
import { shownPhone } from './phone.ts';

export interface CalendarTalk {
  readonly clinic: ClinicFile;
  /** The consultation's id. */
  readonly id: string;
  readonly publicUrl: string;
  /** RFC 3339 UTC; every calendar shows it in its own zone. */
  readonly start: string;
  readonly end: string;
  readonly now: Date;
}

/** A calendar of one entry, as text. */
export function calendarText(method: ICalCalendarMethod, entry: ICalEventData): string {
  const calendar = ical({ prodId: { company: 'Unknot', product: 'Unknot' }, method });
  calendar.createEvent(entry);
  return `${calendar}\r\n`;
}

/** What every calendar is told of a talk, downloaded or mailed: under the same UID, so that all of it is one entry. */
export const talkEntry = (
  { clinic, id, publicUrl, start, end, now }: CalendarTalk,
  words: MailWords['calendar'],
): ICalEventData => ({
  id: `${id}@${new URL(publicUrl).host}`,
  stamp: now,
  start: new Date(start),
  end: new Date(end),
  summary: words.summary(oneLine(clinic.name)),
  description: `${words.how[clinic.consultation.by]} ${words.changes(shownPhone(clinic.phone))}`,
  transparency: ICalEventTransparency.OPAQUE,
  ...(clinic.consultation.by === 'visit' && { location: oneLine(clinic.address) }),
});
