/** Which click is the second of a double click, on devices that say so and on those that do not. */
import { expect } from '@open-wc/testing';
import { secondClicks } from '../../widget/second-click.ts';

const click = (pointerType: string, detail: number, clientX = 10): PointerEvent =>
  new PointerEvent('click', { pointerType, detail, clientX, clientY: 10 });

it('a mouse says it itself', () => {
  const isSecond = secondClicks();
  expect(isSecond(click('mouse', 1))).to.equal(false);
  expect(isSecond(click('mouse', 2))).to.equal(true);
  expect(isSecond(click('mouse', 1)), 'a click soon after, in the same place').to.equal(false);
});

it('of a finger that does not, place and time say it', () => {
  const isSecond = secondClicks();
  expect(isSecond(click('touch', 1))).to.equal(false);
  expect(isSecond(click('touch', 1, 14))).to.equal(true);
  expect(isSecond(click('touch', 1, 200)), 'elsewhere').to.equal(false);
});

it('long after, the same place is another click', () => {
  const isSecond = secondClicks();
  expect(isSecond(click('touch', 1))).to.equal(false);
  const later = click('touch', 1);
  Object.defineProperty(later, 'timeStamp', { value: later.timeStamp + 600 });
  expect(isSecond(later)).to.equal(false);
});

it('keys and scripts click once at a time', () => {
  const isSecond = secondClicks();
  expect(isSecond(click('', 0))).to.equal(false);
  expect(isSecond(click('', 0))).to.equal(false);
});
