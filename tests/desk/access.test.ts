/** Who gets at what: every page and action of the desk against nobody, foreign sites and foreign ids. */
import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { NOW } from '../fixtures/server.ts';
import {
  auditOf,
  type Desk,
  FROM_DESK,
  get,
  openDesk,
  post,
  postOffice,
  readText,
  says,
  saysNot,
} from './desk-client.ts';
import { send } from './sample-leads.ts';

let desk: Desk;
let id: string;
/** A mail about the lead that did not get through. */
let message: string;
before(async () => {
  desk = await openDesk({ mailer: postOffice({ kind: 'dead', code: 'smtp_550' }) });
  id = await send(desk.app, { vignette: 'V62', name: 'José Ferreira' });
  await desk.work();
  message = (await dead())[0]?.id ?? '';
});
after(() => desk.close());

const ACTIONS = ['approve', 'decline', 'contacted', 'cancel', 'no-show', 'block', 'unblock', 'erase'];
const pages = () => [
  '/desk',
  '/desk?clinic=riverside',
  '/desk/setup',
  '/desk/undelivered',
  `/desk/leads/riverside/${id}`,
  '/desk/nothing',
];
/** What is changed by a POST and is no page. */
const actions = () => [
  ...ACTIONS.map(action => `/desk/leads/riverside/${id}/${action}`),
  `/desk/undelivered/riverside/${message}`,
  `/desk/undelivered/riverside/${message}/dismiss`,
];
const changes = () => [...actions(), '/desk/undelivered'];
const lead = () => desk.store.lead('riverside', id);
const dead = () => desk.store.deadMessages(['riverside']);

/** That nothing has happened to the lead, its person or its mail. */
async function assertUntouched(): Promise<void> {
  const found = await lead();
  assert.equal(found?.state, 'confirmed');
  assert.equal(found.contactedAt, undefined);
  assert.equal(await desk.store.isBlocked('riverside', found.contact), false);
  assert.equal((await dead()).length, 2);
}

describe('nobody', () => {
  test('is sent to the sign-in page, whatever is asked for', async () => {
    for (const path of pages()) {
      const answer = await get(desk.app, path);
      assert.equal(answer.status, 303, path);
      assert.match(answer.headers.get('location') ?? '', /^\/desk\/sign-in/);
    }
    for (const path of changes()) assert.equal((await post(desk.app, path)).status, 303, path);
    await assertUntouched();
  });
});

