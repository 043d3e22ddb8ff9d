/**
 * A speed bump before the public write (`api.md`, section 3): some 250 short key derivations, which a visitor's browser
 * makes while the contact is typed. It is no proof of being a person, only that each booking has cost something.
 */

import { type Challenge, createChallenge, verifySolution } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import * as z from 'zod/mini';
import type { ConsultationRequest } from '#triage/consultation.ts';
import { MINUTE } from './durations.ts';

/** A challenge that has been solved: to be spent in the transaction of the write it came with. */
export interface SolvedChallenge {
  /** Unique among all challenges of a server. */
  readonly nonce: string;
  /** RFC 3339 UTC: after this the challenge is refused anyhow, and need not be remembered as spent. */
  readonly expiresAt: string;
}

export interface ProofOfWork {
  /** A new challenge for bookings at this clinic, as `altcha-lib` has them. */
  challenge(clinic: string): Promise<Challenge>;
  /**
   * Whether a proof is a solved challenge of ours, for this clinic and not too old. Whether it was spent before is for
   * the store to say.
   * @param proof as it came over the wire; its texts may hold anything
   * @returns undefined for everything else, malformed texts too
   */
  check(clinic: string, proof: NonNullable<ConsultationRequest['proof']>): Promise<SolvedChallenge | undefined>;
}

const LIFE_MS = 10 * MINUTE;
const MOST_CHARACTERS = 2000;

/**
 * One key in 256 begins with the prefix. So a solution takes half a million rounds of PBKDF2, about 200 ms of a core,
 * which a browser spends off the page's own thread (`widget/proof.ts`); checking it takes 2,000, less than a millisecond.
 */
const ALGORITHM = 'PBKDF2/SHA-256';
const WORK = { algorithm: ALGORITHM, cost: 2000, keyPrefix: '00', deriveKey };

/** A challenge as it comes back, with nothing in it that is not ours. */
const Returned = z.strictObject({
  parameters: z.strictObject({
    algorithm: z.literal(ALGORITHM),
    nonce: z.string(),
    salt: z.string(),
    cost: z.number(),
    keyLength: z.number(),
    keyPrefix: z.string(),
    data: z.strictObject({ clinic: z.string(), expiresAt: z.string() }),
  }),
  signature: z.string(),
});
const Solution = z.strictObject({ counter: z.number(), derivedKey: z.string() });

/**
 * Keeps nothing: each challenge is signed, so that every process with the same key knows it again.
 * @param key 32 bytes for this purpose alone (`deriveKey(master, 'proof')`)
 */
export function createProofOfWork(key: Buffer, clock: () => Date): ProofOfWork {
  const hmacSignatureSecret = key.toString('hex');
  return {
    challenge(clinic) {
      // Not altcha's own `expiresAt`: that is held against the system's clock, and ours is given.
      const expiresAt = new Date(clock().getTime() + LIFE_MS).toISOString();
      return createChallenge({ ...WORK, hmacSignatureSecret, data: { clinic, expiresAt } });
    },

    async check(clinic, proof) {
      const challenge = Returned.safeParse(parseJson(proof.challenge));
      const solution = Solution.safeParse(parseJson(proof.solution));
      if (!challenge.success || !solution.success) return undefined;
      const { nonce, data } = challenge.data.parameters;
      if (data.clinic !== clinic || Date.parse(data.expiresAt) <= clock().getTime()) return undefined;
      const { verified } = await verifySolution({
        deriveKey,
        hmacSignatureSecret,
        challenge: challenge.data,
        solution: solution.data,
      });
      return verified ? { nonce, expiresAt: data.expiresAt } : undefined;
    },
  };
}

function parseJson(text: string): unknown {
  if (text.length > MOST_CHARACTERS) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // Anybody may send anything: no JSON is no proof.
    return undefined;
  }
}
