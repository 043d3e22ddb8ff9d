/** The store's promises, whatever its database: one suite for every implementation. */
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { isResult, triage } from '#triage/triage.ts';
import { openStore } from '../../server/store/open.ts';
import type { NewConsultation, Store } from '../../server/store/store.ts';
import { answersOf } from '../fixtures/booking.ts';

let store: Store;
before(async () => {
  store = await openStore(':memory:', randomBytes(32));
});
after(() => store.close());

const verdict = triage(answersOf('V49'));
assert.ok(isResult(verdict));
const result = verdict;

let clinics = 0;
/** A clinic of its own for each test, so that none depends on another. */
const newClinic = (): string => `clinic-${++clinics}`;
const at = (minute: number): string =>
  new Date(Date.parse('2026-12-01T15:00:00Z') + minute * 60_000).toISOString().replace('.000', '');

function consultation(clinic: string, changes: Partial<NewConsultation> = {}): NewConsultation {
  const id = changes.id ?? randomUUID();
  return {
    clinic,
    id,
    fingerprint: `of ${id}`,
    createdAt: '2026-11-30T12:00:00.000Z',
    request: { kind: 'slot', start: at(0) },
    time: { start: at(0), end: at(20), local: '2026-12-01T10:00', timeZone: 'America/New_York' },
    heldUntil: at(30),
    ruleset: { version: '1.0.0', hash: 'abc' },
    locale: 'en-US',
    consentVersion: '2026-11',
    secrets: {
      answers: answersOf('V49'),
      result,
      contact: { name: 'Robin Vale', email: 'r@mail.example', relation: 'self' },
    },
    ...changes,
  };
}

const time = (from: number, to: number) => ({
  time: { start: at(from), end: at(to), local: '2026-12-01T10:00', timeZone: 'America/New_York' },
  heldUntil: at(to),
});

const book = (made: NewConsultation, candidates: readonly string[] = ['ana']) =>
  store.book(made, candidates, {
    id: made.id,
    state: made.time === undefined ? 'callback' : 'confirmed',
    ...made.time,
  });

test('a booking takes the first free candidate', async () => {
  const clinic = newClinic();
  const made = [consultation(clinic), consultation(clinic), consultation(clinic)];
  const kinds = [];
  for (const one of made) kinds.push((await book(one, ['ana', 'ben'])).kind);
  assert.deepEqual(kinds, ['booked', 'booked', 'taken']);
  const resources = [];
  for (const { id } of made) resources.push((await store.lead(clinic, id))?.resource);
  assert.deepEqual(resources, ['ana', 'ben', undefined]);
});

const overlaps: readonly (readonly [from: number, to: number, kind: string])[] = [
  [-30, 0, 'booked'],
  [30, 50, 'booked'],
  [-10, 1, 'taken'],
  [5, 10, 'taken'],
  [29, 60, 'taken'],
  [-60, 120, 'taken'],
];
for (const [from, to, kind] of overlaps) {
  test(`beside a talk held from minute 0 to 30, one from ${from} to ${to} is ${kind}`, async () => {
    const clinic = newClinic();
    await book(consultation(clinic));
    assert.equal((await book(consultation(clinic, time(from, to)))).kind, kind);
  });
}

test('clinics and therapists do not stand in each other’s way', async () => {
  const clinic = newClinic();
  await book(consultation(clinic), ['ana']);
  assert.equal((await book(consultation(clinic), ['ben'])).kind, 'booked');
  assert.equal((await book(consultation(newClinic()), ['ana'])).kind, 'booked');
});

test('an id is settled once', async () => {
  const clinic = newClinic();
  const made = consultation(clinic);
  assert.equal(await store.replay(clinic, made.id, made.fingerprint), undefined);
  const first = await book(made);
  assert.equal(first.kind, 'booked');
  const again = { ...first, kind: 'replayed' };
  assert.deepEqual(await book(made), again);
  assert.deepEqual(await store.replay(clinic, made.id, made.fingerprint), again);
  assert.deepEqual(await store.replay(clinic, made.id, 'another'), { kind: 'id_reused' });
  assert.deepEqual(await book({ ...made, fingerprint: 'another' }, ['ben']), { kind: 'id_reused' });
});

