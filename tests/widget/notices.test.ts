/** What is said beside the screen. */
import { expect } from '@open-wc/testing';
import { asking } from '#words/en/asking.ts';
import { booking } from '#words/en/booking.ts';
import {
  answer,
  CALM,
  closePage,
  find,
  goTo,
  has,
  json,
  noticeOf,
  openPage,
  place,
  press,
  questionOf,
  screenOf,
  until,
} from './page.ts';

beforeEach(() => openPage());
afterEach(closePage);

const { chat, notices } = asking;

it('Continue without a tick says what is missing, and a tick ends it', async () => {
  const widget = await place();
  await answer(widget, 'relax');
  await press(widget, '[data-action=continue]');
  expect(noticeOf(widget)).to.equal(notices.tickOne);
  expect(find(widget, '.notice').getAttribute('role')).to.equal('status');
  await press(widget, '[data-option=stroke]');
  expect(noticeOf(widget)).to.equal('');
});

it('Continue without a number says so', async () => {
  const widget = await place();
  for (const value of CALM.slice(0, 5)) await answer(widget, value);
  await press(widget, '[data-action=continue]');
  expect(noticeOf(widget)).to.equal(notices.chooseNumber);
  expect(questionOf(widget)).to.equal('pain_level');
});

it('"Start over" can be taken back', async () => {
  const widget = await place();
  await goTo(widget, 'recommended');
  await press(widget, '[data-action=restart]');
  expect(noticeOf(widget)).to.contain(notices.restarted);
  expect(questionOf(widget)).to.equal('goal');
  await press(widget, '[data-action=undo]');
  expect(screenOf(widget)).to.equal('recommended');
});

it('an answer that no longer applies is struck and said to be', async () => {
  const widget = await place();
  await answer(widget, 'pain');
  for (const value of [...CALM.slice(1, 5), '5', ['low_back']]) await answer(widget, value);
  await press(widget, '[data-action=change]');
  await answer(widget, 'relax');
  await press(widget, '.turn:nth-child(7) [data-action=change]');
  await answer(widget, '1');
  expect(find(widget, '.dropped .tag').textContent).to.equal(chat.noLongerNeeded);
  expect(has(widget, '.dropped [data-action=change]')).to.equal(false);
});

it('"None of these" and the others put each other out', async () => {
  const widget = await place();
  await answer(widget, 'pain');
  const ticked = () =>
    [...(widget.shadowRoot?.querySelectorAll<HTMLInputElement>(':checked') ?? [])].map(box => box.dataset['option']);
  await press(widget, '[data-option=legs]');
  await press(widget, '[data-option=saddle]');
  expect(ticked()).to.eql(['saddle', 'legs']);
  await press(widget, '[data-option=none]');
  expect(ticked()).to.eql(['none']);
  await press(widget, '[data-option=legs]');
  expect(ticked()).to.eql(['legs']);
});

it('sending asks for both ticks first', async () => {
  const widget = await place();
  await goTo(widget, 'review');
  await press(widget, '[data-action=send]');
  expect(noticeOf(widget)).to.equal(booking.notices.tickBoth);
  expect(screenOf(widget)).to.equal('review');
});

it('a time that was just taken leaves all else as it was', async () => {
  const near = { start: '2030-01-01T10:00:00Z', end: '2030-01-01T10:20:00Z', local: '2030-01-01T05:00' };
  openPage({
    consultation: json({ status: 409, code: 'slot_taken', retryable: false, alternatives: [near] }, 409),
  });
  const widget = await place();
  await goTo(widget, 'review');
  for (const box of ['collect', 'conduct']) await press(widget, `[data-option=${box}]`);
  await press(widget, '[data-action=send]');
  await until(widget, 'choosing', `[data-start="${near.start}"]`);
  expect(noticeOf(widget)).to.equal(booking.notices.taken);
  await press(widget, `[data-start="${near.start}"]`);
  expect(find(widget, '#email')).to.have.property('value', 'robin@mail.example');
});

it('after booking nothing offers to change what was sent', async () => {
  const widget = await place();
  await goTo(widget, 'booked');
  expect(has(widget, '[data-action=change]')).to.equal(false);
  expect(has(widget, '[data-action=back]')).to.equal(false);
});
