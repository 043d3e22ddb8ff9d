/** The visitor's own booking: whoever has the link sees, confirms, moves, cancels, takes along and erases it. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import { Problem, Receipt, SlotList } from '#triage/consultation.ts';
import { ManageSlots, ManageView } from '#triage/manage.ts';
import type { LeadState } from '../../server/store/store.ts';
import { answersOf, bookingBody, consultationPath, FREE_START, putting } from '../fixtures/booking.ts';
import { makeServer, NOW, type TestServer } from '../fixtures/server.ts';

let server: TestServer;
let now = NOW;
before(async () => {
  server = await makeServer({ clock: () => now, clinics: { harbour: { booking: 'approve' } } });
});
after(() => server.close());
beforeEach(() => {
  now = NOW;
});

interface Link {
  readonly clinic: string;
  readonly id: string;
  readonly token: string;
}

const linkOf = ({ manageUrl }: Receipt): Link => {
  const [clinic = '', id = '', token = ''] = new URL(manageUrl).hash.slice(1).split('.');
  return { clinic, id, token };
};

const slot = (start: string) => ({ request: { kind: 'slot', start } });

/** Books at Riverside, unless the body is another clinic's. */
async function book(changes: Readonly<Record<string, unknown>>, clinic = 'riverside', at = server): Promise<Link> {
  const response = await at.app.request(consultationPath(randomUUID(), clinic), putting(bookingBody(changes)));
  assert.equal(response.status, 201, await response.clone().text());
  return linkOf(Receipt.parse(await response.json()));
}

const posting = (body: unknown, headers: Readonly<Record<string, string>> = {}): RequestInit => ({
  ...putting(body, headers),
  method: 'POST',
});
const post = async (action: string, body: unknown, headers = {}, at = server): Promise<Response> =>
  at.app.request(`/v1/manage/${action}`, posting(body, headers));

async function view(link: Link): Promise<ManageView> {
  const response = await post('view', link);
  assert.equal(response.status, 200);
  return ManageView.parse(await response.json());
}

async function problemOf(response: Response): Promise<readonly unknown[]> {
  const { status, code, fields } = Problem.parse(await response.json());
  assert.equal(response.status, status);
  return fields === undefined ? [status, code] : [status, code, fields[0]?.pointer, fields[0]?.code];
}

const OVER = [422, 'slot_not_offered', '/id', 'over'];

/** Puts a lead into a state, as the desk or the clock would. */
async function put(
  link: Link,
  to: LeadState,
  more: { endedBy?: 'clinic' | 'declined' | 'blocked'; expiresAt?: string } = {},
) {
  const from: readonly LeadState[] = ['confirmed', 'requested', 'unverified', 'callback', 'cancelled'];
  const step = { from, to, at: now.toISOString(), tells: [], ...more };
  assert.ok(await server.store.step(link.clinic, link.id, step));
}

async function freeStarts(date: string): Promise<readonly string[]> {
  const response = await server.app.request(`/v1/clinics/riverside/slots?from=${date}&days=1`);
  return SlotList.parse(await response.json()).days.flatMap(({ slots }) => slots.map(({ start }) => start));
}

/** What waits to be told about a lead, as `cancelled to visitor`. */
async function told({ id }: Link): Promise<readonly string[]> {
  const everything = { limit: 1000, perReceiver: 1000, busy: [], sendsMail: true };
  const messages = await server.store.claimMessages('2030-01-01T00:00:00Z', '2031-01-01T00:00:00Z', everything);
  return messages.filter(({ lead }) => lead === id).map(({ event, channel }) => `${event} to ${channel}`);
}

