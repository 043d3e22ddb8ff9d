/** The widget's hand-written guards take and refuse what the server's schemas do, and a tab's record survives. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  Clinic,
  CONSULTATION_STATES,
  MASSAGE_TYPES,
  Problem,
  REGIONS,
  Receipt,
  SlotList,
} from '#triage/consultation.ts';
import { PARTS_OF_DAY } from '#triage/parts-of-day.ts';
import { readRecord } from '../../widget/visit-record.ts';
import { isClinic, isProblem, isReceipt, isSlotList } from '../../widget/wire.ts';
import { bookingBody, consultationPath, FREE_START, putting } from '../fixtures/booking.ts';
import { PICKED, RECEIPT } from '../fixtures/clinic.ts';
import { makeServer, type TestServer } from '../fixtures/server.ts';
import { answered, record } from './world.ts';

let server: TestServer;
before(async () => {
  server = await makeServer({
    clinics: { harbour: { signOff: { name: 'Dr. Ash', date: '2026-10-01' }, lines: { crisis: '988' } } },
  });
});
after(() => server.close());

const get = async (path: string): Promise<unknown> => (await server.app.request(`/v1/clinics/${path}`)).json();
const put = async (body: unknown): Promise<unknown> =>
  (await server.app.request(consultationPath(), putting(body))).json();

const ANSWERS = [
  { what: 'a clinic', schema: Clinic, guard: isClinic, of: () => get('riverside') },
  { what: 'another clinic', schema: Clinic, guard: isClinic, of: () => get('harbour') },
  { what: 'free times', schema: SlotList, guard: isSlotList, of: () => get('riverside/slots') },
  { what: 'a receipt', schema: Receipt, guard: isReceipt, of: () => put(bookingBody()) },
  { what: 'a taken time', schema: Problem, guard: isProblem, of: () => put(bookingBody()) },
  { what: 'a refusal', schema: Problem, guard: isProblem, of: () => put(bookingBody({ contact: {} })) },
] as const;

/** What stands in for each part of an answer in turn. */
const WRONG: readonly unknown[] = [undefined, null, 0, true, 'other', {}];

for (const { what, schema, guard, of } of ANSWERS) {
  test(`${what}: guard and schema agree on it and on everything one step from it`, async () => {
    const answer = await of();
    assert.ok(guard(answer), `the server's own: ${JSON.stringify(answer)}`);
    assert.ok(schema.safeParse(answer).success);
    let refused = 0;
    for (const changed of oneStepFrom(answer)) {
      assert.equal(guard(changed), schema.safeParse(changed).success, JSON.stringify(changed));
      if (!guard(changed)) refused += 1;
    }
    assert.ok(refused > 10);
  });
}

/** The value with one of its parts, at any depth, left out or replaced, and with one part more. */
function* oneStepFrom(value: unknown): Generator<unknown> {
  yield* WRONG;
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    yield [...value, null];
    // The first and last of many speak for all.
    for (const i of new Set([0, value.length - 1])) {
      if (i in value) for (const changed of oneStepFrom(value[i])) yield value.with(i, changed);
    }
    return;
  }
  yield { ...value, fromANewerServer: 1 };
  for (const [key, part] of Object.entries(value)) {
    for (const changed of oneStepFrom(part)) yield { ...value, [key]: changed };
    const { [key]: _, ...rest } = { ...value, [key]: part };
    yield rest;
  }
}

test('every id that the schemas know, the guards know', () => {
  for (const state of CONSULTATION_STATES) assert.ok(isReceipt({ ...RECEIPT, state }), state);
  for (const part of PARTS_OF_DAY) assert.ok(readRecord(JSON.stringify(record({ preferred: [part] }))), part);
});

test('every region and type of massage', async () => {
  const clinic = await get('riverside');
  assert.ok(isClinic(clinic));
  for (const region of REGIONS) assert.ok(isClinic({ ...clinic, region }), region);
  for (const type of MASSAGE_TYPES) assert.ok(isClinic({ ...clinic, services: [{ type }] }), type);
});

const RECORDS = [
  answered({}),
  answered({ goal: 'pain', now: ['none'], pain_level: 5 }, ['neck']),
  record({ place: 'choosing' }),
  record({ place: 'review', slot: undefined, preferred: ['morning', 'evening'] }),
  record({ pending: { id: 'id-1', body: '{"a":1}' } }),
  record({ place: 'booked', receipt: { ...RECEIPT, start: FREE_START } }),
];
for (const visit of RECORDS) {
  test(`a record at ${visit.place} comes back as it went`, () => {
    const kept: unknown = JSON.parse(JSON.stringify(visit));
    assert.deepEqual(readRecord(JSON.stringify(visit)), kept);
  });
}

const JUNK = [
  '',
  'null',
  '[]',
  '{}',
  '"asking"',
  '{"place":"asking"}',
  '{not json',
  JSON.stringify({ ...record(), place: 'elsewhere' }),
  JSON.stringify({ ...record(), contact: { name: 'Robin' } }),
  JSON.stringify({ ...record(), slot: { ...PICKED, start: 5 } }),
  JSON.stringify({ ...record(), pending: { id: 5, body: '' } }),
  JSON.stringify({ ...record(), receipt: { ...RECEIPT, state: 'maybe' } }),
];
for (const text of JUNK) {
  test(`there is nothing to resume from in ${text.slice(0, 40)}`, () => assert.equal(readRecord(text), undefined));
}

test('of stored answers only those stay that could be answers', () => {
  const answers = { goal: 'pain', now: [1], pain_level: 5, colour: 'red', __proto__: 'x', soon: ['fever'], age: null };
  const text = JSON.stringify({ ...record(), answers });
  assert.deepEqual(readRecord(text)?.answers, { goal: 'pain', pain_level: 5, soon: ['fever'] });
});
