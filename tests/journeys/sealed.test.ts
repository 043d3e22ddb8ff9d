/** The widget in a frame of another site: the same look, the same keyboard, and nothing heard from strangers. */
import assert from 'node:assert/strict';
import { after, type TestContext, test } from 'node:test';
import type { BrowserContextOptions, FrameLocator, Locator, Page, Route } from 'playwright-core';
import { asking } from '#words/en/asking.ts';
import { first } from '#words/en/first.ts';
import { launch } from '../fixtures/browser.ts';
import { startSite } from '../leaks/site.ts';
import { AT_HOME, setStage } from './stage.ts';

/** A clinic's page; the query says how its element and its styles are written. */
const site = await startSite(
  ({ searchParams }) => `<!doctype html><html lang="en-GB"><title>Riverside</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><link rel="icon" href="data:,">
<style>${searchParams.get('css') ?? ''}</style>
<script>
  const heard = [];
  for (const type of ['ready', 'open', 'close', 'step', 'result', 'booked', 'error']) {
    addEventListener('unknot-' + type, event => heard.push([type, event.detail]));
  }
</script>
<script type="module" async src="${stage.server.url}/v1/unknot.js"></script>
<button data-unknot-open>Find your massage</button>
<unknot-intake sealed clinic="${searchParams.get('clinic') ?? 'riverside'}" mode="${searchParams.get('mode') ?? 'inline'}">
  <a href="tel:+12125550142">Call us</a>
</unknot-intake>
<p>Below <a href="#below">it</a></p>`,
);
after(() => site.close());
const stage = setStage({ clinics: { riverside: { origins: [site.url] } } });

interface Visited {
  readonly page: Page;
  readonly host: Locator;
  /** What the host's element holds, as an element of the page. */
  readonly border: Locator;
  /** The page in it. */
  readonly frame: FrameLocator;
  /** The element on that. */
  readonly widget: Locator;
}

type Query = Readonly<Record<string, string>>;

async function visit(t: TestContext, query: Query = {}, options?: BrowserContextOptions): Promise<Visited> {
  return visitOn(await stage.page(t, options), query);
}

async function visitOn(page: Page, query: Query = {}): Promise<Visited> {
  await page.goto(`${site.url}/?${new URLSearchParams(query)}`);
  const host = page.locator('unknot-intake');
  const border = host.locator('iframe');
  const frame = border.contentFrame();
  return { page, host, border, frame, widget: frame.locator('unknot-intake') };
}

const styleOf = (of: Locator, property: string): Promise<string> =>
  of.evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);

const heightOf = async (of: Locator): Promise<number> => (await of.boundingBox())?.height ?? 0;

/** What the page was told so far. */
const heard = (page: Page): Promise<unknown> => page.evaluate('heard');

/** Sends this to the framed page, from the window that the element is in. */
function send({ ownerDocument }: Element, message: object): void {
  const here = ownerDocument.defaultView?.parent.document.querySelector('unknot-intake')?.shadowRoot;
  here?.querySelector('iframe')?.contentWindow?.postMessage(message, '*');
}

test("looks as the page says, in the page's own measures", async t => {
  const css = `html { font-size: 62.5% } body { font-family: Georgia, serif }
    unknot-intake { --unknot-accent: color-mix(in srgb, #600 50%, #060); --unknot-font-size: 2rem; --unknot-radius: 3rem }`;
  const { border, widget } = await visit(t, { css });
  const panel = widget.locator('.panel');
  await widget.locator('[data-option=relax]').waitFor();
  assert.equal(await styleOf(panel, 'font-size'), '20px');
  assert.equal(await styleOf(panel, 'border-top-left-radius'), '30px');
  assert.equal(await styleOf(panel, 'font-family'), 'Georgia, serif');
  assert.equal(await styleOf(widget, '--unknot-accent'), 'color(srgb 0.2 0.2 0)');
  assert.equal(await widget.getAttribute('lang'), 'en-GB');
  assert.equal(await border.getAttribute('title'), first.chat.label);
  assert.ok(Math.abs((await heightOf(panel)) - (await heightOf(border))) < 1, 'the panel fills the frame');
});

test('light and dark follow the attribute, else the device', async t => {
  const { page, host, border, frame } = await visit(t);
  await frame.locator('unknot-intake[theme=light]').waitFor();
  await page.emulateMedia({ colorScheme: 'dark' });
  await frame.locator('unknot-intake[theme=dark]').waitFor();
  await host.evaluate(element => element.setAttribute('theme', 'light'));
  await frame.locator('unknot-intake[theme=light]').waitFor();
  // One scheme on both sides of the border, or the browser would put a white ground under the frame.
  assert.equal(await styleOf(border, 'color-scheme'), 'light');
  assert.equal(await styleOf(frame.locator('html'), 'color-scheme'), 'normal');
});