describe('see', () => {
  test('a booking says when, how and what can be done, and nothing else', async () => {
    const seen = await view(await book(slot(FREE_START)));
    assert.deepEqual(seen, {
      clinic: {
        id: 'riverside',
        name: 'Riverside Massage',
        face: { initials: 'RM' },
        timeZone: 'America/New_York',
        phone: { tel: '+12125550142', shown: '(212) 555-0142' },
        consultation: { minutes: 20, by: 'phone' },
        privacyNotice: 'http://localhost/c/riverside/privacy',
        theme: { accent: '#2f6b5f' },
      },
      locale: 'en-US',
      state: 'confirmed',
      isPast: false,
      may: { confirm: false, move: true, cancel: true },
      start: FREE_START,
      end: '2026-12-01T15:20:00Z',
      local: '2026-12-01T10:00',
      timeZone: 'America/New_York',
      hasPhone: false,
    });
  });

  test('a call back says when it suits, and is not moved', async () => {
    const contact = { name: 'Robin Vale', phone: '(212) 555-0110', relation: 'self' };
    const link = await book({ request: { kind: 'callback', preferred: ['evening'] }, contact });
    const { state, preferred, start, hasPhone, may } = await view(link);
    assert.deepEqual([state, preferred, start, hasPhone], ['callback', ['evening'], undefined, true]);
    assert.deepEqual(may, { confirm: false, move: false, cancel: true });
  });

  test('a request says until when the clinic answers, by the clinic’s clock', async () => {
    const consent = { version: '2026-10', collect: true, conduct: true };
    const link = await book({ ...slot('2026-12-03T10:00:00Z'), consent }, 'harbour');
    const { state, expiresAt, expiresLocal, clinic, may } = await view(link);
    assert.deepEqual([state, expiresAt, expiresLocal], ['requested', '2026-12-01T14:00:00.000Z', '2026-12-01T14:00']);
    assert.equal(clinic.consultation.where, '4 Quay Lane, London SE1 0XX');
    assert.deepEqual(may, { confirm: false, move: true, cancel: true });
    now = new Date('2026-12-01T14:00:00Z');
    const late = await view(link);
    assert.deepEqual([late.state, late.endedBy, late.expiresAt], ['cancelled', 'expired', undefined]);
    assert.deepEqual(await problemOf(await post('cancel', link)), OVER);
  });

  test('what has ended says how, and nothing of it can be changed', async () => {
    const rows = [
      [
        { to: 'cancelled', endedBy: 'clinic' },
        { state: 'cancelled', endedBy: 'clinic' },
      ],
      [
        { to: 'cancelled', endedBy: 'declined' },
        { state: 'cancelled', endedBy: 'declined' },
      ],
      [{ to: 'no_show' }, { state: 'no_show', endedBy: undefined }],
    ] as const;
    for (const [{ to, ...how }, expected] of rows) {
      const link = await book({ ...slot('2026-12-02T14:00:00Z'), contact: stranger() });
      await put(link, to, how);
      const { state, endedBy, may } = await view(link);
      assert.deepEqual({ state, endedBy }, expected);
      assert.deepEqual(may, { confirm: false, move: false, cancel: false });
      assert.deepEqual(await problemOf(await post('confirm', link)), OVER);
      assert.deepEqual(await problemOf(await post('cancel', link)), OVER);
      assert.deepEqual(await problemOf(await post('reschedule', { ...link, start: '2026-12-02T14:30:00Z' })), OVER);
      assert.deepEqual(ManageSlots.parse(await (await post('slots', link)).json()).days, []);
    }
  });

  test('a talk that has begun is no longer changed', async () => {
    const link = await book(slot('2026-12-02T14:30:00Z'));
    now = new Date('2026-12-02T14:30:00Z');
    const { isPast, may, state } = await view(link);
    assert.deepEqual([state, isPast, may], ['confirmed', true, { confirm: false, move: false, cancel: false }]);
    assert.deepEqual(await problemOf(await post('cancel', link)), OVER);
    assert.deepEqual(await problemOf(await post('reschedule', { ...link, start: '2026-12-03T15:00:00Z' })), OVER);
  });

  test('whoever is blocked sees a request that nobody answers', async () => {
    const contact = { name: 'Kai Brook', email: 'kai@mail.example', relation: 'self' } as const;
    await server.store.block({ clinic: 'riverside', id: 'lead', contact }, now.toISOString(), 'desk');
    const link = await book({ ...slot('2026-12-04T15:00:00Z'), contact });
    const seen = await view(link);
    assert.deepEqual([seen.state, seen.endedBy, seen.local], ['requested', undefined, '2026-12-04T10:00']);
    const held: unknown = await (await post('export', link)).json();
    assert.ok(!JSON.stringify(held).includes('blocked'));
    now = new Date('2026-12-01T14:00:00Z');
    const late = await view(link);
    assert.deepEqual([late.state, late.endedBy], ['cancelled', 'expired']);
  });
});

