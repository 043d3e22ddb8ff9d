/** What the server keeps and asks of its store. Routes and desk know this interface, never a driver. */
import type { ConsultationRequest, Contact, Receipt, Request } from '#triage/consultation.ts';
import type { Result } from '#triage/triage.ts';
import type { DeadMessage, Delivery, Message, Tell } from '../notify/messages.ts';

/**
 * `unverified`, `requested` and `confirmed` hold their time; `callback` has none; the others hold nothing.
 * `contacted` of a lead is a fact beside its state, not a state.
 */
export type LeadState = Receipt['state'] | 'cancelled' | 'no_show';

/** Who or what ended a `cancelled` lead. `blocked` never was more than an entry in the list. */
export type EndedBy = 'visitor' | 'clinic' | 'declined' | 'expired' | 'erased' | 'blocked';

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
  readonly contact: Contact;
  /** Why the visitor cancelled, in their words. */
  readonly reason?: string;
  /** Deleted earlier than the rest. */
  readonly health?: LeadHealth;
}

export interface LeadHealth {
  readonly answers: ConsultationRequest['answers'];
  readonly result: Result;
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
  /** Until when a `requested` or `unverified` talk holds its time. */
  readonly expiresAt?: string;
  /** Nobody has followed the link in the mail yet: no more than so many such talks may hold a time on its day. */
  readonly unverified?: { readonly mostOnDay: number };
  /** The proof of work that came with it, spent by this booking. */
  readonly proof?: { readonly nonce: string; readonly expiresAt: string };
  /** The contact is on the clinic's block list: kept for the clinic to see, holding nothing and telling nobody. */
  readonly isBlocked?: boolean;
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
  | { readonly kind: 'id_reused' }
  /** The proof of work was spent by another booking. */
  | { readonly kind: 'proof_spent' };

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
  readonly endedBy?: EndedBy;
  readonly expiresAt?: string;
  /** How often the talk was moved or ended: the SEQUENCE of its calendar entry. */
  readonly sequence: number;
}

/** What somebody of the desk did, kept with the change itself. */
export interface AuditEntry {
  readonly user: string;
  readonly action:
    | 'view'
    | 'contacted'
    | 'approved'
    | 'declined'
    | 'cancelled'
    | 'no_show'
    | 'erased'
    | 'blocked'
    | 'unblocked';
}

/** A step in the life of a lead. It is taken only from one of the states named. */
export interface Step {
  readonly from: readonly LeadState[];
  readonly to: LeadState;
  readonly endedBy?: EndedBy;
  /** Why, in the visitor's words. */
  readonly reason?: string;
  /** The new end of holding its time; none where absent. */
  readonly expiresAt?: string;
  readonly at: string;
  readonly audit?: AuditEntry;
  /** What has to be told; reminders still waiting are dropped when a talk ends. */
  readonly tells: readonly Tell[];
}

