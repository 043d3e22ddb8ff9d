/**
 * axe finds nothing on any screen of the widget and of the desk, in light and dark, on a phone and on a desktop; and a
 * ruler finds nothing cut off or run over where there is little room.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { SAMPLES, sendSamples } from '../desk/sample-leads.ts';
import { axeFindings, rulerFindings } from './audit.ts';
import { DeskReader } from './desk-reader.ts';
import { setStage } from './stage.ts';
import { type Stop, WALKS, walkDesk, walkEmptyDesk } from './tour.ts';

const stage = setStage();
const PHONE = { width: 390, height: 844 };
const DESKTOP = { width: 1280, height: 800 };
/** What size and colours may change; all else is the same markup, and looked at once. */
const BY_SIGHT = ['color-contrast', 'target-size', 'link-in-text-block', 'scrollable-region-focusable'];

/** Questions that differ in nothing but words from one that is looked at from all sides. */
const ALIKE: readonly string[] = [
  'soon',
  'age',
  'duration',
  'impact',
  'pain_flags',
  'other_care',
  'prior',
  'course_ok',
];

/** 320 is a small phone, and a desktop at four times its size; 640 is one at twice. */
const NARROW = [
  { width: 320, height: 568 },
  { width: 320, height: 256 },
  { width: 640, height: 400 },
];

/** Measures each screen where there is little room, where text is large, and where lines begin at the right. */
async function measure(page: Page): Promise<string[]> {
  const found: string[] = [];
  const ruler = async (how: string): Promise<void> => {
    found.push(...(await rulerFindings(page)).map(finding => `${how}: ${finding}`));
  };
  for (const viewport of NARROW) {
    await page.setViewportSize(viewport);
    await ruler(`${viewport.width} × ${viewport.height}`);
  }
  await page.setViewportSize(PHONE);
  const restyle = (dir: string, size: string) =>
    page.evaluate(
      ([direction = '', fontSize = '']) => {
        document.documentElement.dir = direction;
        document.documentElement.style.setProperty('--unknot-font-size', fontSize);
      },
      [dir, size],
    );
  await restyle('rtl', '');
  await ruler('right to left');
  await restyle('', '32px');
  await ruler('text twice as large');
  await restyle('', '');
  return found;
}

/** Looks at each screen four ways. What is found is told with the screen's name. */
const auditing = (page: Page, found: string[]): Stop =>
  async function auditAt(name) {
    const look = async (how: string, rules?: readonly string[]): Promise<void> => {
      const findings = await axeFindings(page, rules);
      found.push(...findings.map(finding => `${name}, ${how}: ${finding}`));
    };
    found.push(...(await measure(page)).map(finding => `${name}, ${finding}`));
    await look('phone, light');
    if (ALIKE.includes(name.replace('-ticked', ''))) return;
    await page.emulateMedia({ colorScheme: 'dark' });
    await look('phone, dark', BY_SIGHT);
    await page.setViewportSize(DESKTOP);
    await look('desktop, dark', BY_SIGHT);
    await page.emulateMedia({ colorScheme: 'light' });
    await look('desktop, light', BY_SIGHT);
    await page.setViewportSize(PHONE);
  };

const nothing = (found: readonly string[]) => assert.equal(found.length, 0, `\n${found.join('\n')}`);

test('the empty desk', async t => {
  const desk = new DeskReader(await stage.page(t));
  const found: string[] = [];
  await walkEmptyDesk(desk, auditing(desk.page, found));
  nothing(found);
});

for (const [name, walk] of Object.entries(WALKS)) {
  test(`the widget: ${name}`, async t => {
    const I = await stage.visitor(t);
    const found: string[] = [];
    await walk(I, auditing(I.page, found));
    nothing(found);
  });
}

test('the desk with people in it', async t => {
  await sendSamples(stage.server.app, SAMPLES.slice(0, 6));
  const desk = await stage.desk(t);
  await desk.page.setViewportSize(PHONE);
  const found: string[] = [];
  const names = SAMPLES.slice(1, 5).map(sample => sample.name);
  await walkDesk(desk, names, auditing(desk.page, found));
  nothing(found);
});
