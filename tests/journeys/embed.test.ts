/** The one tag on pages that load it in every way a website does: one element a tag, in its place, with what was said before. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import type { Page, Route } from 'playwright-core';
import * as z from 'zod/mini';
import { firstSnippet, lateBubbleTag } from '../../server/desk/snippets.ts';
import { firstQuestion } from '../../server/widget-build.ts';
import { setStage } from './stage.ts';
import { Visitor } from './visitor.ts';

const Texts = z.array(z.string());
const AddressInfo = z.object({ port: z.int() });

interface Site {
  readonly head?: string;
  readonly body?: string;
  readonly policy?: string;
  /** A script of the site's own, at `/all.js`. */
  readonly script?: string;
}

let shown: Site = {};
/** A server of its own: a browser lets no page of elsewhere load anything from this machine. */
const website = createServer(({ url }, response) => {
  const { head = '', body = '', policy = "default-src * 'unsafe-inline'", script = '' } = shown;
  response.writeHead(200, {
    'content-type': url === '/all.js' ? 'text/javascript' : 'text/html',
    'content-security-policy': policy,
  });
  const page = `<!doctype html><html lang="en"><head><title>Riverside</title>${head}</head><body><h1>Massage</h1>${body}<p id="end">The end</p></body></html>`;
  response.end(url === '/all.js' ? script : page);
});
website.listen(0, '127.0.0.1');
await once(website, 'listening');
after(() => website.close());
const site = `http://127.0.0.1:${AddressInfo.parse(website.address()).port}`;
const stage = setStage({ clinics: { riverside: { origins: [site] }, harbour: { origins: [site] } } });

/** Asked for late: the server is not up yet when this is read. */
const own = () => ({ publicUrl: stage.server.url, frameOrigin: stage.server.url });

const tag = (attributes: string, src = 'src'): string =>
  `<script ${src}="${stage.server.url}/v1/embed.js" data-clinic="riverside" ${attributes}></script>`;

/** Opens the site, and waits until what is on it can be used. */
async function visit(t: TestContext, next: Site, count = 1): Promise<Page> {
  shown = next;
  const page = await stage.page(t);
  page.setDefaultTimeout(5_000);
  await page.addInitScript(() => {
    const violations: string[] = [];
    Reflect.set(window, 'violations', violations);
    document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => violations.push(violatedDirective));
  });
  await page.goto(site, { waitUntil: 'load' });
  await page.waitForFunction(expected => {
    const all = [...document.querySelectorAll<HTMLElement>('unknot-intake:defined')];
    return all.filter(({ style }) => style.display === '').length === expected;
  }, count);
  return page;
}

/** What broke the page's policy. */
const violations = async (page: Page) => Texts.parse(await page.evaluate(() => Reflect.get(window, 'violations')));

/** Each element: its attributes but the server's address, and what stands before it. */
const elements = async (page: Page): Promise<readonly string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('unknot-intake')].map(element => {
      const own = [...element.attributes].filter(({ name }) => !['api', 'style'].includes(name));
      const names = own.map(({ name, value }) => (value === '' ? name : `${name}=${value}`));
      const { previousElementSibling: before, parentElement } = element;
      const place = before
        ? `behind ${before.id || before.localName}`
        : `in ${parentElement?.id || parentElement?.localName}`;
      return `${names.sort().join(' ')} ${place}`;
    }),
  );

