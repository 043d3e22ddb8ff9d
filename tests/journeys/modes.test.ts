/** A bubble and a dialog on a clinic's website: found, used with the keyboard alone, closed, and met again on the next page. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Page } from 'playwright-core';
import { asking } from '#words/en/asking.ts';
import { outer } from '#words/en/outer.ts';
import { answersOf } from '../fixtures/booking.ts';
import { setStage } from './stage.ts';
import { Visitor } from './visitor.ts';

const stage = setStage();
const DESKTOP = { width: 1280, height: 800 };

/** The page of a website: `path` is another of the same site. */
const site = (tag: string, around = ''): string => `<!doctype html><html lang="en"><title>A clinic</title>
  <body>${around}<h1>A clinic</h1><a href="/site/prices">Prices</a> <button id="own">Find out</button>
  <p style="block-size: 150vh">Much to read.</p>${tag}
  <script type="module" src="/v1/unknot.js"></script>
  <script>own.onclick = () => document.querySelector('unknot-intake').open()</script></body></html>`;

interface Arrival {
  readonly tag?: string;
  readonly around?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
}

const BUBBLE = '<unknot-intake clinic="riverside" mode="bubble"></unknot-intake>';

async function arrive(t: TestContext, { tag = BUBBLE, around, viewport = DESKTOP }: Arrival = {}) {
  const page = await stage.page(t, { viewport: { ...viewport } });
  await page.route('**/site/*', route => route.fulfill({ contentType: 'text/html', body: site(tag, around) }));
  const I = new Visitor(page);
  await page.goto('/site/home');
  return { I, page };
}

const launcherOf = (page: Page) => page.getByRole('button', { name: new RegExp(`^${outer.launcher}`) });
const windowOf = (page: Page) => page.getByRole('dialog', { name: asking.chat.label });
const question = asking.questions.goal.text;

/** The innermost element with the focus, by what it is called. */
const focused = (page: Page): Promise<string> =>
  page.evaluate(() => {
    let active = document.activeElement;
    while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
    return (active?.querySelector('legend') ?? active)?.textContent?.trim() ?? '';
  });

test('with the keyboard alone: the launcher, the question, out again with Escape', async t => {
  const { I, page } = await arrive(t);
  await launcherOf(page).waitFor();
  for (let presses = 0; presses < 4 && (await focused(page)) !== outer.launcher + outer.unread; presses++) {
    await page.keyboard.press('Tab');
  }
  await page.keyboard.press('Enter');
  await I.seeQuestion('goal');
  await page.waitForFunction(() => document.activeElement?.shadowRoot?.activeElement?.shadowRoot?.activeElement);
  assert.equal(await focused(page), question);
  await I.panel.getByText(asking.chat.whyWeAsk).waitFor();
  assert.equal(await focused(page), question, 'the engine takes over and leaves it there');
  await page.keyboard.press('Escape');
  await windowOf(page).waitFor({ state: 'hidden' });
  assert.equal(await focused(page), outer.launcher + outer.unread);
});

test('a whole visit in a bubble', async t => {
  const { I, page } = await arrive(t);
  await launcherOf(page).click();
  await I.answerAll(answersOf('V62'));
  await I.prepare({ name: 'Robin Vale', email: 'robin@mail.example' });
  await I.send();
  await I.seeBooked();
});

test('on the next page an open bubble is open and leaves the keyboard alone; closed, it stays closed', async t => {
  const { I, page } = await arrive(t);
  await launcherOf(page).click();
  await I.choice('goal', 'pain').click();
  await I.seeQuestion('now');
  await page.getByRole('link', { name: 'Prices' }).click();
  await page.waitForURL('**/prices');
  await I.seeQuestion('now');
  assert.equal(await page.evaluate(() => document.activeElement === document.body), true);
  await windowOf(page).getByRole('button', { name: outer.close, exact: true }).click();
  await page.reload();
  await launcherOf(page).waitFor();
  assert.equal(await windowOf(page).isVisible(), false);
});

