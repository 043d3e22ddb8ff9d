/** The tables, as Kysely knows them. Moments are RFC 3339 UTC texts, which sort as they follow each other. */
import type { Generated } from 'kysely';
import type { Channel, Event } from '../notify/messages.ts';
import type { AuditEntry, EndedBy, LeadState } from './store.ts';

export interface Schema {
  /** How each id ended: kept for every attempt, so that a late duplicate gets the same answer. */
  attempts: {
    clinic: string;
    id: string;
    fingerprint: string;
    outcome: 'booked' | 'taken';
    /** The answer as JSON, without the link that manages the booking; null for a time that was taken. */
    answer: string | null;
    created_at: string;
  };
  /** One row holds a consultation whole: its time, its consent and its sealed answers can't come apart. */
  consultations: {
    clinic: string;
    id: string;
    created_at: string;
    state: LeadState;
    changed_at: string;
    contacted_at: string | null;
    resource: string | null;
    start_at: string | null;
    end_at: string | null;
    /** The therapist is free again: the end and the buffer after it. */
    held_until: string | null;
    local: string | null;
    time_zone: string | null;
    request: string;
    locale: string;
    consent_version: string;
    ruleset_version: string;
    ruleset_hash: string;
    ruleset_widget: string | null;
    email_hash: string | null;
    phone_hash: string | null;
    /** Answers, result, contact, note and source (`sealing.ts`); nothing once the person is forgotten. */
    sealed: Uint8Array;
    /** The clinic's data key that sealed it. */
    key_version: Generated<number>;
    ended_by: EndedBy | null;
    expires_at: string | null;
    /** How often the talk was moved or ended. */
    sequence: Generated<number>;
    /** Answers, result and note have been deleted. */
    health_gone_at: string | null;
    /** Everything about the person has been deleted. */
    erased_at: string | null;
  };
  /** Whom transactions wait for that book for one therapist, where the database locks rows. */
  resources: { clinic: string; resource: string };
  /** What has to be told to whom (`notify/messages.ts`): no word about anybody. */
  outbox: {
    id: string;
    clinic: string;
    lead: string;
    event: Event | 'digest';
    channel: Channel;
    created_at: string;
    due_at: string;
    drop_at: string | null;
    attempts: number;
    /** Another worker may take it from then on. */
    leased_until: string | null;
    done_at: string | null;
    outcome: 'sent' | 'dead' | 'dropped' | null;
    code: string | null;
  };
  /** Proofs of work that are spent, until they would have run out. */
  spent_proofs: { nonce: string; expires_at: string };
  /** Contacts a clinic does not want, by keyed hash. */
  blocks: { clinic: string; hash: string; at: string; user: string };
  /** Each clinic's data keys, wrapped by the master key. */
  clinic_keys: { clinic: string; version: number; wrapped: Uint8Array };
  /** The server's own keys by purpose, wrapped by the master key. */
  server_keys: { purpose: string; wrapped: Uint8Array };
  /** Facts about this database; `master_key` names the key that opens it. */
  settings: { name: string; value: string };
  desk_users: { id: string; email: string; password_hash: string };
  desk_sessions: { token_hash: string; user: string; expires_at: string };
  /** Counted events by keyed hash, gone when their window is over. */
  buckets: { key: string; count: number; ends_at: string };
  audit: {
    id: Generated<number>;
    at: string;
    user: string;
    action: AuditEntry['action'];
    clinic: string;
    lead: string;
  };
}

/** The states that hold their time. The partial index and the overlap guard of the schema name the same three. */
export const HOLDING = ['unverified', 'requested', 'confirmed'] as const;