test('the keyboard goes in, out by Tab, and back to where it was by Escape', async t => {
  const { page, host, border, widget } = await visit(t, { mode: 'dialog' });
  const opener = page.getByRole('button', { name: 'Find your massage' });
  await opener.focus();
  await host.evaluate(element => element.toggleAttribute('open', true));
  await widget.locator('[data-focus]:focus').waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await widget.locator('[data-option=tension]:focus').waitFor();
  await page.keyboard.press('Escape');
  await border.waitFor({ state: 'hidden' });
  assert.equal(await host.getAttribute('open'), null);
  assert.equal(await opener.evaluate(button => document.activeElement === button), true);
  assert.deepEqual(await heard(page), [
    ['ready', {}],
    ['open', {}],
    ['close', {}],
  ]);
});

test('Tab passes through the frame', async t => {
  const { page, widget } = await visit(t);
  await widget.locator('[data-option=relax]').waitFor();
  const after = page.getByRole('link', { name: 'it' });
  for (let tabs = 0; tabs < 15 && !(await after.evaluate(link => link === document.activeElement)); tabs++) {
    await page.keyboard.press('Tab');
  }
  assert.ok(await after.evaluate(link => link === document.activeElement), 'the keyboard is caught');
  await page.keyboard.press('Shift+Tab');
  assert.equal(await widget.locator(':focus').count(), 1);
});

test('in a low window it is as high as what is in it, in steps that tell no screen from another', async t => {
  const { page, host, border, widget } = await visit(t, {}, { viewport: { width: 800, height: 360 } });
  await widget.getByText(asking.chat.whyWeAsk).waitFor();
  const isHigh = (high: boolean) =>
    page.waitForFunction(wanted => {
      const frame = document.querySelector('unknot-intake')?.shadowRoot?.querySelector('iframe');
      return (frame?.clientHeight ?? 0) > innerHeight === wanted;
    }, high);
  const isWhole = async (): Promise<void> => {
    await isHigh(true);
    assert.ok(Math.abs((await heightOf(widget)) - (await heightOf(border))) < 1);
    assert.equal((await heightOf(border)) % 256, 0);
    const hidden = await widget
      .locator('.scroll')
      .evaluate(({ scrollHeight, clientHeight }) => scrollHeight - clientHeight);
    assert.ok(hidden < 2, `${hidden}px scroll inside`);
  };
  await isWhole();
  const first = await heightOf(border);
  await page.setViewportSize({ width: 800, height: 800 });
  await isHigh(false);
  await page.setViewportSize({ width: 800, height: 360 });
  await isWhole();
  // By key: right after the window has changed, a click may be taken for one where the frame stood before.
  await widget.locator('[data-option=relax]').press('Enter');
  await widget.locator('[data-question=now]').waitFor();
  await page.waitForFunction(before => {
    const frame = document.querySelector('unknot-intake')?.shadowRoot?.querySelector('iframe');
    return frame?.clientHeight !== before;
  }, first);
  await isWhole();
  const second = await heightOf(border);
  await host.evaluate(element => 'restart' in element && typeof element.restart === 'function' && element.restart());
  await widget.locator('[data-question=goal]').waitFor();
  await isWhole();
  assert.equal(await heightOf(border), second, 'it shrinks');
});

test('begins anew when the page says so', async t => {
  const { host, widget } = await visit(t);
  await widget.locator('[data-option=relax]').click();
  await widget.locator('[data-question=now]').waitFor();
  await host.evaluate(element => 'restart' in element && typeof element.restart === 'function' && element.restart());
  await widget.locator('[data-question=goal]').waitFor();
});

test('goes on after a reload where a browser keeps storage apart for each site', async t => {
  // Playwright turns that off, and then a frame has no storage at all; of two such switches the last counts.
  const browser = await launch({ args: ['--disable-features=Translate'] });
  t.after(() => browser.close());
  const { page, widget } = await visitOn(await browser.newPage(AT_HOME));
  await widget.locator('[data-option=relax]').click();
  await widget.locator('[data-question=now]').waitFor();
  await page.reload();
  await widget.locator('[data-question=now]').waitFor();
  assert.equal(await page.evaluate(() => sessionStorage.length + localStorage.length), 0);
});

test('where the clinic does not know the site, its own way out stands there', async t => {
  const { page, host } = await visit(t, { clinic: 'harbour' });
  await page.waitForFunction('heard.length > 0', undefined, { timeout: 30_000 });
  assert.deepEqual(await heard(page), [['error', { code: 'frame_unreachable' }]]);
  await host.getByRole('link', { name: 'Call us' }).waitFor();
});

