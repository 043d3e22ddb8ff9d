/** No time suits, or the clinic takes no bookings: a call back. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { booking } from '#words/en/booking.ts';
import { STATES } from '../../server/desk/words.ts';
import { answersOf } from '../fixtures/booking.ts';
import { setStage } from './stage.ts';

const stage = setStage({ clinics: { harbour: { booking: 'callback' } } });
const { contact, slots, review } = booking;

test('no time suits: a number to call is needed, an e-mail is not', async t => {
  const I = await stage.visitor(t);
  await I.answerAll(answersOf('V62'));
  await I.book();
  await I.askForCall();
  await I.typeContact({ name: 'Mona Kerr' });
  await I.goOn();
  await I.see(contact.problems.missing);
  await I.typeContact({ name: 'Mona Kerr', phone: '212 555 0188' });
  await I.preferCall('evening');
  await I.goOn();
  await I.heading(review.title).waitFor();
  await I.see(slots.parts.evening);
  await I.agree();
  await I.send();
  await I.seeCallPromised();

  const desk = await stage.desk(t);
  await desk.open('Mona Kerr');
  await desk.reads(STATES.callback, 'Please call in the evening.', '(212) 555-0188');
  assert.equal(await desk.part('Free talk').count(), 0);
});

test('straight from the advice, and back to choosing a time', async t => {
  const I = await stage.visitor(t);
  await I.answerAll(answersOf('V49'));
  await I.askForCall();
  await I.goBack();
  await I.seeAdvice('RELAXATION');
  await I.prepare({ name: 'Nils Ahlgren', email: 'nils@mail.example' });
  await I.send();
  await I.seeBooked();
});

test('a clinic that only calls back offers no times at all', async t => {
  const I = await stage.visitor(t, { path: '/c/harbour' });
  await I.answerAll(answersOf('V49'));
  await I.seeAdvice('RELAXATION');
  await I.askForCall();
  assert.equal(await I.times.count(), 0);
  await I.giveContact({ name: 'Orla Finch', phone: '020 7946 0990' });
  await I.agree();
  await I.send();
  await I.seeCallPromised();

  const desk = await stage.desk(t);
  await desk.open('Orla Finch');
  await desk.reads(STATES.callback, '020 7946 0990');
});
