/** A talk as a calendar file. Calendars are shared and synced, so it holds no word about health. */
import ical, { ICalCalendarMethod, ICalEventTransparency } from 'ical-generator';
import type { ClinicFile } from './clinics.ts';
import { shownPhone } from './phone.ts';

interface CalendarTalk {
  readonly clinic: ClinicFile;
  /** The consultation's id: the same talk saved twice is one entry. */
  readonly id: string;
  /** RFC 3339 UTC; every calendar shows it in its own zone. */
  readonly start: string;
  readonly end: string;
  readonly now: Date;
}

export function calendarFile({ clinic, id, start, end, now }: CalendarTalk): string {
  const calendar = ical({ prodId: { company: 'Unknot', product: 'Unknot' }, method: ICalCalendarMethod.PUBLISH });
  calendar.createEvent({
    id,
    stamp: now,
    start: new Date(start),
    end: new Date(end),
    summary: `Free talk with ${clinic.name}`,
    description: `${HOW[clinic.consultation.by]} To change or cancel, call ${shownPhone(clinic.phone)}.`,
    transparency: ICalEventTransparency.OPAQUE,
    ...(clinic.consultation.by === 'visit' && { location: clinic.address }),
  });
  return calendar.toString();
}

const HOW: Readonly<Record<ClinicFile['consultation']['by'], string>> = {
  phone: 'We talk by phone.',
  video: 'We send you a link to the video call.',
  visit: 'Please come to our clinic.',
};
