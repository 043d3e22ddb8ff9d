/** Pages that mean no harm and do some: the widget stays usable on each. */
import { expect, nextFrame } from '@open-wc/testing';
import type { UnknotIntake } from '../../widget/unknot-intake.ts';
import { answer, append, closePage, engineOf, find, goTo, openPage, place, questionOf } from './page.ts';

let sheet: HTMLStyleElement;
beforeEach(() => {
  openPage();
  sheet = document.createElement('style');
  document.head.append(sheet);
});
afterEach(() => {
  sheet.remove();
  closePage();
});

/** Can be seen, and is what a finger at its middle meets. */
function expectUsable(widget: UnknotIntake, selector: string): void {
  const target = find(widget, selector);
  target.scrollIntoView({ block: 'start' });
  const { left, top, width, height } = target.getBoundingClientRect();
  expect(width, `${selector} is wide enough`).to.be.at.least(24);
  expect(height, `${selector} is high enough`).to.be.at.least(24);
  const met = widget.shadowRoot?.elementFromPoint(left + width / 2, top + height / 2);
  expect(target.contains(met ?? null), `${selector} is met by ${met?.outerHTML.slice(0, 80)}`).to.equal(true);
  const { color, backgroundColor } = getComputedStyle(target);
  expect(color).not.to.equal(backgroundColor);
}

const SHEETS = [
  '* { all: unset !important }',
  '* { box-sizing: content-box; line-height: 0; font-size: 40px !important }',
  'button { all: initial } input { display: none !important }',
  'html { font-size: 62.5% }',
  'html { direction: rtl }',
  '* { color: red !important; background: red !important }',
  'body { transform: translateX(10px); overflow: hidden } body * { float: left }',
  'body { line-height: 0; letter-spacing: 1em; text-transform: uppercase; white-space: nowrap }',
  'p, h2, ul, label, span { display: none !important }',
];
for (const css of SHEETS) {
  it(css, async () => {
    sheet.textContent = css;
    const widget = await place();
    expectUsable(widget, '[data-option=relax]');
    await answer(widget, 'relax');
    expectUsable(widget, '[data-option=none]');
    await answer(widget, ['none']);
    expect(questionOf(widget)).to.equal('soon');
  });
}

it('a page that hides it at first and shows it later', async () => {
  sheet.textContent = 'unknot-intake { display: none }';
  const widget = append();
  await nextFrame();
  expect(questionOf(widget)).to.equal('goal');
  sheet.textContent = '';
  await engineOf(widget);
  expectUsable(widget, '[data-option=relax]');
});

it('a page with old scripts that put things into every list and object', async () => {
  const extend = (on: object) =>
    Object.defineProperty(on, 'each', { value: () => {}, enumerable: true, configurable: true });
  extend(Array.prototype);
  try {
    await goTo(await place(), 'booked');
  } finally {
    Reflect.deleteProperty(Array.prototype, 'each');
  }
});

it('a page that draws itself anew around it', async () => {
  const box = document.createElement('div');
  document.body.append(box);
  box.innerHTML = '<p>Before</p><unknot-intake clinic="drawn-anew"></unknot-intake>';
  const first = box.querySelector('unknot-intake');
  if (first) {
    await engineOf(first);
    await answer(first, 'pain');
  }
  box.innerHTML = '<p>After</p><unknot-intake clinic="drawn-anew"></unknot-intake>';
  const second = box.querySelector('unknot-intake');
  if (second) await engineOf(second);
  expect(first === second).to.equal(false);
  box.remove();
});
