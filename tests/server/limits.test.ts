/** Limits per address, person and clinic, counted in the store. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, test } from 'node:test';
import { Problem } from '#triage/consultation.ts';
import { group } from '../../server/client-address.ts';
import { bookingBody, consultationPath, putting } from '../fixtures/booking.ts';
import { makeServer, NOW, type TestServer } from '../fixtures/server.ts';

let current: TestServer;
let now = NOW;
beforeEach(async () => {
  now = NOW;
  current = await makeServer({ limits: true, trustProxy: 1, clock: () => now });
});
afterEach(() => current.close());

const later = (seconds: number): void => {
  now = new Date(now.getTime() + seconds * 1000);
};
const put = async (body: unknown, address = '198.51.100.7') =>
  current.app.request(consultationPath(), putting(body, { 'x-forwarded-for': address }));
const codeOf = async (response: Response): Promise<string> =>
  response.ok ? 'ok' : Problem.parse(await response.json()).code;

test('an address gets 5 writes a minute, also wrong ones', async () => {
  for (let i = 0; i < 5; i++) assert.equal(await codeOf(await put('{')), 'malformed_json');
  const refused = await put('{');
  assert.equal(refused.status, 429);
  assert.equal(refused.headers.get('retry-after'), '60');
  assert.equal(await codeOf(refused), 'rate_limited');
  assert.equal(await codeOf(await put('{', '198.51.100.8')), 'malformed_json');
  later(60);
  assert.equal(await codeOf(await put('{')), 'malformed_json');
});

test('and 20 an hour', async () => {
  for (let i = 0; i < 20; i++) {
    assert.equal(await codeOf(await put('{')), 'malformed_json');
    later(61);
  }
  const refused = await put('{');
  assert.equal(refused.status, 429);
  assert.equal(refused.headers.get('retry-after'), String(3600 - 20 * 61));
});

test('the limit comes before the body is read, so a huge one costs nothing', async () => {
  for (let i = 0; i < 5; i++) assert.equal(await codeOf(await put('x'.repeat(40_000))), 'too_large');
  assert.equal(await codeOf(await put('x'.repeat(40_000))), 'rate_limited');
});

test('the same id in parallel: some are replayed, the rest is told to wait', async () => {
  const path = consultationPath();
  const body = bookingBody();
  const responses = await Promise.all(Array.from({ length: 50 }, () => current.app.request(path, putting(body))));
  const count = (status: number): number => responses.filter(response => response.status === status).length;
  assert.deepEqual([count(201), count(200), count(429)], [1, 4, 45]);
  for (const { status, headers } of responses) assert.equal(headers.has('retry-after'), status === 429);
});

test('a person may have two talks ahead, and a third when one is over', async () => {
  const times = ['2026-12-07T15:00:00Z', '2026-12-10T15:00:00Z', '2026-12-14T15:00:00Z'];
  const book = async (start: string | undefined, email: string) =>
    codeOf(
      await put(bookingBody({ request: { kind: 'slot', start }, contact: { name: 'R', email, relation: 'self' } })),
    );
  assert.equal(await book(times[0], 'robin@mail.example'), 'ok');
  assert.equal(await book(times[1], 'Robin@Mail.example'), 'ok');
  assert.equal(await book(times[2], 'robin@mail.example'), 'rate_limited');
  later(8 * 86_400);
  assert.equal(await book(times[2], 'robin@mail.example'), 'ok');
});

test('a replay does not count against the person', async () => {
  const path = consultationPath();
  for (let i = 0; i < 3; i++) assert.ok((await current.app.request(path, putting(bookingBody()))).ok);
  assert.equal(
    await codeOf(await put(bookingBody({ request: { kind: 'slot', start: '2026-12-07T15:00:00Z' } }))),
    'ok',
  );
});

test('a clinic takes 60 bookings a minute', async () => {
  const callback = (i: number) =>
    bookingBody({
      request: { kind: 'callback', preferred: [] },
      contact: { name: 'R', phone: `212 555 01${String(i).padStart(2, '0')}`, relation: 'self' },
    });
  for (let i = 0; i < 60; i++) assert.equal(await codeOf(await put(callback(i), `203.0.113.${i}`)), 'ok');
  assert.equal(await codeOf(await put(callback(60), '203.0.113.200')), 'rate_limited');
});

test('free times may be listed 120 times a minute', async () => {
  const list = (address: string) =>
    current.app.request('/v1/clinics/riverside/slots?days=1', { headers: { 'x-forwarded-for': address } });
  for (let i = 0; i < 120; i++) assert.equal((await list('198.51.100.7')).status, 200);
  assert.equal((await list('198.51.100.7')).status, 429);
  assert.equal((await list('198.51.100.8')).status, 200);
  later(60);
  assert.equal((await list('198.51.100.7')).status, 200);
});

test('only entries that our own proxies wrote are believed', async () => {
  for (let i = 0; i < 5; i++)
    assert.equal(await codeOf(await put('{', `192.0.2.${i}, 198.51.100.7`)), 'malformed_json');
  assert.equal(await codeOf(await put('{', '192.0.2.99, 198.51.100.7')), 'rate_limited');
});

const groups: readonly (readonly [address: string, group: string])[] = [
  ['198.51.100.7', '198.51.100.7'],
  ['::ffff:198.51.100.7', '198.51.100.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
  ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
  ['2001:db8::1', '2001:db8:0:0::/64'],
  ['::1', '0:0:0:0::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['', 'unknown'],
  ['not an address', 'unknown'],
];
for (const [address, expected] of groups) {
  test(`"${address}" counts as ${expected}`, () => assert.equal(group(address), expected));
}
