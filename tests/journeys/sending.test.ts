/** On the way to the clinic: a time that is taken, a server that is gone, an answer that is lost, an impatient hand. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { Page, Route } from 'playwright-core';
import { ConsultationRequest } from '#triage/consultation.ts';
import { asking } from '#words/en/asking.ts';
import { booking } from '#words/en/booking.ts';
import { createProofOfWork } from '../../server/proof-of-work.ts';
import { answersOf, bookingBody, consultationPath, putting } from '../fixtures/booking.ts';
import { NOW } from '../fixtures/server.ts';
import { setStage } from './stage.ts';
import { Visitor } from './visitor.ts';

const stage = setStage();
const { sending, slots, contact, notices } = booking;
const CONSULTATIONS = '**/v1/clinics/*/consultations/*';

/** The ids under which something was sent, each once. */
const idsSent = (I: Visitor): ReadonlySet<string> => new Set(I.sent.map(request => request.url()));

/** Somebody else books this time, as another browser would. */
async function takeElsewhere(start: string): Promise<void> {
  const body = bookingBody({ request: { kind: 'slot', start } });
  const answer = await fetch(stage.server.url + consultationPath(randomUUID()), putting(body));
  assert.equal(answer.status, 201, await answer.text());
}

test('a time taken meanwhile: all is kept, the nearest three are offered, one of them is booked', async t => {
  const I = await stage.visitor(t);
  await I.answerAll(answersOf('V56'));
  const lost = await I.prepare({ name: 'Tess Arden', email: 'tess@mail.example', phone: '(212) 555-0163' });
  await takeElsewhere(lost.start);
  await I.send();

  await I.heading(slots.title).waitFor();
  await I.notice(notices.taken).waitFor();
  const nearest = I.times.filter({ hasText: /,/ });
  assert.equal(await nearest.count(), 3);
  const time = await I.pickTime();
  assert.notEqual(time.start, lost.start);
  assert.equal(await I.field(contact.name).inputValue(), 'Tess Arden');
  assert.equal(await I.field(contact.phone).inputValue(), '(212) 555-0163');
  await I.goOn();
  assert.ok(await I.consent('collect').isChecked(), 'the consent is lost');
  await I.send();
  await I.seeBooked();

  const desk = await stage.desk(t);
  await desk.open('Tess Arden');
  assert.equal(await desk.bookedStart(), time.start);
});

test('the server is gone at sending: nothing is lost, nothing can be changed, trying again books once', async t => {
  const I = await stage.visitor(t);
  await I.answerAll(answersOf('V49'));
  await I.prepare({ name: 'Bo Lindgren', email: 'bo@mail.example' });
  await I.page.route(CONSULTATIONS, route => route.abort('connectionrefused'));
  await I.send();
  await I.heading(sending.unsentTitle).waitFor();
  await I.see(sending.unsentServer);
  await I.see(sending.nothingLost);

  await I.pressBack();
  await I.notice(asking.notices.settleFirst).waitFor();
  await I.heading(sending.unsentTitle).waitFor();

  await I.page.unroute(CONSULTATIONS);
  await I.button(sending.retry).click();
  await I.seeBooked();
  assert.equal(idsSent(I).size, 1);

  const desk = await stage.desk(t);
  await desk.open('Bo Lindgren');
});

test('the answer is lost after the booking: it is asked for again, and there is one booking', async t => {
  const I = await stage.visitor(t);
  await I.answerAll(answersOf('V49'));
  await I.prepare({ name: 'Cleo Marsh', email: 'cleo@mail.example' });
  let lost = 0;
  const loseFirst = async (route: Route): Promise<void> => {
    if (lost > 0) return route.continue();
    lost += 1;
    await route.fetch();
    await route.abort('connectionreset');
  };
  await I.page.route(CONSULTATIONS, loseFirst);
  await I.send();
  await I.seeBooked();
  assert.equal(lost, 1);
  assert.equal(idsSent(I).size, 1);

  const desk = await stage.desk(t);
  await desk.open('Cleo Marsh');
});

test('a talk by phone: who leaves a number is called, who leaves none is asked to call', async t => {
  const { how } = booking.booked;
  const number = '(212) 555-0142';
  const I = await stage.visitor(t);
  await I.answerAll(answersOf('V49'));
  await I.prepare({ name: 'Nell Quist', email: 'nell@mail.example' });
  await I.send();
  await I.seeBooked();
  await I.see(how.phoneUs(number));
  const other = await stage.visitor(t);
  await other.answerAll(answersOf('V49'));
  await other.prepare({ name: 'Oda Brandt', email: 'oda@mail.example', phone: '(212) 555-0120' });
  await other.send();
  await other.seeBooked();
  await other.see(how.phone(number));

  const desk = await stage.desk(t);
  await desk.open('Nell Quist');
  await desk.page.getByText('By phone, they call the clinic').waitFor();
});

