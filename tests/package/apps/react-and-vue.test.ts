/**
 * `npm run test:embeds`, which installs their tools first: the apps of `demo/embeds` with the package as it would be
 * installed. In React every mount is done twice, as its strict mode does while one develops.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { answersOf } from '../../fixtures/booking.ts';
import { setStage } from '../../journeys/stage.ts';
import { Visitor } from '../../journeys/visitor.ts';
import { packPackage } from '../packed.ts';
import { openWebsite } from '../website.ts';

const run = promisify(execFile);
const root = (path: string): string => fileURLToPath(new URL(`../../../${path}`, import.meta.url));

const folder = await mkdtemp(join(tmpdir(), 'unknot-apps-'));
after(() => rm(folder, { recursive: true }));
const website = await openWebsite(() => folder);
const stage = setStage({ clinics: { riverside: { origins: [website.origin] } } });
const packed = await packPackage();
after(packed.remove);

/** Builds an app as its developer sees it: warnings and strict mode are left in. */
async function build(app: 'react' | 'vue'): Promise<void> {
  const home = root(`demo/embeds/${app}`);
  const installed = join(home, 'node_modules/unknot');
  await rm(installed, { recursive: true, force: true });
  await cp(join(packed.project, 'node_modules/unknot'), installed, { recursive: true });
  const options = ['--mode', 'development', '--base', './', '--logLevel', 'warn', '--emptyOutDir'];
  await run(
    process.execPath,
    [join(home, 'node_modules/vite/bin/vite.js'), 'build', ...options, '--outDir', join(folder, app)],
    { cwd: home, env: { ...process.env, NODE_ENV: 'development', VITE_UNKNOT_API: stage.server.url } },
  );
}

async function open(t: TestContext, app: 'react' | 'vue'): Promise<{ readonly I: Visitor; readonly page: Page }> {
  await build(app);
  const page = await stage.page(t);
  const complaints: string[] = [];
  page.on('console', message => /^(?:error|warning)$/.test(message.type()) && complaints.push(message.text()));
  t.after(() => assert.deepEqual(complaints, []));
  const I = new Visitor(page);
  await I.goTo(`${website.origin}/${app}/`);
  return { I, page };
}

/** Answers, leaves, comes back, changes a property, calls a method, and hears of each step once. */
async function useApp({ I, page }: { readonly I: Visitor; readonly page: Page }): Promise<void> {
  await I.answer('goal', 'relax');
  await page.getByText('step 1', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Take it away' }).click();
  assert.equal(await page.locator('unknot-intake').count(), 0);
  await page.getByRole('button', { name: 'Bring it back' }).click();
  await I.seeQuestion('now');
  await page.getByRole('button', { name: 'Dark' }).click();
  assert.equal(await page.locator('unknot-intake').getAttribute('theme'), 'dark');
  await page.getByRole('button', { name: 'Start again' }).click();
  await I.seeQuestion('goal');
  assert.equal(await page.locator('unknot-intake').count(), 1);
}

test('React: properties, events and methods, and a whole visit', async t => {
  const app = await open(t, 'react');
  await useApp(app);
  await app.I.answerAll(answersOf('V49'));
  await app.I.prepare({ name: 'Jon Bering', email: 'jon@mail.example' });
  await app.I.send();
  await app.I.seeBooked();
  await app.page.getByText(/^booked [\da-f-]{36}$/).waitFor();
});

test('React: the types of the tag are those of the app', async () => {
  const compiler = root('node_modules/typescript/bin/tsc');
  await run(process.execPath, [compiler, '-p', 'jsconfig.json'], { cwd: root('demo/embeds/react') });
});

test('Vue: properties, events and methods', async t => {
  await useApp(await open(t, 'vue'));
});