let strangers = 0;
/** Somebody new each time: one person may have two talks ahead only. */
const stranger = () => {
  strangers += 1;
  return { name: 'Robin Vale', email: `robin.${strangers}@mail.example`, relation: 'self' };
};

describe('only with the link', () => {
  const NOTHING = {
    type: 'urn:unknot:problem:not_found',
    title: 'There is nothing here.',
    status: 404,
    code: 'not_found',
    retryable: false,
  };
  const BODIES = {
    slots: {},
    export: {},
    confirm: {},
    cancel: {},
    reschedule: { start: FREE_START },
    erase: { sure: true },
  };

  for (const [action, more] of Object.entries({ view: {}, ...BODIES })) {
    test(`${action}: a forged, foreign, unknown or mangled link is one and the same nothing`, async () => {
      const mine = await book({ ...slot('2026-12-07T15:00:00Z'), contact: stranger() });
      const other = await book({ ...slot('2026-12-07T14:00:00Z'), contact: stranger() });
      const forged = [
        { ...mine, token: other.token },
        { ...mine, token: `${mine.token.slice(0, -1)}${mine.token.endsWith('A') ? 'E' : 'A'}` },
        { ...mine, token: '' },
        { ...mine, clinic: 'harbour' },
        { ...mine, clinic: 'nobody' },
        { ...mine, id: other.id },
        { ...mine, id: randomUUID() },
        { ...mine, id: 'x' },
        { ...mine, id: mine.id.toUpperCase() },
      ];
      for (const link of forged) {
        const response = await post(action, { ...link, ...more });
        assert.equal(response.status, 404, JSON.stringify(link));
        assert.equal(response.headers.get('cache-control'), 'no-store');
        assert.deepEqual(await response.json(), NOTHING);
      }
      assert.equal((await view(mine)).state, 'confirmed');
      assert.equal((await post('erase', { ...mine, sure: true })).status, 204);
      const gone = await post(action, { ...mine, ...more });
      assert.equal(gone.status, 404);
      assert.deepEqual(await gone.json(), NOTHING);
      await post('erase', { ...other, sure: true });
    });

    test(`${action} is never a GET`, async () => {
      const response = await server.app.request(`/v1/manage/${action}`);
      assert.equal(response.status, 405);
      assert.equal(response.headers.get('allow'), 'POST');
    });
  }

  test('a body is read as strictly as a booking', async () => {
    const link = await book({ ...slot('2026-12-07T15:00:00Z'), contact: stranger() });
    assert.deepEqual(await problemOf(await post('view', '{')), [400, 'malformed_json']);
    assert.deepEqual(await problemOf(await post('view', `{"id":"a","id":"b"}`)), [400, 'malformed_json']);
    assert.deepEqual(await problemOf(await post('view', { ...link, more: 1 })), [
      422,
      'validation_failed',
      '',
      'unknown_key',
    ]);
    assert.deepEqual(await problemOf(await post('view', { id: link.id, clinic: link.clinic })), [
      422,
      'validation_failed',
      '/token',
      'missing',
    ]);
    assert.deepEqual(await problemOf(await post('cancel', { ...link, reason: 7 })), [
      422,
      'validation_failed',
      '/reason',
      'invalid',
    ]);
    assert.deepEqual(await problemOf(await post('cancel', { ...link, reason: '𝒳'.repeat(501) })), [
      422,
      'validation_failed',
      '/reason',
      'too_long',
    ]);
    assert.deepEqual(await problemOf(await post('erase', link)), [422, 'validation_failed', '/sure', 'missing']);
    assert.deepEqual(await problemOf(await post('erase', { ...link, sure: false })), [
      422,
      'validation_failed',
      '/sure',
      'invalid',
    ]);
    assert.deepEqual(await problemOf(await post('reschedule', { ...link, start: 'soon' })), [
      422,
      'validation_failed',
      '/start',
      'invalid',
    ]);
    for (const wrong of [{ days: 0 }, { days: 32 }, { from: '2026-02-30' }, { from: 'today' }]) {
      assert.equal((await post('slots', { ...link, ...wrong })).status, 422, JSON.stringify(wrong));
    }
    assert.deepEqual(await problemOf(await post('view', link, { 'content-type': 'text/plain' })), [
      415,
      'unsupported_media_type',
    ]);
    assert.deepEqual(await problemOf(await post('view', ' '.repeat(40_000))), [413, 'too_large']);
    assert.equal((await view(link)).state, 'confirmed');
    await post('erase', { ...link, sure: true });
  });

  const origins = [
    ['http://localhost', true],
    ['https://localhost', true],
    ['https://riverside-massage.example', false],
    ['https://localhost:9', false],
    ['null', false],
  ] as const;
  for (const [origin, isAllowed] of origins) {
    test(`from "${origin}" it is ${isAllowed ? 'heard' : 'refused'}, and no other site may read`, async () => {
      for (const action of ['view', 'erase']) {
        const response = await post(
          action,
          { clinic: '', id: '', token: '', ...(action === 'erase' && { sure: true }) },
          { origin },
        );
        assert.deepEqual(await problemOf(response), isAllowed ? [404, 'not_found'] : [403, 'origin_not_allowed']);
        assert.equal(response.headers.get('access-control-allow-origin'), null);
      }
    });
  }

  test('the page is the same for everybody, says nothing to other sites and stands in no frame', async () => {
    const response = await server.app.request('/m');
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('referrer-policy'), 'no-referrer');
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.equal(response.headers.get('x-robots-tag'), 'noindex');
    const policy = response.headers.get('content-security-policy') ?? '';
    for (const part of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"])
      assert.ok(policy.includes(part));
    assert.match(await response.text(), /<noscript>/);
  });

  test('no link, id or reason is logged', async () => {
    const link = await book({ ...slot('2026-12-07T15:00:00Z'), contact: stranger() });
    await post('cancel', { ...link, reason: 'a quiet canary' });
    const log = JSON.stringify(server.log);
    assert.ok(log.includes('/v1/manage/cancel'));
    for (const part of [link.id, link.token, 'canary']) assert.ok(!log.includes(part), part);
  });
});

