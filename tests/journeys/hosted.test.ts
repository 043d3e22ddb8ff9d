/** The clinic's page holds its first question before any script has come: seen at once, and nothing done with it is lost. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { BrowserContextOptions, Page, Route } from 'playwright-core';
import * as z from 'zod/mini';
import { asking } from '#words/en/asking.ts';
import { setStage } from './stage.ts';
import { Visitor } from './visitor.ts';

const stage = setStage();
const ENTRY = '**/v1/unknot.js';
const { goal, now } = asking.questions;
const PHONE = '(212) 555-0142';
const Texts = z.array(z.string());

/** The page, with its script on its way for as long as the test likes. */
async function arrive(t: TestContext, options: BrowserContextOptions = {}, missing?: RegExp) {
  const page = await stage.page(t, options);
  const asked = Promise.withResolvers<Route>();
  await page.route(ENTRY, route => asked.resolve(route));
  if (missing) await page.route(missing, () => {});
  const requests: string[] = [];
  page.on('request', request => requests.push(request.url()));
  await page.addInitScript(() => {
    const seen: string[] = [];
    Reflect.set(window, 'seen', seen);
    document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => seen.push(violatedDirective));
    new PerformanceObserver(list => {
      for (const entry of list.getEntries()) seen.push(`shift ${Reflect.get(entry, 'value')}`);
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto('/c/riverside', { waitUntil: 'commit' });
  return { page, I: new Visitor(page), entry: asked.promise, requests };
}

/** Violations of the page's policy, and what moved. */
const seen = async (page: Page) => Texts.parse(await page.evaluate(() => Reflect.get(window, 'seen')));

for (const colorScheme of ['light', 'dark'] as const) {
  test(`it stands as it will stand when the script has come, ${colorScheme}`, async t => {
    // Only the element itself comes: clinic and engine change what is there.
    const { page, I, entry } = await arrive(t, { colorScheme }, /\/v1\/(clinics|assets)\//);
    await I.choice('goal', 'relax').waitFor();
    const route = await entry;
    const early = await page.locator('unknot-intake').screenshot();
    const before = await boxes(page);
    assert.ok(before.length > 10);
    await route.continue();
    await page.waitForFunction(() => customElements.get('unknot-intake') !== undefined);
    assert.deepEqual(await boxes(page), before);
    assert.equal(await page.locator('unknot-intake [hidden]').count(), 0, 'what stood there first is cleared away');
    const late = await page.locator('unknot-intake').screenshot();
    assert.ok(early.equals(late), 'it looks otherwise');
    assert.deepEqual(await seen(page), []);
  });
}

test('a tap shows at once that it was taken, and is the answer', async t => {
  const { page, I, entry } = await arrive(t);
  const route = await entry;
  await I.choice('goal', 'relax').click();
  await I.choice('goal', 'pain').click();
  assert.equal(await I.choice('goal', 'pain').getAttribute('aria-pressed'), 'true');
  assert.equal(await I.choice('goal', 'relax').getAttribute('aria-pressed'), null);
  await route.continue();
  await I.seeQuestion('now');
  await I.turn('goal').getByText(goal.options.pain).waitFor();
  assert.equal(await I.turn('now').count(), 0);
  await I.panel.getByText(now.text).waitFor();
  assert.deepEqual(
    (await seen(page)).filter(text => !text.startsWith('shift')),
    [],
  );
});

for (const [end, isTap] of [
  ['on it', true],
  ['beside it', false],
] as const) {
  test(`a press that the script comes into, and that ends ${end}, is ${isTap ? 'an' : 'no'} answer`, async t => {
    const { page, I, entry } = await arrive(t);
    const route = await entry;
    await I.choice('goal', 'pain').hover();
    await page.mouse.down();
    await route.continue();
    // Some browsers take the new button for pressed, and the engine waits; others do not.
    await page.waitForFunction(() => customElements.get('unknot-intake') !== undefined);
    await I.seePainted();
    if (!isTap) await page.mouse.move(2, 2);
    await page.mouse.up();
    if (isTap) await I.turn('goal').getByText(goal.options.pain).waitFor();
    else await I.panel.getByText(asking.chat.whyWeAsk).waitFor();
    assert.equal(await I.turn('goal').count(), isTap ? 1 : 0);
  });
}

test('the keyboard keeps its place', async t => {
  const { page, I, entry } = await arrive(t);
  const route = await entry;
  await I.choice('goal', 'sport').focus();
  await route.continue();
  await I.panel.getByText(asking.chat.whyWeAsk).waitFor();
  const option = await page.evaluate(() => {
    const inner = document.querySelector('unknot-intake')?.shadowRoot?.activeElement;
    return inner?.getAttribute('data-option');
  });
  assert.equal(option, 'sport');
});

test('the engine is on its way before the script that asks for it has come', async t => {
  const { page, entry, requests } = await arrive(t);
  const route = await entry;
  const isEngine = (url: string): boolean => url.includes('/assets/intake.view-');
  if (!requests.some(isEngine)) await page.waitForRequest(request => isEngine(request.url()));
  await route.continue();
});

test('whoever comes back to a visit does not see it begin again', async t => {
  const { page, I, entry } = await arrive(t);
  await (await entry).continue();
  await I.answer('goal', 'pain');
  await I.seeQuestion('now');
  await page.reload({ waitUntil: 'commit' });
  await page.locator('unknot-intake .scroll').waitFor();
  assert.equal(await page.getByText(goal.text).count(), 0);
  await page.unroute(ENTRY);
  await page.reload();
  await I.seeQuestion('now');
});

test('without scripts there is no choice that does nothing, but a way to reach the clinic', async t => {
  const page = await stage.page(t, { javaScriptEnabled: false });
  await page.goto('/c/riverside');
  assert.equal(await page.getByText(goal.text).isVisible(), false);
  assert.equal(await page.getByText(goal.options.relax).isVisible(), false);
  assert.equal(await page.locator('unknot-intake').getByRole('link', { name: PHONE }).isVisible(), true);
  assert.equal(await page.locator('noscript p').isVisible(), true);
});

test('a script that does not come: after a while the way to the clinic shows below the question', async t => {
  const { page, I } = await arrive(t);
  await I.choice('goal', 'relax').waitFor();
  const call = page.locator('unknot-intake').getByRole('link', { name: PHONE });
  assert.equal(await call.isVisible(), false);
  // The while passes at once.
  await page.evaluate(() => {
    const slot = document.querySelector('unknot-intake')?.shadowRoot?.querySelector('slot');
    for (const animation of slot?.getAnimations() ?? []) animation.finish();
  });
  assert.equal(await call.isVisible(), true);
});

/** Where each part of the panel stands, by what it is. */
const boxes = (page: Page): Promise<readonly string[]> =>
  page.evaluate(() => {
    const root = document.querySelector('unknot-intake')?.shadowRoot;
    const parts = root?.querySelectorAll('.panel, header, .face, .scroll, .say, legend, .choice, .mark, footer') ?? [];
    return [...parts].map(part => {
      const { x, y, width, height } = part.getBoundingClientRect();
      return `${part.className || part.localName} ${[x, y, width, height].map(Math.round).join(' ')}`;
    });
  });
