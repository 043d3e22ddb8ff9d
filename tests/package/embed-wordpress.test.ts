/** The WordPress plugin of `demo/embeds`, run by PHP with stand-ins for WordPress; where there is no PHP, only that is said. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';
import block from '../../demo/embeds/wordpress/unknot/block.json' with { type: 'json' };
import { setStage } from '../journeys/stage.ts';
import { Visitor } from '../journeys/visitor.ts';
import { openWebsite } from './website.ts';

const PLUGIN = fileURLToPath(new URL('../../demo/embeds/wordpress/unknot/', import.meta.url));
const WORDPRESS = fileURLToPath(new URL('wordpress.php', import.meta.url));
const Done = z.object({ html: z.string(), folder: z.optional(z.string()) });
const SERVER = 'https://intake.example';

const hasPhp = spawnSync('php', ['-v']).status === 0;
const skip = hasPhp ? false : 'not run: there is no php here';

const folder = mkdtempSync(join(tmpdir(), 'unknot-wordpress-'));
after(() => rmSync(folder, { recursive: true }));
const website = await openWebsite(() => folder);
const stage = setStage({ clinics: { riverside: { origins: [website.origin] } } });

interface Task {
  /** What the author wrote: names with values, and words that stand alone under numbers. */
  readonly shortcode?: Readonly<Record<string, unknown>>;
  readonly block?: Readonly<Record<string, unknown>>;
  readonly server?: string;
  readonly page?: string;
  readonly options?: { readonly unknot_server?: string };
  readonly can?: readonly string[];
}

function done(task: Task): z.infer<typeof Done> {
  const options = { unknot_server: SERVER };
  const input = JSON.stringify({ plugin: join(PLUGIN, 'unknot.php'), options, ...task });
  const { stdout, stderr } = spawnSync('php', ['-d', 'display_errors=stderr', WORDPRESS], { input, encoding: 'utf8' });
  assert.equal(stderr, '');
  return Done.parse(JSON.parse(stdout));
}

test('its files are PHP', { skip }, () => {
  for (const file of ['unknot.php', 'editor.asset.php']) {
    const { status, stdout } = spawnSync('php', ['-l', join(PLUGIN, file)], { encoding: 'utf8' });
    assert.equal(status, 0, stdout);
  }
});

test('the shortcode prints the one tag', { skip }, () => {
  assert.equal(
    done({ shortcode: { clinic: 'riverside', mode: 'bubble', phone: '+1 (212) 555-0142', 0: 'sealed' } }).html,
    `<script async src="${SERVER}/v1/embed.js" data-clinic="riverside" data-mode="bubble" data-phone="+1 (212) 555-0142" data-sealed="true"></script>`,
  );
});

test('the block prints the same, from the attributes that its file declares', { skip }, () => {
  const defaults = Object.fromEntries(
    Object.entries(block.attributes).map(([name, { default: value }]) => [name, value]),
  );
  const { html, folder: registered } = done({ block: { ...defaults, clinic: 'harbour' } });
  assert.equal(`${registered}/`, PLUGIN);
  assert.equal(
    html,
    `<script async src="${SERVER}/v1/embed.js" data-clinic="harbour" data-mode="inline" data-placement="end" data-theme="auto" data-sealed="true"></script>`,
  );
  assert.equal(/sealed/.test(done({ block: { ...defaults, clinic: 'harbour', sealed: false } }).html), false);
});

test('what is not allowed is left out, and nothing breaks out of its quotes', { skip }, () => {
  const evil = '"><script>alert(1)</script>';
  const names = ['mode', 'placement', 'theme', 'lang', 'phone', 'sealed', 'greet', 'onload'];
  const { html } = done({ shortcode: { clinic: 'riverside', ...Object.fromEntries(names.map(name => [name, evil])) } });
  assert.equal(html, `<script async src="${SERVER}/v1/embed.js" data-clinic="riverside"></script>`);
  assert.equal(done({ shortcode: { clinic: evil } }).html, '');
});

test('without a server or a clinic visitors see nothing, and authors what is missing', { skip }, () => {
  const options = {};
  const shortcode = { clinic: 'riverside' };
  assert.equal(done({ shortcode, options }).html, '');
  assert.match(done({ shortcode, options, can: ['edit_posts'] }).html, /^<p>Unknot: name the server/);
  assert.match(done({ shortcode: {}, can: ['edit_posts'] }).html, /^<p>Unknot: name the server/);
});

const ADDRESSES = [
  ['https://intake.example/', 'https://intake.example'],
  [' https://intake.example:8443/c/riverside?x=1 ', 'https://intake.example:8443'],
  ['http://127.0.0.1:8787', 'http://127.0.0.1:8787'],
  ['http://intake.example', ''],
  ['javascript:alert(1)', ''],
  ['https://user:secret@intake.example', 'https://intake.example'],
  ['intake.example', ''],
] as const;
for (const [typed, kept] of ADDRESSES) {
  test(`the address ${typed} is kept as "${kept}"`, { skip }, () => {
    assert.equal(done({ server: typed }).html, kept);
  });
}

test('the settings page is for who may set, and quotes what it shows', { skip }, () => {
  const options = { unknot_server: '"><script>alert(1)</script>' };
  assert.equal(done({ page: 'unknot', options }).html, '');
  const { html } = done({ page: 'unknot', options, can: ['manage_options'] });
  assert.match(html, /name="unknot_server"/);
  assert.match(html, /&quot;&gt;&lt;script&gt;/);
  assert.doesNotMatch(html, /<script/);
});

test('what the shortcode prints asks the first question', { skip }, async t => {
  const { html } = done({ shortcode: { clinic: 'riverside' }, options: { unknot_server: stage.server.url } });
  writeFileSync(join(folder, 'index.html'), `<!doctype html><html lang="en"><title>Riverside</title><body>${html}`);
  const I = new Visitor(await stage.page(t));
  await I.goTo(`${website.origin}/`);
  await I.answer('goal', 'relax');
  await I.seeQuestion('now');
});
