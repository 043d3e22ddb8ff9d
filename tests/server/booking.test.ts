/** Booking under contention: nobody is booked twice, nobody loses what was promised (`api.md`, section 2). */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { Problem, Receipt, SlotList } from '#triage/consultation.ts';
import { answersOf, bookingBody, consultationPath, FREE_START, putting } from '../fixtures/booking.ts';
import { makeServer, NOW, type TestServer } from '../fixtures/server.ts';

let server: TestServer;
let now = NOW;
before(async () => {
  server = await makeServer({ clock: () => now });
});
after(() => server.close());

const put = async (body: unknown, path = consultationPath()) => server.app.request(path, putting(body));
const slot = (start: string) => ({ request: { kind: 'slot', start } });
const leads = () => server.store.leads({ clinics: ['riverside'], limit: 1000 });

async function freeStarts(query = '?days=31'): Promise<string[]> {
  const response = await server.app.request(`/v1/clinics/riverside/slots${query}`);
  return SlotList.parse(await response.json()).days.flatMap(({ slots }) => slots.map(({ start }) => start));
}

/** No two active talks of one therapist may touch, buffers included. */
async function assertDisjoint(): Promise<void> {
  const busy = await server.store.busy('riverside', '2026-01-01T00:00:00Z', '2028-01-01T00:00:00Z');
  for (const [i, a] of busy.entries()) {
    for (const b of busy.slice(i + 1)) {
      assert.ok(a.resource !== b.resource || a.end <= b.start || b.end <= a.start, JSON.stringify([a, b]));
    }
  }
}

test('200 clients on one time: one gets it, the others are offered the nearest three', async () => {
  const responses = await Promise.all(Array.from({ length: 200 }, () => put(bookingBody(slot(FREE_START)))));
  const won = responses.filter(({ status }) => status === 201);
  assert.equal(won.length, 1);
  const free = new Set(await freeStarts());
  for (const response of responses) {
    if (response.status === 201) continue;
    assert.equal(response.status, 409);
    const { code, alternatives } = Problem.parse(await response.json());
    assert.equal(code, 'slot_taken');
    assert.deepEqual(
      alternatives?.map(({ start, local }) => [start, local]),
      [
        ['2026-12-01T14:00:00Z', '2026-12-01T09:00'],
        ['2026-12-01T14:30:00Z', '2026-12-01T09:30'],
        ['2026-12-01T15:30:00Z', '2026-12-01T10:30'],
      ],
    );
    for (const { start } of alternatives ?? []) assert.ok(free.has(start));
  }
  assert.equal((await leads()).length, 1);
  await assertDisjoint();
});

test('two therapists free at one time: two get it', async () => {
  const start = '2026-12-01T16:00:00Z';
  const responses = await Promise.all(Array.from({ length: 40 }, () => put(bookingBody(slot(start)))));
  assert.equal(responses.filter(({ status }) => status === 201).length, 2);
  const held = await server.store.busy('riverside', start, '2026-12-01T16:01:00Z');
  assert.deepEqual(held.map(({ resource }) => resource).sort(), ['ana', 'june']);
  await assertDisjoint();
});

test('200 clients on random times: no talk overlaps another', async () => {
  const starts = await freeStarts('?from=2026-12-07&days=4');
  const wanted = Array.from({ length: 200 }, (_, i) => starts[(i * 7) % starts.length] ?? FREE_START);
  const responses = await Promise.all(wanted.map(start => put(bookingBody(slot(start)))));
  const statuses = new Set(responses.map(({ status }) => status));
  assert.deepEqual([...statuses].sort(), [201, 409]);
  await assertDisjoint();
});

test('one id 500 times at once: one booking, and the same bytes for all', async () => {
  const path = consultationPath();
  const before = (await leads()).length;
  const body = bookingBody(slot('2026-12-14T15:00:00Z'));
  const responses = await Promise.all(Array.from({ length: 500 }, () => put(body, path)));
  const texts = new Set(await Promise.all(responses.map(response => response.text())));
  assert.equal(texts.size, 1);
  assert.equal(responses.filter(({ status }) => status === 201).length, 1);
  const replays = responses.filter(({ status }) => status === 200);
  assert.equal(replays.length, 499);
  assert.ok(replays.every(({ headers }) => headers.get('idempotent-replayed') === 'true'));
  assert.equal((await leads()).length, before + 1);
});

test('a proof of work does not make a request another one', async () => {
  const path = consultationPath();
  const body = bookingBody(slot('2026-12-14T15:30:00Z'));
  assert.equal((await put(body, path)).status, 201);
  assert.equal((await put({ ...body, proof: { challenge: 'c', solution: 'd' } }, path)).status, 200);
});

test('a proof of work that proves nothing is refused', async () => {
  const refused = await put({ ...bookingBody(slot('2026-12-14T17:00:00Z')), proof: { challenge: 'a', solution: 'b' } });
  assert.equal(refused.status, 403);
  assert.equal(Problem.parse(await refused.json()).code, 'proof_invalid');
});

