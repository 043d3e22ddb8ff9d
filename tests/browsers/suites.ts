/** What is run in each browser, by name. */
import { startServer } from '../fixtures/server.ts';
import { LEAKS } from '../leaks/leaks.ts';
import { startSpyingSite } from '../leaks/spying-site.ts';
import { tabDriver } from '../leaks/tab-driver.ts';
import { JOURNEYS } from './journeys.ts';
import { MODES, startWebsite } from './modes.ts';
import type { Outcome } from './outcome.ts';
import type { Scene } from './scene.ts';
import { type Browser, DESKTOP, type Device, PHONE } from './tab.ts';
import { runWidgetTests } from './widget-tests.ts';

interface Suite {
  readonly device: Device;
  run(browser: Browser): Promise<readonly Outcome[]>;
}

/** As large as the test runner makes its own Chromium. */
const RUNNER: Device = { ...DESKTOP, width: 800, height: 600 };

export const SUITES: Readonly<Record<string, Suite>> = {
  widget: { device: RUNNER, run: runWidgetTests },
  phone: { device: PHONE, run: runJourneys },
  desktop: { device: DESKTOP, run: runJourneys },
  leaks: { device: DESKTOP, run: runLeaks },
};

async function runJourneys(browser: Browser): Promise<readonly Outcome[]> {
  const site = await startWebsite(() => server.url);
  const server = await startServerFor(site.url);
  const outcomes: Outcome[] = [];
  for (const [name, journey] of Object.entries({ ...JOURNEYS, ...MODES })) {
    const tab = await browser.newTab();
    outcomes.push(await tried(name, () => watched(journey, { tab, server, site: site.url })));
    await tab.close();
  }
  site.close();
  await server.close();
  return outcomes;
}

/** Browsers go by their own clock, so the server goes by the real one, too. */
const startServerFor = (site: string): ReturnType<typeof startServer> =>
  startServer({ clock: () => new Date(), clinics: { riverside: { origins: [site] } } });

/** A script that fails on the way fails the journey, whatever the person saw of it. */
async function watched(journey: (scene: Scene) => Promise<void>, scene: Scene): Promise<void> {
  await journey(scene);
  const failures = await scene.tab.failures();
  if (failures.length > 0) throw new Error(`scripts failed: ${failures.join('; ')}`);
}

async function runLeaks(browser: Browser): Promise<readonly Outcome[]> {
  const site = await startSpyingSite(() => server.url);
  const server = await startServerFor(site.url);
  const outcomes: Outcome[] = [];
  for (const [name, check] of Object.entries(LEAKS)) {
    const tab = await browser.newTab();
    outcomes.push(await tried(name, () => check(tabDriver(tab), site.url)));
    await tab.close();
  }
  site.close();
  await server.close();
  return outcomes;
}

async function tried(name: string, go: () => Promise<void>): Promise<Outcome> {
  try {
    await go();
    return { name };
  } catch (error) {
    return { name, trouble: error instanceof Error ? troubleOf(error) : String(error) };
  }
}

const troubleOf = ({ message, cause }: Error): string =>
  cause instanceof Error ? `${message}, ${cause.message}` : message;
