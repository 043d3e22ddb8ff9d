/** A whole visit with the keyboard alone, and what a screen reader is told on the way. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { optionsOf } from '#triage/questions.ts';
import { asking } from '#words/en/asking.ts';
import { booking } from '#words/en/booking.ts';
import { answersOf } from '../fixtures/booking.ts';
import { setStage } from './stage.ts';
import { entriesOf, Visitor } from './visitor.ts';

const stage = setStage();

/** Somebody who has no pointer. */
class KeyboardVisitor extends Visitor {
  press = (key: string): Promise<void> => this.page.keyboard.press(key);

  /** What has the focus: its role or tag, and the text that names it. Empty when it is lost. */
  focused(): Promise<string> {
    return this.page.evaluate(() => {
      const active = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
      if (active === null || active === document.body) return '';
      const label = active.getAttribute('aria-label') ?? active.querySelector('legend')?.textContent;
      return `${active.localName} ${label ?? active.textContent}`.replace(/\s+/g, ' ').trim();
    });
  }

  /** Tabs on until this has the focus. */
  async tabTo(option: string, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    for (let stops = 0; stops < 60; stops++) {
      if (await this.hasFocus(`[data-option="${option}"], [data-action="${option}"], [id="${option}"]`)) return;
      await this.press(key);
      assert.notEqual(await this.focused(), '', `the focus is lost on the way to ${option}`);
    }
    assert.fail(`${option} is not reached; the focus is at ${await this.focused()}`);
  }

  hasFocus(selector: string): Promise<boolean> {
    return this.page.evaluate(wanted => {
      const active = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
      return active?.matches(wanted) === true;
    }, selector);
  }

  /** The new screen's question or heading has the focus. */
  async hears(title: string): Promise<void> {
    await this.panel.getByText(title, { exact: true }).first().waitFor();
    const focused = await this.focused();
    assert.ok(focused.endsWith(title), `the focus is not at “${title}” but at “${focused}”`);
  }
}

test('a whole visit with the keyboard alone', async t => {
  const I = new KeyboardVisitor(await stage.page(t));
  await I.goTo('/c/riverside');
  assert.equal(await I.focused(), '', 'a page that has just loaded keeps its own focus');

  for (const [question, value] of entriesOf(answersOf('V62'))) {
    if (question !== 'goal') await I.hears(asking.questions[question].text);
    if (typeof value === 'string') {
      await I.tabTo(value);
      await I.press('Enter');
      continue;
    }
    if (typeof value === 'number') {
      await I.tabTo('0');
      await I.press(String(value - 1));
      await I.press('ArrowRight');
      assert.ok(await I.choice(question, value).isChecked(), 'digit and arrow do not lead to the number');
    } else {
      for (const option of optionsOf(question).filter(id => value.includes(id))) {
        await I.tabTo(option);
        await I.press('Space');
      }
    }
    await I.tabTo('continue');
    await I.press('Enter');
  }
  await I.hears(booking.result.looksRight(booking.types.MEDICAL.name));
  await I.tabTo('book');
  await I.press('Enter');
  await I.hears(booking.slots.title);
  await I.times.first().waitFor();
  await I.tabTo('pick');
  await I.press('Enter');
  await I.hears(booking.contact.title);
  await I.tabTo('name');
  await I.page.keyboard.type('Sol Park');
  await I.press('Enter');
  await I.panel.getByRole('alert').waitFor();
  await I.tabTo('email');
  await I.page.keyboard.type('sol@mail.example');
  await I.press('Enter');
  await I.hears(booking.review.title);
  await I.tabTo('collect');
  await I.press('Space');
  await I.tabTo('conduct');
  await I.press('Space');
  await I.tabTo('send');
  await I.press('Enter');
  await I.seeBooked();
  await I.hears(booking.booked.title);

  const desk = await stage.desk(t);
  await desk.open('Sol Park');
});

test('a slip in the form brings the focus to the field', async t => {
  const I = new KeyboardVisitor(await stage.page(t));
  await I.goTo('/c/riverside');
  await I.answerAll(answersOf('V49'));
  await I.book();
  await I.pickTime();
  await I.typeContact({ name: 'Sol Park', email: 'sol' });
  await I.tabTo('continue');
  await I.press('Enter');
  await I.see(booking.contact.problems.bad_email);
  assert.ok(await I.hasFocus('#email[aria-invalid]'), `the focus is at ${await I.focused()}`);
  const described = await I.field(booking.contact.email).evaluate(field =>
    (field.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map(id => field.getRootNode() instanceof ShadowRoot && (field.getRootNode() as ShadowRoot).getElementById(id))
      .map(element => (element ? element.textContent : ''))
      .join(' '),
  );
  assert.ok(described.includes(booking.contact.problems.bad_email), `described by “${described}”`);
});

test('back and change bring the focus to the question, too', async t => {
  const I = new KeyboardVisitor(await stage.page(t));
  await I.goTo('/c/riverside');
  await I.answer('goal', 'relax');
  await I.answer('now', ['none']);
  await I.hears(asking.questions.soon.text);
  await I.tabTo('back');
  await I.press('Enter');
  await I.hears(asking.questions.now.text);
  await I.tabTo('keep');
  await I.press('Enter');
  await I.hears(asking.questions.soon.text);
  await I.pressBack();
  await I.hears(asking.questions.now.text);
});

test('each answer is announced once, and history is never announced again', async t => {
  const I = await stage.visitor(t);
  // The engine brings a log of its own in place of the one that stood there first.
  await I.panel.getByText(asking.chat.whyWeAsk).waitFor();
  await I.log.evaluate(listen);
  const heardSoFar = () => I.page.evaluate((): string[] => Reflect.get(window, 'heard'));
  const expected: string[] = [];
  for (const [question, value] of entriesOf(answersOf('V49'))) {
    await I.answer(question, value);
    const turn = I.log.locator('.turn').nth(expected.length + 1);
    expected.push(squeeze((await turn.locator('.reply p').textContent()) ?? ''));
    assert.deepEqual(await heardSoFar(), expected);
  }
  await I.seeAdvice('RELAXATION');
  await I.book();
  await I.pickTime();
  assert.deepEqual(await heardSoFar(), expected, 'history is told again');
});

const squeeze = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** Notes what a screen reader would say of a log: text that is added or changed where nothing nearer turns it off. */
function listen(log: Element): void {
  const heard: string[] = [];
  Reflect.set(window, 'heard', heard);
  const isSilent = (node: Node): boolean => {
    const nearest = node instanceof Element ? node : node.parentElement;
    return nearest?.closest('[aria-live]')?.getAttribute('aria-live') === 'off';
  };
  const audible = (node: Node): string => {
    if (isSilent(node)) return '';
    if (node instanceof Text) return node.data;
    if (node instanceof Element && node.localName === 'button') return '';
    return [...node.childNodes].map(audible).join('');
  };
  new MutationObserver(records => {
    const parts = records.flatMap(({ type, target, addedNodes }) =>
      type === 'characterData' ? [audible(target)] : [...addedNodes].map(audible),
    );
    const said = parts.join(' ').replace(/\s+/g, ' ').trim();
    if (said !== '') heard.push(said);
  }).observe(log, { childList: true, subtree: true, characterData: true });
}
