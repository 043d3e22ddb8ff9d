/** What a host page hears: the order, and nothing about the person. */
import { expect, nextFrame, waitUntil } from '@open-wc/testing';
import { CLINIC } from '../fixtures/clinic.ts';
import {
  answer,
  CALM,
  closePage,
  goTo,
  json,
  listenToErrors,
  offline,
  openPage,
  place,
  press,
  questionOf,
  screenOf,
  until,
} from './page.ts';

const NAMES = ['unknot-ready', 'unknot-step', 'unknot-result', 'unknot-booked', 'unknot-error'] as const;

/** All that is heard on the page from now on, as `step {"index":1}`. */
let heard: string[] = [];
const hear = (event: Event): void => {
  if (event instanceof CustomEvent) heard.push(`${event.type.slice(7)} ${JSON.stringify(event.detail)}`);
};

beforeEach(() => {
  openPage();
  heard = [];
  for (const name of NAMES) document.addEventListener(name, hear);
});
afterEach(() => {
  for (const name of NAMES) document.removeEventListener(name, hear);
  closePage();
});

const steps = (from: number, to: number): readonly string[] =>
  Array.from({ length: to - from + 1 }, (_, i) => `step {"index":${from + i}}`);

it('a whole visit is a ready, its steps, a result and a booking', async () => {
  await goTo(await place(), 'booked');
  expect(heard).to.eql([
    'ready {}',
    ...steps(1, CALM.length),
    'result {}',
    ...steps(CALM.length + 1, CALM.length + 3),
    // Sending is where the review was.
    `step {"index":${CALM.length + 3}}`,
    'step {"index":0}',
    'booked {"id":"id-1"}',
  ]);
});

it('a referral is a result like any other', async () => {
  const widget = await place();
  await answer(widget, 'relax');
  await answer(widget, ['stroke']);
  expect(screenOf(widget)).to.equal('referred');
  expect(heard.slice(-2)).to.eql(['step {"index":2}', 'result {}']);
});

it('going back and changing are steps too', async () => {
  const widget = await place();
  await answer(widget, 'relax');
  await press(widget, '[data-action=back]');
  expect(questionOf(widget)).to.equal('goal');
  expect(heard).to.eql(['ready {}', 'step {"index":1}', 'step {"index":0}']);
});

it('a tick, a slip and a moved element are nobody’s business', async () => {
  const widget = await place();
  await answer(widget, 'relax');
  await press(widget, '[data-action=continue]');
  await press(widget, '[data-option=stroke]');
  document.body.prepend(widget);
  await nextFrame();
  expect(heard).to.eql(['ready {}', 'step {"index":1}']);
});

const TROUBLES = [
  { code: 'clinic_unreachable', replies: { clinic: offline }, until: 'asking' },
  { code: 'unsent', replies: { consultation: json({ thanks: true }, 201) }, until: 'unsent' },
] as const;
for (const { code, replies, until: end } of TROUBLES) {
  it(`trouble has a code for the page and the console: ${code}`, async () => {
    const errors = listenToErrors();
    openPage(replies);
    const widget = await place();
    if (end === 'unsent') {
      await goTo(widget, 'review');
      for (const box of ['collect', 'conduct']) await press(widget, `[data-option=${box}]`);
      await press(widget, '[data-action=send]');
      await until(widget, 'unsent', '[data-action=retry]');
    }
    await waitUntil(() => heard.includes(`error {"code":"${code}"}`));
    expect(errors.every(text => !/relax|Robin|robin/.test(text))).to.equal(true);
  });
}

it('nothing that was answered or typed is in any of them', async () => {
  await goTo(await place(), 'booked');
  const keys = new Set(heard.flatMap(text => Object.keys(JSON.parse(text.slice(text.indexOf(' '))))));
  expect([...keys].sort()).to.eql(['id', 'index']);
  expect(heard.join()).not.to.match(/relax|none|never|Robin|RELAXATION|18_49/);
});

it('they reach the page out of another component’s shadow', async () => {
  const component = document.createElement('div');
  document.body.append(component);
  const widget = document.createElement('unknot-intake');
  widget.setAttribute('clinic', `${CLINIC.id}-inside`);
  component.attachShadow({ mode: 'open' }).append(widget);
  await nextFrame();
  expect(heard).to.eql(['ready {}']);
  component.remove();
});
