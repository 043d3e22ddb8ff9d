/** The widget's side of the HTTP contract (`api.md`): fetch clinic and free times, put the consultation. */
import type { Problem } from '#triage/consultation.ts';
import type { Result, Unanswered } from '#triage/triage.ts';
import { createProver, newProof, type Prover } from './proof.ts';
import { withProof } from './request.ts';
import { builtRuleset } from './ruleset.ts';
import type { Facts, FreeTimes, Pending, RawAnswers, Settlement } from './visit.ts';
import { expectKind, isClinic, isProblem, isReceipt, isSlotList } from './wire.ts';

export interface Api extends Prover {
  facts(signal: AbortSignal): Promise<Facts>;
  /** Free times of `days` days, `daysAhead` days from the clinic's today. */
  times(span: { readonly daysAhead: number; readonly days: number }, signal: AbortSignal): Promise<FreeTimes>;
  /** Sends until the server has settled it. Rejects while its fate stays unknown. */
  send(pending: Pending, signal: AbortSignal): Promise<Settlement>;
}

/** The server was not reached, or did not say how it settled things. The code is for the embedder's console. */
export class Unreached extends Error {
  override readonly name = 'Unreached';
}

/** Seconds between tries while the server says that it is busy; a network that is gone gets the first three. */
const BUSY_RETRIES = [0.5, 1, 2, 4, 8, 15, 30];
const NETWORK_RETRIES = 3;

/**
 * @param base the server's address, such as `https://host`
 * @param clinic the clinic's public key
 */
export function createApi(base: string, clinic: string): Api {
  const root = `${base}/v1/clinics/${encodeURIComponent(clinic)}`;
  const challenges = `${root}/challenges`;
  let zone: string | undefined;

  async function facts(signal: AbortSignal): Promise<Facts> {
    const known = expectKind(isClinic, await getJson(root, signal));
    zone = known.timeZone;
    const { hash, module } = known.ruleset;
    if (builtRuleset === undefined || hash === builtRuleset || module === undefined) return { clinic: known };
    return { clinic: known, judge: await loadJudge(new URL(module, `${base}/`).href) };
  }

  return {
    ...createProver(challenges),
    facts,
    async times({ daysAhead, days }, signal) {
      const timeZone = zone ?? (await facts(signal)).clinic.timeZone;
      const today = dateIn(timeZone, 0);
      const query = daysAhead === 0 ? '' : `?from=${dateIn(timeZone, daysAhead)}&days=${days}`;
      const list = expectKind(isSlotList, await getJson(`${root}/slots${query}`, signal));
      return { days: list.days, today };
    },
    async send({ id, body }, signal) {
      const url = `${root}/consultations/${id}`;
      let settled = await deliver(url, body, signal);
      if (settled.kind === 'unproved') {
        const sent: object = JSON.parse(body);
        // Its challenge was too old, or spent. What can't be proved now may still be taken without a proof.
        const proof = await newProof(challenges).catch(() => undefined);
        settled = await deliver(url, withProof(sent, proof), signal);
        if (settled.kind === 'unproved') settled = await deliver(url, withProof(sent), signal);
      }
      return settled.kind === 'unproved' ? { kind: 'refused' } : settled;
    },
  };
}

async function getJson(url: string, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(url, { signal, credentials: 'omit', cache: 'no-cache' });
  if (!response.ok) throw new Unreached(`HTTP ${response.status}`);
  return response.json();
}

/** `YYYY-MM-DD` in the zone, some days from now. */
function dateIn(timeZone: string, daysAhead: number): string {
  // Swedish is written so everywhere; Canadian English is not in WebKit.
  const today = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short' }).format(new Date());
  const date = new Date(`${today}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + daysAhead);
  return date.toISOString().slice(0, 10);
}

/** The server's own triage, for a page that was loaded before the rule set changed: answers stay in the browser. */
async function loadJudge(url: string): Promise<(answers: RawAnswers) => Result | Unanswered> {
  const module: unknown = await import(/* @vite-ignore */ url);
  if (!hasTriage(module)) throw new Unreached('no triage in the rule module');
  return answers => {
    const verdict = module.triage(answers);
    if (!isVerdict(verdict)) throw new Unreached('unknown verdict of the rule module');
    return verdict;
  };
}

const hasTriage = (module: unknown): module is { triage: (answers: unknown) => unknown } =>
  typeof module === 'object' && module !== null && 'triage' in module && typeof module.triage === 'function';

const isVerdict = (value: unknown): value is Result | Unanswered =>
  typeof value === 'object' && value !== null && ('next' in value || ('outcome' in value && 'rules' in value));

/** The server does not take the proof: nothing is settled by that. */
interface Unproved {
  readonly kind: 'unproved';
}

async function deliver(url: string, body: string, signal: AbortSignal): Promise<Settlement | Unproved> {
  for (let attempt = 0; ; attempt++) {
    const tried = await tryOnce(url, body, signal);
    if (tried.kind !== 'again') return tried;
    const wait = (tried.reached ? BUSY_RETRIES : BUSY_RETRIES.slice(0, NETWORK_RETRIES))[attempt];
    if (wait === undefined) throw new Unreached(tried.code);
    await pause(Math.max(wait * (0.75 + Math.random() / 2), tried.after), signal);
  }
}

interface Again {
  readonly kind: 'again';
  /** The server answered, if only that it is busy. */
  readonly reached: boolean;
  readonly code: string;
  /** Seconds the server asked to wait. */
  readonly after: number;
}

async function tryOnce(url: string, body: string, signal: AbortSignal): Promise<Settlement | Unproved | Again> {
  let response: Response;
  let answer: unknown;
  try {
    const headers = { 'content-type': 'application/json' };
    response = await fetch(url, { method: 'PUT', signal, credentials: 'omit', headers, body });
    answer = await response.json();
  } catch (error) {
    if (signal.aborted) throw error;
    // No answer, or one cut short: the booking may or may not have arrived.
    return { kind: 'again', reached: false, code: 'network', after: 0 };
  }
  if (response.ok) return { kind: 'booked', receipt: expectKind(isReceipt, answer) };
  if (response.status === 429 || response.status >= 500) {
    const after = Math.min(Number(response.headers.get('retry-after') ?? 0) || 0, 60);
    return { kind: 'again', reached: true, code: `HTTP ${response.status}`, after };
  }
  return settlementOf(expectKind(isProblem, answer));
}

function settlementOf({ code, fields, alternatives }: Problem): Settlement | Unproved {
  switch (code) {
    case 'proof_invalid':
      return { kind: 'unproved' };
    case 'slot_taken':
      return { kind: 'taken', alternatives: alternatives ?? [] };
    case 'slot_not_offered':
      return { kind: 'notOffered' };
    case 'consent_changed':
      return { kind: 'consentChanged' };
    case 'not_bookable':
    case 'triage_incomplete':
      return { kind: 'notBookable' };
    case 'validation_failed': {
      const contact = (fields ?? []).filter(({ pointer }) => /^\/contact\/(name|email|phone)$/.test(pointer));
      if (contact.length === 0) return { kind: 'refused' };
      return {
        kind: 'badContact',
        problems: Object.fromEntries(contact.map(({ pointer, code }) => [pointer.slice('/contact/'.length), code])),
      };
    }
    default:
      return { kind: 'refused' };
  }
}

/** Waits so many seconds between two tries; rejects at once when there is nothing left to wait for. */
const pause = (seconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, seconds * 1000);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
