/** Impatient and shaky hands: a second tap never answers what has come under the finger since the first. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asking } from '#words/en/asking.ts';
import { booking } from '#words/en/booking.ts';
import { answersOf } from '../fixtures/booking.ts';
import { setStage } from './stage.ts';
import { entriesOf } from './visitor.ts';

const stage = setStage();

for (const viewport of [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
]) {
  test(`a whole visit in double clicks, ${viewport.width} wide`, async t => {
    const I = await stage.visitor(t, { viewport });
    for (const [question, value] of entriesOf(answersOf('V62'))) {
      await I.seeQuestion(question);
      await I.answer(question, value, { clickCount: 2 });
    }
    await I.seeAdvice('MEDICAL');
    for (const [question, value] of entriesOf(answersOf('V62'))) {
      if (typeof value === 'number') continue;
      const texts: Readonly<Record<string, string>> = asking.questions[question].options;
      const meant = [value].flat().map(option => texts[option] ?? option);
      assert.deepEqual((await I.turn(question).locator('.said').allInnerTexts()).sort(), meant.sort(), question);
    }
    await I.button(booking.result.book).dblclick();
    await I.times.first().dblclick();
    await I.field(booking.contact.name).waitFor();
    await I.typeContact({ name: 'Rio Dub', email: 'rio@mail.example' });
    await I.button(booking.contact.continue).dblclick();
    await I.heading(booking.review.title).waitFor();
    assert.equal(await I.panel.getByRole('status').innerText(), '');
  });
}

test('a tick set and taken back in one double click stays taken back', async t => {
  const I = await stage.visitor(t);
  await I.answer('goal', 'relax');
  await I.choice('now', 'legs').dblclick();
  assert.equal(await I.choice('now', 'legs').isChecked(), false);
});

test('Continue without an answer says what is missing', async t => {
  const I = await stage.visitor(t);
  await I.answer('goal', 'relax');
  await I.goOn();
  await I.notice(asking.notices.tickOne).waitFor();
  await I.seeQuestion('now');
  await I.answer('now', ['none']);
  await I.answer('soon', ['none']);
  await I.answer('age', '18_49');
  await I.answer('health', ['none']);
  await I.goOn();
  await I.notice(asking.notices.chooseNumber).waitFor();
});

test('“None of these” and the others untick each other', async t => {
  const I = await stage.visitor(t);
  await I.answer('goal', 'relax');
  await I.tick('now', ['legs', 'saddle', 'none']);
  assert.equal(await I.choice('now', 'legs').isChecked(), false);
  await I.tick('now', ['legs']);
  assert.equal(await I.choice('now', 'none').isChecked(), false);
});