test('a time that was taken stays taken for its id', async () => {
  const clinic = newClinic();
  const winner = consultation(clinic);
  const loser = consultation(clinic);
  await book(winner);
  assert.equal((await book(loser)).kind, 'taken');
  assert.equal(await store.setState(clinic, winner.id, 'cancelled', at(0)), true);
  assert.equal((await book(loser)).kind, 'taken_before');
  assert.equal((await book(consultation(clinic))).kind, 'booked');
});

test('busy spans include buffers and leave out what is over', async () => {
  const clinic = newClinic();
  const made = consultation(clinic);
  await book(made);
  const span = { resource: 'ana', start: at(0), end: at(30) };
  assert.deepEqual(await store.busy(clinic, at(29), at(60)), [span]);
  assert.deepEqual(await store.busy(clinic, at(30), at(60)), []);
  assert.deepEqual(await store.busy(clinic, at(-60), at(0)), []);
  await store.setState(clinic, made.id, 'no_show', at(60));
  assert.deepEqual(await store.busy(clinic, at(0), at(60)), []);
});

test('a person is known by e-mail or phone, at one clinic', async () => {
  const clinic = newClinic();
  const contact = { name: 'Robin', email: 'Robin@mail.example', phone: '+12125550187', relation: 'self' } as const;
  const made = consultation(clinic);
  await book({ ...made, secrets: { ...made.secrets, contact } });
  const ahead = (known: object, now = at(0), where = clinic) =>
    store.talksAhead(where, { name: 'X', relation: 'self', ...known }, now);
  assert.equal(await ahead({ email: 'robin@MAIL.example' }), 1);
  assert.equal(await ahead({ email: 'other@mail.example', phone: '+12125550187' }), 1);
  assert.equal(await ahead({ email: 'other@mail.example' }), 0);
  assert.equal(await ahead({}), 0);
  assert.equal(await ahead({ email: 'robin@mail.example' }, at(20)), 0);
  assert.equal(await ahead({ email: 'robin@mail.example' }, at(0), newClinic()), 0);
});

test('a lead is read back as it was booked', async () => {
  const clinic = newClinic();
  const made = consultation(clinic, {
    source: { page: '/massage' },
    ruleset: { version: '1', hash: 'h', widget: '0' },
  });
  await book(made);
  const lead = await store.lead(clinic, made.id);
  const { fingerprint: _f, heldUntil: _h, secrets, ...facts } = made;
  assert.deepEqual(lead, { ...facts, ...secrets, state: 'confirmed', resource: 'ana' });
  assert.equal(await store.lead(newClinic(), made.id), undefined);
});

test('a callback has neither time nor therapist', async () => {
  const clinic = newClinic();
  const { time: _t, heldUntil: _h, ...rest } = consultation(clinic);
  const made: NewConsultation = { ...rest, request: { kind: 'callback', preferred: ['evening'] } };
  assert.equal((await book(made, [])).kind, 'booked');
  const lead = await store.lead(clinic, made.id);
  assert.equal(lead?.state, 'callback');
  assert.deepEqual([lead.time, lead.resource], [undefined, undefined]);
  assert.equal(await store.setState(clinic, made.id, 'no_show', at(0)), false);
  assert.equal(await store.setState(clinic, made.id, 'cancelled', at(0)), true);
  assert.equal(await store.setState(clinic, made.id, 'cancelled', at(0)), false);
});

test('a lead is marked as contacted beside its state', async () => {
  const clinic = newClinic();
  const made = consultation(clinic);
  await book(made);
  assert.equal(await store.markContacted(clinic, made.id, at(5)), true);
  assert.equal(await store.markContacted(clinic, randomUUID(), at(5)), false);
  const lead = await store.lead(clinic, made.id);
  assert.deepEqual([lead?.state, lead?.contactedAt], ['confirmed', at(5)]);
});

