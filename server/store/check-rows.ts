/** What must hold between rows, each asked in one statement, so that it sees one moment. */
import { type RawBuilder, sql } from 'kysely';
import type { LeadKey } from './store.ts';

export interface Question {
  readonly check: string;
  /** What there should be none of. */
  readonly what: string;
  readonly rows: RawBuilder<LeadKey>;
}

const HOLDING = sql`('unverified', 'requested', 'confirmed')`;

export const QUESTIONS: readonly Question[] = [
  {
    check: 'I1',
    what: 'active talks that begin before their therapist is free',
    rows: sql`
      select clinic, id from (
        select clinic, id, start_at, max(held_until) over (
          partition by clinic, resource order by start_at, held_until, id
          rows between unbounded preceding and 1 preceding
        ) as busy_until
        from consultations where resource is not null and state in ${HOLDING}
      ) talks where busy_until > start_at`,
  },
  {
    check: 'I3',
    what: 'ids with more than one booking or attempt',
    rows: sql`
      select clinic, id from consultations group by clinic, id having count(*) > 1
      union all select clinic, id from attempts group by clinic, id having count(*) > 1`,
  },
  {
    check: 'I3',
    what: 'bookings without their attempt',
    rows: sql`
      select clinic, id from consultations made where not exists (
        select 1 from attempts where clinic = made.clinic and id = made.id and outcome = 'booked')`,
  },
  {
    check: 'I4',
    what: 'attempts that booked nothing',
    rows: sql`
      select clinic, id from attempts made where outcome = 'booked' and not exists (
        select 1 from consultations where clinic = made.clinic and id = made.id)`,
  },
  {
    check: 'I4',
    what: 'messages about no booking',
    rows: sql`
      select clinic, lead as id from outbox message where event <> 'digest' and not exists (
        select 1 from consultations where clinic = message.clinic and id = message.lead)`,
  },
  {
    check: 'outbox',
    what: 'messages half done',
    rows: sql`
      select clinic, lead as id from outbox
      where (done_at is null) <> (outcome is null) or attempts < 0 or (outcome in ('dead', 'dropped') and code is null)
        or not (channel in ('visitor', 'clinic') or channel like 'webhook:_%')`,
  },
  {
    check: 'erasure',
    what: 'forgotten people of whom something is left',
    rows: sql`
      select clinic, id from consultations gone where erased_at is not null and (
        length(sealed) > 0 or email_hash is not null or phone_hash is not null or state in ${HOLDING}
        or exists (select 1 from attempts where clinic = gone.clinic and id = gone.id and answer is not null)
        or exists (select 1 from outbox where clinic = gone.clinic and lead = gone.id and channel = 'visitor'
          and done_at is null and created_at < gone.erased_at))`,
  },
];
