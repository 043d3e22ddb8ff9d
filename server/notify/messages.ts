/** The outbox: what has to be told to whom, kept in the transaction of what happened (`api.md`, section 2). */

/** What happened to a consultation, as far as anybody has to be told. */
export const EVENTS = [
  /** A talk that stands, or a call asked for. */
  'booked',
  /** The clinic still has to approve it. */
  'requested',
  /** The visitor still has to follow the link in the mail. */
  'unverified',
  'approved',
  'declined',
  /** Nobody answered the request in time, or the link was not followed. */
  'expired',
  'moved',
  'cancelled',
  'reminder_24h',
  'reminder_2h',
  /** The visitor had everything about them deleted. */
  'erased',
] as const;
export type Event = (typeof EVENTS)[number];

/** `webhook:` and the id of one of the clinic's receivers. */
export type Channel = 'visitor' | 'clinic' | `webhook:${string}`;

/** One message to be sent, without anything about anybody in it: that is read when it is sent. */
export interface Tell {
  readonly event: Event | 'digest';
  readonly channel: Channel;
  /** RFC 3339 UTC: not to be sent before. */
  readonly dueAt: string;
  /** From then on its moment has passed, and it is dropped. */
  readonly dropAt?: string;
}

/** A message whose turn has come, leased to one worker. */
export interface Message extends Tell {
  /** A UUID; the same on every try, so that a receiver can tell a repetition. */
  readonly id: string;
  readonly clinic: string;
  /** The consultation's id; the date for a digest. */
  readonly lead: string;
  readonly createdAt: string;
  /** How often it was tried before. */
  readonly attempts: number;
}

/** How a try ended. `code` says why in a word of ours, never in the receiver's. */
export type Delivery =
  | { readonly kind: 'sent' }
  | { readonly kind: 'failed'; readonly code: string }
  /** Trying again is no use: refused for good, or its moment has passed. */
  | { readonly kind: 'dead' | 'dropped'; readonly code: string };

/** A message nobody will get unless somebody does something. */
export interface DeadMessage extends Message {
  readonly code: string;
  readonly diedAt: string;
}
