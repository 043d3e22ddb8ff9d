/** What anybody may read: clinic, free times, calendar file, pages, the widget's files, health. */
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { brotliDecompressSync } from 'node:zlib';
import { Clinic, Problem, SlotList } from '#triage/consultation.ts';
import { createApp, type Needs } from '../../server/app.ts';
import { createLifecycle } from '../../server/booking/lifecycle.ts';
import { openClinicFolder } from '../../server/clinic-folder.ts';
import type { LogEntry } from '../../server/log.ts';
import { createProofOfWork } from '../../server/proof-of-work.ts';
import { StorageError } from '../../server/store/storage-error.ts';
import { makeServer, NOW, type TestServer } from '../fixtures/server.ts';

const widgetFolder = mkdtempSync(join(tmpdir(), 'unknot-widget-'));
mkdirSync(join(widgetFolder, 'assets'));
writeFileSync(join(widgetFolder, 'unknot.js'), 'the entry');
writeFileSync(join(widgetFolder, 'unknot.js.br'), 'the entry, small');
writeFileSync(join(widgetFolder, 'frame.js'), 'the frame');
writeFileSync(join(widgetFolder, 'embed.js'), "import('https://home.unknot.invalid' + '/v1/unknot.js')");
writeFileSync(join(widgetFolder, 'first-question.html'), '<style>.a{}</style><p>Why?</p><slot></slot>');
writeFileSync(join(widgetFolder, 'early-tap.js'), 'keep();');
writeFileSync(
  join(widgetFolder, 'manifest.json'),
  JSON.stringify({
    'widget/define.ts': { file: 'unknot.js' },
    'widget/intake.view.ts': { file: 'assets/engine-abc.js', imports: ['_shared.js', 'widget/define.ts'] },
    '_shared.js': { file: 'assets/shared-abc.js' },
    'widget/modes/outer.view.ts': { file: 'assets/outer-abc.js' },
  }),
);
writeFileSync(join(widgetFolder, 'assets/triage-abc.js'), 'a chunk');
writeFileSync(
  join(widgetFolder, 'triage-manifest.json'),
  '{"widget/triage/triage.ts":{"file":"assets/triage-abc.js"}}',
);
writeFileSync(join(widgetFolder, 'secret.txt'), 'not for anybody');

let server: TestServer;
before(async () => {
  server = await makeServer({ widgetFolder });
});
after(async () => {
  await server.close();
  rmSync(widgetFolder, { recursive: true });
});

const get = async (path: string, headers: Readonly<Record<string, string>> = {}) =>
  server.app.request(path, { headers });

test('a clinic says what the widget needs, and nothing of its therapists or sites', async () => {
  const response = await get('/v1/clinics/riverside');
  assert.equal(response.headers.get('cache-control'), 'public, max-age=60');
  const text = await response.text();
  const clinic = Clinic.parse(JSON.parse(text));
  assert.deepEqual(clinic.phone, { tel: '+12125550142', shown: '(212) 555-0142' });
  assert.match(clinic.ruleset.hash, /^[0-9a-f]{16}$/);
  assert.equal(clinic.ruleset.module, '/v1/assets/triage-abc.js');
  assert.ok(!/Whitfield|marcus|origins|hours|hello@/.test(text));
});

test('a clinic in another region', async () => {
  const clinic = Clinic.parse(await (await get('/v1/clinics/harbour')).json());
  assert.deepEqual(
    clinic.services.map(({ type }) => type),
    ['RELAXATION', 'THERAPEUTIC'],
  );
  assert.deepEqual([clinic.region, clinic.phone.shown], ['UK', '020 7946 0142']);
  assert.equal(clinic.consultation.where, '4 Quay Lane, London SE1 0XX');
});

test('an unchanged clinic is not sent again', async () => {
  const etag = (await get('/v1/clinics/riverside')).headers.get('etag') ?? '';
  const again = await get('/v1/clinics/riverside', { 'if-none-match': etag });
  assert.equal(again.status, 304);
  assert.equal(again.headers.get('access-control-allow-origin'), '*');
  assert.equal(again.headers.get('cache-control'), 'public, max-age=60');
});

test('free times: two weeks from today unless asked otherwise', async () => {
  const response = await get('/v1/clinics/riverside/slots');
  assert.equal(response.headers.get('cache-control'), 'public, max-age=10');
  const { timeZone, days } = SlotList.parse(await response.json());
  assert.equal(timeZone, 'America/New_York');
  assert.equal(days[0]?.date, '2026-11-30');
  assert.equal(days.at(-1)?.date, '2026-12-12');
  // 14:00 UTC is 9:00 in New York, and four hours are the notice.
  assert.equal(days[0]?.slots[0]?.local, '2026-11-30T13:00');
  // Sundays have no slots and are left out.
  assert.ok(!days.some(({ date }) => date === '2026-12-06'));
  const [first] = SlotList.parse(await (await get('/v1/clinics/riverside/slots?from=2026-12-01&days=1')).json()).days;
  assert.deepEqual(first?.slots[0], {
    start: '2026-12-01T14:00:00Z',
    end: '2026-12-01T14:20:00Z',
    local: '2026-12-01T09:00',
    for: [['oncology', 'postnatal', 'prenatal']],
  });
});