test('a small phone gives it all of the screen, and nothing covers the next page', async t => {
  const { I, page } = await arrive(t, { viewport: { width: 390, height: 700 } });
  await launcherOf(page).click();
  await I.seeQuestion('goal');
  // The engine puts another panel in the place of the first.
  await I.panel.getByText(asking.chat.whyWeAsk).waitFor();
  await I.choice('goal', 'tension').focus();
  const all = { x: 0, y: 0, width: 390, height: 700 };
  assert.deepEqual([await windowOf(page).boundingBox(), await I.panel.boundingBox()], [all, all]);
  await page.setViewportSize(DESKTOP);
  await page.waitForFunction(
    () => document.querySelector('unknot-intake')?.shadowRoot?.querySelector('dialog:popover-open') !== null,
  );
  assert.equal((await windowOf(page).boundingBox())?.width, 416);
  assert.equal(await focused(page), asking.questions.goal.options.tension, 'the keyboard stays where it was');
  await page.setViewportSize({ width: 390, height: 700 });
  await page.reload();
  await launcherOf(page).waitFor();
  assert.equal(await windowOf(page).isVisible(), false);
});

test('a cookie banner on top of everything, in a page that moves and cuts off what is in it', async t => {
  const banner = `<div style="position: fixed; z-index: 2147483647; inset: auto 0 0; block-size: 40vh; background: #fff">Cookies</div>`;
  const tag = `<div style="transform: translateY(-20px); overflow: hidden; block-size: 4em">${BUBBLE}</div>`;
  const { I, page } = await arrive(t, { tag, around: banner });
  await launcherOf(page).click();
  await I.choice('goal', 'sport').click();
  await I.seeQuestion('now');
  await launcherOf(page).click();
  await windowOf(page).waitFor({ state: 'hidden' });
});

test('a dialog opens from the page’s own button, and gives the keyboard back to it', async t => {
  const { I, page } = await arrive(t, { tag: BUBBLE.replace('bubble', 'dialog') });
  await page.getByRole('button', { name: 'Find out' }).focus();
  await page.keyboard.press('Enter');
  await I.seeQuestion('goal');
  await page.waitForFunction(() => document.activeElement?.shadowRoot?.activeElement?.shadowRoot?.activeElement);
  assert.equal(await focused(page), question);
  await page.keyboard.press('Escape');
  await windowOf(page).waitFor({ state: 'hidden' });
  assert.equal(await focused(page), 'Find out');
  await page.keyboard.press('Enter');
  await I.seeQuestion('goal');
  await page.mouse.click(20, 20);
  await windowOf(page).waitFor({ state: 'hidden' });
});

test('in a dialog of the page’s own, one Escape closes one of the two', async t => {
  const around = '<dialog id="outer"><p>Of the page</p></dialog>';
  const { I, page } = await arrive(t, { tag: BUBBLE.replace('bubble', 'dialog'), around });
  await page.evaluate(() => {
    const outer = document.querySelector<HTMLDialogElement>('#outer');
    outer?.append(document.querySelector('unknot-intake') ?? '');
    outer?.showModal();
    document.querySelector('unknot-intake')?.open();
  });
  await I.seeQuestion('goal');
  await page.waitForFunction(() => document.activeElement?.shadowRoot?.activeElement?.shadowRoot?.activeElement);
  await page.keyboard.press('Escape');
  await windowOf(page).waitFor({ state: 'hidden' });
  await page.getByText('Of the page').waitFor();
  await page.keyboard.press('Escape');
  await page.getByText('Of the page').waitFor({ state: 'hidden' });
});

test('until it is opened a bubble loads neither the visit nor its window', async t => {
  const loaded: string[] = [];
  const page = await stage.page(t, { viewport: DESKTOP });
  page.on('request', request => loaded.push(new URL(request.url()).pathname.replace(/-[\w-]{8}\.js$/, '')));
  await page.route('**/site/*', route => route.fulfill({ contentType: 'text/html', body: site(BUBBLE) }));
  await page.goto('/site/home', { waitUntil: 'networkidle' });
  await launcherOf(page).waitFor();
  await page.waitForLoadState('networkidle');
  assert.deepEqual(loaded.sort(), ['/site/home', '/v1/assets/outer.view', '/v1/clinics/riverside', '/v1/unknot.js']);
});