test('leads come newest first, page by page, found by part of a name', async () => {
  const clinic = newClinic();
  const names = ['José Ángel', 'Robin', 'Zoë Muñoz', 'robina', 'Ida'];
  for (const [i, name] of names.entries()) {
    const made = consultation(clinic, {
      ...time(i * 60, i * 60 + 20),
      createdAt: `2026-11-30T12:00:0${Math.floor(i / 2)}.000Z`,
    });
    await book({ ...made, secrets: { ...made.secrets, contact: { ...made.secrets.contact, name } } });
  }
  const found = async (search: string) =>
    (await store.leads({ clinics: [clinic], search, limit: 10 })).map(({ contact }) => contact.name).sort();
  assert.deepEqual(await found('jose ang'), ['José Ángel']);
  assert.deepEqual(await found('ROBIN'), ['Robin', 'robina']);
  assert.deepEqual(await found('MUNOZ'), ['Zoë Muñoz']);
  assert.deepEqual(await found('%'), []);
  assert.equal((await store.leads({ clinics: [clinic], search: 'robin', limit: 1 })).length, 1);
  assert.deepEqual(await store.leads({ clinics: [], limit: 10 }), []);

  const all = await store.leads({ clinics: [clinic], limit: 10 });
  const key = ({ createdAt, id }: { createdAt: string; id: string }): string => `${createdAt} ${id}`;
  assert.deepEqual(all.map(key), all.map(key).sort().reverse());
  const paged = [];
  for (let before = all[0]; before !== undefined; before = paged.at(-1)) {
    const page = await store.leads({ clinics: [clinic], before, limit: 2 });
    if (page.length === 0) break;
    paged.push(...page);
  }
  assert.deepEqual(paged.map(key), all.slice(1).map(key));
});

test('a new password ends the sessions of its account', async () => {
  await store.setDeskPassword('Desk@Clinic.example ', 'hash one');
  const user = await store.deskUser('desk@clinic.example');
  assert.equal(user?.passwordHash, 'hash one');
  await store.openSession('token', user.id, at(60));
  assert.equal((await store.session('token', at(59)))?.user.email, 'desk@clinic.example');
  assert.equal(await store.session('token', at(60)), undefined);
  assert.equal(await store.session('other', at(0)), undefined);
  await store.setDeskPassword('desk@clinic.example', 'hash two');
  assert.equal(await store.session('token', at(0)), undefined);
  assert.equal((await store.deskUser('DESK@clinic.example'))?.id, user.id);
  await store.openSession('next', user.id, at(60));
  await store.endSession('next');
  assert.equal(await store.session('next', at(0)), undefined);
});

test('a bucket fills, and is empty again after its window', async () => {
  const take = (now: string, ...limits: number[]) =>
    store.take(
      limits.map((limit, i) => ({ key: 'k', limit, windowSeconds: 60 * (i + 1) })),
      now,
    );
  assert.equal(await take(at(0), 2, 3), 0);
  assert.equal(await take(at(0.5), 2, 3), 0);
  assert.equal(await take(at(0.75), 2, 3), 15);
  assert.equal(await take(at(1), 2, 3), 0);
  // The second bucket is full now; the first one was not counted for a refused event.
  assert.equal(await take(at(1.5), 2, 3), 30);
  assert.equal(await take(at(2), 2, 3), 0);
});

test('buckets are counted one by one however many ask at once', async () => {
  const bucket = [{ key: 'many', limit: 10, windowSeconds: 60 }];
  const waits = await Promise.all(Array.from({ length: 50 }, () => store.take(bucket, at(0))));
  assert.equal(waits.filter(wait => wait === 0).length, 10);
});

test('the store answers', () => store.ping());