/** How much one worker takes at a time. */
export interface ClaimLimits {
  readonly limit: number;
  /** At most so many for one receiver: all mail, or one webhook (`<clinic> webhook:<id>`). */
  readonly perReceiver: number;
  /** Receivers that get no more for now. */
  readonly busy: readonly string[];
  readonly sendsMail: boolean;
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

/** What names a lead. */
export interface LeadKey {
  readonly clinic: string;
  readonly id: string;
}

export interface Store {
  /**
   * Books a consultation in one transaction: id, consultation, time, consent.
   * @param candidates the therapists (resources) who could hold the talk, tried in this order; empty for a callback
   * @param answer the receipt to send and to replay
   * @param tells what has to be told when it is booked
   */
  book(
    consultation: NewConsultation,
    candidates: readonly string[],
    answer: Answer,
    tells?: readonly Tell[],
  ): Promise<BookingOutcome>;
  /** How an id ended before, without booking anything; undefined for a new id. */
  replay(
    clinic: string,
    id: string,
    fingerprint: string,
  ): Promise<Exclude<BookingOutcome, { kind: 'booked' | 'taken' | 'proof_spent' }> | undefined>;
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
  markContacted(clinic: string, id: string, at: string, audit: AuditEntry): Promise<boolean>;
  /**
   * Takes one step of a lead, with its audit row and its messages, in one transaction.
   * @returns false when there is no such lead or it is in none of the states the step starts from
   */
  step(clinic: string, id: string, step: Step): Promise<boolean>;
  /**
   * Moves a talk that stands or is requested to another time, in one transaction; reminders still waiting are dropped.
   * @param candidates the therapists who could hold it, tried in this order; the one who has it now may keep it
   * @returns `gone` where there is no such talk that could be moved
   */
  move(
    clinic: string,
    id: string,
    to: { readonly time: BookedTime; readonly heldUntil: string; readonly at: string },
    candidates: readonly string[],
    tells: readonly Tell[],
  ): Promise<'moved' | 'taken' | 'gone'>;
  /** Leads that hold a time past their `expiresAt`. */
  overdue(
    now: string,
    limit: number,
  ): Promise<readonly { readonly clinic: string; readonly id: string; readonly state: LeadState }[]>;
  /**
   * Forgets a person: contact, answers, result, note. A talk still ahead is cancelled and its time free at once; what
   * remains tells that something was there and when. Messages to the visitor that still wait are dropped.
   * @returns false when there is no such lead, or it was forgotten before
   */
  erase(clinic: string, id: string, at: string, tells: readonly Tell[], audit?: AuditEntry): Promise<boolean>;
  /**
   * Deletes answers, result and note of a clinic's leads made before a moment.
   * @returns how many that were, and the leads made before the other moment, of which everything is to be erased
   */
  retain(
    clinic: string,
    before: { readonly answers: string; readonly everything: string },
    at: string,
    limit: number,
  ): Promise<{ readonly answers: number; readonly toErase: readonly string[] }>;

  /** Those of the leads that are there and have not been forgotten. */
  unforgotten(leads: readonly LeadKey[]): Promise<readonly LeadKey[]>;

  /** What is left of a lead whose person was forgotten: when its talk was. */
  remains(clinic: string, id: string): Promise<{ readonly time?: BookedTime } | undefined>;

  /** The messages whose turn it is, leased so that no other worker takes them before `leaseUntil`. */
  claimMessages(now: string, leaseUntil: string, limits: ClaimLimits): Promise<readonly Message[]>;
  /** Keeps how a try ended; a failed one is tried again at `retryAt`, or is dead without one. */
  settleMessage(id: string, delivery: Delivery, at: string, retryAt?: string): Promise<void>;
  deadMessages(clinics: readonly string[]): Promise<readonly DeadMessage[]>;
  /** Gives a dead message all its tries again. */
  resend(clinic: string, id: string, at: string): Promise<boolean>;
  /** Gives a dead message up for good. */
  dismiss(clinic: string, id: string): Promise<boolean>;
  /** Adds a message that belongs to no lead's step, once: the same channel, event and lead again changes nothing. */
  tell(clinic: string, lead: string, tell: Tell, at: string): Promise<void>;
  /** What waits, and since when; for the desk and the digest. */
  outbox(
    clinic: string,
    since: string,
    now: string,
  ): Promise<{
    readonly waiting: number;
    readonly oldest?: string;
    readonly dead: number;
    readonly sent: number;
    readonly leads: number;
    readonly cancelled: number;
  }>;

  /** Blocks whoever left a lead's contact, by keyed hashes of e-mail and phone, with its audit row. */
  block(lead: Pick<Lead, 'clinic' | 'id' | 'contact'>, at: string, user: string): Promise<void>;
  unblock(lead: Pick<Lead, 'clinic' | 'id' | 'contact'>, at: string, user: string): Promise<void>;
  isBlocked(clinic: string, contact: Contact): Promise<boolean>;

  /** Keeps that a desk user saw a person's answers, or changed the lead. */
  audit(entry: {
    readonly at: string;
    readonly user: string;
    readonly action: AuditEntry['action'];
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

  /** Deletes what is over: spent proofs, buckets, sessions, and messages done before a moment. */
  tidy(now: string, messagesBefore: string): Promise<void>;

  /** Gives every clinic a new data key, seals its leads with it and deletes the old one; everything else goes on. */
  rotateKeys(): Promise<{ readonly clinics: number; readonly leads: number }>;

  /** Does the database answer? */
  ping(): Promise<void>;
  close(): Promise<void>;
}
