/** Chromium, by Playwright, which the other tests use too. */

import type { Frame, Page } from 'playwright-core';
import { launch } from '../fixtures/browser.ts';
import { asJson, fromJson } from './page-value.ts';
import { type Browser, type Device, type Ground, type Point, type Tab, TIME_ZONE } from './tab.ts';

export async function launchChromium({ width, height, touch }: Device): Promise<Browser> {
  const browser = await launch();
  return {
    version: `Chromium ${browser.version()}`,
    async newTab() {
      const context = await browser.newContext({
        viewport: { width, height },
        hasTouch: touch,
        isMobile: touch,
        timezoneId: TIME_ZONE,
        locale: 'en-US',
      });
      return tabOf(await context.newPage(), touch);
    },
    close: () => browser.close(),
  };
}

function tabOf(page: Page, touch: boolean): Tab {
  const failed: string[] = [];
  page.on('pageerror', error => failed.push(String(error.stack)));
  return {
    ...groundOf(page, touch, () => page.mainFrame()),
    frame: groundOf(page, touch, () => frameIn(page)),
    async goTo(url) {
      await page.goto(url);
    },
    async reload() {
      await page.reload();
    },
    async back() {
      await page.goBack();
    },
    failures: () => Promise.resolve(failed),
    close: () => page.context().close(),
  };
}

function groundOf(page: Page, touch: boolean, frame: () => Frame): Ground {
  return {
    run: async expression => fromJson(await frame().evaluate<string>(asJson(expression))),
    async press({ x, y }, times) {
      const origin = await originOf(frame());
      const at = { x: origin.x + x, y: origin.y + y };
      if (touch) await tap(page, at, times);
      else await page.mouse.click(at.x, at.y, { clickCount: times });
    },
    async keys(keys) {
      for (const key of keys) await page.keyboard.press(key);
    },
  };
}

function frameIn(page: Page): Frame {
  const [, frame] = page.frames();
  if (frame === undefined) throw new Error('the page has no frame');
  return frame;
}

/** Where a frame stands in its page. */
async function originOf(frame: Frame): Promise<Point> {
  if (frame.parentFrame() === null) return { x: 0, y: 0 };
  const box = await (await frame.frameElement()).boundingBox();
  if (box === null) throw new Error('the frame is not to be seen');
  return box;
}

async function tap(page: Page, { x, y }: Point, times: 1 | 2): Promise<void> {
  for (let nth = 0; nth < times; nth++) await page.touchscreen.tap(x, y);
}
