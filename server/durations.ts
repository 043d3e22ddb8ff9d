/** Lengths of time, in milliseconds. A calendar's day is not always 24 hours: this one is. */
export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
