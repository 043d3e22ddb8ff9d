/** Nothing leaves the browser before the visitor agrees; no cookie, no other host, no answer where it does not belong. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Request } from 'playwright-core';
import * as z from 'zod/mini';
import { ConsultationRequest } from '#triage/consultation.ts';
import { QUESTION_IDS } from '#triage/questions.ts';
import { answersOf } from '../fixtures/booking.ts';
import { setStage } from './stage.ts';
import { Visitor } from './visitor.ts';

const stage = setStage();
const EVENTS = ['unknot-ready', 'unknot-step', 'unknot-result', 'unknot-booked', 'unknot-error'];
/** What an event may tell: a screen's number, a booking's id, a code. */
const Heard = z.array(
  z.strictObject({
    type: z.enum(EVENTS),
    detail: z.strictObject({
      index: z.optional(z.int()),
      id: z.optional(z.uuid()),
      code: z.optional(z.string()),
    }),
  }),
);

test('a whole visit on a website: what is asked of the network, kept in the browser and told to the page', async t => {
  const page = await stage.page(t);
  const requests: Request[] = [];
  page.context().on('request', request => requests.push(request));
  await page.addInitScript(types => {
    const heard: unknown[] = [];
    Reflect.set(window, 'heard', heard);
    for (const type of types) {
      addEventListener(type, event => heard.push({ type, detail: event instanceof CustomEvent && event.detail }));
    }
  }, EVENTS);
  const I = new Visitor(page);
  await I.goTo('/');
  await I.answerAll(answersOf('V56'));
  await I.book();
  assert.deepEqual([...new Set(requests.map(request => request.method()))], ['GET'], 'asked for before the contact');
  const contact = { name: 'Vera Stille', email: 'vera@mail.example', phone: '(212) 555-0155' };
  const time = await I.pickTime();
  await I.giveContact(contact);
  await I.agree();

  const before = requests.map(request => ({ method: request.method(), url: new URL(request.url()) }));
  const challenges = before.filter(({ method }) => method !== 'GET');
  assert.deepEqual(
    [...new Set(challenges.map(({ method, url }) => `${method} ${url.pathname}`))],
    ['POST /v1/clinics/riverside/challenges'],
  );
  assert.deepEqual(
    before.filter(({ url }) => url.search !== '').map(({ url }) => url.href),
    [],
    'a query could tell something',
  );
  assert.ok(requests.every(request => request.postData() === null));

  await I.send();
  await I.seeBooked();
  assert.deepEqual([...new Set(requests.map(request => new URL(request.url()).origin))], [stage.server.url]);
  const [booking, ...more] = requests.filter(request => request.method() !== 'GET').slice(challenges.length);
  assert.deepEqual(more, []);
  const body = ConsultationRequest.parse(booking?.postDataJSON());
  assert.deepEqual(body.answers, answersOf('V56'));
  assert.deepEqual(body.contact, { ...contact, relation: 'self' });
  assert.deepEqual(body.request, { kind: 'slot', start: time.start });
  assert.deepEqual(body.source, { page: '/' });

  assert.deepEqual(await page.context().cookies(), []);
  const kept = await page.evaluate(() => ({ session: Object.keys(sessionStorage), local: Object.keys(localStorage) }));
  assert.equal(kept.session.length, 1);
  assert.match(kept.session[0] ?? '', /^unknot:/);
  assert.deepEqual(kept.local, []);
  assert.deepEqual(await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name)), []);
  assert.equal(new URL(page.url()).href, `${stage.server.url}/`, 'the address tells something');

  const heard = Heard.parse(await page.evaluate((): unknown => Reflect.get(window, 'heard')));
  const types = heard.map(({ type }) => type);
  assert.deepEqual([...new Set(types)].sort(), ['unknot-booked', 'unknot-ready', 'unknot-result', 'unknot-step']);
});

test('every public page: no cookie, no other host', async t => {
  const page = await stage.page(t);
  const origins = new Set<string>();
  page.context().on('request', request => origins.add(new URL(request.url()).origin));
  for (const path of ['/', '/c/riverside', '/c/riverside/privacy', '/c/harbour', '/c/nobody']) {
    await page.goto(path, { waitUntil: 'load' });
    assert.deepEqual(await page.context().cookies(), [], path);
  }
  assert.deepEqual([...origins], [stage.server.url]);
});

test('the history of the browser holds no answer', async t => {
  const I = await stage.visitor(t);
  await I.answerAll(answersOf('V49'));
  await I.seeAdvice('RELAXATION');
  await I.seePainted();
  const state = await I.page.evaluate(() => JSON.stringify(history.state));
  assert.match(state, /unknot/);
  for (const question of QUESTION_IDS) assert.ok(!state.includes(question), state);
});
