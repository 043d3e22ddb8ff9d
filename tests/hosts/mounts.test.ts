/** A page that puts the widget in and takes it out again, ten times: nothing of it stays. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { CDPSession } from 'playwright-core';
import { setStage } from '../journeys/stage.ts';
import { startSite } from '../leaks/site.ts';
import { collectGarbage, countListeners, countObjects, grown, run } from './heap.ts';

const { WIDGET } = process.env;
const MOUNTS = 10;

/** Counts timers that still run, which a page can't be asked for; and uses the widget, so that nothing of Playwright's is in the page. */
const PAGE_SCRIPT = `
  const running = new Set();
  const { setTimeout: later, clearTimeout: never, setInterval: always, clearInterval: nevermore } = window;
  window.setTimeout = (act, ...rest) => {
    const id = later((...given) => { running.delete(id); act(...given); }, ...rest);
    running.add(id);
    return id;
  };
  window.clearTimeout = id => { running.delete(id); never(id); };
  window.setInterval = (...given) => { const id = always(...given); running.add(id); return id; };
  window.clearInterval = id => { running.delete(id); nevermore(id); };

  const find = (selector, root) => {
    for (const element of root.querySelectorAll('*')) {
      const found = element.matches(selector) ? element : element.shadowRoot && find(selector, element.shadowRoot);
      if (found) return found;
    }
  };
  const see = async selector => {
    for (const end = performance.now() + 20_000; performance.now() < end; ) {
      const found = find(selector, document.querySelector('main'));
      if (found) return found;
      await new Promise(requestAnimationFrame);
    }
    throw new Error('never seen: ' + selector);
  };
  const mount = attributes => {
    sessionStorage.clear();
    history.replaceState(null, '');
    document.querySelector('main').innerHTML = '<unknot-intake clinic="riverside" ' + attributes + '></unknot-intake>';
  };
  /** The browser's Back knows of a screen once that has been painted. */
  const painted = () => new Promise(act => requestAnimationFrame(() => setTimeout(act)));
  const unmount = () => document.querySelector('main').replaceChildren();
  const settled = async () => {
    while (running.size > 0) await new Promise(requestAnimationFrame);
  };`;

const site = await startSite(
  () => `<!doctype html><html lang="en"><title>Riverside</title><link rel="icon" href="data:,">
<meta name="viewport" content="width=device-width, initial-scale=1">
<script>${PAGE_SCRIPT}</script>
<script type="module" async src="${stage.server.url}/v1/unknot.js"></script>
<main></main>`,
);
after(() => site.close());
const stage = setStage({
  clinics: { riverside: { origins: [site.url] } },
  ...(WIDGET && { widgetFolder: WIDGET }),
});

/** And back again, as each screen is an entry in the browser's history, which keeps what it is given. */
const ANSWER = `(await see('[data-option=relax]')).click(); await see('[data-question=now] [data-option=legs]');
  await painted(); history.back(); await see('[data-question=goal] [data-option=relax]');`;

/** What is done with it between in and out, by its attributes. */
const USES: Readonly<Record<string, string>> = {
  '': ANSWER,
  'mode="bubble"': `(await see('.launcher')).click(); ${ANSWER}`,
  'mode="dialog" open': ANSWER,
  // What is in the frame is out of the page's reach; that it is there is not.
  sealed: `await new Promise(act => document.querySelector('main').addEventListener('unknot-ready', act, { once: true }));`,
};

const inAndOut = async (session: CDPSession, attributes: string, use: string, times: number): Promise<void> =>
  run(
    session,
    `(async () => {
      for (let i = 0; i < ${times}; i++) { mount('${attributes}'); ${use} unmount(); await settled(); }
    })()`,
  );

/** The bubble has the widget itself in it; the others are left to the full run. */
const tried = Object.entries(USES).filter(([attributes]) => process.env['FULL'] || attributes.includes('bubble'));

for (const [attributes, use] of tried) {
  test(`ten times in and out leaves nothing: <unknot-intake ${attributes}>`, async t => {
    const page = await stage.page(t, { viewport: { width: 1280, height: 900 } });
    await page.goto(site.url);
    const session = await page.context().newCDPSession(page);
    // What is made once and kept: styles, templates, the modules, and what the browser learns of a script that it runs often.
    await inAndOut(session, attributes, use, 2 * MOUNTS);
    await collectGarbage(session);
    const [listeners, objects] = [await countListeners(session), await countObjects(session)];
    await inAndOut(session, attributes, use, MOUNTS);
    await collectGarbage(session);
    const more = grown(listeners, await countListeners(session), 1);
    assert.deepEqual([...more, ...grown(objects, await countObjects(session), MOUNTS - 1)], []);
  });
}

test('what a page keeps of the widget would be seen', async t => {
  const page = await stage.page(t);
  await page.goto(site.url);
  const session = await page.context().newCDPSession(page);
  const keep = `(window.kept ??= []).push(document.querySelector('unknot-intake')); addEventListener('focus', () => kept);`;
  await inAndOut(session, '', keep, 3);
  const [listeners, objects] = [await countListeners(session), await countObjects(session)];
  await inAndOut(session, '', keep, MOUNTS);
  const more = [
    ...grown(listeners, await countListeners(session), 1),
    ...grown(objects, await countObjects(session), MOUNTS),
  ];
  assert.match(more.join('\n'), /window focus: \d+ -> \d+/);
  assert.match(more.join('\n'), /native (Detached )?<unknot-intake/);
});