const ways: readonly (readonly [what: string, site: () => Site, expected: string])[] = [
  ['in the head', () => ({ head: tag('data-mode="bubble"') }), 'clinic=riverside mode=bubble behind end'],
  ['in the head, async', () => ({ head: tag('async data-mode="bubble"') }), 'clinic=riverside mode=bubble behind end'],
  [
    'in the head, deferred',
    () => ({ head: tag('defer data-mode="dialog"') }),
    'clinic=riverside mode=dialog behind end',
  ],
  ['in the head, for the page', () => ({ head: tag('') }), 'clinic=riverside behind end'],
  ['in the body', () => ({ body: tag('id="tag"') }), 'clinic=riverside behind tag'],
  ['in the body, async', () => ({ body: tag('id="tag" async') }), 'clinic=riverside behind tag'],
  ['in the body, deferred', () => ({ body: tag('id="tag" defer') }), 'clinic=riverside behind tag'],
  [
    'with all it can say',
    () => ({
      body: tag(
        'id="tag" data-lang="es" data-theme="dark" data-placement="start" data-sealed="false" data-greet data-x="1"',
      ),
    }),
    'clinic=riverside greet lang=es placement=start theme=dark behind tag',
  ],
  ['twice', () => ({ head: tag('async'), body: `${tag('id="tag"')}${tag('')}` }), 'clinic=riverside behind tag'],
  [
    'delayed by a plugin, and made anew in its place',
    () => ({ body: `${tag('id="tag" type="rocketlazyloadscript"', 'data-rocket-src')}${MAKE_ANEW}` }),
    'clinic=riverside behind anew',
  ],
  [
    'delayed by a plugin, and made anew without what it says',
    () => ({ body: `${tag('id="tag" type="text/plain"', 'data-lazy-src')}${LOAD_AGAIN}` }),
    'clinic=riverside behind tag',
  ],
  [
    'after all of the page',
    () => ({ body: `<div id="tag"></div>${late()}` }),
    'clinic=riverside mode=bubble sealed behind end',
  ],
  [
    'after all of the page, by a plugin that brings it later still',
    () => ({ body: `<script>${addLate(late())}</script>` }),
    'clinic=riverside mode=bubble sealed behind script',
  ],
  [
    'added by a tag manager',
    () => ({ body: `<script>${addByManager(stage.server.url)}</script>` }),
    'clinic=riverside mode=bubble behind end',
  ],
];

/** As loaders do once somebody moves: a new script with all that the old one had, in its place. */
const MAKE_ANEW = `<script>
addEventListener('load', function () {
  var old = document.querySelector('[data-rocket-src]'), anew = document.createElement('script');
  for (var i = 0; i < old.attributes.length; i++) {
    var name = old.attributes[i].name;
    if (name !== 'type') anew.setAttribute(name === 'data-rocket-src' ? 'src' : name, old.attributes[i].value);
  }
  anew.id = 'anew';
  old.parentNode.replaceChild(anew, old);
});
</script>`;

const LOAD_AGAIN = `<script>
addEventListener('load', function () {
  var anew = document.createElement('script');
  anew.src = document.querySelector('[data-lazy-src]').getAttribute('data-lazy-src');
  document.head.appendChild(anew);
});
</script>`;

const late = (): string => lateBubbleTag({ id: 'riverside', phone: '+12125550142' }, own());

/** A script that is put into a page by hand runs only when it is made by hand. */
const addLate = (tag: string): string => `
  addEventListener('load', function () {
    setTimeout(function () {
      document.body.append(document.createRange().createContextualFragment(${JSON.stringify(tag).replaceAll('</', '<\\/')}));
    });
  });`;

const addByManager = (server: string): string => `
  var tag = document.createElement('script');
  tag.async = true;
  tag.src = '${server}/v1/embed.js?ver=1';
  tag.setAttribute('data-clinic', 'riverside');
  tag.setAttribute('data-mode', 'bubble');
  document.head.appendChild(tag);`;

for (const [what, next, expected] of ways) {
  test(`the tag ${what}`, async t => {
    const page = await visit(t, next());
    assert.deepEqual(await elements(page), [expected]);
    assert.equal(await page.locator('unknot-intake').getAttribute('api'), stage.server.url);
  });
}

test('in the page it keeps its room from the start, and asks', async t => {
  shown = { body: tag('data-phone="+12125550142"') };
  const page = await stage.page(t);
  const asked = Promise.withResolvers<Route>();
  await page.route('**/v1/unknot.js', route => asked.resolve(route));
  await page.goto(site, { waitUntil: 'commit' });
  const entry = await asked.promise;
  const behind = () => page.locator('#end').boundingBox();
  const before = await behind();
  assert.equal(await page.getByRole('link', { name: 'Call us' }).isVisible(), true);
  await entry.continue();
  await new Visitor(page).seeQuestion('goal');
  assert.deepEqual(await behind(), before);
});

test('two tags for two clinics, and for the page and its corner', async t => {
  const harbour = tag('id="two"').replace('riverside', 'harbour');
  const body = `${tag('id="one"')}${harbour}${tag('data-mode="bubble" async')}`;
  const page = await visit(t, { body }, 3);
  const expected = [
    'clinic=harbour behind two',
    'clinic=riverside behind one',
    'clinic=riverside mode=bubble behind end',
  ];
  assert.deepEqual([...(await elements(page))].sort(), expected);
});

/** The site's own scripts in one file, ours among them, which cannot know any more where it came from. */
async function concatenated(): Promise<string> {
  const embed = await (await fetch(`${stage.server.url}/v1/embed.js`)).text();
  return `var before = 1\n;try{${embed}}catch(error){console.error(error)}\n;var behind = 2;`;
}

