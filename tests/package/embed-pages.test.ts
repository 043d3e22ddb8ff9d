/** The pages of `demo/embeds` as they would stand on a clinic's website, with the widget's server elsewhere. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import * as z from 'zod/mini';
import { answersOf } from '../fixtures/booking.ts';
import { setStage } from '../journeys/stage.ts';
import { Visitor } from '../journeys/visitor.ts';
import { openWebsite } from './website.ts';

const folder = fileURLToPath(new URL('../../demo/embeds', import.meta.url));

/** What each page tells its reader to do: the server's address goes before `/v1`, and into the policy. */
const placed = (html: string): string => {
  const { url } = stage.server;
  return html.replaceAll('"/v1/', `"${url}/v1/`).replace(/(?<=(?:script|connect|img)-src 'self')/g, ` ${url}`);
};
const website = await openWebsite(() => folder, placed);
const stage = setStage({ clinics: { riverside: { origins: [website.origin] } } });

async function visit(t: TestContext, name: string): Promise<{ readonly I: Visitor; readonly page: Page }> {
  const page = await stage.page(t);
  await page.goto(`${website.origin}/${name}`);
  return { I: new Visitor(page), page };
}

test('plain.html: a whole visit, and the page hears of it', async t => {
  const { I, page } = await visit(t, 'plain.html');
  await I.answer('goal', 'relax');
  await page.getByText('step 1', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Start again' }).click();
  await I.answerAll(answersOf('V49'));
  await I.prepare({ name: 'Jon Bering', email: 'jon@mail.example' });
  await I.send();
  await I.seeBooked();
  await page.getByText(/^booked [\da-f-]{36}$/).waitFor();
});

test('one-tag.html: the bubble, and a button of the page that opens it', async t => {
  const { I, page } = await visit(t, 'one-tag.html');
  await page.getByRole('button', { name: 'Find my massage' }).click();
  await I.answer('goal', 'relax');
  await I.seeQuestion('now');
  const element = page.locator('unknot-intake').first();
  assert.equal(await element.getAttribute('mode'), 'bubble');
  assert.equal(await element.getByRole('link', { name: 'Call us' }).getAttribute('href'), 'tel:+12125550142');
});

test('one-tag.html: a click before the script has come is not lost', async t => {
  const page = await stage.page(t);
  let letGo = (): void => {};
  const held = new Promise<void>(resolve => {
    letGo = resolve;
  });
  await page.route('**/v1/embed.js', async route => {
    await held;
    await route.continue();
  });
  await page.goto(`${website.origin}/one-tag.html`, { waitUntil: 'commit' });
  await page.getByRole('button', { name: 'Find my massage' }).click();
  letGo();
  await new Visitor(page).seeQuestion('goal');
});

test('strict-csp.html: it is asked and answered without a violation', async t => {
  const page = await stage.page(t);
  await page.addInitScript(() => {
    const violations: string[] = [];
    Reflect.set(window, 'violations', violations);
    document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => violations.push(violatedDirective));
  });
  await page.goto(`${website.origin}/strict-csp.html`);
  const I = new Visitor(page);
  await I.answerAll(answersOf('V49'));
  await I.book();
  const violations = async () =>
    z.array(z.string()).parse(await page.evaluate(() => Reflect.get(window, 'violations')));
  assert.deepEqual(await violations(), []);
  await page.evaluate(() => document.body.setAttribute('style', 'color: red'));
  await page.waitForFunction(() => Reflect.get(window, 'violations').length > 0);
});
