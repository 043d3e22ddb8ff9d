/** The widget's side of the wire: what it asks for, what it makes of each answer, when it tries again. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type Clinic, PROBLEM_CODES } from '#triage/consultation.ts';
import { createApi, Unreached } from '../../widget/api.ts';
import type { Settlement } from '../../widget/visit.ts';
import { CLINIC, PICKED, RECEIPT, slot } from '../fixtures/clinic.ts';

interface Call {
  readonly url: string;
  readonly init: RequestInit;
}

type Answer = () => Response | Promise<Response>;

const BASE = 'https://unknot.example';
const PENDING = { id: 'id-1', body: '{"answers":{}}' };
const open = (): AbortSignal => new AbortController().signal;

const json =
  (body: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Answer =>
  () =>
    new Response(JSON.stringify(body), { status, headers });
const offline: Answer = () => Promise.reject(new TypeError('Failed to fetch'));
const busy = (status: number, headers: Readonly<Record<string, string>> = {}): Answer =>
  json({ status, code: 'overloaded', retryable: true }, status, headers);
const refused = (code: string, more: object = {}, status = 422): Answer =>
  json({ status, code, retryable: false, ...more }, status);

/** Answers each request in turn, the last answer over and over, and keeps what was asked. */
function serve(t: TestContext, ...answers: readonly Answer[]): readonly Call[] {
  const calls: Call[] = [];
  t.mock.method(globalThis, 'fetch', async (url: string, init: RequestInit) => {
    calls.push({ url, init });
    init.signal?.throwIfAborted();
    return answers[Math.min(calls.length, answers.length) - 1]?.();
  });
  return calls;
}

test('the clinic is asked for by its name, without cookies', async t => {
  const calls = serve(t, json(CLINIC));
  const { clinic, judge } = await createApi(BASE, 'river side/../x').facts(open());
  assert.deepEqual([clinic, judge], [CLINIC, undefined]);
  assert.deepEqual(
    calls.map(({ url, init }) => [url, init.method, init.credentials]),
    [[`${BASE}/v1/clinics/river%20side%2F..%2Fx`, undefined, 'omit']],
  );
});

const BAD_FACTS: readonly (readonly [string, Answer])[] = [
  ['a clinic nobody knows', refused('not_found', {}, 404)],
  ['a server in trouble', busy(503)],
  ['no network', offline],
  ['a page of a hotel', () => new Response('<html>Sign in</html>')],
  ['something else', json({ hello: 'world' })],
];
for (const [what, answer] of BAD_FACTS) {
  test(`the clinic can't be read: ${what}`, async t => {
    serve(t, answer);
    await assert.rejects(createApi(BASE, 'riverside').facts(open()));
  });
}

/** Half past midnight in Auckland, still the day before in New York. */
const NOW = Date.parse('2026-11-29T11:30:00Z');
const SPANS = [
  { timeZone: 'America/New_York', daysAhead: 0, query: '', today: '2026-11-29' },
  { timeZone: 'Pacific/Auckland', daysAhead: 0, query: '', today: '2026-11-30' },
  { timeZone: 'America/New_York', daysAhead: 14, query: '?from=2026-12-13&days=14', today: '2026-11-29' },
  { timeZone: 'Pacific/Auckland', daysAhead: 42, query: '?from=2027-01-11&days=14', today: '2026-11-30' },
];
for (const { timeZone, daysAhead, query, today } of SPANS) {
  test(`times ${daysAhead} days ahead in ${timeZone}: ${query || 'no query'}`, async t => {
    t.mock.timers.enable({ apis: ['Date'], now: NOW });
    const clinic: Clinic = { ...CLINIC, timeZone };
    const days = [{ date: '2026-12-01', slots: [slot('2026-12-01', '15:00')] }];
    const calls = serve(t, json(clinic), json({ timeZone, days }));
    const api = createApi(BASE, 'riverside');
    assert.deepEqual(await api.times({ daysAhead, days: 14 }, open()), { days, today });
    assert.equal(calls.at(-1)?.url, `${BASE}/v1/clinics/riverside/slots${query}`);
    await api.times({ daysAhead, days: 14 }, open());
    assert.equal(calls.length, 3, 'the zone is asked for once');
  });
}

const fields = (...pointers: readonly string[]) => ({
  fields: pointers.map(pointer => ({ pointer, code: 'too_long' })),
});