for (const query of [
  'from=tomorrow',
  'from=2026-02-30',
  'from=2026-1-1',
  'days=0',
  'days=32',
  'days=2.5',
  'days=x',
  'days=',
  'from=',
]) {
  test(`free times refuse ?${query}`, async () => {
    const response = await get(`/v1/clinics/riverside/slots?${query}`);
    assert.equal(response.status, 400);
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.equal(Problem.parse(await response.json()).code, 'bad_query');
  });
}

test('free times of a far date are none', async () => {
  for (const from of ['2030-01-01', '1999-01-01', '9999-12-31']) {
    const response = await get(`/v1/clinics/riverside/slots?from=${from}&days=31`);
    assert.deepEqual(SlotList.parse(await response.json()).days, [], from);
  }
});

const ICS = '/v1/clinics/riverside/calendar.ics?id=6B1F6A0E-1111-4222-8333-444455556666&start=2026-12-01T15:00:00Z';

test('a talk as a calendar file, without a word about health', async () => {
  const response = await get(ICS);
  assert.equal(response.headers.get('content-type'), 'text/calendar; charset=utf-8');
  assert.match(response.headers.get('content-disposition') ?? '', /attachment/);
  const text = await response.text();
  assert.match(text, /\r\nUID:6b1f6a0e-1111-4222-8333-444455556666@localhost\r\n/);
  assert.match(text, /\r\nDTSTART:20261201T150000Z\r\nDTEND:20261201T152000Z\r\n/);
  assert.match(text, /\r\nSUMMARY:Free talk with Riverside Massage\r\n/);
  assert.ok(!/medical|therap|relax|pain|health/i.test(text));
});

for (const query of [
  '',
  '?id=1&start=2026-12-01T15:00:00Z',
  ICS.replace(/.*\?/, '?').replace(/&.*/, ''),
  '?start=2026-12-01T15:00:00Z',
  `${ICS.replace(/.*\?/, '?')}.5`,
]) {
  test(`a calendar file refuses "${query}"`, async () => {
    assert.equal((await get(`/v1/clinics/riverside/calendar.ics${query}`)).status, 400);
  });
}

test('the hosted page: the widget, a way out, and a strict policy', async () => {
  const response = await get('/c/riverside');
  assert.equal(response.headers.get('cache-control'), 'no-store');
  assert.equal(response.headers.get('set-cookie'), null);
  assert.equal(response.headers.get('x-frame-options'), null);
  const policy = response.headers.get('content-security-policy') ?? '';
  for (const part of ["default-src 'none'", "connect-src 'self'", "base-uri 'none'", "form-action 'none'"]) {
    assert.ok(policy.includes(`${part};`), part);
  }
  assert.match(policy, /frame-ancestors 'self' http:\/\/localhost https:\/\/riverside-massage\.example$/);
  const page = await response.text();
  assert.match(page, /<unknot-intake clinic="riverside">/);
  assert.match(page, /<script type="module" src="\/v1\/unknot\.js"><\/script>/);
  assert.match(page, /<noscript>/);
  assert.match(page, /href="tel:\+12125550142"/);
  assert.doesNotMatch(page, /(src|href)="https?:/);
  const nonce = /style-src 'nonce-([^']+)'/.exec(policy)?.[1];
  assert.ok(page.includes(`<style nonce="${nonce}">`));
  assert.ok(policy.includes(`script-src 'self' 'nonce-${nonce}';`));
  assert.match((await get('/c/riverside/privacy')).headers.get('content-security-policy') ?? '', /script-src 'self';/);
  assert.notEqual((await get('/c/riverside')).headers.get('content-security-policy'), policy);
});

test('the hosted page holds the first question, and asks for what the visit needs at once', async () => {
  const response = await get('/c/riverside');
  const nonce = /style-src 'nonce-([^']+)'/.exec(response.headers.get('content-security-policy') ?? '')?.[1];
  const page = await response.text();
  const template = `<template shadowrootmode="open"><style nonce="${nonce}">.a{}</style><p>Why?</p><slot></slot></template>`;
  assert.ok(page.includes(template));
  assert.ok(page.includes(`<script nonce="${nonce}">keep();</script>`));
  const preloaded = [...page.matchAll(/<link rel="modulepreload" href="([^"]+)">/g)].map(([, path]) => path);
  assert.deepEqual(preloaded, ['/v1/assets/engine-abc.js', '/v1/assets/shared-abc.js', '/v1/unknot.js']);
});

