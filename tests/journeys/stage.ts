/** What a journey takes place on: the real server with a database of its own, and one browser for the whole file. */
import { after, before, type TestContext } from 'node:test';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { launch } from '../fixtures/browser.ts';
import { NOW, type ServerOptions, startServer } from '../fixtures/server.ts';
import { DeskReader } from './desk-reader.ts';
import { Visitor } from './visitor.ts';

type Server = Awaited<ReturnType<typeof startServer>>;

export interface Stage {
  readonly server: Server;
  readonly browser: Browser;
  /** A person in a browser of their own, on a page of the clinic. */
  visitor(t: TestContext, arrival?: Arrival): Promise<Visitor>;
  /** Somebody of the clinic, signed in at the desk. */
  desk(t: TestContext): Promise<DeskReader>;
  /** A page in a browser of its own, where nobody has gone anywhere yet. */
  page(t: TestContext, options?: BrowserContextOptions): Promise<Page>;
}

export interface Arrival extends BrowserContextOptions {
  /** Default: the clinic's own page; `/` is the demo's website. */
  readonly path?: string;
}

/** The clinic's own zone and language, so that only tests that are about another zone see one. */
export const AT_HOME: BrowserContextOptions = {
  locale: 'en-US',
  timezoneId: 'America/New_York',
  viewport: { width: 390, height: 844 },
  reducedMotion: 'reduce',
};

/** Sets the stage for a test file: call it once, at the top. */
export function setStage(options: ServerOptions = {}): Stage {
  let server: Server | undefined;
  let browser: Browser | undefined;
  /** Of whoever signed in first: the desk's people stay signed in. */
  let session: Awaited<ReturnType<BrowserContext['storageState']>> | undefined;
  before(async () => {
    [server, browser] = await Promise.all([startServer(options), launch()]);
  });
  after(async () => {
    await browser?.close();
    await server?.close();
  });
  const page = async (t: TestContext, context: BrowserContextOptions = {}): Promise<Page> => {
    const own = await there(browser).newContext({ baseURL: there(server).url, ...AT_HOME, ...context });
    t.after(() => own.close());
    own.setDefaultTimeout(20_000);
    await own.clock.setFixedTime(options.clock?.() ?? NOW);
    return watched(t, own).newPage();
  };
  return {
    get server() {
      return there(server);
    },
    get browser() {
      return there(browser);
    },
    page,
    async visitor(t, { path = '/c/riverside', ...context } = {}) {
      const visitor = new Visitor(await page(t, context));
      await visitor.goTo(path);
      return visitor;
    },
    async desk(t) {
      const at = { viewport: { width: 1280, height: 800 } };
      const reader = new DeskReader(await page(t, session === undefined ? at : { ...at, storageState: session }));
      if (session === undefined) {
        await reader.signIn();
        session = await reader.page.context().storageState();
      }
      return reader;
    },
  };
}

function there<T>(part: T | undefined): T {
  if (part === undefined) throw new Error('the stage stands only while tests run');
  return part;
}

/** A script that fails on any page of a test fails the test, whatever the person saw of it. */
function watched(t: TestContext, context: BrowserContext): BrowserContext {
  const failures: string[] = [];
  context.on('weberror', failure => failures.push(String(failure.error().stack)));
  t.after(() => {
    if (failures.length > 0) throw new Error(`scripts failed:\n${failures.join('\n')}`);
  });
  return context;
}
