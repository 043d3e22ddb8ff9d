/** How much one address, one person or one clinic may ask for (`api.md`, section 3). */
import type { Contact } from '#triage/consultation.ts';
import { Refusal } from './problems.ts';
import type { Store } from './store/store.ts';

export interface Limits {
  /** Before a write is read at all. */
  write(address: string): Promise<void>;
  /**
   * Before a new booking.
   * @param contact with its phone normalised
   * @param unproven the address of a booking without a proof of work, which gets much less
   */
  booking(clinic: string, contact: Contact, unproven?: string): Promise<void>;
  /** Before free times are listed. */
  slots(address: string): void;
  /** Before a challenge is made. */
  challenge(address: string): void;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Talks one person may have ahead at one clinic. */
const MOST_AHEAD = 2;
const SLOT_LISTS_A_MINUTE = 120;
const CHALLENGES_A_MINUTE = 30;
/** A page without https can't compute a proof; a family may still book. */
const UNPROVEN_AN_HOUR = 5;

/**
 * Each throws a `rate_limited` {@link Refusal} where there was too much; writes are counted in the store, which all
 * processes share, reads in this process.
 */
export function createLimits(store: Store, clock: () => Date): Limits {
  const take = async (buckets: Parameters<Store['take']>[0]): Promise<void> => {
    const wait = await store.take(buckets, clock().toISOString());
    if (wait > 0) throw new Refusal('rate_limited', { retryAfter: wait });
  };

  return {
    write: address =>
      take([
        { key: `write/${address}`, limit: 5, windowSeconds: MINUTE },
        { key: `write/${address}`, limit: 20, windowSeconds: HOUR },
        { key: `write/${address}`, limit: 60, windowSeconds: DAY },
      ]),

    async booking(clinic, contact, unproven) {
      const ahead = await store.talksAhead(clinic, contact, clock().toISOString());
      if (ahead >= MOST_AHEAD) throw new Refusal('rate_limited', { retryAfter: HOUR });
      const people = [contact.email?.toLowerCase(), contact.phone].filter(value => value !== undefined);
      await take([
        ...people.map(person => ({ key: `contact/${clinic}/${person}`, limit: 5, windowSeconds: DAY })),
        { key: `clinic/${clinic}`, limit: 60, windowSeconds: MINUTE },
        ...(unproven === undefined
          ? []
          : [{ key: `unproven/${unproven}`, limit: UNPROVEN_AN_HOUR, windowSeconds: HOUR }]),
      ]);
    },

    slots: perMinute(SLOT_LISTS_A_MINUTE, clock),
    challenge: perMinute(CHALLENGES_A_MINUTE, clock),
  };
}

/** Counts in this process only: what is read costs little and books nothing. */
function perMinute(most: number, clock: () => Date): (address: string) => void {
  const counts = new Map<string, number>();
  let windowEnds = 0;
  return address => {
    const now = clock().getTime();
    if (now >= windowEnds) {
      counts.clear();
      windowEnds = now + MINUTE * 1000;
    }
    const count = counts.get(address) ?? 0;
    if (count >= most) throw new Refusal('rate_limited', { retryAfter: Math.ceil((windowEnds - now) / 1000) });
    counts.set(address, count + 1);
  };
}

/** For tests and benches on a loopback address. */
export const NO_LIMITS: Limits = {
  write: async () => {},
  booking: async () => {},
  slots: () => {},
  challenge: () => {},
};