test('the hosted page is small for whoever can read it so', async () => {
  const small = await get('/c/riverside', { 'accept-encoding': 'gzip, deflate, br' });
  assert.equal(small.headers.get('content-encoding'), 'br');
  assert.match(small.headers.get('content-type') ?? '', /^text\/html/);
  const bytes = Buffer.from(await small.arrayBuffer());
  const page = brotliDecompressSync(bytes).toString();
  assert.match(page, /<\/html>\n$/);
  assert.ok(bytes.length < page.length / 2);
  const plain = await get('/c/riverside');
  assert.deepEqual([plain.headers.get('content-encoding'), plain.headers.get('vary')], [null, 'Accept-Encoding']);
});

test('where nothing is built, the pages stand without the first question', async () => {
  const bare = await makeServer({ widgetFolder: join(widgetFolder, 'none') });
  const page = await (await bare.app.request('/c/riverside')).text();
  assert.match(page, /<unknot-intake clinic="riverside">/);
  assert.doesNotMatch(page, /<template|modulepreload|<script nonce/);
  assert.equal((await bare.app.request('/v1/embed.js')).status, 404);
  await bare.close();
});

test('the one tag’s script knows its home, small or not', async () => {
  const plain = await get('/v1/embed.js');
  assert.equal(await plain.text(), "import('http://localhost' + '/v1/unknot.js')");
  const small = await get('/v1/embed.js', { 'accept-encoding': 'gzip, br' });
  assert.equal(small.headers.get('content-encoding'), 'br');
  const text = brotliDecompressSync(Buffer.from(await small.arrayBuffer())).toString();
  assert.equal(text, "import('http://localhost' + '/v1/unknot.js')");
  assert.notEqual(small.headers.get('etag'), plain.headers.get('etag'));
  for (const response of [plain, small]) {
    assert.match(response.headers.get('content-type') ?? '', /^text\/javascript/);
    assert.equal(response.headers.get('cache-control'), 'public, max-age=300');
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
    assert.equal(response.headers.get('cross-origin-resource-policy'), 'cross-origin');
    assert.equal(response.headers.get('vary'), 'Accept-Encoding');
    const again = await get('/v1/embed.js', {
      'accept-encoding': response.headers.get('content-encoding') ?? '',
      'if-none-match': response.headers.get('etag') ?? '',
    });
    assert.equal(again.status, 304);
  }
  const refused = await get('/v1/embed.js', { 'accept-encoding': 'br;q=0, gzip' });
  assert.equal(refused.headers.get('content-encoding'), null);
});

test('the one tag’s script comes from where frames do', async () => {
  const two = await makeServer({ widgetFolder, frameOrigin: 'https://frame.example' });
  assert.match(await (await two.app.request('/v1/embed.js')).text(), /https:\/\/frame\.example/);
  await two.close();
});

test('the privacy notice says what is kept, how long, and whom to ask', async () => {
  const response = await get('/c/harbour/privacy');
  assert.match(response.headers.get('content-security-policy') ?? '', /frame-ancestors 'none'/);
  const page = await response.text();
  for (const part of ['90 days', '12 months', 'hello@harbour-bodywork.example', '020 7946 0142', '2026-10'])
    assert.ok(page.includes(part));
});

test('what a clinic’s file says is text on its pages, never markup', async () => {
  const odd = await makeServer({
    clinics: { riverside: { name: '<img src=x onerror=alert(1)>', address: '"><script>' } },
  });
  for (const path of ['/c/riverside', '/c/riverside/privacy']) {
    const page = await (await odd.app.request(path)).text();
    assert.ok(!page.includes('<img') && !page.includes('"><script>'));
  }
  await odd.close();
});

test('an unknown clinic has no page', async () => {
  const response = await get('/c/nowhere');
  assert.equal(response.status, 404);
  assert.match(response.headers.get('content-type') ?? '', /text\/html/);
  assert.equal((await get('/v1/clinics/nowhere')).status, 404);
});

test('the widget’s entry is short-lived, its chunks are forever', async () => {
  const entry = await get('/v1/unknot.js');
  assert.equal(await entry.text(), 'the entry');
  assert.match(entry.headers.get('content-type') ?? '', /^text\/javascript/);
  const chunk = await get('/v1/assets/triage-abc.js');
  assert.equal(await chunk.text(), 'a chunk');
  assert.equal(entry.headers.get('cache-control'), 'public, max-age=300');
  assert.equal(chunk.headers.get('cache-control'), 'public, max-age=31536000, immutable');
  for (const response of [entry, chunk]) {
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
    assert.equal(response.headers.get('cross-origin-resource-policy'), 'cross-origin');
    assert.equal(response.headers.get('vary'), 'Accept-Encoding');
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
  }
});

