/** The page is loaded again in the middle of a visit, or opened twice. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Route } from 'playwright-core';
import { asking } from '#words/en/asking.ts';
import { booking } from '#words/en/booking.ts';
import { answersOf } from '../fixtures/booking.ts';
import { asksAgain } from './failed-modules.ts';
import { setStage } from './stage.ts';
import { Visitor } from './visitor.ts';

const stage = setStage();
const { notices, questions, trouble } = asking;
const CONSULTATIONS = '**/v1/clinics/*/consultations/*';

test('at a question: the answers and the ticks are still there', async t => {
  const I = await stage.visitor(t);
  await I.answer('goal', 'pain');
  await I.answer('now', ['none']);
  await I.tick('soon', ['ill']);
  await I.page.reload();
  await I.notice(notices.welcomeBack).waitFor();
  assert.ok(await I.choice('soon', 'ill').isChecked(), 'the tick is lost');
  await I.turn('goal').getByText(questions.goal.options.pain).waitFor();
  await I.goOn();
  await I.seeQuestion('age');
});

test('where what it takes to go on does not come, it is said, and trying again goes on', async t => {
  const I = await stage.visitor(t);
  await I.answer('goal', 'pain');
  await I.seeQuestion('now');
  const part = '**/assets/second-part*.js';
  await I.page.route(part, route => route.abort());
  await I.page.reload();
  await I.panel.getByRole('alert').getByText(notices.partMissing).waitFor();
  // What the site put between the tags is a way out.
  await I.page.getByText('Call us and we find a time').waitFor();
  await I.page.unroute(part);
  // Where trying again is in vain, loading the page again is not.
  if (await asksAgain(I.page)) await I.button(trouble.retry).click();
  else await I.page.reload();
  await I.seeQuestion('now');
  await I.turn('goal').getByText(questions.goal.options.pain).waitFor();
  assert.equal(await I.page.getByText('Call us and we find a time').isVisible(), false);
});

test('at the form: what was typed is still there, and the visit goes on to its booking', async t => {
  const I = await stage.visitor(t);
  await I.answerAll(answersOf('V49'));
  await I.book();
  const time = await I.pickTime();
  await I.typeContact({ name: 'Jon Bering', email: 'jon@mail' });
  await I.page.reload();
  await I.see(time.said);
  assert.equal(await I.field(booking.contact.name).inputValue(), 'Jon Bering');
  assert.equal(await I.field(booking.contact.email).inputValue(), 'jon@mail');
  await I.giveContact({ name: 'Jon Bering', email: 'jon@mail.example' });

  await I.page.reload();
  await I.heading(booking.review.title).waitFor();
  await I.see('jon@mail.example');
  await I.agree();
  await I.send();
  await I.seeBooked();

  await I.page.reload();
  await I.seeBooked();
  await I.see(time.said);

  const desk = await stage.desk(t);
  await desk.open('Jon Bering');
  assert.equal(await desk.bookedStart(), time.start);
});

test('while nobody knows whether it arrived: the same request is sent again, and there is one booking', async t => {
  const I = await stage.visitor(t);
  await I.answerAll(answersOf('V49'));
  await I.prepare({ name: 'Kit Marlow', email: 'kit@mail.example' });
  const arrived = Promise.withResolvers<void>();
  const keepAnswer = async (route: Route): Promise<void> => {
    await route.fetch();
    arrived.resolve();
  };
  await I.page.route(CONSULTATIONS, keepAnswer, { times: 1 });
  await I.send();
  await arrived.promise;
  await I.page.reload();
  await I.seeBooked();
  assert.equal(new Set(I.sent.map(request => request.url())).size, 1);
  assert.equal(new Set(I.sent.map(request => request.postData())).size, 1);

  const desk = await stage.desk(t);
  await desk.open('Kit Marlow');
});

test('a second tab begins a visit of its own', async t => {
  const I = await stage.visitor(t);
  await I.answer('goal', 'pain');
  await I.seeQuestion('now');
  const other = new Visitor(await I.page.context().newPage());
  await other.goTo('/c/riverside');
  await other.seeQuestion('goal');
  await other.answer('goal', 'relax');
  await I.turn('goal').getByText(questions.goal.options.pain).waitFor();
});

test('a tab copied before sending: one gets the time, the other is told and keeps everything', async t => {
  const I = await stage.visitor(t);
  await I.answerAll(answersOf('V49'));
  await I.prepare({ name: 'Lio Castell', email: 'lio@mail.example' });
  const [copy] = await Promise.all([I.page.waitForEvent('popup'), I.page.evaluate(() => void open(location.href))]);
  const twin = new Visitor(copy);
  await twin.heading(booking.review.title).waitFor();
  await I.send();
  await I.seeBooked();
  await twin.agree();
  await twin.send();
  await twin.notice(booking.notices.taken).waitFor();

  const desk = await stage.desk(t);
  await desk.open('Lio Castell');
});
