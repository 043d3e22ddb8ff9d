/** A process with a store of its own that books what it is told to, all at once; started by `overlaps.ts`. */
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import * as z from 'zod/mini';
import { isResult, triage } from '#triage/triage.ts';
import { openStore } from '../../server/store/open.ts';
import type { NewConsultation, Store } from '../../server/store/store.ts';
import { answersOf } from '../fixtures/booking.ts';

const Wish = z.object({ start: z.string(), end: z.string(), candidates: z.array(z.string()) });
export type Wish = z.infer<typeof Wish>;

const Job = z.object({
  place: z.union([z.object({ file: z.string() }), z.object({ url: z.string() })]),
  key: z.string(),
  wishes: z.array(Wish),
});
export type Job = z.infer<typeof Job>;

/** How a wish ended: `booked`, `taken`, or the error that came out of the store. */
export const Booked = z.extend(Wish, {
  kind: z.string(),
  /** How often it had waited too long for its turn and was sent again, as the widget does. */
  waits: z.number(),
  milliseconds: z.number(),
});

const CLINIC = 'overlaps';
/** A slow machine makes people wait; what was never tried cannot have gone wrong. */
const MOST_WAITS = 20;

export async function book(store: Store, wish: Wish): Promise<z.infer<typeof Booked>> {
  const made = consultationFor(wish);
  const begin = performance.now();
  let waits = 0;
  let kind = await tryOnce(store, made, wish);
  while (kind === WAITED && waits < MOST_WAITS) {
    waits += 1;
    kind = await tryOnce(store, made, wish);
  }
  return { ...wish, kind, waits, milliseconds: performance.now() - begin };
}

const WAITED = 'waited too long';

async function tryOnce(store: Store, made: NewConsultation, { candidates }: Wish): Promise<string> {
  const answer = { id: made.id, state: 'confirmed', ...made.time } as const;
  const tell = { event: 'booked', channel: 'clinic', dueAt: made.createdAt } as const;
  return store.book(made, candidates, answer, [tell]).then(
    ({ kind }) => (kind === 'taken_before' ? 'taken' : kind),
    (error: unknown) => troubleOf(error instanceof Error ? (error.cause ?? error) : error),
  );
}

/** Postgres gave up on a lock or a statement, or the pool on a connection. */
const troubleOf = (error: unknown): string =>
  /lock timeout|statement timeout|timeout exceeded when trying to connect/.test(String(error)) ? WAITED : String(error);

function consultationFor({ start, end }: Wish): NewConsultation {
  const answers = answersOf('V49');
  const result = triage(answers);
  if (!isResult(result)) throw new Error('the worked case has no result');
  const id = randomUUID();
  return {
    clinic: CLINIC,
    id,
    fingerprint: id,
    createdAt: '2027-01-01T00:00:00.000Z',
    request: { kind: 'slot', start },
    time: { start, end, local: start.slice(0, 16), timeZone: 'UTC' },
    heldUntil: end,
    ruleset: { version: '1.0.0', hash: 'abc' },
    locale: 'en-US',
    consentVersion: '2026-11',
    secrets: {
      contact: { name: 'Robin Vale', email: `${id}@mail.example`, relation: 'self' },
      health: { answers, result },
    },
  };
}

if (import.meta.main) {
  const [message] = await once(process, 'message');
  const { place, key, wishes } = Job.parse(message);
  const { store } = await openStore(place, Buffer.from(key, 'hex'));
  process.send?.('ready');
  await once(process, 'message');
  process.send?.(await Promise.all(wishes.map(wish => book(store, wish))));
  await store.close();
  process.disconnect();
}
