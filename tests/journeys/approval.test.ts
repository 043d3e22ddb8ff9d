/** A clinic that approves first: the visitor is told honestly, and the desk decides. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { booking } from '#words/en/booking.ts';
import { answersOf } from '../fixtures/booking.ts';
import { setStage } from './stage.ts';

const stage = setStage({ clinics: { riverside: { booking: 'approve' }, harbour: { booking: 'verify' } } });
const { booked } = booking;

test('approve first: the time is held, and it is a booking once the desk says yes', async t => {
  const I = await stage.visitor(t);
  await I.answerAll(answersOf('V49'));
  await I.prepare({ name: 'Ines Duarte', email: 'ines@mail.example' });
  await I.send();
  await I.heading(booked.titleRequested).waitFor();
  await I.see(booked.requested);
  const desk = await stage.desk(t);
  await desk.open('Ines Duarte');
  await desk.reads('Waiting for your answer');
  await desk.page.getByRole('button', { name: 'Approve' }).click();
  await desk.page.getByRole('status').waitFor();
  const leads = await stage.server.store.leads({ clinics: ['riverside'], limit: 5 });
  assert.deepEqual(
    leads.map(({ state }) => state),
    ['confirmed'],
  );
});

test('mail confirmed first: the visitor is sent to the mail, and gets no link that confirms by itself', async t => {
  const I = await stage.visitor(t, { path: '/c/harbour' });
  await I.answerAll(answersOf('V49'));
  await I.prepare({ name: 'Joss Hale', email: 'joss@mail.example' });
  await I.send();
  await I.heading(booked.titleUnverified).waitFor();
  await I.see(booked.unverified);
  assert.equal(await I.panel.getByRole('link', { name: booked.manage }).count(), 0);
});
