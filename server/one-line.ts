/** A clinic's file may hold line breaks and controls in its texts; in mails and calendars they are spaces. */
export const oneLine = (text: string): string => text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
