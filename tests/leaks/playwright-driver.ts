/** The leak suite's browser through Playwright. */
import type { Locator, Page } from 'playwright-core';
import type { Driver } from './driver.ts';

export function playwrightDriver(page: Page): Driver {
  let panel: Locator = page.locator('unknot-intake');
  const replace = async (selector: string): Promise<Locator> => {
    const field = panel.locator(selector);
    await field.click();
    await field.press('ControlOrMeta+a');
    return field;
  };
  return {
    goTo: async url => {
      await page.goto(url);
    },
    look(place) {
      const outer = page.locator('unknot-intake').first();
      panel = place === 'page' ? outer : outer.locator('iframe').contentFrame().locator('unknot-intake');
    },
    see: selector => panel.locator(selector).first().waitFor(),
    click: selector => panel.locator(selector).first().click(),
    type: async (selector, text) => (await replace(selector)).pressSequentially(text),
    async copyOver(from, to) {
      await (await replace(from)).press('ControlOrMeta+c');
      await (await replace(to)).press('ControlOrMeta+v');
    },
    evaluate: expression => page.evaluate(expression),
  };
}