test('after all of the page it counts beside another tag, and what else names a clinic is left alone', async t => {
  const picker = '<ul><li data-clinic="12">North</li></ul>';
  const page = await visit(t, { body: `${picker}${tag('id="tag"')}${late()}` }, 2);
  assert.deepEqual(await elements(page), [
    'clinic=riverside behind tag',
    'clinic=riverside mode=bubble sealed behind end',
  ]);
});

for (const where of ['head', 'body'] as const) {
  test(`glued into another file in the ${where}, it finds its place by what is said there`, async t => {
    const script = await concatenated();
    const place = '<div id="here" data-clinic="riverside" data-phone="+12125550142"></div>';
    const glued = '<script src="/all.js"></script>';
    const corner = '<div data-clinic="harbour" data-mode="bubble"></div>';
    const next = where === 'head' ? { head: glued, body: place + corner } : { body: place + glued + corner };
    const page = await visit(t, { ...next, script }, 2);
    assert.deepEqual(await elements(page), ['clinic=riverside in here', 'clinic=harbour mode=bubble behind end']);
    await new Visitor(page).seeQuestion('goal');
  });
}

test('glued and there as a tag too, it is still one', async t => {
  const page = await visit(t, {
    head: '<script src="/all.js"></script>',
    body: tag('id="tag"'),
    script: await concatenated(),
  });
  assert.deepEqual(await elements(page), ['clinic=riverside behind tag']);
});

const STUB = '<script>window.Unknot=window.Unknot||function(){(Unknot.q=Unknot.q||[]).push(arguments)}</script>';

test('what was said before it came is done in order, to whom it was said', async t => {
  const said = `<script>
    Unknot('configure', { theme: 'dark' });
    Unknot('open', 'harbour');
    Unknot('close', 'harbour');
    Unknot('configure', { placement: 'start' }, 'harbour');
    Unknot('open', 'harbour');
  </script>`;
  const harbour = tag('async data-mode="bubble"').replace('riverside', 'harbour');
  const page = await visit(t, { head: STUB + said + harbour, body: tag('id="tag" async data-mode="bubble"') }, 2);
  await page.waitForFunction(() => document.querySelector('[clinic=harbour][open]') !== null);
  const placed = await page.locator('body > [clinic=harbour]').getAttribute('placement');
  assert.equal(placed, 'start');
  assert.equal(await page.locator('body > [clinic=riverside][open]').count(), 0);
  assert.equal(await page.locator('body > [theme=dark]').count(), 1);
});

test('later it is done at once: by name or by method, and rather by what can be opened', async t => {
  const page = await visit(t, { body: `${tag('')}${tag('data-mode="bubble"')}` }, 2);
  const isOpen = () => page.locator('body > [mode=bubble][open]').count();
  const say = (text: string) => page.evaluate(`Unknot${text}`);
  await say("('open')");
  assert.equal(await isOpen(), 1);
  await say('.close()');
  assert.equal(await isOpen(), 0);
  await say(".toggle('riverside')");
  assert.equal(await isOpen(), 1);
  const complaint = page.waitForEvent('console');
  await say("('opne')");
  assert.match((await complaint).text(), /no such command: opne/);
});

