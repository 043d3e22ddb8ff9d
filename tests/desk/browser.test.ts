/** The desk in a real browser: with script, without it, for axe, and under its own content policy. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { after, before, describe, test } from 'node:test';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { launch } from '../fixtures/browser.ts';
import { DESK_ACCOUNT, startServer } from '../fixtures/server.ts';
import { postOffice } from './desk-client.ts';
import { SAMPLES, sendSamples } from './sample-leads.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 800 };

let server: Awaited<ReturnType<typeof startServer>>;
let browser: Browser;
let ids: string[];
before(async () => {
  const mailer = postOffice({ kind: 'dead', code: 'smtp_550' });
  server = await startServer({ mailer, clinics: { harbour: { booking: 'approve' } } });
  ids = await sendSamples(server.app);
  await server.work();
  const regretful = await server.store.lead('riverside', ids[10] ?? '');
  assert.ok(regretful);
  await server.lifecycle.cancelByVisitor(server.clinic('riverside'), regretful, `My back is better. ${'m'.repeat(60)}`);
  browser = await launch();
});
after(async () => {
  await browser.close();
  await server.close();
});

const paths = () => [
  '/desk',
  '/desk?q=nobody',
  '/desk/setup',
  '/desk/undelivered',
  '/desk/nothing',
  ...[3, 4, 8, 10].map(i => lead(i)),
];
const lead = (i: number): string => `/desk/leads/${SAMPLES[i]?.clinic ?? 'riverside'}/${ids[i]}`;
/** A request, looked at with the second step of its answer unfolded. */
const UNFOLDED = 4;

/** Each size and each theme once; with `FULL=1` each theme at each size. */
const LOOKS = [
  { viewport: PHONE, colorScheme: 'light' },
  { viewport: DESKTOP, colorScheme: 'dark' },
  ...(process.env['FULL']
    ? ([
        { viewport: PHONE, colorScheme: 'dark' },
        { viewport: DESKTOP, colorScheme: 'light' },
      ] as const)
    : []),
] as const;

for (const { viewport, colorScheme } of LOOKS) {
  test(`axe finds nothing, nothing is cut and nothing refused: ${viewport.width}, ${colorScheme}`, async () => {
    const { page, close, complaints } = await open({ viewport, colorScheme });
    assert.deepEqual(await axe(page), [], 'sign-in');
    await signIn(page);
    for (const path of paths()) {
      await page.goto(server.url + path);
      assert.deepEqual(await axe(page), [], path);
      const cut = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
      assert.ok(cut <= 0, `${path}: ${cut} px too wide`);
    }
    await page.goto(server.url + lead(UNFOLDED));
    await page.locator('summary', { hasText: 'Decline' }).click();
    assert.deepEqual(await axe(page), [], 'a second step');
    assert.deepEqual(complaints, []);
    await close();
  });
}

test('320 px are enough', async () => {
  const { page, close } = await open({ viewport: { width: 320, height: 640 } });
  await signIn(page);
  for (const path of paths()) {
    await page.goto(server.url + path);
    const cut = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    assert.ok(cut <= 0, `${path}: ${cut} px too wide`);
  }
  await close();
});

test('everything works without script', async () => {
  const { page, close } = await open({ viewport: DESKTOP, javaScriptEnabled: false });
  await signIn(page);
  await page.getByRole('searchbox', { name: 'Search by name' }).fill('rosa');
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: 'Rosa Lindqvist' }).click();
  assert.equal(await page.getByRole('button', { name: 'Copy' }).count(), 0);
  await page.getByRole('button', { name: 'Mark contacted' }).click();
  await page.getByText('Marked as contacted.').waitFor();
  assert.equal(await page.getByRole('button', { name: 'Cancel this talk' }).isVisible(), false);
  await page.locator('summary', { hasText: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Cancel this talk' }).click();
  await page.getByText('Cancelled. The time is free again.').waitFor();
  assert.match(new URL(page.url()).search, /q=rosa/);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: 'Sign in to the desk' }).waitFor();
  await close();
});

test('a request is answered and a person forgotten without script', async () => {
  const { page, close } = await open({ viewport: PHONE, javaScriptEnabled: false });
  await signIn(page);
  await page.goto(server.url + lead(6));
  await page.locator('summary', { hasText: 'Block this contact' }).click();
  await page.getByRole('button', { name: 'Block this contact' }).click();
  await page.getByText('This contact is blocked.').waitFor();
  await page.getByRole('button', { name: 'Unblock this contact' }).click();
  await page.getByText('This contact is not blocked.').waitFor();
  await page.locator('summary', { hasText: 'Delete everything' }).click();
  await page.getByRole('button', { name: 'Delete everything' }).click();
  await page.getByText('Everything about this person is deleted.').waitFor();
  assert.equal(await page.getByRole('link', { name: 'Marek Zieliński' }).count(), 0);
  const waiting = page.getByRole('row', { name: /Answer by/ });
  await waiting.getByRole('link').first().click();
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.getByText('The talk is booked. They are told by mail.').waitFor();
  await close();
});

