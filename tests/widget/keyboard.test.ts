/** The scale by keys, and a whole visit without a pointer. */
import { expect, nextFrame } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { answer, CALM, closePage, find, openPage, place, questionOf, screenOf, until } from './page.ts';

beforeEach(() => openPage());
afterEach(closePage);

async function atTheScale() {
  const widget = await place();
  for (const value of CALM.slice(0, 5)) await answer(widget, value);
  expect(questionOf(widget)).to.equal('pain_level');
  return widget;
}

const KEYS = [
  { keys: ['Home'], value: '0' },
  { keys: ['End'], value: '10' },
  { keys: ['5'], value: '5' },
  { keys: ['0'], value: '0' },
  { keys: ['5', 'ArrowRight'], value: '6' },
  { keys: ['5', 'ArrowUp'], value: '4' },
  { keys: ['5', 'ArrowDown'], value: '6' },
  { keys: ['5', 'ArrowLeft', 'ArrowLeft'], value: '3' },
  { keys: ['7', 'End', 'Home', '3'], value: '3' },
  { keys: ['7', 'x'], value: '7' },
];
for (const { keys, value } of KEYS) {
  it(`the scale: ${keys.join(', ')} is ${value}`, async () => {
    const widget = await atTheScale();
    find(widget, '[data-option="5"]').focus();
    for (const key of keys) await sendKeys({ press: key });
    await nextFrame();
    const checked = [...(widget.shadowRoot?.querySelectorAll<HTMLInputElement>('[type=radio]:checked') ?? [])];
    expect(checked.map(({ dataset }) => dataset['option'])).to.eql([value]);
    expect(find(widget, '.value').textContent).to.equal(value);
    expect(questionOf(widget), 'nothing is answered by a key alone').to.equal('pain_level');
    expect(widget.shadowRoot?.activeElement).to.equal(checked[0]);
  });
}

it('a whole visit goes with Tab, Space and Enter', async () => {
  const widget = await place();
  find(widget, '[data-option=relax]').focus();
  await sendKeys({ press: 'Enter' });
  for (const question of ['now', 'soon']) {
    expect(questionOf(widget)).to.equal(question);
    await tabTo('[data-option=none]');
    await sendKeys({ press: 'Space' });
    await tabTo('[data-action=continue]');
    await sendKeys({ press: 'Enter' });
  }
  await tabTo('[data-option="18_49"]');
  await sendKeys({ press: 'Enter' });
  await tabTo('[data-option=none]');
  await sendKeys({ press: 'Space' });
  await tabTo('[data-action=continue]');
  await sendKeys({ press: 'Enter' });
  await tabTo('[type=radio]');
  await sendKeys({ press: '2' });
  await tabTo('[data-action=continue]');
  await sendKeys({ press: 'Enter' });
  await tabTo('[data-option=never]');
  await sendKeys({ press: 'Enter' });
  await until(widget, 'recommended', '[data-action=book]');
  await tabTo('[data-action=book]');
  await sendKeys({ press: 'Enter' });
  await until(widget, 'choosing', '[data-action=pick]');
  await tabTo('[data-action=pick]');
  await sendKeys({ press: 'Enter' });
  await tabTo('#name');
  await sendKeys({ type: 'Robin' });
  await tabTo('#email');
  await sendKeys({ type: 'robin@mail.example' });
  await sendKeys({ press: 'Enter' });
  await until(widget, 'review', '[href]');
  for (const box of ['collect', 'conduct']) {
    await tabTo(`[data-option=${box}]`);
    await sendKeys({ press: 'Space' });
  }
  await tabTo('[data-action=send]');
  await sendKeys({ press: 'Enter' });
  await until(widget, 'booked', 'h2');
  expect(screenOf(widget)).to.equal('booked');

  /** Presses Tab until it is there; a screen has fewer stops than this. */
  async function tabTo(selector: string): Promise<void> {
    await nextFrame();
    for (let stops = 0; stops < 40 && !widget.shadowRoot?.activeElement?.matches(selector); stops++) {
      await sendKeys({ press: 'Tab' });
    }
    expect(widget.shadowRoot?.activeElement?.matches(selector), selector).to.equal(true);
  }
});