test('a strict policy and trusted types: nothing is violated', async t => {
  const { url } = stage.server;
  const policy = [
    "default-src 'none'",
    `script-src ${url}`,
    `connect-src ${url}`,
    `img-src ${url} data:`,
    "style-src 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');
  const page = await visit(t, { body: tag(''), policy });
  await new Visitor(page).seeQuestion('goal');
  assert.deepEqual(await violations(page), []);
});

test('a policy by nonce alone: its own is enough', async t => {
  const policy = `default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'; connect-src ${stage.server.url}; img-src data:`;
  const page = await visit(t, { body: tag('nonce="abc"'), policy });
  await new Visitor(page).seeQuestion('goal');
  assert.deepEqual(await violations(page), []);
});

test('a page of 2009 that has its own idea of arrays, functions and elements', async t => {
  const page = await visit(t, {
    head: `<script>${OLD_LIBRARY}</script>${STUB}`,
    body: tag('id="tag" data-phone="+12125550142"'),
  });
  assert.deepEqual(await elements(page), ['clinic=riverside behind tag']);
  await new Visitor(page).seeQuestion('goal');
});

/** What prototype.js and its like did to every page they were on. */
const OLD_LIBRARY = `
  Array.from = function (list) { var out = []; for (var i = 0; list && i < list.length; i++) out.push(list[i]); return out; };
  Array.prototype.each = function (act) { for (var i = 0; i < this.length; i++) act(this[i], i); return this; };
  Array.prototype.find = Array.prototype.detect = function (test) { var found; this.each(function (x, i) { if (found === undefined && test(x, i)) found = x; }); return found; };
  Array.prototype.toJSON = function () { return '[' + this.join(', ') + ']'; };
  Array.prototype.remove = Array.prototype.clear = function () { this.length = 0; return this; };
  Function.prototype.bind = function (self) { var act = this, first = Array.from(arguments).slice(1); return function () { return act.apply(self, first.concat(Array.from(arguments))); }; };
  Function.prototype.defer = Function.prototype.delay = function () { return setTimeout(this, 10); };
  Element.prototype.toggle = Element.prototype.show = Element.prototype.hide = function () { return this; };
  Object.extend = function (to, from) { for (var name in from) to[name] = from[name]; return to; };
  document.viewport = {};`;

/** What the desk offers to paste for the first question to stand in the page itself. */
function pasted(): string {
  const first = firstQuestion(fileURLToPath(new URL('../../dist/widget', import.meta.url)));
  assert.ok(first, 'the build has no first question');
  return firstSnippet({ id: 'riverside', phone: '+12125550142' }, own(), first);
}

/** Opens the site with that in it, with the widget's script on its way for as long as the test likes. */
async function arrive(t: TestContext, policy?: string) {
  shown = { body: pasted(), ...(policy !== undefined && { policy }) };
  const page = await stage.page(t);
  const asked = Promise.withResolvers<Route>();
  await page.route('**/v1/unknot.js', route => asked.resolve(route));
  await page.goto(site, { waitUntil: 'commit' });
  return { page, entry: await asked.promise, call: page.getByRole('link', { name: 'Call us' }).first() };
}

test('the first question pasted into a page is there before the script, and goes on with it', async t => {
  const { page, entry, call } = await arrive(t);
  const I = new Visitor(page);
  assert.equal(await call.isVisible(), false);
  await I.answer('goal', 'pain');
  await entry.continue();
  await I.seeQuestion('now');
});

test('where the page lets in no script but the widget’s, there is nothing to tap until that has come', async t => {
  const { url } = stage.server;
  const policy = `default-src 'none'; script-src ${url}; connect-src ${url}; img-src ${url} data:; style-src 'unsafe-inline'`;
  const { page, entry } = await arrive(t, policy);
  const I = new Visitor(page);
  await I.question('goal').waitFor();
  assert.equal(await I.choice('goal', 'pain').isVisible(), false);
  await entry.continue();
  await I.answer('goal', 'pain');
  await I.seeQuestion('now');
});

test('where the page lets in no styles, the way to the clinic is there instead, until the script has come', async t => {
  const { url } = stage.server;
  const policy = `default-src 'none'; script-src ${url}; connect-src ${url}; img-src ${url} data:`;
  const { page, entry, call } = await arrive(t, policy);
  const I = new Visitor(page);
  await call.waitFor();
  assert.equal(await I.choice('goal', 'relax').isVisible(), false);
  await entry.continue();
  await I.seeQuestion('goal');
});

test('it is at most 1,000 bytes, in words that old tools can read', async () => {
  const answer = await fetch(`${stage.server.url}/v1/embed.js`, { headers: { 'accept-encoding': 'br' } });
  const text = await answer.text();
  assert.ok(text.includes(`"${stage.server.url}"`), 'its home is not in it');
  assert.doesNotMatch(text, /`/);
  const { length } = brotliCompressSync(text);
  assert.ok(length <= 1_000, `${length} bytes`);
});

test('a server that cannot be reached: the way to the clinic is on the page, and nothing is in its way', async t => {
  shown = { body: `${tag('data-phone="+12125550142"')}${tag('data-mode="bubble" data-phone="+12125550142"')}` };
  const page = await stage.page(t);
  await page.route('**/v1/unknot.js', route => route.abort());
  const complaint = page.waitForEvent('console', message => message.type() === 'error');
  await page.goto(site);
  await complaint;
  await page.waitForFunction(() => {
    const all = [...document.querySelectorAll<HTMLElement>('unknot-intake')];
    return all.length === 2 && all.every(({ style }) => style.display === '');
  });
  const links = page.getByRole('link', { name: 'Call us' });
  assert.equal(await links.count(), 2);
  assert.equal(await links.first().getAttribute('href'), 'tel:+12125550142');
  const { height } = (await page.locator('unknot-intake').first().boundingBox()) ?? { height: 999 };
  assert.ok(height < 60, `the empty place is ${height} px high`);
});
