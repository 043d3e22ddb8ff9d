/** A page with two versions of the script, as plugins and copied snippets leave them: one element wins, every tag works. */
import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import * as z from 'zod/mini';
import { startServer } from '../fixtures/server.ts';
import { setStage } from '../journeys/stage.ts';
import { Visitor } from '../journeys/visitor.ts';
import { startSite } from '../leaks/site.ts';

const BUILT = process.env['WIDGET'] ?? fileURLToPath(new URL('../../dist/widget', import.meta.url));
const Heard = z.array(z.string());

/** The order of the scripts, and what the tags are. */
const site = await startSite(({ pathname, searchParams }) => {
  const newer = stage.server.url;
  const scripts = pathname === '/older-first' ? [older.url, newer] : [newer, older.url];
  const script = searchParams.get('tags') === 'embed' ? embedTag : moduleTag;
  return `<!doctype html><html lang="en"><title>Riverside</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1">
<script>
  const heard = [];
  for (const type of ['ready', 'open', 'step', 'error']) {
    addEventListener('unknot-' + type, event => heard.push(type + ' ' + event.target.getAttribute('clinic')));
  }
</script>
${scripts.map(script).join('\n')}`;
});
after(() => site.close());

const moduleTag = (address: string, i: number): string => `
<script type="module" src="${address}/v1/unknot.js"></script>
<unknot-intake clinic="${i === 0 ? 'riverside' : 'harbour'}"></unknot-intake>`;

const embedTag = (address: string, i: number): string =>
  `<script src="${address}/v1/embed.js" data-clinic="${i === 0 ? 'riverside' : 'harbour'}"></script>`;

const clinics = { riverside: { origins: [site.url] }, harbour: { origins: [site.url] } };
const stage = setStage({ clinics, widgetFolder: BUILT });

/** The same build but for its name: a version is not known by more. */
let older: Awaited<ReturnType<typeof startServer>>;
const folder = mkdtempSync(join(tmpdir(), 'unknot-older-'));
before(async () => {
  cpSync(BUILT, folder, { recursive: true });
  rmSync(join(folder, 'unknot.js.br'), { force: true });
  const entry = join(folder, 'unknot.js');
  writeFileSync(entry, `${readFileSync(entry, 'utf8')}\nwindow.older = true;`);
  older = await startServer({ clinics, widgetFolder: folder });
});
after(async () => {
  await older.close();
  rmSync(folder, { recursive: true });
});

async function visitBoth(t: TestContext, path: string): Promise<void> {
  const page = await stage.page(t);
  const engines = new Set<string>();
  page.on('request', request => {
    if (request.url().includes('intake.view-')) engines.add(new URL(request.url()).origin);
  });
  await page.goto(`${site.url}${path}`);
  for (const clinic of ['riverside', 'harbour']) {
    const I = new Visitor(page);
    const panel = page.locator(`unknot-intake[clinic=${clinic}]`);
    await panel.scrollIntoViewIfNeeded();
    await panel.locator('[data-option=relax]').click();
    await panel.locator('[data-question=now]').waitFor();
    await I.panel.first().waitFor();
  }
  await page.waitForFunction('window.older === true');
  assert.equal(engines.size, 1, 'one of them brought the engine');
  const winner = path.startsWith('/older-first') ? older.url : stage.server.url;
  // Of tags that each ask for their script by themselves, the network decides which is first.
  if (!path.includes('embed')) assert.deepEqual([...engines], [winner]);
  assert.deepEqual(await heardOn(page), ['ready harbour', 'ready riverside', 'step harbour', 'step riverside']);
}

const heardOn = async (page: Page): Promise<readonly string[]> => Heard.parse(await page.evaluate('heard')).toSorted();

for (const path of ['/older-first', '/newer-first', '/older-first?tags=embed', '/newer-first?tags=embed']) {
  test(`two versions of the script: ${path}`, t => visitBoth(t, path));
}
