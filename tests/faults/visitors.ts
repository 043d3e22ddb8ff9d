/** Visitors who book over HTTP, and what they are answered. */
import { randomUUID } from 'node:crypto';
import { SlotList } from '#triage/consultation.ts';
import { bookingBody, consultationPath, putting } from '../fixtures/booking.ts';

export interface Visitor {
  readonly id: string;
  readonly path: string;
  readonly init: RequestInit;
}

export interface Answered {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
  readonly milliseconds: number;
}

/** A visitor who wants this time; each is another person. */
export function visitorFor(clinic: string, start: string | undefined, id: string = randomUUID()): Visitor {
  if (start === undefined) throw new Error('no free time is left for this visitor');
  const contact = { name: 'Robin Vale', email: `${id}@mail.example`, relation: 'self' };
  const body = bookingBody({ request: { kind: 'slot', start }, contact });
  return { id, path: consultationPath(id, clinic), init: putting(body) };
}

/** @throws {TypeError} where the server is gone before it has answered */
export async function send(url: string, { path, init }: Visitor): Promise<Answered> {
  const begin = performance.now();
  const response = await fetch(url + path, init);
  const text = await response.text();
  return { status: response.status, text, headers: response.headers, milliseconds: performance.now() - begin };
}

/** Sends the same again while the server says that it is busy, as the widget does. */
export async function sendUntilTold(url: string, visitor: Visitor): Promise<Answered> {
  for (;;) {
    const answer = await send(url, visitor);
    if (answer.status !== 503 || !answer.headers.has('retry-after')) return answer;
  }
}

/** As `sendUntilTold`, for a server that lives: a connection it closed as idle is not one it was killed on. */
export async function sendThroughCuts(url: string, visitor: Visitor): Promise<Answered> {
  for (let cuts = 0; ; cuts++) {
    try {
      return await sendUntilTold(url, visitor);
    } catch (error) {
      if (!(error instanceof TypeError) || cuts === 3) throw error;
    }
  }
}

/** All the times of a clinic that are free now, by start. */
export async function freeStarts(url: string, clinic: string): Promise<readonly string[]> {
  const response = await fetch(`${url}/v1/clinics/${clinic}/slots?days=31`);
  return SlotList.parse(await response.json()).days.flatMap(({ slots }) => slots.map(({ start }) => start));
}

/** The problem's code of a refusal; empty for anything else. */
export function codeOf({ headers, text }: Answered): string {
  if (!headers.get('content-type')?.startsWith('application/problem+json')) return '';
  const problem: unknown = JSON.parse(text);
  return typeof problem === 'object' && problem !== null && 'code' in problem ? String(problem.code) : '';
}

/** Receipts name the server's address, which is another after each start. */
export const withoutAddress = (receipt: string): string => receipt.replace(/"manageUrl":"http:\/\/[^/]*/, '');

/** Sends many requests, so many at a time. */
export async function inBatches<T, R>(all: readonly T[], size: number, work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  for (let i = 0; i < all.length; i += size) results.push(...(await Promise.all(all.slice(i, i + size).map(work))));
  return results;
}
