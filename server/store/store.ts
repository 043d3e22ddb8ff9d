/** What the server keeps and asks of its store. Routes and desk know this interface, never a driver. */
import type { ConsultationRequest, Contact, Receipt, Request } from '#triage/consultation.ts';
import type { Result } from '#triage/triage.ts';

/**
 * `unverified`, `requested` and `confirmed` hold their time; `callback` has none; the others hold nothing.
 * `contacted` of a lead is a fact beside its state, not a state.
 */
export type LeadState = Receipt['state'] | 'cancelled' | 'no_show';

/** One moment, kept three ways so that nothing has to be worked out again: instant, wall time, zone. */
export interface BookedTime {
  /** RFC 3339 UTC, such as `2026-12-01T15:00:00Z`. */
  readonly start: string;
  readonly end: string;
  /** The clinic's wall time, such as `2026-12-01T10:00`. */
  readonly local: string;
  readonly timeZone: string;
}

/** What is sealed at rest: readable with the clinic's data key only. */
export interface LeadSecrets {
  readonly answers: ConsultationRequest['answers'];
  readonly result: Result;
  readonly contact: Contact;
  readonly note?: string;
}

/** A consultation about to be kept. Everything in it goes into one transaction or none of it does. */
export interface NewConsultation {
  readonly clinic: string;
  readonly id: string;
  /** SHA-256 of the canonical body without `proof`, hex. */
  readonly fingerprint: string;
  readonly createdAt: string;
  readonly request: Request;
  /** The time asked for, absent for a callback. */
  readonly time?: BookedTime;
  /** When the therapist is free again: the end and the buffer after it. The end itself where absent. */
  readonly heldUntil?: string;
  /** The rule set the server ran, and the one the widget named when it differs. */
  readonly ruleset: { readonly version: string; readonly hash: string; readonly widget?: string };
  readonly locale: string;
  readonly consentVersion: string;
  readonly source?: ConsultationRequest['source'];
  readonly secrets: LeadSecrets;
}

/** The receipt as it is kept: the link that manages the booking is derived each time, never stored. */
export type Answer = Omit<Receipt, 'manageUrl'>;

/** How an attempt to book ended. `answer` is what was answered the first time and is on every replay. */
export type BookingOutcome =
  | { readonly kind: 'booked'; readonly answer: Answer }
  | { readonly kind: 'taken' }
  | { readonly kind: 'replayed'; readonly answer: Answer }
  /** The same id and body lost its time before: it stays lost, even if the time has become free. */
  | { readonly kind: 'taken_before' }
  | { readonly kind: 'id_reused' };

/** A time span some therapist is not free, as instants; the buffer after a talk belongs to it. */
export interface Busy {
  readonly resource: string;
  readonly start: string;
  readonly end: string;
}

/** A lead as the clinic reads it. */
export interface Lead extends LeadSecrets {
  readonly clinic: string;
  readonly id: string;
  readonly createdAt: string;
  readonly state: LeadState;
  readonly contactedAt?: string;
  /** The therapist who holds the talk. */
  readonly resource?: string;
  readonly time?: BookedTime;
  readonly request: Request;
  readonly locale: string;
  readonly consentVersion: string;
  readonly ruleset: NewConsultation['ruleset'];
  readonly source?: ConsultationRequest['source'];
}

/** A desk account. One login serves all clinics of the server. */
export interface DeskUser {
  readonly id: string;
  readonly email: string;
  /** PHC string, `$argon2id$…`. */
  readonly passwordHash: string;
}

export interface DeskSession {
  readonly user: DeskUser;
  readonly expiresAt: string;
}

export interface Store {
  /**
   * Books a consultation in one transaction: id, consultation, time, consent.
   * @param candidates the therapists (resources) who could hold the talk, tried in this order; empty for a callback
   * @param answer the receipt to send and to replay
   */
  book(consultation: NewConsultation, candidates: readonly string[], answer: Answer): Promise<BookingOutcome>;
  /** How an id ended before, without booking anything; undefined for a new id. */
  replay(
    clinic: string,
    id: string,
    fingerprint: string,
  ): Promise<Exclude<BookingOutcome, { kind: 'booked' | 'taken' }> | undefined>;
  /** Active bookings that touch the span. */
  busy(clinic: string, from: string, to: string): Promise<readonly Busy[]>;
  /** How many talks a person, known by e-mail or phone, still has ahead at a clinic. */
  talksAhead(clinic: string, contact: Contact, now: string): Promise<number>;

  /**
   * Leads of the given clinics, newest first.
   * @param search matches part of the contact's name, letter case and accents aside
   * @param before the `createdAt` and id of the last lead of the page before
   */
  leads(query: {
    readonly clinics: readonly string[];
    readonly search?: string;
    readonly before?: { readonly createdAt: string; readonly id: string };
    readonly limit: number;
  }): Promise<readonly Lead[]>;
  lead(clinic: string, id: string): Promise<Lead | undefined>;
  markContacted(clinic: string, id: string, at: string): Promise<boolean>;
  /**
   * Cancels a lead, whose time is free at once, or marks that nobody came to its talk.
   * @returns false when there is no such lead, it is over already, or a callback is said to be a no-show
   */
  setState(clinic: string, id: string, state: 'cancelled' | 'no_show', at: string): Promise<boolean>;
  /** Keeps that a desk user saw a person's answers, or changed the lead. */
  audit(entry: {
    readonly at: string;
    readonly user: string;
    readonly action: 'view' | 'contacted' | 'cancelled' | 'no_show';
    readonly clinic: string;
    readonly lead: string;
  }): Promise<void>;

  deskUser(email: string): Promise<DeskUser | undefined>;
  deskUsers(): Promise<readonly DeskUser[]>;
  /** Creates the account or replaces its password; ends its sessions. */
  setDeskPassword(email: string, passwordHash: string): Promise<void>;
  /** Keeps a session under the SHA-256 of its token, hex. */
  openSession(tokenHash: string, user: string, expiresAt: string): Promise<void>;
  session(tokenHash: string, now: string): Promise<DeskSession | undefined>;
  endSession(tokenHash: string): Promise<void>;

  /**
   * Counts one event against each bucket unless one is full, atomically. Only keyed hashes of the keys are kept,
   * and only while their window lasts.
   * @param buckets keys, their limit and window in seconds
   * @returns 0 when all had room, else the seconds to wait
   */
  take(
    buckets: readonly { readonly key: string; readonly limit: number; readonly windowSeconds: number }[],
    now: string,
  ): Promise<number>;

  /** Does the database answer? */
  ping(): Promise<void>;
  close(): Promise<void>;
}
