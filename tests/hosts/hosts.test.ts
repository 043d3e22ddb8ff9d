/** On each hostile page a whole visit, from the first question to a booked talk, in a widget that looks as on any other. */
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import type { Page } from 'playwright-core';
import { setStage } from '../journeys/stage.ts';
import { startSite } from '../leaks/site.ts';
import { Guest, seesFallback } from './guest.ts';
import { FALLBACK, htmlOf } from './host-page.ts';
import { BUBBLE_HOSTS, CLEAN, HOSTS, type Host } from './hosts.ts';
import { differences, type Look, lookOf } from './look.ts';

type Mode = 'inline' | 'bubble';

/** `FULL=1` tries all hosts, `ONLY=…` those whose name matches; `SHOTS=folder` keeps pictures. */
const { FULL, ONLY, SHOTS, WIDGET } = process.env;
if (SHOTS) mkdirSync(SHOTS, { recursive: true });

const site = await startSite(({ pathname }) => {
  const [, mode, name] = pathname.split('/');
  const host = [CLEAN, ...HOSTS].find(host => host.name === name);
  return host ? htmlOf(host, stage.server.url, mode === 'bubble' ? 'bubble' : 'inline') : '';
});
after(() => site.close());
const origins = [site.url];
const stage = setStage({
  clinics: { riverside: { origins }, harbour: { origins } },
  ...(WIDGET && { widgetFolder: WIDGET }),
});

async function visitOn(t: TestContext, host: Host, mode: Mode): Promise<ReadonlyMap<string, Look>> {
  const page = await stage.page(t, { isMobile: true, hasTouch: true });
  const alerts: string[] = [];
  page.on('dialog', dialog => {
    alerts.push(dialog.message());
    void dialog.dismiss();
  });
  const looks = new Map<string, Look>();
  const stop = async (screen: string): Promise<void> => {
    if (SHOTS) await page.screenshot({ path: join(SHOTS, `${host.name}-${mode}-${looks.size}-${screen}.png`) });
    looks.set(screen, await lookOf(page));
  };
  await page.goto(`${site.url}/${mode}/${host.name}`);
  if (host.once) await run(page, host.once);
  if (host.ends === 'fallback') {
    await seesFallback(page, FALLBACK);
    await stop('fallback');
  } else {
    const I = new Guest(page);
    if (mode === 'bubble' && host.bubbleAfter) await page.getByRole('button', { name: host.bubbleAfter }).click();
    await I.begin(mode);
    if (!host.looks) await I.seeClinic();
    await I.visit(stop, async () => {
      if (host.meanwhile) await run(page, host.meanwhile);
    });
  }
  assert.deepEqual(alerts, []);
  return looks;
}

/** Not through what Playwright puts into a page, which may be patched there. */
async function run(page: Page, script: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: script, awaitPromise: true });
  await session.detach();
}

const clean = new Map<Mode, ReadonlyMap<string, Look>>();

async function cleanLook(t: TestContext, mode: Mode): Promise<ReadonlyMap<string, Look>> {
  const known = clean.get(mode) ?? (await visitOn(t, CLEAN, mode));
  clean.set(mode, known);
  return known;
}

function tryHost(host: Host, mode: Mode): void {
  test(`${host.name}, ${mode}`, async t => {
    const expected = await cleanLook(t, mode);
    const looks = await visitOn(t, host, mode);
    if (host.looks || host.ends) return;
    const found = [...looks].flatMap(([screen, look]) =>
      differences(expected.get(screen) ?? [], look).map(difference => `${screen}: ${difference}`),
    );
    assert.deepEqual(found.slice(0, 40), []);
  });
}

const chosen = HOSTS.filter(({ name, usual }) => (ONLY ? new RegExp(ONLY).test(name) : FULL || usual));
for (const host of chosen) tryHost(host, 'inline');
for (const host of [CLEAN, ...chosen].filter(({ name }) => BUBBLE_HOSTS.includes(name) && (FULL || ONLY))) {
  tryHost(host, 'bubble');
}
