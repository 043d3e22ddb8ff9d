/** What a visit sends: only what counts, in the form the server takes, and nothing else of the page. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { ConsultationRequest } from '#triage/consultation.ts';
import { route } from '#triage/route.ts';
import { RULESET_VERSION } from '#triage/rules.ts';
import { prepare, withProof } from '../../widget/request.ts';
import type { ReadyVisit } from '../../widget/visit.ts';
import { answersOf } from '../fixtures/booking.ts';
import { CLINIC, PICKED } from '../fixtures/clinic.ts';
import { completeSet, eachSeed, sampleSize } from '../triage/samples.ts';
import { CONTACT } from './world.ts';

const READY: ReadyVisit = {
  answers: answersOf('V49'),
  clinic: CLINIC,
  chosen: { kind: 'slot', slot: PICKED },
  contact: CONTACT,
  relation: 'self',
  consent: { collect: true, conduct: true },
};

const given = globalThis.location;
after(() => Object.assign(globalThis, { location: given }));

/** The body as the server reads it. */
function sent(changes: Partial<ReadyVisit> = {}, page = 'https://clinic.example/book'): ConsultationRequest {
  Object.assign(globalThis, { location: new URL(page) });
  return ConsultationRequest.parse(JSON.parse(prepare({ ...READY, ...changes }, 'en-US').body));
}

test('all of it', () => {
  assert.deepEqual(sent(), {
    ruleset: RULESET_VERSION,
    locale: 'en-US',
    answers: answersOf('V49'),
    request: { kind: 'slot', start: PICKED.start },
    contact: { name: 'Robin Vale', email: 'robin@mail.example', relation: 'self' },
    consent: { version: CLINIC.consent.version, collect: true, conduct: true },
    source: { page: '/book' },
  });
});

test('of many answers, those that count', () => {
  eachSeed(sampleSize(200, 5_000), random => {
    const answers = completeSet(random);
    assert.deepEqual(sent({ answers }).answers, route(answers).answers);
  });
});

test('an answer that was struck stays in the browser', () => {
  const { answers } = sent({ answers: { ...answersOf('V49'), area: ['neck'], course_ok: 'yes' } });
  assert.deepEqual(answers, answersOf('V49'));
});

const CONTACTS = [
  {
    typed: { name: ' Robin ', email: ' r@mail.example ', phone: '  ' },
    sent: { name: 'Robin', email: 'r@mail.example' },
  },
  { typed: { name: 'Robin', email: '', phone: ' 212 555 0142 ' }, sent: { name: 'Robin', phone: '212 555 0142' } },
];
for (const { typed, sent: expected } of CONTACTS) {
  test(`contact: ${JSON.stringify(typed)}`, () => {
    assert.deepEqual(sent({ contact: typed, relation: 'guardian' }).contact, { ...expected, relation: 'guardian' });
  });
}

test('a call has parts of the day and no time', () => {
  const { request } = sent({ chosen: { kind: 'callback', preferred: ['evening'] } });
  assert.deepEqual(request, { kind: 'callback', preferred: ['evening'] });
});

const PROOF = { challenge: '{"parameters":{}}', solution: '{"counter":1}' };

test('a proof goes with it; another one, or none, changes nothing else', () => {
  Object.assign(globalThis, { location: new URL('https://clinic.example/') });
  const without = ConsultationRequest.parse(JSON.parse(prepare(READY, 'en').body));
  assert.equal('proof' in without, false);
  const proved = ConsultationRequest.parse(JSON.parse(prepare(READY, 'en', PROOF).body));
  assert.deepEqual(proved, { ...without, proof: PROOF });
  const other = { ...PROOF, solution: '{"counter":2}' };
  assert.deepEqual(JSON.parse(withProof(proved, other)), { ...without, proof: other });
  assert.deepEqual(JSON.parse(withProof(proved)), without);
});

const PAGES = [
  { page: 'https://clinic.example/', source: { page: '/' } },
  { page: 'https://clinic.example/a?email=robin@mail.example&token=1#top', source: { page: '/a' } },
  {
    page: 'https://clinic.example/a?utm_source=flyer&utm_medium=&utm_campaign=fall&utm_term=x',
    source: { page: '/a', utm: { source: 'flyer', campaign: 'fall' } },
  },
  {
    page: `https://clinic.example/?utm_source=${'x'.repeat(300)}`,
    source: { page: '/', utm: { source: 'x'.repeat(100) } },
  },
  { page: `https://clinic.example/${'x'.repeat(400)}`, source: { page: `/${'x'.repeat(299)}` } },
  { page: 'about:srcdoc', source: {} },
  { page: 'blob:https://clinic.example/5b1c', source: {} },
];
for (const { page, source } of PAGES) {
  test(`from ${page.slice(0, 60)}`, () => assert.deepEqual(sent({}, page).source, source));
}

test('ids are random UUIDs, also where there is no https', t => {
  t.mock.method(crypto, 'randomUUID', () => assert.fail('not there without https'));
  Object.assign(globalThis, { location: new URL('http://clinic.example/') });
  const ids = Array.from({ length: 200 }, () => prepare(READY, 'en').id);
  assert.equal(new Set(ids).size, 200);
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
});
