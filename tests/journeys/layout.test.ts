/** Where things stand: the question in sight, the clinic at the start of the line, state told without colour, no motion unasked. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asking } from '#words/en/asking.ts';
import { answersOf } from '../fixtures/booking.ts';
import { setStage } from './stage.ts';
import { entriesOf, type Visitor } from './visitor.ts';

const stage = setStage();

/** Is all of it inside the part of the panel that scrolls, and inside the window? */
const isInSight = (I: Visitor, text: string): Promise<boolean> =>
  I.panel
    .getByText(text, { exact: true })
    .last()
    .evaluate(element => {
      const { top, bottom } = element.getBoundingClientRect();
      const scroller = element.closest('.scroll')?.getBoundingClientRect();
      return (
        scroller !== undefined &&
        top >= Math.max(0, scroller.top) - 1 &&
        bottom <= Math.min(innerHeight, scroller.bottom) + 1
      );
    });

for (const [path, viewport] of [
  ['/c/riverside', { width: 390, height: 844 }],
  ['/', { width: 390, height: 664 }],
  ['/', { width: 1280, height: 800 }],
] as const) {
  test(`each question is in sight when it is asked: ${path} at ${viewport.width} × ${viewport.height}`, async t => {
    const I = await stage.visitor(t, { path, viewport });
    for (const [question, value] of entriesOf(answersOf('V62'))) {
      await I.seeQuestion(question);
      if (question !== 'goal')
        assert.ok(await isInSight(I, asking.questions[question].text), `${question} is out of sight`);
      await I.answer(question, value);
    }
    await I.seeAdvice('MEDICAL');
  });
}

test('a conversation, however long, adds nothing to the page it stands on', async t => {
  const I = await stage.visitor(t, { path: '/c/riverside', viewport: { width: 390, height: 844 } });
  const heights = () =>
    I.page.evaluate(() => {
      const { scrollHeight } = document.documentElement;
      const { bottom } = document.body.getBoundingClientRect();
      return { scrollHeight, bottom: Math.ceil(bottom + scrollY) };
    });
  await I.answerAll(answersOf('V62'));
  await I.seeAdvice('MEDICAL');
  const { scrollHeight, bottom } = await heights();
  assert.ok(
    scrollHeight <= Math.max(bottom, 844) + 1,
    `the page is ${scrollHeight} high, its content ends at ${bottom}`,
  );
});

test('sending moves the page the widget stands on no further than the widget', async t => {
  const I = await stage.visitor(t, {
    path: '/',
    viewport: { width: 390, height: 844 },
    reducedMotion: 'no-preference',
  });
  await I.answerAll(answersOf('V62'));
  await I.prepare({ name: 'Hanne Moe', email: 'hanne@mail.example' });
  const before = await I.page.evaluate(() => scrollY);
  await I.page.evaluate(() => {
    addEventListener('scroll', () => {
      document.body.dataset['furthest'] = String(Math.max(scrollY, Number(document.body.dataset['furthest'] ?? 0)));
    });
  });
  await I.send();
  await I.seeBooked();
  const furthest = Number((await I.page.locator('body').getAttribute('data-furthest')) ?? 0);
  assert.ok(furthest - before < 844, `the page went ${furthest - before} px down`);
});

test('right to left: the clinic speaks from the right, the visitor from the left', async t => {
  const I = await stage.visitor(t);
  await I.page.evaluate(() => {
    document.documentElement.dir = 'rtl';
  });
  await I.answer('goal', 'relax');
  const middle = (selector: string): Promise<number> =>
    I.turn('goal')
      .locator(selector)
      .evaluate(element => {
        const { left, right } = element.getBoundingClientRect();
        return (left + right) / 2;
      });
  assert.ok((await middle('.say')) > (await middle('.reply p')), 'the bubbles stand the wrong way round');
});

test('forced colors: what is chosen and what has the focus can be told apart', async t => {
  const I = await stage.visitor(t, { forcedColors: 'active' });
  /** Of the control, which lies over all of its row, and of the row. */
  const outlinesOf = (option: string): Promise<readonly string[]> =>
    I.choice('now', option).evaluate(control =>
      [control, control.parentElement ?? control].map(element => {
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        return `${outlineStyle} ${outlineWidth}`;
      }),
    );
  await I.answer('goal', 'relax');
  await I.choice('now', 'legs').check();
  await I.choice('now', 'saddle').focus();
  await I.page.keyboard.press('Tab');
  await I.page.keyboard.press('Shift+Tab');
  assert.deepEqual(await outlinesOf('legs'), ['none 3px', 'solid 2px']);
  assert.deepEqual(await outlinesOf('saddle'), ['solid 3px', 'none 3px']);
});

test('who asked for less motion gets none; everybody else a short settling', async t => {
  const moving = (I: Visitor): Promise<number[]> =>
    I.panel.evaluate(panel =>
      panel.getAnimations({ subtree: true }).map(({ effect }) => Number(effect?.getComputedTiming().duration)),
    );
  const still = await stage.visitor(t, { reducedMotion: 'reduce' });
  await still.answer('goal', 'relax');
  assert.deepEqual(await moving(still), []);
  const lively = await stage.visitor(t, { reducedMotion: 'no-preference' });
  await lively.choice('goal', 'relax').waitFor();
  assert.ok((await moving(lively)).every(duration => duration <= 160));
});