describe('confirm', () => {
  test('a talk that waits for it stands from then on, however often it is pressed', async () => {
    const link = await book({ ...slot('2026-12-08T14:00:00Z'), contact: stranger() });
    await put(link, 'unverified', { expiresAt: '2026-11-30T14:30:00.000Z' });
    const before = await view(link);
    assert.deepEqual(before.may, { confirm: true, move: false, cancel: true });
    assert.deepEqual([before.state, before.expiresLocal], ['unverified', '2026-11-30T09:30']);
    await told(link);
    for (let i = 0; i < 2; i++) {
      const { state, may, expiresAt } = ManageView.parse(await (await post('confirm', link)).json());
      assert.deepEqual([state, may.move, expiresAt], ['confirmed', true, undefined]);
    }
    const messages = await told(link);
    assert.deepEqual([...messages].sort(), [
      'booked to clinic',
      'booked to visitor',
      'reminder_24h to visitor',
      'reminder_2h to visitor',
    ]);
  });

  test('too late says so and changes nothing', async () => {
    const link = await book({ ...slot('2026-12-08T14:30:00Z'), contact: stranger() });
    await put(link, 'unverified', { expiresAt: '2026-11-30T14:30:00.000Z' });
    now = new Date('2026-11-30T14:30:00Z');
    assert.deepEqual(await problemOf(await post('confirm', link)), OVER);
    const { state, endedBy } = await view(link);
    assert.deepEqual([state, endedBy], ['cancelled', 'expired']);
    assert.equal((await server.store.lead('riverside', link.id))?.state, 'unverified');
  });
});

