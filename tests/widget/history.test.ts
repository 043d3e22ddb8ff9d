/** The browser's Back goes one screen back, and the page's own entries stay the page's own. */
import { expect, waitUntil } from '@open-wc/testing';
import { answer, closePage, find, openPageWithHistory, place, press, questionOf } from './page.ts';

beforeEach(openPageWithHistory);
afterEach(closePage);

it('goes one screen back, and loses nothing', async () => {
  const widget = await place();
  await answer(widget, 'pain');
  await answer(widget, ['none']);
  expect(questionOf(widget)).to.equal('soon');
  history.back();
  await waitUntil(() => questionOf(widget) === 'now');
  expect(find(widget, '[data-option=none]')).to.have.property('checked', true);
  history.back();
  await waitUntil(() => questionOf(widget) === 'goal');
  await press(widget, '[data-action=keep]');
  expect(questionOf(widget)).to.equal('soon');
});

it('leaves the page’s own entries alone', async () => {
  history.replaceState({ page: 'own' }, '');
  const length = history.length;
  const widget = await place();
  expect(history.length).to.equal(length);
  await answer(widget, 'pain');
  expect(history.state).to.include({ page: 'own' });
  history.back();
  await waitUntil(() => questionOf(widget) === 'goal');
  expect(history.state).to.include({ page: 'own' });
});

it('does not mistake a link within the page for it', async () => {
  const widget = await place();
  await answer(widget, 'pain');
  await answer(widget, ['none']);
  const moved = new Promise(resolve => addEventListener('hashchange', resolve, { once: true }));
  location.hash = 'prices';
  await moved;
  expect(questionOf(widget)).to.equal('soon');
  await answer(widget, ['none']);
  expect(questionOf(widget)).to.equal('age');
  history.back();
  await waitUntil(() => questionOf(widget) === 'soon');
  expect(location.hash).to.equal('#prices');
});

it('the widget’s own Back takes its entry with it', async () => {
  const widget = await place();
  await answer(widget, 'pain');
  const popped = new Promise(resolve => addEventListener('popstate', resolve, { once: true }));
  await press(widget, '[data-action=back]');
  await popped;
  expect(questionOf(widget)).to.equal('goal');
  await answer(widget, 'pain');
  history.back();
  await waitUntil(() => questionOf(widget) === 'goal');
});

it('Back in one widget leaves another where it is', async () => {
  const one = await place();
  const other = await place();
  await answer(one, 'pain');
  await answer(other, 'relax');
  await press(one, '[data-action=back]');
  // Whatever the browser does about it, it has done by then.
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  expect([questionOf(one), questionOf(other)]).to.eql(['goal', 'now']);
});

it('after a link within the page the widget’s own Back does not undo the link', async () => {
  const widget = await place();
  await answer(widget, 'pain');
  const moved = new Promise(resolve => addEventListener('hashchange', resolve, { once: true }));
  location.hash = 'hours';
  await moved;
  await press(widget, '[data-action=back]');
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  expect(questionOf(widget)).to.equal('goal');
  expect(location.hash).to.equal('#hours');
});