test('a frame that did not come is asked for again at the next opening, and the keyboard finds a visit that goes on', async t => {
  const { page, host, border, widget } = await visit(t, { mode: 'dialog' });
  const opener = page.getByRole('button', { name: 'Find your massage' });
  await page.route('**/frame', route => route.abort());
  await opener.click();
  await host.getByRole('link', { name: 'Call us' }).waitFor();
  await page.keyboard.press('Escape');
  await page.unroute('**/frame');
  await opener.click();
  await widget.locator('[data-option=relax]').click();
  await widget.locator('[data-question=now]').waitFor();
  assert.equal(await host.getByRole('link', { name: 'Call us' }).isVisible(), false);
  assert.equal(await border.count(), 1);
});

test('a frame that comes late takes its place, and keeps it', async t => {
  const { page, host, border, widget } = await visit(t, { mode: 'dialog' });
  const opener = page.getByRole('button', { name: 'Find your massage' });
  const asked = Promise.withResolvers<Route>();
  await page.route('**/frame', route => asked.resolve(route));
  await opener.click();
  const frame = await asked.promise;
  await host.getByRole('link', { name: 'Call us' }).waitFor();
  await frame.continue();
  await widget.locator('[data-option=relax]').waitFor();
  assert.equal(await host.getByRole('link', { name: 'Call us' }).isVisible(), false);
  const made = await border.elementHandle();
  await page.keyboard.press('Escape');
  await opener.click();
  await widget.locator('[data-option=relax]').waitFor();
  assert.equal(await border.evaluate((now, before) => now === before, made), true);
});

test('nobody but the page around it is heard in the frame, and no color that is none', async t => {
  const { page, frame, widget } = await visit(t);
  await widget.locator('[data-option=relax]').waitFor();
  await page.evaluate(() => document.body.append(document.createElement('iframe')));
  const stranger = page.locator('body > iframe').contentFrame().locator('body');
  await stranger.evaluate(send, { unknot: 1, type: 'language', lang: 'fr', theme: 'dark' });
  const here = page.locator('body');
  await here.evaluate(send, { unknot: 1, type: 'language', lang: 'no language', theme: 'bright' });
  const tokens = {
    '--unknot-accent': 'url(https://elsewhere.example/)',
    '--unknot-text': 'red;background:url(x)',
    '--other': 'red',
    '--unknot-muted': 'rgb(1 2 3)',
  };
  await here.evaluate(send, { unknot: 1, type: 'tokens', tokens });
  await frame.locator('unknot-intake[style*=muted]').waitFor();
  assert.equal(await widget.getAttribute('style'), '--unknot-muted: rgb(1 2 3);');
  assert.deepEqual([await widget.getAttribute('theme'), await widget.getAttribute('lang')], ['light', 'en-GB']);
});

test('nobody but the frame is heard by the page, and nothing that is no message', async t => {
  const { page, widget } = await visit(t);
  await widget.locator('[data-option=relax]').waitFor();
  const id = '7d3f0c1e-6a52-4c39-9b0e-2f4a8f0f6a11';
  await page.evaluate(booked => postMessage(booked), { unknot: 1, type: 'booked', id });
  const messages = [
    { type: 'step', index: 1 },
    { unknot: 1, type: 'step', index: '1' },
    { unknot: 1, type: 'booked', id: 'relax' },
    { unknot: 1, type: 'error', code: 'Vera Stille' },
    { unknot: 1, type: 'result', outcome: 'MEDICAL' },
    { unknot: 1, type: 'step', index: 7, answers: { goal: 'relax' } },
  ];
  await widget.evaluate((_, all) => {
    for (const message of all) parent.postMessage(message, '*');
  }, messages);
  await page.waitForFunction('heard.length > 1');
  assert.deepEqual(await heard(page), [
    ['ready', {}],
    ['step', { index: 7 }],
  ]);
});

test('on the address of the site itself it says that nothing is sealed', async t => {
  const page = await stage.page(t);
  const said: string[] = [];
  page.on('console', message => said.push(`${message.type()} ${message.text()}`));
  await page.goto('/');
  await page.evaluate(() => {
    for (let left = 2; left > 0; left--) {
      const element = document.createElement('unknot-intake');
      element.setAttribute('clinic', 'riverside');
      element.setAttribute('sealed', '');
      document.body.prepend(element);
    }
  });
  await page.locator('unknot-intake iframe').nth(1).contentFrame().locator('[data-option=relax]').waitFor();
  assert.deepEqual(said.filter(line => line.startsWith('warning <unknot-intake')).length, 1, said.join('\n'));
});
