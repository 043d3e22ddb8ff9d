/** Firefox, by WebDriver BiDi: it speaks that itself, without geckodriver. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { pressing, typing } from './actions.ts';
import { type Bidi, connect } from './bidi.ts';
import { asJson, fromJson } from './page-value.ts';
import { start } from './program.ts';
import { type Browser, type Device, type Ground, type Tab, TIME_ZONE } from './tab.ts';

const Session = z.object({ capabilities: z.object({ browserVersion: z.string() }) });
const UserContext = z.object({ userContext: z.string() });
const Context = z.object({ context: z.string() });
const Tree = z.object({ contexts: z.array(z.object({ children: z.array(Context) })) });
const Result = z.union([
  z.object({ type: z.literal('success'), result: z.object({ value: z.string() }) }),
  z.object({ type: z.literal('exception'), exceptionDetails: z.object({ text: z.string() }) }),
]);
const Entry = z.object({
  level: z.string(),
  type: z.string(),
  text: z.nullable(z.string()),
  source: z.object({ context: z.optional(z.string()) }),
});

/** A finger in place of a mouse: touch events are there, the pointer is coarse and hovers over nothing. */
const TOUCH = [
  ['dom.w3c_touch_events.enabled', 1],
  ['ui.primaryPointerCapabilities', 1],
  ['ui.allPointerCapabilities', 1],
] as const;

/** @param file path of the program */
export async function launchFirefox(file: string, device: Device): Promise<Browser> {
  const profile = await mkdtemp(join(tmpdir(), 'unknot-firefox-'));
  const preferences = device.touch ? TOUCH : [];
  const lines = preferences.map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`);
  await writeFile(join(profile, 'user.js'), lines.join(''));
  const program = start(file, ['--headless', '--no-remote', '--remote-debugging-port', '0', '--profile', profile], {
    TZ: TIME_ZONE,
  });
  const failures = new Map<string, string[]>();
  const address = await program.said(/WebDriver BiDi listening on (ws:\S+)/);
  const bidi = await connect(`${address}/session`, (_, entry) => note(failures, entry));
  const session = Session.parse(await bidi.send('session.new', { capabilities: {} }));
  await bidi.send('session.subscribe', { events: ['log.entryAdded'] });
  return {
    version: `Firefox ${session.capabilities.browserVersion}`,
    newTab: () => newTab(bidi, device, failures),
    async close() {
      await bidi.send('browser.close', {});
      await program.stop();
      await rm(profile, { recursive: true, force: true });
    },
  };
}

/** Keeps an error of a page's script for its tab; all else that is logged is none of our business. */
function note(failures: Map<string, string[]>, params: unknown): void {
  const { level, type, text, source } = Entry.parse(params);
  if (level !== 'error' || type !== 'javascript') return;
  failures.get(source.context ?? '')?.push(text ?? 'an error without words');
}

async function newTab(bidi: Bidi, device: Device, failures: Map<string, string[]>): Promise<Tab> {
  const { userContext } = UserContext.parse(await bidi.send('browser.createUserContext', {}));
  const { context } = Context.parse(await bidi.send('browsingContext.create', { type: 'tab', userContext }));
  const { width, height } = device;
  await bidi.send('browsingContext.setViewport', { context, viewport: { width, height } });
  const failed: string[] = [];
  failures.set(context, failed);
  return {
    ...groundOf(bidi, device, () => Promise.resolve(context)),
    frame: groundOf(bidi, device, () => frameIn(bidi, context)),
    async goTo(url) {
      await bidi.send('browsingContext.navigate', { context, url, wait: 'complete' });
    },
    async reload() {
      await bidi.send('browsingContext.reload', { context, wait: 'complete' });
    },
    async back() {
      await bidi.send('browsingContext.traverseHistory', { context, delta: -1 });
    },
    failures: () => Promise.resolve(failed),
    async close() {
      await bidi.send('browser.removeUserContext', { userContext });
    },
  };
}

function groundOf(bidi: Bidi, { touch }: Device, context: () => Promise<string>): Ground {
  const act = async (actions: readonly object[]): Promise<void> => {
    await bidi.send('input.performActions', { context: await context(), actions });
  };
  return {
    run: async expression => evaluate(bidi, await context(), expression),
    press: (at, times) => act(pressing(at, times, touch ? 'touch' : 'mouse')),
    keys: keys => act(typing(keys)),
  };
}

async function frameIn(bidi: Bidi, root: string): Promise<string> {
  const frame = Tree.parse(await bidi.send('browsingContext.getTree', { root })).contexts[0]?.children[0];
  if (frame === undefined) throw new Error('the page has no frame');
  return frame.context;
}

async function evaluate(bidi: Bidi, context: string, expression: string): Promise<unknown> {
  const asked = { expression: asJson(expression), target: { context }, awaitPromise: true };
  const answer = Result.parse(await bidi.send('script.evaluate', asked));
  if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text);
  return fromJson(answer.result.value);
}
