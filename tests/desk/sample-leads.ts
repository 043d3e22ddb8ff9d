/** A desk with people in it: bookings sent as the widget sends them, one a case worth looking at. */
import { randomUUID } from 'node:crypto';
import { SlotList } from '#triage/consultation.ts';
import { answersOf, bookingBody, consultationPath, putting } from '../fixtures/booking.ts';
import type { TestServer } from '../fixtures/server.ts';

type App = TestServer['app'];

export interface Sample {
  readonly clinic?: string;
  readonly vignette: string;
  readonly name: string;
  readonly phone?: string;
  readonly relation?: 'self' | 'guardian';
  /** Asks to be called instead of a time. */
  readonly callback?: readonly ('morning' | 'afternoon' | 'evening')[];
  /** The how-manieth offered time to take. */
  readonly nth?: number;
  readonly note?: string;
  /** Default: from the name; none where empty. */
  readonly email?: string;
  /** Answers given instead of the case's. */
  readonly answers?: Readonly<Record<string, unknown>>;
}

export const SAMPLES: readonly Sample[] = [
  { vignette: 'V49', name: 'Rosa Lindqvist', nth: 4 },
  { vignette: 'V60', name: 'Daniel Achterberg', phone: '(212) 555-0177', relation: 'guardian', nth: 8 },
  { vignette: 'V52', name: 'Theo Marchetti', nth: 2 },
  {
    vignette: 'V66',
    name: 'Ingrid Solheim-Castellanos de la Vega',
    callback: ['afternoon', 'evening'],
    phone: '(212) 555-0120',
  },
  { clinic: 'harbour', vignette: 'V58', name: 'Siobhán O’Rourke', nth: 3 },
  { vignette: 'V64', name: 'Gwen Tamura', phone: '(212) 555-0199', nth: 5 },
  { clinic: 'harbour', vignette: 'V59', name: 'Marek Zieliński', callback: [], phone: '020 7946 0990' },
  { vignette: 'V69', name: 'Beatriz Quental', nth: 3 },
  { vignette: 'V67', name: 'Paul Okonkwo', relation: 'guardian', phone: '(212) 555-0133', nth: 1 },
  { vignette: 'V56', name: 'Amara Ndiaye', nth: 6, note: 'I can only lie on my left side for a short while.' },
  { vignette: 'V62', name: 'José Ferreira', nth: 9 },
  { vignette: 'V61', name: 'Hal Winterbourne', nth: 12 },
];

/** @returns the ids, in the order of `samples` */
export async function sendSamples(
  app: App,
  samples: readonly Sample[] = SAMPLES,
  before?: (index: number) => void,
): Promise<string[]> {
  const ids: string[] = [];
  for (const [index, sample] of samples.entries()) {
    before?.(index);
    ids.push(await send(app, sample));
  }
  return ids;
}

/** Books and returns the lead's id. */
export async function send(app: App, sample: Sample): Promise<string> {
  const { clinic = 'riverside', callback, nth = 0 } = sample;
  if (callback !== undefined) return put(app, sample, { kind: 'callback', preferred: callback });
  for (const start of (await offered(app, clinic)).slice(nth)) {
    const id = await put(app, sample, { kind: 'slot', start }).catch(() => undefined);
    if (id !== undefined) return id;
  }
  throw new Error(`no time for ${sample.name}`);
}

/** The starts that a clinic offers in the next two weeks. */
export async function offered(app: App, clinic: string): Promise<string[]> {
  const answer = await app.request(`/v1/clinics/${clinic}/slots`);
  return SlotList.parse(await answer.json()).days.flatMap(({ slots }) => slots.map(({ start }) => start));
}

async function put(app: App, sample: Sample, request: object): Promise<string> {
  const { clinic = 'riverside', vignette, name, phone, relation = 'self', note, email = emailOf(name) } = sample;
  const id = randomUUID();
  const body = bookingBody({
    answers: { ...answersOf(vignette), ...sample.answers },
    request,
    contact: { name, relation, ...(email && { email }), ...(phone && { phone }) },
    consent: { version: clinic === 'harbour' ? '2026-10' : '2026-11', collect: true, conduct: true },
    source: { page: '/book' },
    ...(note && { note }),
  });
  const answer = await app.request(consultationPath(id, clinic), putting(body));
  if (answer.status !== 201) throw new Error(`${name}: ${answer.status} ${await answer.text()}`);
  return id;
}

/** `José Ferreira` → `jose@mail.example`. */
function emailOf(name: string): string {
  const first = name.split(' ')[0] ?? '';
  return `${first.normalize('NFKD').replace(/\W/g, '').toLowerCase()}@mail.example`;
}
