/** Who should see a doctor: what to do now, one tap to the line that helps, nothing to book, nothing sent. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asking } from '#words/en/asking.ts';
import { booking } from '#words/en/booking.ts';
import { answersOf } from '../fixtures/booking.ts';
import { setStage } from './stage.ts';
import type { Visitor } from './visitor.ts';

const stage = setStage();
const { chat, referral, regions, reasons } = asking;

/** Nothing leaves, and nothing can be booked; the way back is open, as a tap may have been a slip. */
async function seeDeadEndOnly(I: Visitor): Promise<void> {
  for (const name of [booking.result.book, booking.result.bookTalk, booking.result.callMe, booking.slots.noneSuits]) {
    assert.equal(await I.button(name).count(), 0, `“${name}” is offered`);
  }
  assert.deepEqual(I.sent, []);
  await I.button(chat.changeAnAnswer).waitFor();
}

test('emergency at the second question: the number to call, and nothing else', async t => {
  const I = await stage.visitor(t);
  await I.answer('goal', 'pain');
  await I.answer('now', ['chest_breath']);
  await I.heading(referral.EMERGENCY.title).waitFor();
  await I.see(reasons.E1);
  await I.see(referral.EMERGENCY.action(regions.US));
  assert.equal(await I.link(chat.call('911')).getAttribute('href'), 'tel:911');
  await seeDeadEndOnly(I);

  const desk = await stage.desk(t);
  assert.equal(await desk.count(), 0);
});

test('urgent: a doctor today, by the line of the region', async t => {
  const I = await stage.visitor(t, { path: '/c/harbour' });
  await I.answerAll(answersOf('V13'));
  await I.heading(referral.URGENT.title).waitFor();
  await I.see(reasons.U1);
  await I.see(referral.URGENT.action(regions.UK));
  assert.equal(await I.link(chat.call('NHS 111')).getAttribute('href'), 'tel:111');
  await seeDeadEndOnly(I);
});

test('soon: the doctor first, and a mis-tap can be mended', async t => {
  const I = await stage.visitor(t);
  await I.answerAll(answersOf('V31'));
  await I.heading(referral.SOON.title).waitFor();
  await I.see(reasons.S1);
  await I.see(reasons.S2);
  await seeDeadEndOnly(I);

  await I.change('soon');
  await I.answer('soon', ['none']);
  await I.answer('prior', 'never');
  await I.seeAdvice('RELAXATION');

  const desk = await stage.desk(t);
  assert.equal(await desk.count(), 0);
});

test('the answers can be taken along', async t => {
  const I = await stage.visitor(t, { permissions: ['clipboard-read', 'clipboard-write'] });
  await I.answerAll(answersOf('V13'));
  await I.button(chat.copyAnswers).click();
  await I.see(chat.copied);
  const copied = await I.page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, new RegExp(asking.questions.soon.options.one_leg));
});
