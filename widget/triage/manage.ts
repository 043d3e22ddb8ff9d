/**
 * What crosses the wire between the server and the visitor's own page (`api.md`, section 1, `/v1/manage`). Nothing of
 * it is about health: what somebody answered is in their download only.
 */
import * as z from 'zod/mini';
import { Clinic, CONSULTATION_STATES, SlotList } from './consultation.ts';
import { PARTS_OF_DAY } from './parts-of-day.ts';

/** What `POST /v1/manage/view` answers, and `confirm`, `cancel` and `reschedule` once they have done it. */
export const ManageView = z.strictObject({
  clinic: z.pick(Clinic, {
    id: true,
    name: true,
    face: true,
    timeZone: true,
    phone: true,
    consultation: true,
    privacyNotice: true,
    theme: true,
  }),
  /** The language the visit was in (BCP 47). */
  locale: z.string(),
  state: z.enum([...CONSULTATION_STATES, 'cancelled', 'no_show']),
  /** Of a `cancelled` one. */
  endedBy: z.optional(z.enum(['visitor', 'clinic', 'declined', 'expired'])),
  /** The talk's time, absent for a call back: `start` and `end` RFC 3339 UTC, `local` the clinic's wall time. */
  start: z.optional(z.string()),
  end: z.optional(z.string()),
  local: z.optional(z.string()),
  timeZone: z.optional(z.string()),
  /** The talk has begun, or its time has passed. */
  isPast: z.boolean(),
  /** When a call back suits. */
  preferred: z.optional(z.array(z.enum(PARTS_OF_DAY))),
  /** The visitor left a number. */
  hasPhone: z.boolean(),
  may: z.strictObject({ confirm: z.boolean(), move: z.boolean(), cancel: z.boolean() }),
  /** Until when a talk that does not stand yet holds its time, and the clinic's wall time then. */
  expiresAt: z.optional(z.string()),
  expiresLocal: z.optional(z.string()),
});
export type ManageView = z.infer<typeof ManageView>;

/** What `POST /v1/manage/slots` answers: times this person may have. Its `for` lists say nothing about anybody. */
export const ManageSlots = z.extend(SlotList, {
  /** The date from which there may be more, for the next `from`. */
  later: z.optional(z.string()),
});
export type ManageSlots = z.infer<typeof ManageSlots>;