describe('cancel', () => {
  const start = '2026-12-09T14:00:00Z';

  test('the time is free at once, both sides are told, and the reason is sealed', async () => {
    const link = await book({ ...slot(start), contact: stranger() });
    assert.ok(!(await freeStarts('2026-12-09')).includes(start));
    await told(link);
    const { state, endedBy, may } = ManageView.parse(
      await (await post('cancel', { ...link, reason: '  my cat is ill ' })).json(),
    );
    assert.deepEqual([state, endedBy, may.cancel], ['cancelled', 'visitor', false]);
    assert.ok((await freeStarts('2026-12-09')).includes(start));
    assert.deepEqual([...(await told(link))].sort(), ['cancelled to clinic', 'cancelled to visitor']);
    assert.equal((await server.store.lead('riverside', link.id))?.reason, 'my cat is ill');
    const files = readdirSync(server.folder).filter(name => name.startsWith('unknot.db'));
    for (const file of files) assert.ok(!readFileSync(join(server.folder, file)).includes('my cat'), file);
  });

  test('again is answered as before and tells nobody anew', async () => {
    const link = await book({ ...slot(start), contact: stranger() });
    assert.equal((await post('cancel', { ...link, reason: '' })).status, 200);
    assert.equal((await server.store.lead('riverside', link.id))?.reason, undefined);
    await told(link);
    assert.equal((await post('cancel', { ...link, reason: 'another' })).status, 200);
    assert.deepEqual(await told(link), []);
    assert.equal((await server.store.lead('riverside', link.id))?.reason, undefined);
  });

  test('a call back is no longer asked for', async () => {
    const contact = { ...stranger(), phone: '(212) 555-0111' };
    const link = await book({ request: { kind: 'callback', preferred: [] }, contact });
    assert.equal((await post('cancel', link)).status, 200);
    assert.equal((await view(link)).endedBy, 'visitor');
  });
});

describe('move', () => {
  const [first, second] = ['2026-12-10T14:00:00Z', '2026-12-10T14:30:00Z'];

  test('the new time is held, the old one free, and the same move twice is one', async () => {
    const link = await book({ ...slot(first), contact: stranger() });
    await told(link);
    for (let i = 0; i < 2; i++) {
      const response = await post('reschedule', { ...link, start: second });
      const { start, local, end } = ManageView.parse(await response.json());
      assert.deepEqual([start, local, end], [second, '2026-12-10T09:30', '2026-12-10T14:50:00Z']);
    }
    const free = await freeStarts('2026-12-10');
    assert.deepEqual([free.includes(first), free.includes(second)], [true, false]);
    assert.equal((await server.store.lead('riverside', link.id))?.sequence, 1);
    const messages = await told(link);
    assert.deepEqual(messages.filter(message => !message.startsWith('reminder')).sort(), [
      'moved to clinic',
      'moved to visitor',
    ]);
    await post('cancel', link);
  });

  test('a time somebody has is refused with the nearest three, and the old one stays', async () => {
    const other = await book({ ...slot(second), contact: stranger() });
    const link = await book({ ...slot(first), contact: stranger() });
    const response = await post('reschedule', { ...link, start: second });
    assert.equal(response.status, 409);
    const { code, alternatives } = Problem.parse(await response.json());
    assert.equal(code, 'slot_taken');
    assert.deepEqual(
      alternatives?.map(({ local }) => local),
      ['2026-12-10T10:00', '2026-12-10T10:30', '2026-12-10T11:00'],
    );
    assert.equal((await view(link)).start, first);
    for (const mine of [other, link]) await post('cancel', mine);
  });

  test('off the grid, past, or too far is not offered', async () => {
    const link = await book({ ...slot(first), contact: stranger() });
    for (const start of [
      '2026-12-10T14:10:00Z',
      '2026-11-30T13:00:00Z',
      '2026-11-30T15:00:00Z',
      '2027-03-01T14:00:00Z',
    ]) {
      const refused = await problemOf(await post('reschedule', { ...link, start }));
      assert.deepEqual(refused, [422, 'slot_not_offered', '/start', 'not_offered'], start);
    }
    assert.equal((await view(link)).start, first);
    await post('cancel', link);
  });

  test('two movers for one time: one has it', async () => {
    const links = await Promise.all(
      [first, '2026-12-10T15:00:00Z'].map(start => book({ ...slot(start), contact: stranger() })),
    );
    const responses = await Promise.all(links.map(link => post('reschedule', { ...link, start: second })));
    assert.deepEqual(responses.map(({ status }) => status).sort(), [200, 409]);
    for (const link of links) await post('cancel', link);
  });
});

