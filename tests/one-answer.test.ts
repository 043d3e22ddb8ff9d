/**
 * From a click to a lead (`design.md`, section 3; the same table stands in the README): the real machine, the real
 * API client, the real app and its database. No port, no mock.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createActor, waitFor } from 'xstate';
import { SlotList } from '#triage/consultation.ts';
import { isQuestionId } from '#triage/questions.ts';
import { createApi } from '../widget/api.ts';
import { checkContact } from '../widget/contact.ts';
import { intakeMachine, type World } from '../widget/intake.machine.ts';
import { prepare } from '../widget/request.ts';
import { answersOf } from './fixtures/booking.ts';
import { makeServer, NOW } from './fixtures/server.ts';

test('from a click to a lead', async t => {
  t.mock.timers.enable({ apis: ['Date'], now: NOW });
  const server = await makeServer();
  t.after(() => server.close());
  const given = { fetch: globalThis.fetch, location: globalThis.location };
  t.after(() => Object.assign(globalThis, given));
  const page = new URL('https://riverside-massage.example/book?utm_source=flyer&email=robin');
  Object.assign(globalThis, {
    fetch: async (url: string, init: RequestInit) => server.app.request(url, init),
    location: page,
  });

  const api = createApi('http://localhost', 'riverside');
  const world: World = {
    ...api,
    check: async contact => checkContact(contact),
    prepare: async visit => prepare(expected(visit), 'en-US'),
    send: (pending, signal) => api.send(expected(pending), signal),
  };
  const visit = createActor(intakeMachine, { input: { world } }).start();

  // Hops 1 to 3: each click is an answer, each answer leads to the next question or to the result.
  for (const [question, value] of Object.entries(answersOf('V49'))) {
    assert.ok(isQuestionId(question));
    visit.send({ type: 'answer', question, value });
  }
  assert.equal(visit.getSnapshot().value, 'recommended');

  visit.send({ type: 'book' });
  const { context } = await waitFor(visit, snapshot => snapshot.matches({ choosing: 'open' }));
  const [slot] = context.freeTimes?.days[0]?.slots ?? [];
  visit.send({ type: 'pick', slot: expected(slot) });
  visit.send({ type: 'typed', field: 'name', value: 'Robin Vale' });
  visit.send({ type: 'typed', field: 'email', value: 'robin@mail.example' });
  visit.send({ type: 'give' });
  await waitFor(visit, snapshot => snapshot.matches('review') && snapshot.context.clinic !== undefined);
  const isNothingKept = (await server.store.leads({ clinics: ['riverside'], limit: 9 })).length === 0;
  assert.ok(isNothingKept, 'nothing is sent before the visitor agrees');

  // Hops 4 to 6: one request, which the server triages again and keeps in one transaction.
  for (const to of ['collect', 'conduct'] as const) visit.send({ type: 'agree', to, on: true });
  visit.send({ type: 'send' });
  const { receipt } = (await waitFor(visit, snapshot => snapshot.matches('booked'))).context;

  const leads = await server.store.leads({ clinics: ['riverside'], limit: 9 });
  assert.equal(leads.length, 1);
  const lead = expected(leads[0]);
  assert.equal(lead.id, receipt?.id);
  assert.deepEqual(lead.health?.answers, answersOf('V49'));
  assert.equal(lead.health?.result.outcome, 'RELAXATION');
  assert.deepEqual(lead.contact, { name: 'Robin Vale', email: 'robin@mail.example', relation: 'self' });
  assert.equal(lead.time?.start, slot?.start);
  assert.deepEqual(lead.source, { page: '/book', utm: { source: 'flyer' } });
  assert.equal(lead.state, 'confirmed');
  const left = SlotList.parse(await (await server.app.request('/v1/clinics/riverside/slots')).json());
  assert.ok(
    left.days.every(({ slots }) => slots.every(({ start }) => start !== slot?.start)),
    'the time is taken',
  );
});

function expected<T>(value: T | undefined): T {
  assert.ok(value !== undefined);
  return value;
}
