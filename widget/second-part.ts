/**
 * What is not needed for the first question, in one chunk: the wire with its schemas, and the screens from the
 * result on with their words. It is asked for as soon as the first question is on the page.
 */
export { createApi } from './api.ts';
export { checkContact } from './contact.ts';
export { prepare } from './request.ts';
export { bookingNotices, bookingTemplate } from './screens/booking.ts';
export { readRecord } from './visit-record.ts';
