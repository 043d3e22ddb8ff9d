/**
 * The proof of work a consultation goes out with, made while the contact is typed. The format is that of `altcha-lib`,
 * which the server checks with. Its own solver is not used here: it would cost 1.3 kB, this costs a third of that.
 */
import type { ConsultationRequest } from '#triage/consultation.ts';
import { expectKind, isChallenge } from './wire.ts';

export type Proof = NonNullable<ConsultationRequest['proof']>;

export interface Prover {
  /** Begins a new proof, unless there is one or one under way that will do. Rejects when it can't be made. */
  startProof(): Promise<void>;
  /** What is ready, for one consultation: nobody waits for a proof. */
  takeProof(): Proof | undefined;
}

/** The server takes a challenge for ten minutes; the visitor needs some time to send. */
const FRESH_MS = 9 * 60_000;
/** 256 are usual; so many fail once in 10^17. */
const MOST_TRIES = 10_000;
/** For loading the challenge. */
const PATIENCE_MS = 5000;

/** @param url where challenges come from */
export function createProver(url: string): Prover {
  let begun = 0;
  let ready: Proof | undefined;
  return {
    async startProof() {
      if (Date.now() - begun < FRESH_MS) return;
      begun = Date.now();
      try {
        ready = await newProof(url);
      } catch (error) {
        begun = 0;
        throw error;
      }
    },
    takeProof() {
      const taken = ready;
      ready = undefined;
      begun = 0;
      return taken;
    },
  };
}

/** @returns undefined on a page without https, which has no `crypto.subtle` */
export async function newProof(url: string): Promise<Proof | undefined> {
  if (!crypto.subtle) return undefined;
  const signal = AbortSignal.timeout(PATIENCE_MS);
  const response = await fetch(url, { method: 'POST', credentials: 'omit', signal });
  return solve(await response.text());
}

/** Derives keys from nonce and counter until one begins as asked; the browser does that off the page's own thread. */
export async function solve(challenge: string): Promise<Proof | undefined> {
  const { nonce, salt, cost, keyPrefix } = expectKind(isChallenge, JSON.parse(challenge)).parameters;
  const how = { name: 'PBKDF2', hash: 'SHA-256', salt: bytesOf(salt), iterations: cost };
  for (let counter = 0; counter < MOST_TRIES; counter++) {
    const password = bytesOf(nonce + counter.toString(16).padStart(8, '0'));
    const key = await crypto.subtle.importKey('raw', password, 'PBKDF2', false, ['deriveBits']);
    const derivedKey = hexOf(await crypto.subtle.deriveBits(how, key, 256));
    if (derivedKey.startsWith(keyPrefix)) return { challenge, solution: JSON.stringify({ counter, derivedKey }) };
  }
  return undefined;
}

const bytesOf = (hex: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(hex.match(/../g) ?? [], digits => Number.parseInt(digits, 16));

const hexOf = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map(byte => byte.toString(16).padStart(2, '0')).join('');