test('the buttons that ask first are reached and pressed by keys', async () => {
  const { page, close } = await open({ viewport: DESKTOP });
  await signIn(page);
  await page.goto(server.url + lead(7));
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim());
  await page.keyboard.press('a');
  assert.equal(await focused(), 'Mark contacted');
  await page.keyboard.press('Tab');
  assert.equal(await focused(), 'Cancel');
  const before = await page.locator('summary', { hasText: 'Cancel' }).boundingBox();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Cancel this talk' }).waitFor();
  assert.deepEqual(await page.locator('summary', { hasText: 'Cancel' }).boundingBox(), before);
  await page.keyboard.press('Tab');
  assert.equal(await focused(), 'Cancel this talk');
  await close();
});

describe('a link in a mail', () => {
  const INBOX = 'http://mail.example/inbox';

  test('leads somebody who is signed in to the lead, though the cookie is strict', async () => {
    const { page, close } = await open({ viewport: DESKTOP });
    await signIn(page);
    const cookies = await page.context().cookies();
    assert.ok(cookies.every(({ sameSite }) => sameSite === 'Strict'));
    const cookiesSent: Promise<boolean>[] = [];
    page.on('request', request => {
      if (request.url().endsWith(lead(5))) {
        cookiesSent.push(request.allHeaders().then(({ cookie }) => cookie !== undefined));
      }
    });
    await followFromInbox(page, lead(5));
    await page.getByRole('heading', { level: 1, name: 'Gwen Tamura' }).waitFor();
    assert.deepEqual(await Promise.all(cookiesSent), [false, true]);
    await page.goBack();
    assert.equal(page.url(), INBOX);
    await close();
  });

  test('leads others to the sign-in page, and then on', async () => {
    const { page, close } = await open({ viewport: PHONE, javaScriptEnabled: false });
    await followFromInbox(page, lead(5));
    await page.getByRole('heading', { name: 'Sign in to the desk' }).waitFor();
    await fillIn(page);
    await page.getByRole('heading', { level: 1, name: 'Gwen Tamura' }).waitFor();
    await close();
  });

  /** Nobody is asked for the other site: it is made up here. */
  async function followFromInbox(page: Page, path: string): Promise<void> {
    const body = `<!doctype html><title>Inbox</title><a href="${server.url}${path}">Open the lead</a>`;
    await page.route(INBOX, route => route.fulfill({ contentType: 'text/html', body }));
    await page.goto(INBOX);
    await page.getByRole('link').click();
  }
});

describe('script adds', () => {
  test('a button that copies the note', async () => {
    const { page, close } = await open({ viewport: DESKTOP, permissions: ['clipboard-read', 'clipboard-write'] });
    await signIn(page);
    await page.goto(server.url + lead(5));
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByRole('button', { name: 'Copied' }).waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /^S: Reported online by client on 2026-11-30.*\nAge: 50 to 64\.\n/);
    assert.equal(copied, await page.locator('#note').textContent());
    await close();
  });

  test('keys to search and to walk the list, which can be switched off', async () => {
    const { page, close } = await open({ viewport: DESKTOP });
    await signIn(page);
    const focused = () =>
      page.evaluate(() => document.activeElement?.textContent?.trim() || document.activeElement?.id);
    await page.keyboard.press('j');
    assert.equal(await focused(), await page.locator('.open').first().textContent());
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.keyboard.press('j');
    const second = await page.locator('.open').nth(1).textContent();
    assert.equal(await focused(), second);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: second ?? '' }).waitFor();
    await page.keyboard.press('/');
    assert.equal(await focused(), 'q');
    await page.keyboard.type('jk/');
    assert.equal(await page.locator('#q').inputValue(), 'jk/');
    await page.goto(`${server.url}/desk/setup`);
    await page.getByRole('checkbox', { name: 'Use these keys in this browser' }).uncheck();
    await page.goto(`${server.url}/desk`);
    await page.keyboard.press('j');
    assert.equal(await page.locator('.open:focus').count(), 0);
    await close();
  });

  test('the open lead in view of the list', async () => {
    const { page, close } = await open({ viewport: DESKTOP });
    await signIn(page);
    await page.goto(server.url + lead(0));
    const box = await page.locator('.list [aria-current]').boundingBox();
    assert.ok(box !== null && box.y > 60 && box.y + box.height < DESKTOP.height, JSON.stringify(box));
    await close();
  });
});

async function open(options: BrowserContextOptions) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', error => complaints.push(error.message));
  page.on('console', message => {
    // The page that is not there is one of those looked at.
    if (message.type() === 'error' && !message.text().includes('404')) complaints.push(message.text());
  });
  await page.goto(`${server.url}/desk`);
  return { page, complaints, close: () => context.close() };
}

async function fillIn(page: Page): Promise<void> {
  await page.getByLabel('E-mail').fill(DESK_ACCOUNT.email);
  await page.getByLabel('Password').fill(DESK_ACCOUNT.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

async function signIn(page: Page): Promise<void> {
  await fillIn(page);
  await page.getByRole('heading', { level: 1, name: 'Leads' }).waitFor();
}

/** What axe has against the page, one line a rule. Evaluated by the debugger, which no content policy binds. */
async function axe(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const results: AxeResults = await page.evaluate('axe.run()');
  return results.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(' | ')}`);
}
