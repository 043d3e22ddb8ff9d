/** Changing one's mind: earlier answers, one screen back, the browser's own Back, a new start. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asking } from '#words/en/asking.ts';
import { booking } from '#words/en/booking.ts';
import { OUTCOMES } from '../../server/desk/words.ts';
import { answersOf } from '../fixtures/booking.ts';
import { setStage } from './stage.ts';

const stage = setStage();
const { chat, notices, questions } = asking;

/** A mild ache for months that massage eases: medical. Without the wish to ease it: relaxation. */
const MILD_ACHE = { ...answersOf('V62'), pain_level: 3 };
const NO_LONGER_NEEDED = ['area', 'duration', 'impact', 'pain_flags', 'other_care', 'course_ok'] as const;

test('an early answer changed: another result, and what no longer counts is struck, said and not sent', async t => {
  const I = await stage.visitor(t);
  await I.answerAll(MILD_ACHE);
  await I.seeAdvice('MEDICAL');

  await I.change('goal');
  await I.see(chat.changing);
  await I.answer('goal', 'relax');
  await I.seeAdvice('RELAXATION');
  for (const question of NO_LONGER_NEEDED) {
    await I.turn(question).getByText(chat.noLongerNeeded).waitFor();
  }
  await I.notice(notices.dropped).waitFor();

  await I.prepare({ name: 'Alma Reyes', email: 'alma@mail.example' });
  await I.send();
  await I.seeBooked();
  const desk = await stage.desk(t);
  await desk.open('Alma Reyes');
  await desk.reads(OUTCOMES.RELAXATION, questions.goal.options.relax);
  await desk.readsNowhere(questions.duration.text, questions.area.text);
});

test('a changed answer that brings questions back brings their answers back as well', async t => {
  const I = await stage.visitor(t);
  await I.answerAll(MILD_ACHE);
  await I.change('goal');
  await I.answer('goal', 'relax');
  await I.seeAdvice('RELAXATION');
  await I.change('goal');
  await I.answer('goal', 'pain');
  await I.seeAdvice('MEDICAL');
  assert.equal(await I.log.getByText(chat.noLongerNeeded).count(), 0);
});

test('a changed answer that asks for more: nothing is called unneeded that counts again in a moment', async t => {
  const I = await stage.visitor(t);
  await I.answerAll(answersOf('V49'));
  await I.seeAdvice('RELAXATION');
  await I.change('health');
  await I.choice('health', 'pregnant').check();
  await I.goOn();
  await I.seeQuestion('pregnancy_stage');
  assert.equal(await I.panel.getByRole('status').innerText(), '');
  assert.equal(await I.log.getByText(chat.noLongerNeeded).count(), 0);
  await I.answer('pregnancy_stage', 't2_t3');
  await I.answer('pregnancy_flags', ['none']);
  await I.seeAdvice('RELAXATION');
  assert.equal(await I.log.getByText(chat.noLongerNeeded).count(), 0);
});

test('Back goes one screen back from anywhere, and keeps every answer', async t => {
  const I = await stage.visitor(t);
  await I.answerAll(answersOf('V49'));
  await I.book();
  await I.pickTime();
  await I.typeContact({ name: 'Una Frey' });
  await I.goBack();
  await I.heading(booking.slots.title).waitFor();
  await I.goBack();
  await I.seeAdvice('RELAXATION');
  await I.goBack();
  await I.seeQuestion('prior');
  await I.goBack();
  await I.seeQuestion('pain_level');
  assert.ok(await I.choice('pain_level', 0).isChecked(), 'the number that was chosen is not chosen any more');
  await I.button(chat.keep).click();
  await I.seeAdvice('RELAXATION');
  await I.book();
  await I.pickTime();
  assert.equal(await I.field(booking.contact.name).inputValue(), 'Una Frey');
});

test("the browser's Back goes back through the visit, and only then to the page before", async t => {
  const page = await stage.page(t);
  await page.goto('/c/riverside/privacy');
  const { Visitor } = await import('./visitor.ts');
  const I = new Visitor(page);
  await I.goTo('/');
  const clinicPage = page.url();
  await I.answer('goal', 'relax');
  await I.answer('now', ['none']);
  await I.answer('soon', ['none']);
  await I.seeQuestion('age');
  for (const question of ['soon', 'now', 'goal'] as const) {
    await I.pressBack();
    await I.seeQuestion(question);
    assert.equal(page.url(), clinicPage);
  }
  await I.pressBack();
  await page.waitForURL('**/privacy');

  await page.goForward();
  await I.log.waitFor();
  assert.equal(page.url(), clinicPage);
});

test('a link within the page still works beside the visit', async t => {
  const I = await stage.visitor(t, { path: '/' });
  await I.answer('goal', 'relax');
  await I.seeQuestion('now');
  await I.page.getByRole('link', { name: 'Services and prices' }).click();
  await I.page.waitForURL('**/#services');
  await I.pressBack();
  await I.page.waitForURL(url => url.hash === '');
  await I.seeQuestion('now');
  await I.pressBack();
  await I.seeQuestion('goal');
});

test('starting over clears everything, and can be undone', async t => {
  const I = await stage.visitor(t);
  await I.answer('goal', 'pain');
  await I.answer('now', ['none']);
  await I.seeQuestion('soon');
  await I.button(chat.restart).click();
  await I.seeQuestion('goal');
  await I.notice(notices.restarted).waitFor();
  await I.button(chat.undo).click();
  await I.seeQuestion('soon');
  await I.turn('goal').getByText(questions.goal.options.pain).waitFor();
});
