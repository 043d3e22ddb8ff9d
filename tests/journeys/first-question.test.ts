/** The first question stands before anything else has come, and nothing that is done with it is lost or moves. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Page, Route } from 'playwright-core';
import { asking } from '#words/en/asking.ts';
import { asksAgain } from './failed-modules.ts';
import { setStage } from './stage.ts';
import { Visitor } from './visitor.ts';

const stage = setStage();
const ENGINE = '**/assets/intake.view-*.js';
const { questions, notices, trouble } = asking;

/** The engine is on its way for as long as the test likes. */
async function arrive(t: TestContext, path = '/c/riverside') {
  const page = await stage.page(t);
  const asked = Promise.withResolvers<Route>();
  await page.route(ENGINE, route => asked.resolve(route), { times: 1 });
  const I = new Visitor(page);
  await I.goTo(path);
  return { I, page, asked: asked.promise };
}

test('it is there while the engine is on its way; a tap shows at once and is the answer', async t => {
  const { I, asked } = await arrive(t);
  const engine = await asked;
  await I.seeQuestion('goal');
  await I.choice('goal', 'relax').click();
  await I.choice('goal', 'pain').click();
  assert.equal(await I.choice('goal', 'pain').getAttribute('aria-pressed'), 'true');
  assert.equal(await I.choice('goal', 'relax').getAttribute('aria-pressed'), null);
  await engine.continue();
  await I.seeQuestion('now');
  await I.turn('goal').getByText(questions.goal.options.pain).waitFor();
  const focused = await I.page.evaluate(() => {
    const inner = document.querySelector('unknot-intake')?.shadowRoot?.activeElement;
    return inner?.getAttribute('data-question');
  });
  assert.equal(focused, 'now');
});

test('the keyboard keeps its place when the engine comes', async t => {
  const { I, page, asked } = await arrive(t);
  await I.choice('goal', 'sport').focus();
  await (await asked).continue();
  await I.panel.getByText(asking.chat.whyWeAsk).waitFor();
  const option = await page.evaluate(() => {
    const inner = document.querySelector('unknot-intake')?.shadowRoot?.activeElement;
    return inner?.getAttribute('data-option');
  });
  assert.equal(option, 'sport');
});

test('a press that the engine comes into is an answer', async t => {
  const { I, page, asked } = await arrive(t);
  const engine = await asked;
  await I.choice('goal', 'pain').hover();
  await page.mouse.down();
  const came = page.waitForResponse(ENGINE);
  await engine.continue();
  await (await came).finished();
  // Long enough for it to be evaluated and to take its place, if it does not wait.
  await page.evaluate(() => new Promise(idle => requestIdleCallback(() => requestIdleCallback(idle))));
  await page.mouse.up();
  await I.seeQuestion('now');
  await I.turn('goal').getByText(questions.goal.options.pain).waitFor();
});

test('an engine that does not come: it is said, the tap is kept, and trying again goes on', async t => {
  const { I, asked } = await arrive(t);
  await I.choice('goal', 'job').click();
  await (await asked).abort();
  await I.notice(notices.partMissing).waitFor();
  // What the site put between the tags is a way out.
  await I.page.getByText('Call us and we find a time').waitFor();
  if (!(await asksAgain(I.page))) return;
  await I.button(trouble.retry).click();
  await I.seeQuestion('now');
  await I.turn('goal').getByText(questions.goal.options.job).waitFor();
  assert.equal(await I.page.getByText('Call us and we find a time').isVisible(), false);
});

for (const width of [320, 390, 1280]) {
  test(`nothing moves when the engine and the clinic come, ${width} px wide`, async t => {
    const { page, asked } = await arrive(t);
    await page.setViewportSize({ width, height: 800 });
    const engine = await asked;
    const before = await boxes(page);
    await engine.continue();
    await page.getByRole('link', { name: 'Call us' }).last().waitFor();
    await page.getByText(asking.chat.whyWeAsk).waitFor();
    assert.ok(Object.keys(before).length > 10);
    assert.deepEqual(await boxes(page), before);
  });
}

/** Where each part stands that is there from the first paint on, by what it is. */
const boxes = (page: Page): Promise<Readonly<Record<string, string>>> =>
  page.evaluate(() => {
    const root = document.querySelector('unknot-intake')?.shadowRoot;
    const parts = root?.querySelectorAll('.panel, header, .face, .scroll, .say, legend, .choice, .mark, footer') ?? [];
    const found: Record<string, string> = {};
    [...parts].forEach((part, i) => {
      const { x, y, width, height } = part.getBoundingClientRect();
      found[`${i} ${part.className || part.localName}`] = [x, y, width, height].map(Math.round).join(' ');
    });
    return found;
  });

for (const path of ['/c/riverside', '/']) {
  test(`nothing on ${path} moves while all of it comes`, async t => {
    const page = await stage.page(t, { viewport: { width: 1280, height: 2000 } });
    await page.addInitScript(() => {
      const shifts: number[] = [];
      Reflect.set(window, 'shifts', shifts);
      new PerformanceObserver(list => {
        for (const entry of list.getEntries()) shifts.push(Number(Reflect.get(entry, 'value')));
      }).observe({ type: 'layout-shift', buffered: true });
    });
    await page.goto(path);
    await page.getByText(asking.chat.whyWeAsk).waitFor();
    await page.locator('unknot-intake').getByRole('link', { name: 'Call us' }).waitFor();
    assert.deepEqual(await page.evaluate(() => Reflect.get(window, 'shifts')), []);
  });
}

test('below the fold nothing is loaded until it comes near', async t => {
  const page = await stage.page(t, { viewport: { width: 1280, height: 300 } });
  const engines: string[] = [];
  page.on('request', request => {
    if (request.url().includes('/assets/')) engines.push(request.url());
  });
  await page.goto('/', { waitUntil: 'networkidle' });
  await page.locator('unknot-intake [data-question=goal]').waitFor({ state: 'attached' });
  assert.deepEqual(engines, []);
  await page.locator('unknot-intake').scrollIntoViewIfNeeded();
  await page.getByText(asking.chat.whyWeAsk).waitFor();
  assert.equal(engines.length > 0, true);
});
