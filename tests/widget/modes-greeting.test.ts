/** What a bubble says by itself: once, late, quietly, and only where the clinic wants it. */
import { expect, nextFrame, waitUntil } from '@open-wc/testing';
import { outer } from '#words/en/outer.ts';
import '../../widget/modes/outer.view.ts';
import '../../widget/modes/room.ts';
import type { UnknotIntake } from '../../widget/unknot-intake.ts';
import { append, closePage, find, has, newClinic, openPage } from './page.ts';

/** Timers of the greeting, by hand: called when the visitor has been on the page for that long. */
let waiting = new Map<number, () => void>();
const { setTimeout: realSet, clearTimeout: realClear } = window;

beforeEach(() => {
  openPage();
  waiting = new Map();
  Reflect.set(window, 'setTimeout', (call: () => void, ms: number) => {
    if (ms !== 4000) return realSet(call, ms);
    const id = 1_000_000 + waiting.size;
    waiting.set(id, call);
    return id;
  });
  Reflect.set(window, 'clearTimeout', (id: number) => waiting.delete(id) || realClear(id));
});
afterEach(() => {
  Reflect.set(window, 'setTimeout', realSet);
  Reflect.set(window, 'clearTimeout', realClear);
  Reflect.deleteProperty(document, 'hidden');
  closePage();
});

async function bubble(attributes: Readonly<Record<string, string>> = {}): Promise<UnknotIntake> {
  const widget = append({ mode: 'bubble', greet: '', ...attributes });
  await waitUntil(() => has(widget, '.launcher'), 'no launcher');
  return widget;
}

function passTime(): void {
  const due = [...waiting];
  waiting = new Map();
  for (const [, call] of due) call();
}

const greeting = (widget: UnknotIntake): string => find(widget, '.greeting').textContent;
const nameOf = (widget: UnknotIntake): string => find(widget, '.launcher').innerText;
const hasDot = (widget: UnknotIntake): boolean => has(widget, '.dot:not([hidden])');

it('says it after a while, without the focus, to whoever listens; the launcher has something unread', async () => {
  const field = document.createElement('input');
  document.body.append(field);
  field.focus();
  const widget = await bubble();
  expect(greeting(widget)).to.equal('');
  expect(hasDot(widget)).to.equal(false);
  passTime();
  expect(greeting(widget)).to.equal(outer.greeting);
  expect(find(widget, '.greeting').getAttribute('role')).to.equal('status');
  expect(hasDot(widget)).to.equal(true);
  expect(nameOf(widget)).to.contain(outer.unread);
  expect(document.activeElement === field).to.equal(true);
  expect(widget.hasAttribute('open')).to.equal(false);
  // Half faded in it is half as dark.
  await Promise.all((widget.shadowRoot ?? document).getAnimations().map(({ finished }) => finished));
  await expect(widget).to.be.accessible();
  field.remove();
});

it('says nothing where the clinic has not asked for it, nor when it no longer does', async () => {
  const silent = append({ mode: 'bubble' });
  await waitUntil(() => has(silent, '.launcher'));
  expect(waiting.size).to.equal(0);
  silent.setAttribute('greet', '');
  await nextFrame();
  expect(waiting.size).to.equal(1);
  silent.removeAttribute('greet');
  await nextFrame();
  expect(waiting.size).to.equal(0);
});

it('a tap on it opens, and nothing is unread any more', async () => {
  const widget = await bubble();
  passTime();
  find(widget, '.greeting button').click();
  expect(widget.hasAttribute('open')).to.equal(true);
  expect(greeting(widget)).to.equal('');
  expect(hasDot(widget)).to.equal(false);
  await waitUntil(() => has(widget, '.window:popover-open'));
});

it('waved away it is gone for this tab, the dot stays, and the keyboard goes to the launcher', async () => {
  const clinic = newClinic();
  const widget = await bubble({ clinic });
  passTime();
  const cross = find(widget, '.greeting .cross');
  cross.focus();
  cross.click();
  expect(greeting(widget)).to.equal('');
  expect(hasDot(widget)).to.equal(true);
  expect(widget.shadowRoot?.activeElement === find(widget, '.launcher')).to.equal(true);
  widget.remove();
  await bubble({ clinic });
  expect(waiting.size).to.equal(0);
});

it('Escape in it waves it away', async () => {
  const widget = await bubble();
  passTime();
  const text = find(widget, '.greeting button');
  text.focus();
  text.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
  expect(greeting(widget)).to.equal('');
});

it('said once is enough, whatever came of it', async () => {
  const clinic = newClinic();
  const widget = await bubble({ clinic });
  passTime();
  widget.remove();
  await bubble({ clinic });
  expect(waiting.size).to.equal(0);
});

it('waits for as long as nobody sees the page, or the launcher', async () => {
  Object.defineProperty(document, 'hidden', { configurable: true, value: true });
  const widget = await bubble();
  passTime();
  expect(greeting(widget)).to.equal('');
  Reflect.deleteProperty(document, 'hidden');
  widget.style.display = 'none';
  passTime();
  expect(greeting(widget)).to.equal('');
  widget.style.display = '';
  passTime();
  expect(greeting(widget)).to.equal(outer.greeting);
});

it('says nothing while the window is open, nor after, nor off the page', async () => {
  const widget = await bubble();
  widget.open();
  passTime();
  expect(greeting(widget)).to.equal('');
  widget.close();
  widget.lang = 'en-GB';
  await nextFrame();
  expect(waiting.size).to.equal(0);
  const other = await bubble();
  expect(waiting.size).to.equal(1);
  other.remove();
  expect(waiting.size).to.equal(0);
});

it('says nothing to somebody whose visit is under way', async () => {
  const clinic = newClinic();
  sessionStorage.setItem(`unknot:${location.origin}:${clinic}`, '{}');
  await bubble({ clinic });
  expect(waiting.size).to.equal(0);
});
