/**
 * Pictures of every screen, to look at: `npm run shots` writes them into `shots/`, as a phone and a desktop show them,
 * in light and dark. `node tests/shots.ts --readme` makes the README's picture.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page, PageScreenshotOptions } from 'playwright-core';
import { postOffice } from './desk/desk-client.ts';
import { SAMPLES, sendSamples } from './desk/sample-leads.ts';
import { answersOf } from './fixtures/booking.ts';
import { launch } from './fixtures/browser.ts';
import { NOW, startServer } from './fixtures/server.ts';
import { DeskReader } from './journeys/desk-reader.ts';
import { LinkHolder } from './journeys/link-holder.ts';
import { walkManage } from './journeys/manage-tour.ts';
import { AT_HOME } from './journeys/stage.ts';
import { type Stop, WALKS, walkDesk, walkEmptyDesk } from './journeys/tour.ts';
import { entriesOf, Visitor } from './journeys/visitor.ts';

const PHONE: BrowserContextOptions = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const DESKTOP: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };
const HOSTED_PAGES = ['/c/riverside', '/c/harbour', '/c/riverside/privacy', '/c/nobody'];
const root = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

const server = await startServer();
const browser = await launch();
try {
  await (process.argv.includes('--readme') ? takeReadmePicture() : takeAll());
} finally {
  await browser.close();
  await server.close();
}

async function takeAll(): Promise<void> {
  rmSync(root('shots'), { recursive: true, force: true });
  mkdirSync(root('shots'));
  for (const device of [PHONE, DESKTOP]) {
    const empty = new DeskReader(await open(device));
    await walkEmptyDesk(empty, camera(empty.page, 'desk-empty', { fullPage: true }));
  }
  for (const device of [PHONE, DESKTOP]) await takePages(device);
  for (const device of [PHONE, DESKTOP]) await takeWidget(device);
  for (const device of [PHONE, DESKTOP]) await takeManage(device);
  await sendSamples(server.app);
  for (const device of [PHONE, DESKTOP]) await takeDesk(device);
  for (const device of [PHONE, DESKTOP]) await takeUndelivered(device);
}

async function takeWidget(device: BrowserContextOptions): Promise<void> {
  const counter = { taken: 0 };
  for (const walk of Object.values(WALKS)) {
    const I = new Visitor(await open(device));
    await I.goTo('/c/riverside');
    await walk(I, camera(I.page, 'widget', {}, counter));
    await I.page.context().close();
  }
}

async function takePages(device: BrowserContextOptions): Promise<void> {
  const page = await open(device);
  await page.goto('/', { waitUntil: 'load' });
  const counter = { taken: 0 };
  await camera(page, 'site', {}, counter)('top');
  await camera(page, 'site', { fullPage: true }, counter)('whole');
  const hosted = camera(page, 'hosted', { fullPage: true });
  for (const path of HOSTED_PAGES) {
    await page.goto(path, { waitUntil: 'load' });
    await hosted(path.slice('/c/'.length).replace('/', '-'));
  }
  await page.context().close();
}

/** With a server of its own, as each walk books the same times. */
async function takeManage(device: BrowserContextOptions): Promise<void> {
  const fresh = await startServer();
  const I = new LinkHolder(await open({ baseURL: fresh.url, ...device }));
  await walkManage(I, fresh, camera(I.page, 'manage'));
  await I.page.context().close();
  await fresh.close();
}

async function takeDesk(device: BrowserContextOptions): Promise<void> {
  const desk = new DeskReader(await open(device));
  await desk.signIn();
  const names = SAMPLES.map(({ name }) => name);
  await walkDesk(desk, names, camera(desk.page, 'desk', { fullPage: true }));
  await desk.page.context().close();
}

/** The desk of a clinic whose mail nobody takes. */
async function takeUndelivered(device: BrowserContextOptions): Promise<void> {
  const fresh = await startServer({ mailer: postOffice({ kind: 'dead', code: 'smtp_550' }) });
  await sendSamples(fresh.app);
  await fresh.work();
  const desk = new DeskReader(await open({ baseURL: fresh.url, ...device }));
  await desk.signIn();
  const stop = camera(desk.page, 'desk-undelivered', { fullPage: true });
  await stop('list');
  await desk.page.goto('/desk/undelivered');
  await stop('page');
  await desk.page.context().close();
  await fresh.close();
}

async function open(device: BrowserContextOptions, from: Browser = browser): Promise<Page> {
  const context = await from.newContext({ baseURL: server.url, ...AT_HOME, ...device });
  await context.clock.setFixedTime(NOW);
  return context.newPage();
}

/** Takes each stop twice, such as `widget-07-area--390-dark.png`. */
function camera(page: Page, subject: string, how: PageScreenshotOptions = {}, counter = { taken: 0 }): Stop {
  return async function takePictures(name) {
    counter.taken += 1;
    const number = String(counter.taken).padStart(2, '0');
    const width = page.viewportSize()?.width;
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const path = root(`shots/${subject}-${number}-${name}--${width}-${colorScheme}.png`);
      await page.screenshot({ path, animations: 'disabled', ...how });
    }
    await page.emulateMedia({ colorScheme: 'light' });
  };
}

/** The widget on the demo's website, asking where it hurts. */
async function takeReadmePicture(): Promise<void> {
  const I = new Visitor(await open({ viewport: { width: 1120, height: 900 }, deviceScaleFactor: 1.5 }));
  await I.goTo('/');
  const { area, ...answers } = answersOf('V62');
  for (const [question, value] of entriesOf(answers)) {
    if (question === 'duration') break;
    await I.answer(question, value);
  }
  await I.tick('area', ['neck', 'upper_back']);
  await I.page.mouse.move(0, 0);
  const section = await I.page.getByRole('region', { name: 'Not sure which massage' }).boundingBox();
  if (section === null) throw new Error('the widget’s part of the website is not to be seen');
  const { x, y, width, height } = section;
  // Without the hairline above it and the empty part below.
  await I.page.screenshot({ path: root('demo/readme.png'), clip: { x, y: y + 8, width, height: height - 48 } });
}
