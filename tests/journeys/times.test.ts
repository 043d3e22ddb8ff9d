/** Which times are offered: not before a visitor is well again, in the clinic's zone, and honestly where a kind is not offered. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { booking } from '#words/en/booking.ts';
import { DEFERRED } from '../../server/desk/words.ts';
import { answersOf, bookingBody, consultationPath, FREE_START, putting } from '../fixtures/booking.ts';
import { setStage } from './stage.ts';

const stage = setStage();
const { slots, result } = booking;

test('ill: times begin seven days ahead, and the server refuses an earlier one', async t => {
  const I = await stage.visitor(t);
  await I.answerAll(answersOf('V52'));
  await I.seeAdvice('RELAXATION');
  await I.see(booking.reasons.D1);
  await I.see(booking.reasons.D2);
  await I.see(result.laterDate);
  await I.book();
  await I.see(slots.earliest('Monday, December 7'));
  const time = await I.pickTime();
  assert.match(time.said, /^Monday, December 7/);
  await I.giveContact({ name: 'Pia Holm', email: 'pia@mail.example' });
  await I.agree();
  await I.send();
  await I.seeBooked();

  const tooEarly = bookingBody({ answers: answersOf('V52'), request: { kind: 'slot', start: FREE_START } });
  const answer = await stage.server.app.request(consultationPath(), putting(tooEarly));
  assert.equal(answer.status, 422);
  assert.match(await answer.text(), /slot_not_offered/);

  const desk = await stage.desk(t);
  await desk.open('Pia Holm');
  await desk.reads(DEFERRED.full);
});

test("times are the clinic's, with the visitor's own beside them where they differ", async t => {
  const I = await stage.visitor(t, { timezoneId: 'America/Los_Angeles' });
  await I.answerAll(answersOf('V49'));
  await I.book();
  await I.see(slots.zone('Eastern Time'));
  const time = await I.pickTime();
  assert.match(time.said, /, 1:00 PM, 10:00 AM for you$/);
});

test('more days, and the next free one', async t => {
  const I = await stage.visitor(t);
  await I.answerAll(answersOf('V49'));
  await I.book();
  const days = I.panel.getByRole('group', { name: slots.days }).getByRole('button', { pressed: false });
  await I.times.first().waitFor();
  const before = await days.count();
  await I.button(slots.moreDays).click();
  await days.nth(before).waitFor();
  await I.panel.getByRole('button', { name: new RegExp(`^${slots.nextFreeDay}`) }).click();
  const time = await I.pickTime();
  assert.match(time.said, /^Tuesday, December 1/);
});

test('a kind that the clinic does not offer is said, and the talk is offered', async t => {
  const I = await stage.visitor(t, { path: '/c/harbour', timezoneId: 'Europe/London' });
  await I.answerAll(answersOf('V62'));
  await I.seeAdvice('MEDICAL');
  await I.see(result.notOffered(booking.types.MEDICAL.name));
  await I.prepare({ name: 'Quentin Shaw', email: 'quentin@mail.example' });
  await I.send();
  await I.seeBooked();

  const desk = await stage.desk(t);
  await desk.open('Quentin Shaw');
});

test('the free times cannot be looked up: it says so and tries again', async t => {
  const I = await stage.visitor(t);
  await I.answerAll(answersOf('V49'));
  await I.page.route('**/slots*', route => route.abort(), { times: 1 });
  await I.book();
  await I.see(slots.failed);
  await I.panel.getByRole('button', { name: 'Try again' }).click();
  await I.times.first().waitFor();
});