describe('somebody who follows a link from another site', () => {
  const from = async (site: string, path: string, cookie = '') => {
    const answer = await desk.app.request(path, { headers: { 'sec-fetch-site': site, cookie } });
    return { status: answer.status, text: await answer.text() };
  };

  test('is asked to come again from the desk itself, to the same address', async () => {
    const path = `/desk/leads/riverside/${id}?q=a%26b`;
    const views = auditOf(desk, id).length;
    const { status, text } = await from('cross-site', path);
    assert.equal(status, 200);
    says(text, new RegExp(`<meta http-equiv="refresh" content="0;url=${path.replace('?', '\\?')}">`));
    says(text, new RegExp(`<a href="${path.replace('?', '\\?')}">Continue to the desk</a>`));
    saysNot(text, /José|Riverside/);
    assert.equal(auditOf(desk, id).length, views);
  });

  test('is asked once: whoever then comes from the desk signs in or is in', async () => {
    for (const site of ['same-origin', 'same-site', 'none']) {
      assert.equal((await from(site, `/desk/leads/riverside/${id}`)).status, 303, site);
    }
    saysNot((await from('cross-site', '/desk', desk.cookie)).text, /http-equiv/);
  });

  test('can be led nowhere else', async () => {
    const { text } = await from('cross-site', '/desk/%22%3E%3Cscript%3E?"><script>&url=https://evil.example');
    saysNot(text, /<script>|content="0;url=(?!\/desk\/)/);
  });
});

describe('a change', () => {
  const refused: [string, Record<string, string>][] = [
    ['from nowhere', {}],
    ['from another site', { origin: 'https://evil.example' }],
    ['from a page without an origin', { origin: 'null' }],
    ['from another port', { origin: 'http://localhost:8080' }],
    ['from https to http', { origin: 'https://localhost' }],
    ['that the browser calls cross-site', { ...FROM_DESK, 'sec-fetch-site': 'cross-site' }],
    ['that the browser calls same-site', { ...FROM_DESK, 'sec-fetch-site': 'same-site' }],
    ['that nobody started', { ...FROM_DESK, 'sec-fetch-site': 'none' }],
  ];
  for (const [name, headers] of refused) {
    test(`${name} is refused`, async () => {
      const paths = [...changes(), '/desk/sign-in', '/desk/sign-out'];
      for (const path of paths) {
        const answer = await post(desk.app, path, {}, { ...headers, cookie: desk.cookie });
        assert.equal(answer.status, 403, path);
        says(readText(answer.text), /nothing was changed/);
      }
      await assertUntouched();
      assert.equal((await desk.open('/desk')).status, 200);
    });
  }

  test('from the desk is let through by either header', async () => {
    for (const headers of [FROM_DESK, { 'sec-fetch-site': 'same-origin' }]) {
      const answer = await post(desk.app, '/desk/leads/riverside/none/cancel', {}, { ...headers, cookie: desk.cookie });
      assert.equal(answer.status, 404);
    }
  });

  test('is never made by a GET', async () => {
    for (const path of actions()) assert.notEqual((await desk.open(path)).status, 200, path);
    for (const path of pages()) await desk.open(path);
    await assertUntouched();
  });

  test('is not read beyond 16 kB', async () => {
    const answer = await post(desk.app, '/desk/sign-in', { email: 'x'.repeat(20_000) });
    assert.equal(answer.status, 413);
  });
});

describe('ids that are not there', () => {
  test('answer 404, all with the same page', async () => {
    const foreign = [
      '/desk/leads/riverside/00000000-0000-4000-8000-000000000000',
      `/desk/leads/harbour/${id}`,
      `/desk/leads/elsewhere/${id}`,
      `/desk/leads/__proto__/${id}`,
      `/desk/leads/constructor/${id}`,
      '/desk/leads/riverside/constructor',
      `/desk/leads/riverside/${id}?clinic=elsewhere`,
      `/desk/leads/riverside/${id}?before=junk`,
      '/desk?clinic=elsewhere',
      '/desk?clinic=__proto__',
      '/desk?before=junk',
      '/desk?before=2026-99-99T00:00:00Z~x',
      '/desk/leads',
      '/desk/leads/riverside',
      '/desk/undelivered/riverside',
      `/desk/undelivered/riverside/${message}/more`,
      '/desk/nothing',
    ];
    const plain = (text: string) => text.replace(/nonce="[^"]*"/, '');
    const first = plain((await desk.open('/desk/nothing')).text);
    for (const path of foreign) {
      const answer = await desk.open(path);
      assert.equal(answer.status, 404, path);
      assert.equal(plain(answer.text), first, path);
    }
  });

  test('cannot be acted on', async () => {
    const paths = [
      ...ACTIONS.flatMap(action => [
        `/desk/leads/riverside/00000000-0000-4000-8000-000000000000/${action}`,
        `/desk/leads/harbour/${id}/${action}`,
        `/desk/leads/elsewhere/${id}/${action}`,
        `/desk/leads/riverside/${id}/${action}?clinic=elsewhere`,
      ]),
      `/desk/leads/riverside/${id}/delete`,
      `/desk/leads/riverside/${id}/constructor`,
      '/desk/undelivered/riverside/00000000-0000-4000-8000-000000000000',
      `/desk/undelivered/harbour/${message}`,
      `/desk/undelivered/elsewhere/${message}`,
      `/desk/undelivered/__proto__/${message}`,
      `/desk/undelivered/riverside/${id}`,
    ];
    for (const path of paths) assert.equal((await desk.send(path)).status, 404, path);
    await assertUntouched();
  });
});

describe('every page', () => {
  test('forbids what is not the desk’s own, and is kept by no cache', async () => {
    const cases = [...pages(), '/desk/sign-in'];
    for (const path of cases) {
      const { headers, text } = await (path === '/desk/sign-in' ? get(desk.app, path) : desk.open(path));
      const policy = headers.get('content-security-policy') ?? '';
      const nonce = /script-src 'nonce-([^']+)'/.exec(policy)?.[1];
      assert.ok(nonce !== undefined && text.includes(`nonce="${nonce}"`), path);
      for (const part of ["default-src 'none'", "form-action 'self'", "frame-ancestors 'none'", "base-uri 'none'"]) {
        assert.ok(policy.includes(part), `${path}: ${part}`);
      }
      assert.doesNotMatch(policy, /unsafe|\*|https?:/);
      assert.equal(headers.get('cache-control'), 'no-store', path);
      assert.equal(headers.get('referrer-policy'), 'same-origin');
      assert.equal(headers.get('x-frame-options'), 'DENY');
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      saysNot(text, /<[^>]+\s(on\w+|style)=|<style|<script(?![^>]*\ssrc=)/i, path);
    }
  });

  test('has a new nonce each time', async () => {
    const nonces = [await desk.open('/desk'), await desk.open('/desk')].map(({ headers }) =>
      headers.get('content-security-policy'),
    );
    assert.notEqual(nonces[0], nonces[1]);
  });

  test('finds its two files, which may be kept', async () => {
    const { text } = await get(desk.app, '/desk/sign-in');
    const files = [...text.matchAll(/(?:href|src)="(\/desk\/assets\/[^"]+)"/g)].map(([, path]) => path ?? '');
    assert.equal(files.length, 2);
    for (const path of files) {
      const answer = await get(desk.app, path);
      assert.equal(answer.status, 200);
      assert.match(answer.headers.get('content-type') ?? '', /^text\/(css|javascript); charset=utf-8$/);
      assert.match(answer.headers.get('cache-control') ?? '', /immutable/);
    }
  });

  test('says so when the store is gone, without a word about why', async () => {
    const broken = await openDesk({ clock: () => NOW });
    await broken.store.close();
    const answer = await broken.open('/desk');
    assert.ok(answer.status >= 500);
    says(readText(answer.text), /That did not work/);
    saysNot(answer.text, /Error|sqlite|at .*\.ts/i);
    rmSync(broken.folder, { recursive: true });
  });
});