const SETTLED: readonly (readonly [string, Answer, Settlement])[] = [
  ['booked', json(RECEIPT, 201), { kind: 'booked', receipt: RECEIPT }],
  ['booked before', json(RECEIPT, 200), { kind: 'booked', receipt: RECEIPT }],
  ['taken', refused('slot_taken', { alternatives: [PICKED] }, 409), { kind: 'taken', alternatives: [PICKED] }],
  ['taken, nothing near', refused('slot_taken', {}, 409), { kind: 'taken', alternatives: [] }],
  ['not offered', refused('slot_not_offered', fields('/request/start')), { kind: 'notOffered' }],
  ['new consent', refused('consent_changed', {}, 409), { kind: 'consentChanged' }],
  ['not bookable', refused('not_bookable'), { kind: 'notBookable' }],
  ['a newer question', refused('triage_incomplete', fields('/answers/age')), { kind: 'notBookable' }],
  [
    'a bad phone',
    refused('validation_failed', fields('/contact/phone', '/contact/name', '/note')),
    { kind: 'badContact', problems: { phone: 'too_long', name: 'too_long' } },
  ],
  ['a bad answer', refused('validation_failed', fields('/answers/goal')), { kind: 'refused' }],
  ['who books', refused('validation_failed', fields('/contact/relation')), { kind: 'refused' }],
  ['no fields', refused('validation_failed'), { kind: 'refused' }],
  ['a code of tomorrow', refused('moon_phase'), { kind: 'refused' }],
];
for (const [what, answer, settlement] of SETTLED) {
  test(`settled: ${what}`, async t => {
    const calls = serve(t, answer);
    assert.deepEqual(await createApi(BASE, 'riverside').send(PENDING, open()), settlement);
    const [call] = calls;
    assert.equal(calls.length, 1);
    assert.equal(call?.url, `${BASE}/v1/clinics/riverside/consultations/id-1`);
    assert.deepEqual(
      [call.init.method, call.init.body, call.init.credentials, call.init.headers],
      ['PUT', PENDING.body, 'omit', { 'content-type': 'application/json' }],
    );
  });
}

test('every problem code settles as something, or is tried again', async t => {
  const kinds = new Map<string, string>();
  for (const code of PROBLEM_CODES) {
    serve(t, refused(code));
    const { kind } = await createApi(BASE, 'riverside').send(PENDING, open());
    kinds.set(code, kind);
  }
  const known = [...kinds].filter(([, kind]) => kind !== 'refused').map(([code]) => code);
  assert.deepEqual(known.sort(), [
    'consent_changed',
    'not_bookable',
    'slot_not_offered',
    'slot_taken',
    'triage_incomplete',
  ]);
});

/** Lets what has been answered be read; nothing here waits for time to pass. */
const settle = async (): Promise<void> => {
  for (let i = 0; i < 5; i++) await new Promise(setImmediate);
};

/** Seconds between the tries, which the test's own clock lets pass. */
async function waitsOf(t: TestContext, calls: readonly Call[], most: number): Promise<readonly number[]> {
  const waits: number[] = [];
  for (let seen = 1; seen <= most; seen = calls.length) {
    await settle();
    let waited = 0;
    for (; calls.length === seen && waited < 61_000; waited += 250) {
      t.mock.timers.tick(250);
      await settle();
    }
    if (calls.length === seen) break;
    waits.push(waited / 1000);
  }
  return waits;
}

const TRIES: readonly (readonly [string, Answer, readonly number[], string])[] = [
  ['busy', busy(503), [0.5, 1, 2, 4, 8, 15, 30], 'HTTP 503'],
  ['too many', busy(429), [0.5, 1, 2, 4, 8, 15, 30], 'HTTP 429'],
  ['its own trouble', busy(500), [0.5, 1, 2, 4, 8, 15, 30], 'HTTP 500'],
  ['offline', offline, [0.5, 1, 2], 'network'],
  ['an answer cut short', () => new Response('{"id":'), [0.5, 1, 2], 'network'],
  ['a proxy in between', () => new Response('<html>', { status: 502 }), [0.5, 1, 2], 'network'],
  ['later, please', busy(429, { 'retry-after': '20' }), [20, 20, 20, 20, 20, 20, 30], 'HTTP 429'],
  ['tomorrow, please', busy(503, { 'retry-after': '86400' }), [60, 60, 60, 60, 60, 60, 60], 'HTTP 503'],
  ['on a date', busy(503, { 'retry-after': 'Wed, 21 Oct 2026 07:28:00 GMT' }), [0.5, 1, 2, 4, 8, 15, 30], 'HTTP 503'],
];
for (const [what, answer, waits, code] of TRIES) {
  test(`tried again when ${what}: after ${waits.join(', ')} s, then its fate is unknown`, async t => {
    t.mock.timers.enable({ apis: ['setTimeout'] });
    t.mock.method(Math, 'random', () => 0.5);
    const calls = serve(t, answer);
    const sent = assert.rejects(createApi(BASE, 'riverside').send(PENDING, open()), new Unreached(code));
    assert.deepEqual(await waitsOf(t, calls, 9), waits);
    await sent;
    assert.equal(new Set(calls.map(({ url, init }) => `${url} ${init.body}`)).size, 1, 'the same id, the same body');
  });
}

test('the server comes back', async t => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const calls = serve(t, offline, busy(503), json(RECEIPT, 201));
  const sent = createApi(BASE, 'riverside').send(PENDING, open());
  await waitsOf(t, calls, 2);
  assert.deepEqual(await sent, { kind: 'booked', receipt: RECEIPT });
  assert.equal(calls.length, 3);
});

test('a visit that goes away stops trying at once', async t => {
  t.mock.timers.enable({ apis: ['setTimeout'] });
  const calls = serve(t, busy(503));
  const controller = new AbortController();
  const sent = createApi(BASE, 'riverside').send(PENDING, controller.signal);
  await settle();
  controller.abort();
  await assert.rejects(sent, { name: 'AbortError' });
  t.mock.timers.tick(120_000);
  await settle();
  assert.equal(calls.length, 1);
});

test('a receipt nobody understands is no booking, and no reason to send again', async t => {
  const calls = serve(t, json({ thanks: true }, 201));
  await assert.rejects(createApi(BASE, 'riverside').send(PENDING, open()));
  assert.equal(calls.length, 1);
});