test('a compressed file is served where it is there and wanted', async () => {
  const small = await get('/v1/unknot.js', { 'accept-encoding': 'gzip, br' });
  assert.equal(small.headers.get('content-encoding'), 'br');
  assert.match(small.headers.get('content-type') ?? '', /^text\/javascript/);
  assert.equal(await small.text(), 'the entry, small');
  assert.equal(
    (await get('/v1/assets/triage-abc.js', { 'accept-encoding': 'br' })).headers.get('content-encoding'),
    null,
  );
  const plain = await get('/v1/unknot.js');
  assert.notEqual(small.headers.get('etag'), plain.headers.get('etag'));
  const again = await get('/v1/unknot.js', { 'if-none-match': plain.headers.get('etag') ?? '' });
  assert.equal(again.status, 304);
  assert.equal(again.headers.get('access-control-allow-origin'), '*');
});

for (const path of [
  '/v1/assets/none.js',
  '/v1/assets/../secret.txt',
  '/v1/assets/..%2fsecret.txt',
  '/v1/assets/%2e%2e/secret.txt',
  '/v1/secret.txt',
  '/v1/manifest.json',
  '/v1/assets/',
]) {
  test(`${path} is not there, and not for long`, async () => {
    const response = await get(path);
    assert.equal(response.status, 404);
    assert.equal(response.headers.get('cache-control'), 'no-store');
  });
}

test('the demo’s site is at the root', async () => {
  const response = await get('/');
  assert.equal(response.status, 200);
  assert.match(await response.text(), /unknot-intake/);
  assert.match(response.headers.get('content-security-policy') ?? '', /^default-src 'self'/);
});

test('health: the process turns, the database answers, and a stopping one wants nobody', async () => {
  assert.equal((await get('/livez')).status, 200);
  assert.equal((await get('/readyz')).status, 200);
  const stopping = await makeServer({ isStopping: () => true });
  assert.equal((await stopping.app.request('/readyz')).status, 503);
  assert.equal((await stopping.app.request('/livez')).status, 200);
  await stopping.close();
});

/** An app whose store fails in one way at everything it is asked. */
function brokenApp(error: Error) {
  const log: LogEntry[] = [];
  const store: Needs['store'] = new Proxy(server.store, { get: () => () => Promise.reject(error) });
  const needs: Needs = {
    clinics: openClinicFolder(join(server.folder, 'clinics'), () => {}),
    store,
    clock: () => NOW,
    log: entry => log.push(entry),
    manageToken: () => '',
    proofOfWork: createProofOfWork(Buffer.alloc(32), () => NOW),
    lifecycle: createLifecycle({ store, clock: () => NOW, erase: store.erase }),
    sendsMail: false,
    publicUrl: 'http://localhost',
    frameOrigin: 'http://localhost',
    limits: false,
    trustProxy: 0,
    widgetFolder,
    isStopping: () => false,
  };
  return { app: createApp(needs), log };
}

const troubles: readonly (readonly [error: Error, status: number, code: string])[] = [
  [new StorageError('full', 'Quokka'), 503, 'storage_full'],
  [new StorageError('unavailable', 'Quokka'), 503, 'storage_unavailable'],
  [new TypeError('Quokka at quokka@mail.example'), 500, 'internal'],
];
for (const [error, status, code] of troubles) {
  test(`${error.name} ${code}: said by code, logged without its message`, async () => {
    const { app, log } = brokenApp(error);
    const response = await app.request('/v1/clinics/riverside/slots');
    assert.equal(response.status, status);
    const text = await response.text();
    assert.equal(Problem.parse(JSON.parse(text)).code, code);
    assert.equal(response.headers.get('retry-after'), status === 503 ? '2' : null);
    assert.deepEqual(
      log.map(({ event }) => event),
      ['error', 'request'],
    );
    assert.ok(!/quokka/i.test(text + JSON.stringify(log)));
    assert.equal((await app.request('/readyz')).status, 503);
  });
}

test('no public page sets a cookie', async () => {
  for (const path of [
    '/',
    '/c/riverside',
    '/c/riverside/frame',
    '/c/riverside/privacy',
    '/v1/unknot.js',
    '/v1/frame.js',
    '/v1/embed.js',
    '/v1/clinics/riverside',
    '/v1/clinics/riverside/slots',
    '/livez',
  ]) {
    assert.equal((await get(path)).headers.get('set-cookie'), null, path);
  }
});
