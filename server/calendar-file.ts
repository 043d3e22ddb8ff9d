/** A talk as a calendar file to download. */
import { ICalCalendarMethod } from 'ical-generator';
import { mail as english } from '#words/en/mail.ts';
import { type CalendarTalk, calendarText, talkEntry } from './calendar-entry.ts';

export const calendarFile = (talk: CalendarTalk): string =>
  calendarText(ICalCalendarMethod.PUBLISH, talkEntry(talk, english.calendar));
