/** What the clock brings about: ends of requests, deletions that were promised, the day's digest, tidying. */

import { Temporal } from 'temporal-polyfill';
import type { Lifecycle } from './booking/lifecycle.ts';
import type { ClinicFile, Clinics } from './clinics.ts';
import { DAY } from './durations.ts';
import { errorEntry, type Log } from './log.ts';
import type { Store } from './store/store.ts';

export interface JobNeeds {
  readonly store: Store;
  readonly clinics: Clinics;
  readonly clock: () => Date;
  readonly log: Log;
  readonly lifecycle: Lifecycle;
  /** Forgets for good, as `Lifecycle` does. */
  readonly erase: Store['erase'];
}

export interface Jobs {
  /** Once a minute. Each job is done whatever becomes of the others, and doing one twice changes nothing. */
  everyMinute(): Promise<void>;
  /** Once an hour. */
  everyHour(): Promise<void>;
}

/** How many rows a job takes at a time; the rest waits for the next round. */
const BATCH = 200;
const DIGEST_HOUR = 7;
const OUTBOX_DAYS = 30;

export function createJobs(needs: JobNeeds): Jobs {
  const run = async (...jobs: readonly ((needs: JobNeeds) => Promise<void>)[]): Promise<void> => {
    for (const job of jobs) {
      try {
        await job(needs);
      } catch (error) {
        needs.log(errorEntry(error));
      }
    }
  };
  return {
    everyMinute: () => run(expire, tellDigests),
    everyHour: () => run(retain, tidy),
  };
}

async function expire({ store, clinics, clock, lifecycle }: JobNeeds): Promise<void> {
  for (const { clinic: id, id: lead } of await store.overdue(clock().toISOString(), BATCH)) {
    const clinic = clinics.get(id);
    const found = clinic && (await store.lead(id, lead));
    if (clinic && found) await lifecycle.expire(clinic, found);
  }
}

/** Each morning of the clinic's, once: it shows that mail arrives, and tells what did not. */
async function tellDigests({ store, clinics, clock }: JobNeeds): Promise<void> {
  const now = clock();
  for (const clinic of clinics.all()) {
    const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(clinic.timeZone);
    if (local.hour < DIGEST_HOUR) continue;
    const dropAt = new Date(now.getTime() + DAY).toISOString();
    const digest = { event: 'digest', channel: 'clinic', dueAt: now.toISOString(), dropAt } as const;
    await store.tell(clinic.id, local.toPlainDate().toString(), digest, now.toISOString());
  }
}

async function retain({ store, clinics, clock, erase }: JobNeeds): Promise<void> {
  const now = clock();
  for (const clinic of clinics.all()) {
    const before = { answers: daysBefore(now, clinic, 'answers'), everything: daysBefore(now, clinic, 'everything') };
    const { toErase } = await store.retain(clinic.id, before, now.toISOString(), BATCH);
    for (const id of toErase) await erase(clinic.id, id, now.toISOString(), []);
  }
}

const daysBefore = (now: Date, { retention }: ClinicFile, what: 'answers' | 'everything'): string =>
  new Date(now.getTime() - retention[what] * DAY).toISOString();

async function tidy({ store, clock }: JobNeeds): Promise<void> {
  const now = clock();
  await store.tidy(now.toISOString(), new Date(now.getTime() - OUTBOX_DAYS * DAY).toISOString());
}
