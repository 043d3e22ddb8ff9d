/**
 * WebKitGTK, by its own WebDriver, with its own small browser on a screen that nobody sees. Its WebDriver knows no
 * finger (it makes a mouse of it), so a phone is its size only. Taps that a script would play in the page are no
 * substitute: no person stands behind them, so Back passes over what they have brought.
 */
import { createServer } from 'node:net';
import * as z from 'zod/mini';
import { pressing, typing } from './actions.ts';
import { asJson, calling, fromJson } from './page-value.ts';
import { start } from './program.ts';
import { type Browser, type Device, type Ground, type Tab, TIME_ZONE } from './tab.ts';
import { openSession, type Session, untilReady } from './webdriver.ts';
import { frameOf, watchFailures } from './webkit-page.ts';

/** Where the programs are. */
export interface WebKitPrograms {
  readonly driver: string;
  readonly browser: string;
  readonly screen: string;
}

const SCREEN = { width: 1600, height: 1000 };
const Texts = z.array(z.string());
const Point = z.object({ x: z.number(), y: z.number() });

export async function launchWebKit(programs: WebKitPrograms, device: Device): Promise<Browser> {
  const size = `${SCREEN.width}x${SCREEN.height}x24`;
  const screen = start(programs.screen, ['-displayfd', '1', '-screen', '0', size, '-nolisten', 'tcp']);
  const display = await screen.said(/^(\d+)\s/m);
  const port = await freePort();
  const env = { DISPLAY: `:${display}`, GDK_BACKEND: 'x11', WEBKIT_DISABLE_COMPOSITING_MODE: '1', TZ: TIME_ZONE };
  const driver = start(programs.driver, ['--host=127.0.0.1', `--port=${port}`], env);
  const address = `http://127.0.0.1:${port}`;
  await untilReady(address);
  const open = (): Promise<Session> => openSession(address, capabilities(programs.browser));
  const first = await open();
  await first.delete('');
  return {
    version: `WebKitGTK ${first.version}`,
    newTab: async () => tabOf(await open(), device),
    async close() {
      await driver.stop();
      await screen.stop();
    },
  };
}

const capabilities = (binary: string): object => ({
  browserName: 'MiniBrowser',
  'webkitgtk:browserOptions': {
    binary,
    args: ['--automation', '--javascript-can-open-windows-automatically=true'],
  },
});

async function tabOf(session: Session, device: Device): Promise<Tab> {
  await bareWindow(session, device);
  const page = groundOf(session);
  const failed: string[] = [];
  const collect = async (): Promise<void> => {
    failed.push(...Texts.parse(await page.run('globalThis.failuresSoFar?.splice(0) ?? []')));
  };
  const load = async (path: string, body?: object): Promise<void> => {
    await collect();
    await session.post(path, body);
    await page.run(calling(watchFailures));
  };
  return {
    ...page,
    frame: inFrame(session, page),
    goTo: url => load('/url', { url }),
    reload: () => load('/refresh'),
    back: () => load('/back'),
    async failures() {
      await collect();
      return failed;
    },
    async close() {
      await session.delete('');
    },
  };
}

/** Wherever the session is: in the page, or in a frame of it. */
function groundOf(session: Session): Ground {
  const run = async (expression: string): Promise<unknown> => {
    const script = `return ${asJson(expression)}`;
    return fromJson(z.string().parse(await session.post('/execute/sync', { script, args: [] })));
  };
  const act = async (actions: readonly object[]): Promise<void> => {
    await session.post('/actions', { actions });
  };
  return {
    run,
    press: (at, times) => act(pressing(at, times, 'mouse')),
    keys: keys => act(typing(keys)),
  };
}

/** @param ground the page that the frame is in */
function inFrame(session: Session, ground: Ground): Ground {
  const there = async <T>(use: () => Promise<T>): Promise<T> => {
    const script = `return (${frameOf})()`;
    await session.post('/frame', { id: await session.post('/execute/sync', { script, args: [] }) });
    try {
      return await use();
    } finally {
      await session.post('/frame', { id: null });
    }
  };
  return {
    run: expression => there(() => ground.run(expression)),
    // From the page: within a frame the driver's viewport is not the frame's own.
    async press({ x, y }, times) {
      const frame = Point.parse(await ground.run(`(${frameOf})().getBoundingClientRect()`));
      await ground.press({ x: frame.x + x, y: frame.y + y }, times);
    },
    keys: keys => there(() => ground.keys(keys)),
  };
}

/**
 * Moves the session to a window without a toolbar, which would not let it be as narrow as a phone. There is no window
 * manager: the window under the pointer, in the middle of the screen, has the keyboard.
 */
async function bareWindow(session: Session, { width, height }: Device): Promise<void> {
  const features = `toolbar=no,location=no,width=${width},height=${height}`;
  const script = `window.open('about:blank', '', '${features}')`;
  const before = z.string().parse(await session.get('/window'));
  await session.post('/execute/sync', { script, args: [] });
  const handle = Texts.parse(await session.get('/window/handles')).find(other => other !== before);
  if (handle === undefined) throw new Error('WebKitGTK opened no window');
  await session.delete('/window');
  await session.post('/window', { handle });
  const x = (SCREEN.width - width) / 2;
  const y = (SCREEN.height - height) / 2;
  await session.post('/window/rect', { x, y, width, height });
}

/** The driver chooses no port by itself. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise(resolve => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('there is no free port');
  return address.port;
}