describe('free times to move to', () => {
  const times = async (link: Link, more = {}): Promise<ManageSlots> => {
    const response = await post('slots', { ...link, ...more });
    assert.equal(response.status, 200);
    return ManageSlots.parse(await response.json());
  };
  const localsOf = ({ days }: ManageSlots) => days.flatMap(({ slots }) => slots.map(({ local }) => local));

  test('only with therapists who can hold this talk, and nothing tells why', async () => {
    // Lymphatic and oncology together: only June has both.
    const link = await book({ ...slot('2026-12-16T16:00:00Z'), answers: answersOf('V69'), contact: stranger() });
    const found = await times(link, { days: 31 });
    const locals = localsOf(found);
    assert.ok(locals.length > 50);
    const weekdays = new Set(locals.map(local => new Date(`${local}Z`).getUTCDay()));
    assert.deepEqual([...weekdays].sort(), [2, 3, 6]);
    assert.ok(found.days.every(({ slots }) => slots.every(each => each.for.length === 0)));
    assert.ok(!locals.includes('2026-12-16T11:00'), 'the time they have is none to move to');
    const [start] = found.days.flatMap(({ slots }) => slots.map(each => each.start));
    assert.equal((await post('reschedule', { ...link, start })).status, 200);
    assert.equal((await server.store.lead('riverside', link.id))?.resource, 'june');
    await post('cancel', link);
  });

  test('every time listed can be had, also from one therapist to another', async () => {
    const link = await book({ ...slot('2026-12-11T14:00:00Z'), contact: stranger() });
    const { days } = await times(link, { from: '2026-12-11', days: 1 });
    const starts = days.flatMap(({ slots }) => slots.map(({ start }) => start));
    assert.ok(starts.length > 10);
    for (const start of starts) assert.equal((await post('reschedule', { ...link, start })).status, 200, start);
    await post('cancel', link);
  });

  test('as far as the clinic plans, page by page', async () => {
    const link = await book({ ...slot('2026-12-11T14:00:00Z'), contact: stranger() });
    const dates: string[] = [];
    let from: string | undefined;
    let pages = 0;
    do {
      const page = await times(link, from === undefined ? {} : { from });
      dates.push(...page.days.map(({ date }) => date));
      from = page.later;
      pages += 1;
    } while (from !== undefined);
    assert.deepEqual(dates, [...new Set(dates)].sort());
    assert.equal(pages, 4);
    assert.deepEqual([dates[0], dates.at(-1)], ['2026-11-30', '2027-01-11']);
    await post('cancel', link);
  });

  test('not before they are well again', async () => {
    const link = await book({ ...slot('2026-12-08T15:00:00Z'), answers: answersOf('V52'), contact: stranger() });
    const [first] = localsOf(await times(link));
    assert.ok(first !== undefined && first >= '2026-12-07', first);
    assert.equal((await post('reschedule', { ...link, start: '2026-12-03T15:00:00Z' })).status, 422);
    await post('cancel', link);
  });
});

