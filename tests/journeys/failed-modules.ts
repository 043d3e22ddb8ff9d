/** Browsers of before 2026 remember that a module did not come, and never ask for it again on that page. */
import type { Page } from 'playwright-core';

/** @returns whether this browser asks again, as trying again then helps */
export async function asksAgain(page: Page): Promise<boolean> {
  let asked = 0;
  await page.route('**/asked-twice.js', route =>
    asked++ === 0 ? route.abort() : route.fulfill({ contentType: 'text/javascript', body: 'export {};' }),
  );
  return page.evaluate(async () => {
    const address = '/asked-twice.js';
    await import(address).catch(() => undefined);
    return import(address).then(
      () => true,
      () => false,
    );
  });
}