test('the same keys in another order are the same request', async () => {
  const path = consultationPath();
  const body = bookingBody(slot('2026-12-14T16:00:00Z'));
  assert.equal((await put(body, path)).status, 201);
  assert.equal((await put(Object.fromEntries(Object.entries(body).reverse()), path)).status, 200);
  assert.equal((await put(body, path.toUpperCase().replace(/.*\//, path.replace(/[^/]*$/, '')))).status, 200);
});

test('an id with another body is refused and changes nothing', async () => {
  const id = randomUUID();
  const body = bookingBody(slot('2026-12-15T15:00:00Z'));
  assert.equal((await put(body, consultationPath(id))).status, 201);
  const other = await put({ ...body, note: 'and one thing more' }, consultationPath(id));
  assert.equal(other.status, 409);
  assert.equal(Problem.parse(await other.json()).code, 'id_reused');
  const lead = await server.store.lead('riverside', id);
  assert.equal(lead?.health?.note, undefined);
});

test('an id belongs to one clinic', async () => {
  const id = randomUUID();
  assert.equal((await put(bookingBody(slot('2026-12-15T15:30:00Z')), consultationPath(id))).status, 201);
  const harbour = bookingBody({
    ...slot('2026-12-08T10:00:00Z'),
    consent: { version: '2026-10', collect: true, conduct: true },
  });
  assert.equal((await put(harbour, consultationPath(id, 'harbour'))).status, 201);
});

test('a replay is answered as before even when its time has passed', async () => {
  const path = consultationPath();
  const body = bookingBody(slot('2026-12-17T15:00:00Z'));
  const first = await (await put(body, path)).text();
  now = new Date('2026-12-20T12:00:00Z');
  const late = await put(body, path);
  assert.equal(late.status, 200);
  assert.equal(await late.text(), first);
  now = NOW;
});

test('a lost time stays lost for its id, also when it is free again', async () => {
  const start = '2026-12-17T15:30:00Z';
  const winner = randomUUID();
  const loser = consultationPath();
  assert.equal((await put(bookingBody(slot(start)), consultationPath(winner))).status, 201);
  assert.equal((await put(bookingBody(slot(start)), loser)).status, 409);
  assert.ok(!(await freeStarts('?from=2026-12-17&days=1')).includes(start));
  assert.equal(
    await server.store.step('riverside', winner, {
      from: ['confirmed'],
      to: 'cancelled',
      at: now.toISOString(),
      tells: [],
    }),
    true,
  );
  assert.ok((await freeStarts('?from=2026-12-17&days=1')).includes(start));
  assert.equal((await put(bookingBody(slot(start)), loser)).status, 409);
  assert.equal((await put(bookingBody(slot(start)))).status, 201);
});

test('what is stored is what was sent, judged by the server itself', async () => {
  const id = randomUUID();
  const body = bookingBody({
    ...slot('2026-12-17T16:00:00Z'),
    ruleset: '0.9.0',
    answers: answersOf('V69'),
    contact: { name: '  Zoë  ', email: 'zoe@mail.example', phone: '(212) 555-0187', relation: 'self' },
    note: 'second floor, please',
    source: { page: '/massage', utm: { source: 'mail' } },
  });
  // Lymphatic and oncology together: only June has both, and she is there on Wednesdays.
  assert.equal((await put(body, consultationPath(id))).status, 422);
  const answer = await put({ ...body, ...slot('2026-12-16T16:00:00Z') }, consultationPath(id));
  assert.equal(answer.status, 201);
  const lead = await server.store.lead('riverside', id);
  assert.ok(lead);
  assert.deepEqual(lead.contact, { name: 'Zoë', email: 'zoe@mail.example', phone: '+12125550187', relation: 'self' });
  assert.deepEqual(lead.health?.answers, answersOf('V69'));
  assert.equal(lead.health?.result.outcome, 'MEDICAL');
  assert.equal(lead.health?.result.urgency, 'CLEARANCE');
  assert.ok(lead.health?.result.rules.includes('M5') && lead.health.result.rules.includes('C5'));
  assert.equal(lead.resource, 'june');
  assert.equal(lead.health?.note, 'second floor, please');
  assert.equal(lead.ruleset.version, '1.0.0');
  assert.equal(lead.ruleset.widget, '0.9.0');
  assert.match(lead.ruleset.hash, /^[0-9a-f]{16}$/);
  assert.equal(lead.consentVersion, '2026-11');
  assert.deepEqual(lead.source, { page: '/massage', utm: { source: 'mail' } });
  assert.equal(lead.time?.local, '2026-12-16T11:00');
});

test('mail confirmed first: the answer does not hold the link that confirms', async () => {
  const own = await makeServer({ clinics: { riverside: { booking: 'verify' } } });
  const response = await own.app.request(consultationPath(), putting(bookingBody()));
  const { state, manageUrl } = Receipt.parse(await response.json());
  assert.deepEqual([state, manageUrl], ['unverified', 'http://localhost/m']);
  await own.close();
});