test('offline: it says so, and sends by itself when the connection is back', async t => {
  const I = await stage.visitor(t);
  await I.answerAll(answersOf('V49'));
  await I.prepare({ name: 'Dara Singh', email: 'dara@mail.example' });
  await I.page.context().setOffline(true);
  await I.send();
  await I.heading(sending.unsentTitle).waitFor();
  await I.see(sending.unsentOffline);
  await I.page.context().setOffline(false);
  await I.seeBooked();
  assert.equal(idsSent(I).size, 1);

  const desk = await stage.desk(t);
  await desk.open('Dara Singh');
});

test('the server is busy: the widget waits and gets through', async t => {
  const I = await stage.visitor(t);
  await I.answerAll(answersOf('V49'));
  await I.prepare({ name: 'Gil Amsel', email: 'gil@mail.example' });
  await I.page.route(CONSULTATIONS, route => route.fulfill({ status: 503, json: { code: 'overloaded' } }), {
    times: 1,
  });
  await I.send();
  await I.seeBooked();
  assert.equal(I.sent.length, 2);
  assert.equal(idsSent(I).size, 1);
});

test('a number that the clinic cannot call is told beside its field, and the rest is kept', async t => {
  const I = await stage.visitor(t);
  await I.answerAll(answersOf('V49'));
  await I.prepare({ name: 'Fay Oduya', email: 'fay@mail.example', phone: '555 0100' });
  await I.send();
  await I.see(contact.problems.bad_phone);
  const phone = I.field(contact.phone);
  assert.equal(await phone.inputValue(), '555 0100');
  await phone.fill('(212) 555-0171');
  await I.goOn();
  await I.send();
  await I.seeBooked();

  const desk = await stage.desk(t);
  await desk.open('Fay Oduya');
  await desk.reads('(212) 555-0171');
});

test('an impatient double tap on the last button books once', async t => {
  const I = await stage.visitor(t);
  await I.answerAll(answersOf('V49'));
  await I.prepare({ name: 'Hana Weiss', email: 'hana@mail.example' });
  await I.sendButton.dblclick();
  await I.seeBooked();
  assert.equal(I.sent.length, 1);

  const desk = await stage.desk(t);
  await desk.open('Hana Weiss');
});

test('both boxes gate the sending', async t => {
  const I = await stage.visitor(t);
  await I.answerAll(answersOf('V49'));
  await I.prepare({ name: 'Ida Storm', email: 'ida@mail.example' });
  await I.consent('conduct').uncheck();
  await I.send();
  await I.notice(booking.notices.tickBoth).waitFor();
  assert.deepEqual(I.sent, []);
});

/** Marks the page as soon as a key begins as challenges ask for. */
const watchSolving = (page: Page): Promise<unknown> =>
  page.addInitScript(() => {
    const derive = crypto.subtle.deriveBits.bind(crypto.subtle);
    crypto.subtle.deriveBits = async (...asked) => {
      const key = await derive(...asked);
      if (new Uint8Array(key)[0] === 0) document.documentElement.dataset['solved'] = '';
      return key;
    };
  });

/** A visitor who gives the browser the time that typing and reading take. */
async function unhurried(page: Page, name: string, email: string): Promise<Visitor> {
  await watchSolving(page);
  const I = new Visitor(page);
  await I.goTo('/c/riverside');
  await I.answerAll(answersOf('V49'));
  await I.prepare({ name, email });
  await page.locator('html[data-solved]').waitFor({ state: 'attached' });
  return I;
}

const bodiesSent = (I: Visitor) => I.sent.map(request => ConsultationRequest.parse(request.postDataJSON()));

test('a booking goes out with a proof of work, which the server takes', async t => {
  const I = await unhurried(await stage.page(t), 'Jo Falk', 'jo@mail.example');
  await I.send();
  await I.seeBooked();
  const [body, ...more] = bodiesSent(I);
  assert.deepEqual(more, []);
  assert.ok(body?.proof);
});

test('a proof that the server does not take is replaced, and the visitor sees nothing of it', async t => {
  const page = await stage.page(t);
  const stranger = createProofOfWork(Buffer.alloc(32), () => NOW);
  const json = await stranger.challenge('riverside');
  await page.route('**/v1/clinics/*/challenges', route => route.fulfill({ json }), { times: 1 });
  const I = await unhurried(page, 'Kim Rask', 'kim@mail.example');
  await I.send();
  await I.seeBooked();
  const [first, second, ...more] = bodiesSent(I);
  assert.deepEqual(more, []);
  assert.equal(first?.proof?.challenge, JSON.stringify(json));
  assert.ok(second?.proof);
  assert.deepEqual({ ...first, proof: second.proof }, second, 'nothing else of it has changed');
  assert.equal(idsSent(I).size, 1);
});