describe('export', () => {
  test('holds all that was given, and what came of it', async () => {
    const given = bookingBody({
      ...slot('2026-12-16T16:00:00Z'),
      answers: answersOf('V69'),
      contact: { name: 'Zoë', email: 'zoe@mail.example', phone: '(212) 555-0187', relation: 'self' },
      note: 'second floor, please',
      source: { page: '/massage', utm: { source: 'mail' } },
    });
    const link = await book(given);
    await post('cancel', { ...link, reason: 'a change of plans' });
    const response = await post('export', link);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.match(response.headers.get('content-disposition') ?? '', /^attachment; filename="[\w-]+\.json"$/);
    const { result, ruleset, ...held } = await response.json();
    assert.deepEqual(held, {
      clinic: { id: 'riverside', name: 'Riverside Massage' },
      id: link.id,
      createdAt: NOW.toISOString(),
      state: 'cancelled',
      endedBy: 'visitor',
      contact: { name: 'Zoë', email: 'zoe@mail.example', phone: '+12125550187', relation: 'self' },
      request: { kind: 'slot', start: '2026-12-16T16:00:00Z' },
      time: {
        start: '2026-12-16T16:00:00Z',
        end: '2026-12-16T16:20:00Z',
        local: '2026-12-16T11:00',
        timeZone: 'America/New_York',
      },
      therapist: 'June Okafor',
      answers: given.answers,
      note: 'second floor, please',
      reason: 'a change of plans',
      locale: 'en-US',
      consentVersion: '2026-11',
      source: { page: '/massage', utm: { source: 'mail' } },
    });
    assert.equal(result.outcome, 'MEDICAL');
    assert.ok(result.rules.includes('M5'));
    assert.equal(ruleset.version, '1.0.0');
  });

  test('no other answer has a word about health', async () => {
    const link = await book({
      ...slot('2026-12-16T17:00:00Z'),
      answers: answersOf('V69'),
      note: 'a sore canary',
      contact: stranger(),
    });
    const said = [];
    for (const [action, more] of [
      ['view', {}],
      ['slots', {}],
      ['reschedule', { start: '2026-12-19T16:00:00Z' }],
      ['cancel', {}],
    ] as const) {
      const response = await post(action, { ...link, ...more });
      assert.equal(response.status, 200, action);
      said.push(await response.text());
    }
    for (const word of ['MEDICAL', 'CLEARANCE', 'oncology', 'lymphatic', 'canary', 'answers', 'Robin']) {
      assert.ok(!said.join().includes(word), word);
    }
  });
});

describe('erase', () => {
  test('the person is gone and the time free; nobody else is touched', async () => {
    const start = '2026-12-18T14:00:00Z';
    const other = await book({ ...slot('2026-12-18T14:30:00Z'), contact: stranger() });
    const link = await book({ ...slot(start), contact: stranger() });
    const response = await post('erase', { ...link, sure: true });
    assert.equal(response.status, 204);
    assert.equal(await response.text(), '');
    assert.equal(await server.store.lead('riverside', link.id), undefined);
    assert.ok((await freeStarts('2026-12-18')).includes(start));
    assert.equal((await view(other)).state, 'confirmed');
    assert.deepEqual(await told(link).then(all => all.filter(message => message.endsWith('to visitor'))), []);
  });
});

describe('limits', () => {
  test('an address makes 5 changes a minute, and looks as often as at free times', async () => {
    const limited = await makeServer({ limits: true, trustProxy: 1, clock: () => now });
    const from = (address: string) => ({ 'x-forwarded-for': address });
    const link = await book(slot(FREE_START), 'riverside', limited);
    for (let i = 0; i < 5; i++) assert.equal((await post('confirm', link, from('198.51.100.7'), limited)).status, 200);
    const refused = await post('confirm', link, from('198.51.100.7'), limited);
    assert.deepEqual(await problemOf(refused), [429, 'rate_limited']);
    assert.equal(refused.headers.get('retry-after'), '60');
    assert.equal((await post('confirm', link, from('198.51.100.8'), limited)).status, 200);
    const actions = ['view', 'slots', 'export'];
    for (let i = 0; i < 120; i++) {
      assert.equal((await post(actions[i % 3] ?? '', link, from('198.51.100.9'), limited)).status, 200);
    }
    assert.equal((await post('view', link, from('198.51.100.9'), limited)).status, 429);
    await limited.close();
  });
});
