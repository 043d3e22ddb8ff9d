/** A visitor who leaves the page in the middle of a visit and comes back: with the page kept by the browser, and made anew. */
import assert from 'node:assert/strict';
import { after, type TestContext, test } from 'node:test';
import type { Page } from 'playwright-core';
import { outer } from '#words/en/outer.ts';
import { launch } from '../fixtures/browser.ts';
import { NOW } from '../fixtures/server.ts';
import { AT_HOME, setStage } from '../journeys/stage.ts';
import { startSite } from '../leaks/site.ts';
import { Guest } from './guest.ts';

const { WIDGET } = process.env;

const site = await startSite(({ pathname }) =>
  pathname === '/prices'
    ? '<!doctype html><title>Prices</title><h1>Prices</h1>'
    : `<!doctype html><html lang="en"><title>Riverside</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1">
<script>
  let times = 0;
  addEventListener('pageshow', event => { document.title = event.persisted ? 'kept' : 'new'; });
</script>
<a href="/prices">Prices</a>
<script type="module" async src="${stage.server.url}/v1/unknot.js"></script>
<unknot-intake clinic="riverside" mode="${pathname.slice(1)}"></unknot-intake>`,
);
after(() => site.close());
const stage = setStage({
  clinics: { riverside: { origins: [site.url] } },
  ...(WIDGET && { widgetFolder: WIDGET }),
});

/** Playwright's own browsers never keep a page: this one does, as those of visitors. */
async function keepingPage(t: TestContext): Promise<Page> {
  const browser = await launch({
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
    args: ['--enable-features=BackForwardCache'],
  });
  t.after(() => browser.close());
  const context = await browser.newContext(AT_HOME);
  context.setDefaultTimeout(20_000);
  await context.clock.setFixedTime(NOW);
  return context.newPage();
}

/** A browser without a window, such as the one from npm, keeps no page at all. */
async function keepsPages(t: TestContext): Promise<boolean> {
  const page = await keepingPage(t);
  await page.goto(`${site.url}/none`);
  await page.goto(`${site.url}/prices`);
  await page.evaluate(() => void setTimeout(() => history.back()));
  await page.waitForFunction(() => ['kept', 'new'].includes(document.title));
  return (await page.title()) === 'kept';
}

for (const [kept, open] of [
  ['kept', keepingPage],
  ['new', (t: TestContext) => stage.page(t)],
] as const) {
  for (const mode of ['inline', 'bubble'] as const) {
    test(`away and back, the page ${kept}, ${mode}: the visit goes on`, async t => {
      if (kept === 'kept' && !(await keepsPages(t))) return t.skip('this browser keeps no page');
      const page = await open(t);
      const I = new Guest(page);
      await page.goto(`${site.url}/${mode}`);
      await I.begin(mode);
      await I.visit(
        async () => {},
        async () => {
          await I.seeQuestion('soon');
          await page.evaluate(() => location.assign('/prices'));
          await page.getByRole('heading', { name: 'Prices' }).waitFor();
          await page.evaluate(() => history.back());
          await page.waitForFunction(title => document.title === title, kept);
          // On a phone a new page is never covered by a window that nobody asked for there.
          if (mode === 'bubble' && kept === 'new') await page.getByRole('button', { name: outer.launcher }).click();
        },
      );
      assert.equal(await page.title(), kept);
    });
  }
}

test('the visit went on, and was booked, on another page while the browser kept this one: it shows that', async t => {
  if (!(await keepsPages(t))) return t.skip('this browser keeps no page');
  const page = await keepingPage(t);
  const I = new Guest(page);
  await page.goto(`${site.url}/inline`);
  await I.begin('inline');
  await I.visit(
    async () => {},
    async () => {
      await I.seeQuestion('soon');
      // Another page of the site, in the same tab.
      await page.evaluate(() => location.assign('/inline?next'));
      await page.waitForURL('**/inline?next');
      await I.seeQuestion('soon');
    },
  );
  // A booked visit has no screens behind it, so this is the page before.
  await page.evaluate(() => void setTimeout(() => history.back()));
  await page.waitForFunction(() => document.title === 'kept');
  await I.seeBooked();
});
