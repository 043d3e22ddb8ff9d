/** The main journeys, for any browser: each a person on a page of the clinic, with the real server behind it. */
import assert from 'node:assert/strict';
import { optionsOf } from '#triage/questions.ts';
import { asking } from '#words/en/asking.ts';
import { booking } from '#words/en/booking.ts';
import { answersOf } from '../fixtures/booking.ts';
import { visitInDoubleTaps } from './double-taps.ts';
import { inOrder, type Person } from './person.ts';
import { arrive, bookedBy, type Scene, takeElsewhere } from './scene.ts';

type Journey = (scene: Scene) => Promise<void>;

/** The journeys by what they show. */
export const JOURNEYS: Readonly<Record<string, Journey>> = {
  'a whole visit to a booked talk': async scene => {
    const I = await arrive(scene);
    await I.answerAll(answersOf('V62'));
    await I.see('[data-screen=recommended] h2', booking.types.MEDICAL.name);
    const start = await I.prepare('Robin Vale', 'robin@mail.example');
    await I.press('[data-action=send]');
    await I.seeScreen('booked');
    assert.deepEqual(await bookedBy(scene, 'Robin Vale'), [start]);
  },

  'a red flag ends at the number to call': async scene => {
    const I = await arrive(scene);
    await I.answer('goal', 'pain');
    await I.answer('now', ['chest_breath']);
    await I.seeScreen('referred');
    const { attributes } = await I.see('[data-action=call]');
    assert.equal(attributes['href'], 'tel:911');
    for (const action of ['book', 'callback']) assert.deepEqual(await I.all(`[data-action=${action}]`), []);
    await I.press('[data-action=back]');
    await I.seeQuestion('now');
  },

  'an answer is changed, and the visit goes on from there': async scene => {
    const I = await arrive(scene);
    await I.answer('goal', 'pain');
    await I.seeQuestion('now');
    await I.press('.turn [data-action=change]');
    await I.answer('goal', 'relax');
    await I.seeQuestion('now');
    await I.see('.reply', asking.questions.goal.options.relax);
  },

  'the page is loaded again in the middle': async scene => {
    const I = await arrive(scene);
    await I.answer('goal', 'pain');
    await I.answer('now', ['none']);
    await I.press('[data-question=soon] [data-option=ill]');
    await scene.tab.reload();
    await I.see('.notice', asking.notices.welcomeBack);
    await I.until('the tick to be kept', async () => {
      const [tick] = await I.all('[data-question=soon] [data-option=ill]');
      return tick?.checked || undefined;
    });
    await I.press('[data-question=soon] [data-action=continue]');
    await I.seeQuestion('age');
  },

  'the page is loaded again at the form, and after the booking': async scene => {
    const I = await arrive(scene);
    await I.answerAll(answersOf('V49'));
    await I.press('[data-action=book]');
    await I.press('[data-action=pick]');
    await I.type('#name', 'Jon Bering');
    await scene.tab.reload();
    await I.until('the name to be kept', async () => {
      const [field] = await I.all('#name');
      return field?.value === 'Jon Bering' || undefined;
    });
    await I.type('#email', 'jon@mail.example');
    await I.press('[data-action=continue]');
    await I.agree();
    await I.press('[data-action=send]');
    await I.seeScreen('booked');
    await scene.tab.reload();
    await I.seeScreen('booked');
    assert.equal((await bookedBy(scene, 'Jon Bering')).length, 1);
  },

  'Back goes one screen back, and what was answered stays': async scene => {
    const I = await arrive(scene);
    await I.answer('goal', 'relax');
    await I.answer('now', ['none']);
    await I.seeQuestion('soon');
    await pressBack(scene);
    await I.seeQuestion('now');
    await pressBack(scene);
    await I.seeQuestion('goal');
    await I.press('[data-action=keep]');
    await I.seeQuestion('soon');
  },

  'the page is left and comes back': async scene => {
    const I = await arrive(scene);
    await I.answer('goal', 'relax');
    await I.seeQuestion('now');
    await scene.tab.goTo(`${scene.server.url}/privacy/riverside`);
    await scene.tab.back();
    await I.answer('now', ['none']);
    await I.seeQuestion('soon');
  },

  'a time is taken meanwhile: all is kept, another is booked': async scene => {
    const I = await arrive(scene);
    await I.answerAll(answersOf('V56'));
    const lost = await I.prepare('Tess Arden', 'tess@mail.example');
    await takeElsewhere(scene, lost);
    await I.press('[data-action=send]');
    await I.see('.notice', booking.notices.taken);
    const { attributes } = await I.see('[data-action=pick]');
    assert.notEqual(attributes['data-start'], lost);
    await I.press('[data-action=pick]');
    assert.equal((await I.see('#name')).value, 'Tess Arden');
    await I.press('[data-action=continue]');
    await I.press('[data-action=send]');
    await I.seeScreen('booked');
    assert.deepEqual(await bookedBy(scene, 'Tess Arden'), [attributes['data-start']]);
  },

  'a slip in the form is told at its field, which gets the keyboard': async scene => {
    const I = await arrive(scene);
    await I.answerAll(answersOf('V49'));
    await I.press('[data-action=book]');
    await I.press('[data-action=pick]');
    await I.type('#name', 'Sol Park');
    await I.type('#email', 'sol');
    await I.press('[data-action=continue]');
    await I.see('#email[aria-invalid]');
    await I.until('the keyboard at the field', async () => (await I.hasFocus('#email')) || undefined);
  },

  'an impatient hand answers each question once': visitInDoubleTaps,

  'a whole visit with the keyboard alone': async scene => {
    const I = await arrive(scene);
    for (const [question, value] of inOrder(answersOf('V62'))) {
      await I.seeQuestion(question);
      if (typeof value === 'string') {
        await byKey(I, `[data-option="${value}"]`, 'Enter');
        continue;
      }
      if (typeof value === 'number') await byKey(I, '[data-option="0"]', String(value - 1), 'ArrowRight');
      else for (const option of optionsOf(question).filter(id => value.includes(id))) await tick(I, option);
      await byKey(I, '[data-action=continue]', 'Enter');
    }
    await I.seeScreen('recommended');
    await byKey(I, '[data-action=book]', 'Enter');
    await I.see('[data-action=pick]');
    await byKey(I, '[data-action=pick]', 'Enter');
    await I.see('#name');
    await byKey(I, '#name', ...'Sol Park');
    await byKey(I, '#email', ...'sol@mail.example', 'Enter');
    await I.seeScreen('review');
    for (const consent of ['collect', 'conduct']) await tick(I, consent);
    await byKey(I, '[data-action=send]', 'Enter');
    await I.seeScreen('booked');
    assert.equal((await bookedBy(scene, 'Sol Park')).length, 1);
  },
};

const tick = (I: Person, option: string): Promise<void> => byKey(I, `[data-option="${option}"]`, 'Space');

/** The browser's own Back, which knows of a screen once that has been painted. */
async function pressBack({ tab }: Scene): Promise<void> {
  await tab.run('new Promise(painted => requestAnimationFrame(() => setTimeout(painted)))');
  await tab.back();
}

/** Tabs on to something, and presses these keys there. A screen has fewer stops than this. */
async function byKey(I: Person, selector: string, ...keys: readonly string[]): Promise<void> {
  for (let stops = 0; stops < 60; stops++) {
    if (await I.hasFocus(selector)) return I.keys(...keys);
    await I.keys('Tab');
  }
  assert.fail(`Tab does not lead to ${selector}`);
}
