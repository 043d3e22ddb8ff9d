/**
 * Whatever is sent, the server answers in words of its contract, and both databases judge alike: generated bodies, a
 * sample here and 100,000 with `FULL=1`. The same seed gives the same cases.
 */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { Problem } from '#triage/consultation.ts';
import { bookingBody, consultationPath } from '../fixtures/booking.ts';
import { startPostgres, type TestPostgres } from '../fixtures/postgres.ts';
import { makeServer, type TestServer } from '../fixtures/server.ts';

const CASES = process.env['FULL'] ? 100_000 : 2_000;

let postgres: TestPostgres;
let servers: readonly TestServer[];
before(async () => {
  postgres = await startPostgres();
  servers = [await makeServer(), await makeServer({ place: { url: await postgres.newDatabase() } })];
});
after(async () => {
  for (const server of servers) await server.close();
  await postgres.stop();
});

/** Texts that have broken parsers, mails, calendars, terminals or databases elsewhere. */
const NASTY = [
  '',
  ' ',
  '\0',
  'a\0b',
  '\ud800',
  'x\udfffy',
  '\u202egnp.exe',
  '\u2066\u2069',
  '\ufeff',
  '\u0085',
  '\u2028',
  'e\u0301'.repeat(200),
  '👩‍👩‍👧‍👦'.repeat(60),
  'robin@mail.example\r\nBcc: all@mail.example',
  'robin@mail.example>\r\nRCPT TO:<other@mail.example',
  'Robin\nATTENDEE:mailto:x@mail.example\nEND:VEVENT',
  '"Robin" <robin@mail.example>, other@mail.example',
  "'; drop table consultations; --",
  '{{7*7}}<img src=x onerror=alert(1)>',
  '../../../../etc/passwd',
  "=cmd|' /C calc'!A0",
  '__proto__',
  'constructor',
  'toString',
  'x'.repeat(40_000),
  '2026-12-01T15:00:00Z',
  '0000-00-00T00:00:00Z',
  '2026-12-01T15:00:00.0000001Z',
  '-271821-04-20T00:00:00Z',
  '2026-12-01T24:00:00Z',
  '+12125550142',
  '+'.repeat(32),
  '٠١٢٣٤٥٦٧٨٩',
] as const;

const nasty: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom<unknown>(...NASTY) },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(null, true, false, 0, -0, -1, 1.5, 1e308, 9_007_199_254_740_991) },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 2, arbitrary: fc.jsonValue({ maxDepth: 4 }) },
  { weight: 1, arbitrary: fc.constantFrom<unknown>([], {}, [[[[[[[[[[1]]]]]]]]]], { a: { b: { c: {} } } }) },
);

/** Every place in a whole request, with nasty things put there, left out or added. */
const PLACES: readonly (readonly string[])[] = placesIn(
  bookingBody({ note: 'n', source: { page: '/', utm: { source: 's' } } }),
);

function placesIn(value: unknown, at: readonly string[] = []): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [at];
  return [at, ...Object.entries(value).flatMap(([key, part]) => placesIn(part, [...at, key]))];
}

function put(value: unknown, [key, ...rest]: readonly string[], what: unknown): unknown {
  if (key === undefined) return what;
  const before: object = typeof value === 'object' && value !== null ? value : {};
  return { ...before, [key]: put(Reflect.get(before, key), rest, what) };
}

const changedBody: fc.Arbitrary<string> = fc
  .array(fc.tuple(fc.constantFrom(...PLACES), nasty), { minLength: 1, maxLength: 3 })
  .map(changes => JSON.stringify(changes.reduce<unknown>((body, [at, what]) => put(body, at, what), bookingBody())));

const GOOD = JSON.stringify(bookingBody());
const brokenText: fc.Arbitrary<string> = fc.oneof(
  fc.nat({ max: GOOD.length }).map(length => GOOD.slice(0, length)),
  fc.constantFrom(
    `${GOOD}${GOOD}`,
    GOOD.replace('{', '{"locale":"en-US",'),
    GOOD.replace('{', '{"__proto__":{"isAdmin":true},'),
    GOOD.replace('"answers":{', '"answers":{"constructor":1,'),
    '['.repeat(30_000),
    '{"a":'.repeat(20_000),
    `{${Array.from({ length: 300 }, (_, i) => `"k${i}":1`).join()}}`,
    'x'.repeat(1_000_000),
    'NaN',
    '',
    'null',
  ),
  fc
    .tuple(fc.nat({ max: GOOD.length - 1 }), fc.string({ unit: 'binary', maxLength: 3 }))
    .map(([at, text]) => GOOD.slice(0, at) + text + GOOD.slice(at + 1)),
);

const body: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 6, arbitrary: changedBody.map(text => Buffer.from(text)) },
  { weight: 3, arbitrary: brokenText.map(text => Buffer.from(text)) },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }) },
  // A byte of it is no UTF-8.
  { weight: 1, arbitrary: fc.nat({ max: GOOD.length - 1 }).map(at => Buffer.from(GOOD).fill(0xff, at, at + 1)) },
);

const headers: fc.Arbitrary<Record<string, string>> = fc.oneof(
  { weight: 9, arbitrary: fc.constant({ 'content-type': 'application/json' }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Record<string, string>>(
      {},
      { 'content-type': 'text/plain' },
      { 'content-type': 'application/json; charset=utf-16' },
      { 'content-type': 'application/json', 'content-encoding': 'gzip' },
      { 'content-type': 'application/json', 'content-length': '5' },
      { 'content-type': 'application/json', origin: 'null' },
      { 'content-type': 'application/json', origin: 'https://evil.example' },
    ),
  },
);

/** How it was judged: the status, and the code of a refusal. */
async function verdict(response: Response): Promise<string> {
  if (response.ok) return String(response.status);
  assert.equal(response.headers.get('content-type'), 'application/problem+json');
  return `${response.status} ${Problem.parse(await response.json()).code}`;
}

test(`${CASES} hostile requests: none is a server error, and both databases judge alike`, async t => {
  const counts = new Map<string, number>();
  for (const [bytes, more] of fc.sample(fc.tuple(body, headers), { numRuns: CASES, seed: 20_261_122 })) {
    const path = consultationPath();
    const verdicts: string[] = [];
    for (const { app } of servers) {
      verdicts.push(await verdict(await app.request(path, { method: 'PUT', headers: more, body: Buffer.from(bytes) })));
    }
    const [first = '', second] = verdicts;
    assert.equal(first, second, Buffer.from(bytes).toString('base64').slice(0, 4000));
    assert.ok(/^[24]/.test(first), `${first}: ${Buffer.from(bytes).toString('base64').slice(0, 4000)}`);
    counts.set(first, (counts.get(first) ?? 0) + 1);
  }
  for (const [judged, count] of counts) t.diagnostic(`${judged}: ${count}`);
  for (const { log } of servers)
    assert.deepEqual(
      log.filter(({ event }) => event === 'error'),
      [],
    );
});
