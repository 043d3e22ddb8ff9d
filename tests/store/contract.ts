/** The store's promises, whatever its database: one suite for every kind. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { isResult, triage } from '#triage/triage.ts';
import type { Tell } from '../../server/notify/messages.ts';
import type { Answer, NewConsultation, Store } from '../../server/store/store.ts';
import { answersOf } from '../fixtures/booking.ts';

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
      contact: { name: 'Robin Vale', email: 'r@mail.example', relation: 'self' },
      health: { answers: answersOf('V49'), result },
    },
    ...changes,
  };
}

const time = (from: number, to: number) => ({
  time: { start: at(from), end: at(to), local: '2026-12-01T10:00', timeZone: 'America/New_York' },
  heldUntil: at(to),
});

const answerTo = (made: NewConsultation): Answer => ({
  id: made.id,
  state: made.time === undefined ? 'callback' : 'confirmed',
  ...made.time,
});

const EVERYTHING = { limit: 10_000, perReceiver: 10_000, busy: [], sendsMail: true };
const SEEN = { user: 'desk', action: 'contacted' } as const;

/** @param store the open store; called within tests only */
export function testStore(store: () => Store): void {
  const book = (made: NewConsultation, candidates: readonly string[] = ['ana'], tells: readonly Tell[] = []) =>
    store().book(made, candidates, answerTo(made), tells);

  const ends = (clinic: string, id: string, to: 'cancelled' | 'no_show') =>
    store().step(clinic, id, {
      from: to === 'no_show' ? ['requested', 'confirmed'] : ['unverified', 'requested', 'confirmed', 'callback'],
      to,
      ...(to === 'cancelled' && { endedBy: 'clinic' }),
      at: at(60),
      audit: { user: 'desk', action: to },
      tells: [],
    });

  /** The messages of one clinic whose turn it is. */
  const claim = async (clinic: string, now: string) =>
    (await store().claimMessages(now, new Date(Date.parse(now) + 300_000).toISOString(), EVERYTHING)).filter(
      message => message.clinic === clinic,
    );

  test('a booking takes the first free candidate', async () => {
    const clinic = newClinic();
    const made = [consultation(clinic), consultation(clinic), consultation(clinic)];
    const kinds = [];
    for (const one of made) kinds.push((await book(one, ['ana', 'ben'])).kind);
    assert.deepEqual(kinds, ['booked', 'booked', 'taken']);
    const resources = [];
    for (const { id } of made) resources.push((await store().lead(clinic, id))?.resource);
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
    assert.equal(await store().replay(clinic, made.id, made.fingerprint), undefined);
    const first = await book(made);
    assert.equal(first.kind, 'booked');
    const again = { ...first, kind: 'replayed' };
    assert.deepEqual(await book(made), again);
    assert.deepEqual(await store().replay(clinic, made.id, made.fingerprint), again);
    assert.deepEqual(await store().replay(clinic, made.id, 'another'), { kind: 'id_reused' });
    assert.deepEqual(await book({ ...made, fingerprint: 'another' }, ['ben']), { kind: 'id_reused' });
  });

  test('a time that was taken stays taken for its id', async () => {
    const clinic = newClinic();
    const winner = consultation(clinic);
    const loser = consultation(clinic);
    await book(winner);
    assert.equal((await book(loser)).kind, 'taken');
    assert.equal(await ends(clinic, winner.id, 'cancelled'), true);
    assert.equal((await book(loser)).kind, 'taken_before');
    assert.equal((await book(consultation(clinic))).kind, 'booked');
  });

  test('busy spans include buffers and leave out what is over', async () => {
    const clinic = newClinic();
    const made = consultation(clinic);
    await book(made);
    const span = { resource: 'ana', start: at(0), end: at(30) };
    assert.deepEqual(await store().busy(clinic, at(29), at(60)), [span]);
    assert.deepEqual(await store().busy(clinic, at(30), at(60)), []);
    assert.deepEqual(await store().busy(clinic, at(-60), at(0)), []);
    await ends(clinic, made.id, 'no_show');
    assert.deepEqual(await store().busy(clinic, at(0), at(60)), []);
  });

  test('a person is known by e-mail or phone, at one clinic', async () => {
    const clinic = newClinic();
    const contact = { name: 'Robin', email: 'Robin@mail.example', phone: '+12125550187', relation: 'self' } as const;
    const made = consultation(clinic);
    await book({ ...made, secrets: { ...made.secrets, contact } });
    const ahead = (known: object, now = at(0), where = clinic) =>
      store().talksAhead(where, { name: 'X', relation: 'self', ...known }, now);
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
    const lead = await store().lead(clinic, made.id);
    const { fingerprint: _f, heldUntil: _h, secrets, ...facts } = made;
    assert.deepEqual(lead, { ...facts, ...secrets, state: 'confirmed', resource: 'ana', sequence: 0 });
    assert.equal(await store().lead(newClinic(), made.id), undefined);
  });

  test('a callback has neither time nor therapist', async () => {
    const clinic = newClinic();
    const { time: _t, heldUntil: _h, ...rest } = consultation(clinic);
    const made: NewConsultation = { ...rest, request: { kind: 'callback', preferred: ['evening'] } };
    assert.equal((await book(made, [])).kind, 'booked');
    const lead = await store().lead(clinic, made.id);
    assert.equal(lead?.state, 'callback');
    assert.deepEqual([lead.time, lead.resource], [undefined, undefined]);
    assert.equal(await ends(clinic, made.id, 'no_show'), false);
    assert.equal(await ends(clinic, made.id, 'cancelled'), true);
    assert.equal(await ends(clinic, made.id, 'cancelled'), false);
  });

  test('a lead is marked as contacted beside its state', async () => {
    const clinic = newClinic();
    const made = consultation(clinic);
    await book(made);
    assert.equal(await store().markContacted(clinic, made.id, at(5), SEEN), true);
    assert.equal(await store().markContacted(clinic, randomUUID(), at(5), SEEN), false);
    const lead = await store().lead(clinic, made.id);
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
      (await store().leads({ clinics: [clinic], search, limit: 10 })).map(({ contact }) => contact.name).sort();
    assert.deepEqual(await found('jose ang'), ['José Ángel']);
    assert.deepEqual(await found('ROBIN'), ['Robin', 'robina']);
    assert.deepEqual(await found('MUNOZ'), ['Zoë Muñoz']);
    assert.deepEqual(await found('%'), []);
    assert.equal((await store().leads({ clinics: [clinic], search: 'robin', limit: 1 })).length, 1);
    assert.deepEqual(await store().leads({ clinics: [], limit: 10 }), []);

    const all = await store().leads({ clinics: [clinic], limit: 10 });
    const key = ({ createdAt, id }: { createdAt: string; id: string }): string => `${createdAt} ${id}`;
    assert.deepEqual(all.map(key), all.map(key).sort().reverse());
    const paged = [];
    for (let before = all[0]; before !== undefined; before = paged.at(-1)) {
      const page = await store().leads({ clinics: [clinic], before, limit: 2 });
      if (page.length === 0) break;
      paged.push(...page);
    }
    assert.deepEqual(paged.map(key), all.slice(1).map(key));
  });

  test('a new password ends the sessions of its account', async () => {
    await store().setDeskPassword('Desk@Clinic.example ', 'hash one');
    const user = await store().deskUser('desk@clinic.example');
    assert.equal(user?.passwordHash, 'hash one');
    await store().openSession('token', user.id, at(60));
    assert.equal((await store().session('token', at(59)))?.user.email, 'desk@clinic.example');
    assert.equal(await store().session('token', at(60)), undefined);
    assert.equal(await store().session('other', at(0)), undefined);
    await store().setDeskPassword('desk@clinic.example', 'hash two');
    assert.equal(await store().session('token', at(0)), undefined);
    assert.equal((await store().deskUser('DESK@clinic.example'))?.id, user.id);
    await store().openSession('next', user.id, at(60));
    await store().endSession('next');
    assert.equal(await store().session('next', at(0)), undefined);
  });

  test('a bucket fills, and is empty again after its window', async () => {
    const take = (now: string, ...limits: number[]) =>
      store().take(
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
    const waits = await Promise.all(Array.from({ length: 50 }, () => store().take(bucket, at(0))));
    assert.equal(waits.filter(wait => wait === 0).length, 10);
  });

  test('the store answers', () => store().ping());

  const tell = (changes: Partial<Tell> = {}): Tell => ({
    event: 'booked',
    channel: 'visitor',
    dueAt: at(0),
    ...changes,
  });
  const minutes = (from: number, to: number) => ({
    time: { start: at(from), end: at(to), local: '2026-12-02T10:00', timeZone: 'America/New_York' },
    heldUntil: at(to),
    at: at(1),
  });

  test('messages are kept with the booking, and none without it', async () => {
    const clinic = newClinic();
    const winner = consultation(clinic);
    const loser = consultation(clinic);
    await book(winner, ['ana'], [tell(), tell({ channel: 'clinic', dueAt: at(10) })]);
    await book(loser, ['ana'], [tell()]);
    const claimed = await claim(clinic, at(5));
    assert.deepEqual(
      claimed.map(({ lead, event, channel, attempts }) => [lead, event, channel, attempts]),
      [[winner.id, 'booked', 'visitor', 0]],
    );
  });

  test('a message is one worker’s until its lease has run out', async () => {
    const clinic = newClinic();
    await book(consultation(clinic), ['ana'], [tell()]);
    const [message] = await claim(clinic, at(0));
    assert.ok(message);
    assert.deepEqual(await claim(clinic, at(0)), []);
    const [again] = await claim(clinic, at(6));
    assert.deepEqual([again?.id, again?.attempts], [message.id, 1]);
    await store().settleMessage(message.id, { kind: 'failed', code: 'smtp_451' }, at(6), at(20));
    assert.deepEqual(await claim(clinic, at(19)), []);
    assert.equal((await claim(clinic, at(20))).length, 1);
    await store().settleMessage(message.id, { kind: 'sent' }, at(20));
    assert.deepEqual(await claim(clinic, at(500)), []);
  });

  test('a message without tries left is dead until somebody sends it again', async () => {
    const clinic = newClinic();
    await book(consultation(clinic), ['ana'], [tell()]);
    const [message] = await claim(clinic, at(0));
    assert.ok(message);
    await store().settleMessage(message.id, { kind: 'failed', code: 'timeout' }, at(1));
    const [dead] = await store().deadMessages([clinic]);
    assert.deepEqual([dead?.id, dead?.code, dead?.diedAt], [message.id, 'timeout', at(1)]);
    assert.equal(await store().resend(newClinic(), message.id, at(2)), false);
    assert.equal(await store().resend(clinic, message.id, at(2)), true);
    assert.equal(await store().resend(clinic, message.id, at(2)), false);
    assert.deepEqual(await store().deadMessages([clinic]), []);
    assert.equal((await claim(clinic, at(2)))[0]?.attempts, 0);
  });

  test('a digest is told once', async () => {
    const clinic = newClinic();
    const digest = tell({ event: 'digest', channel: 'clinic' });
    for (let i = 0; i < 3; i++) await store().tell(clinic, '2026-12-01', digest, at(0));
    await store().tell(clinic, '2026-12-02', digest, at(0));
    assert.deepEqual((await claim(clinic, at(0))).map(({ lead }) => lead).sort(), ['2026-12-01', '2026-12-02']);
  });

  test('a step is taken once, from the states it names, and told with it', async () => {
    const clinic = newClinic();
    const made = consultation(clinic, { expiresAt: at(30) });
    await store().book(made, ['ana'], { ...answerTo(made), state: 'requested' });
    const approve = () =>
      store().step(clinic, made.id, {
        from: ['requested'],
        to: 'confirmed',
        at: at(2),
        tells: [tell({ event: 'approved' })],
      });
    assert.deepEqual((await Promise.all([approve(), approve(), approve()])).sort(), [false, false, true]);
    assert.deepEqual(
      (await claim(clinic, at(9))).map(({ event }) => event),
      ['approved'],
    );
    const lead = await store().lead(clinic, made.id);
    assert.deepEqual([lead?.state, lead?.expiresAt], ['confirmed', undefined]);
    assert.equal(
      await store().step(newClinic(), made.id, { from: ['confirmed'], to: 'cancelled', at: at(3), tells: [] }),
      false,
    );
  });

  test('who has not answered in time is found', async () => {
    const clinic = newClinic();
    const made = consultation(clinic, { expiresAt: at(30) });
    await store().book(made, ['ana'], { ...answerTo(made), state: 'requested' });
    const found = async (now: string) => (await store().overdue(now, 1000)).filter(row => row.clinic === clinic);
    assert.deepEqual(await found(at(29)), []);
    assert.deepEqual(
      (await found(at(30))).map(({ id, state }) => [id, state]),
      [[made.id, 'requested']],
    );
  });

  test('a talk is moved as it is booked: by one transaction, to a free time only', async () => {
    const clinic = newClinic();
    const [moving, other] = [consultation(clinic), consultation(clinic, time(60, 90))];
    await book(moving, ['ana'], [tell({ event: 'reminder_24h', dueAt: at(500) })]);
    await book(other);
    const move = (to: ReturnType<typeof minutes>, candidates = ['ana']) =>
      store().move(clinic, moving.id, to, candidates, [tell({ event: 'moved' })]);
    assert.equal(await move(minutes(70, 80)), 'taken');
    assert.equal(await move(minutes(10, 40)), 'moved');
    const lead = await store().lead(clinic, moving.id);
    assert.deepEqual([lead?.time?.start, lead?.resource, lead?.sequence], [at(10), 'ana', 1]);
    assert.deepEqual(
      (await claim(clinic, at(900))).map(({ event }) => event),
      ['moved'],
      'reminders of the old time are gone',
    );
    assert.equal((await book(consultation(clinic, time(0, 10)))).kind, 'booked', 'the old time is free');
    await ends(clinic, moving.id, 'cancelled');
    assert.equal(await move(minutes(200, 210)), 'gone');
  });

  test('two who move to one time: one of them gets it', async () => {
    const clinic = newClinic();
    const made = [0, 1, 2, 3].map(i => consultation(clinic, time(i * 40, i * 40 + 20)));
    for (const one of made) await book(one);
    const moves = await Promise.all(made.map(({ id }) => store().move(clinic, id, minutes(400, 420), ['ana'], [])));
    assert.deepEqual(moves.sort(), ['moved', 'taken', 'taken', 'taken']);
  });

  test('a proof of work is spent once', async () => {
    const clinic = newClinic();
    const proof = { nonce: randomUUID(), expiresAt: at(10) };
    const first = consultation(clinic, { proof });
    assert.equal((await book(first)).kind, 'booked');
    assert.equal((await book(first)).kind, 'replayed');
    const second = consultation(clinic, { ...time(60, 80), proof });
    assert.equal((await book(second)).kind, 'proof_spent');
    const { proof: _, ...without } = second;
    assert.equal((await book(without)).kind, 'booked', 'the id is not used up');
  });

  test('talks nobody has confirmed hold a part of a day only', async () => {
    const clinic = newClinic();
    const unverified = (i: number) =>
      consultation(clinic, { ...time(i * 40, i * 40 + 20), unverified: { mostOnDay: 2 }, expiresAt: at(999) });
    const tries = [0, 1, 2, 3].map(unverified);
    const ended = await Promise.all(
      tries.map(made => store().book(made, ['ana', 'ben'], { ...answerTo(made), state: 'unverified' })),
    );
    assert.deepEqual(ended.map(({ kind }) => kind).sort(), ['booked', 'booked', 'taken', 'taken']);
  });

  test('who is blocked is kept in the list and holds nothing', async () => {
    const clinic = newClinic();
    const contact = { name: 'X', email: 'Nobody@mail.example', relation: 'self' } as const;
    assert.equal(await store().isBlocked(clinic, contact), false);
    const unwanted = { clinic, id: 'lead', contact };
    await store().block(unwanted, at(0), 'desk');
    await store().block(unwanted, at(0), 'desk');
    assert.equal(await store().isBlocked(clinic, { ...contact, email: 'nobody@MAIL.example', name: 'Y' }), true);
    assert.equal(await store().isBlocked(newClinic(), contact), false);
    const made = consultation(clinic, { isBlocked: true });
    assert.equal((await store().book(made, ['ana'], { ...answerTo(made), state: 'requested' })).kind, 'booked');
    const lead = await store().lead(clinic, made.id);
    assert.deepEqual([lead?.state, lead?.endedBy, lead?.time], ['cancelled', 'blocked', undefined]);
    assert.equal((await book(consultation(clinic))).kind, 'booked');
    await store().unblock(unwanted, at(1), 'desk');
    assert.equal(await store().isBlocked(clinic, contact), false);
  });

  test('who is forgotten is gone, their time is free, and no duplicate brings them back', async () => {
    const clinic = newClinic();
    const made = consultation(clinic);
    await book(made, ['ana'], [tell({ dueAt: at(100) }), tell({ channel: 'clinic' })]);
    assert.equal(await store().erase(clinic, made.id, at(3), [tell({ event: 'erased', channel: 'clinic' })]), true);
    assert.equal(await store().erase(clinic, made.id, at(3), []), false);
    assert.equal(await store().lead(clinic, made.id), undefined);
    assert.deepEqual(await store().leads({ clinics: [clinic], limit: 10 }), []);
    assert.deepEqual((await store().remains(clinic, made.id))?.time, made.time);
    assert.deepEqual((await claim(clinic, at(900))).map(({ event, channel }) => `${event} ${channel}`).sort(), [
      'booked clinic',
      'erased clinic',
    ]);
    assert.equal((await book(made)).kind, 'id_reused');
    assert.equal((await book(consultation(clinic))).kind, 'booked');
    const { contact } = made.secrets;
    assert.equal(await store().talksAhead(clinic, contact, at(-9)), 1);
  });

  test('what was promised to be deleted in time is deleted', async () => {
    const clinic = newClinic();
    const made = consultation(clinic);
    await book(made);
    const day = (date: string): string => `${date}T00:00:00.000Z`;
    const retain = (answers: string, everything: string) =>
      store().retain(clinic, { answers: day(answers), everything: day(everything) }, at(9), 100);
    assert.deepEqual(await retain('2026-11-30', '2026-01-01'), { answers: 0, toErase: [] });
    assert.deepEqual(await retain('2026-12-01', '2026-01-01'), { answers: 1, toErase: [] });
    assert.deepEqual(await retain('2026-12-01', '2026-01-01'), { answers: 0, toErase: [] });
    const lead = await store().lead(clinic, made.id);
    assert.deepEqual([lead?.health, lead?.contact, lead?.state], [undefined, made.secrets.contact, 'confirmed']);
    assert.deepEqual((await retain('2026-12-01', '2026-12-01')).toErase, [made.id]);
  });
}
