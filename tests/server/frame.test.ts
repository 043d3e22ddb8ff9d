/** The sealed frame's page, and the second address it may come from. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readConfig } from '../../server/config.ts';
import { sealedText } from '../../server/frame-address.ts';
import { bookingBody, consultationPath, putting } from '../fixtures/booking.ts';
import { makeServer, type TestServer } from '../fixtures/server.ts';

const FRAME = 'https://frame.unknot.example';

let server: TestServer;
before(async () => {
  server = await makeServer({ frameOrigin: FRAME, clinics: { harbour: { origins: [] } } });
});
after(() => server.close());

const get = async (path: string) => server.app.request(path);

test('the frame’s page holds the widget, a way out, and nothing else', async () => {
  const page = await (await get('/c/riverside/frame')).text();
  assert.match(page, /<unknot-intake clinic="riverside">/);
  assert.match(page, /href="tel:\+12125550142"/);
  assert.match(page, /<script type="module" src="\/v1\/unknot\.js"><\/script>/);
  assert.match(page, /<script type="module" src="\/v1\/frame\.js"><\/script>/);
  assert.match(page, /background: transparent/);
  assert.doesNotMatch(page, /<h1|<footer|color-scheme|(src|href)="https?:/);
});

test('it is under the policy of the hosted page, and its links leave it', async () => {
  const policyOf = async (path: string) =>
    ((await get(path)).headers.get('content-security-policy') ?? '').replaceAll(/ ?'nonce-[^']+'/g, '');
  assert.equal(await policyOf('/c/riverside/frame'), await policyOf('/c/riverside'));
  assert.match(await policyOf('/c/riverside/frame'), /^default-src 'none'; script-src 'self'; /);
});

for (const path of ['/c/riverside', '/c/riverside/frame']) {
  test(`${path} may stand in frames of the clinic’s sites and of this server`, async () => {
    const policy = (await get(path)).headers.get('content-security-policy') ?? '';
    assert.match(
      policy,
      /frame-ancestors 'self' http:\/\/localhost https:\/\/frame\.unknot\.example https:\/\/riverside-massage\.example$/,
    );
  });
}

test('a clinic that names no website lets none show its frame or book', async () => {
  const policy = (await get('/c/harbour/frame')).headers.get('content-security-policy') ?? '';
  assert.match(policy, /frame-ancestors 'self' http:\/\/localhost https:\/\/frame\.unknot\.example$/);
  const headers = { origin: 'https://harbour-bodywork.example' };
  assert.equal(
    (await server.app.request(consultationPath(undefined, 'harbour'), putting(bookingBody(), headers))).status,
    403,
  );
});

test('there is no frame of a clinic that is not there', async () => {
  assert.equal((await get('/c/nowhere/frame')).status, 404);
});

for (const [origin, status] of [
  [FRAME, 201],
  ['https://other.unknot.example', 403],
] as const) {
  test(`behind a proxy that names itself as host, ${origin} gets ${status}`, async () => {
    const headers = { origin, host: '10.0.0.7:8787' };
    const response = await server.app.request(consultationPath(), putting(bookingBody(), headers));
    assert.equal(response.status, status);
    const challenge = { method: 'POST', headers };
    const asked = await server.app.request('/v1/clinics/riverside/challenges', challenge);
    assert.equal(asked.status, status === 201 ? 200 : 403);
  });
}

test('without a second address frames come from the first', () => {
  assert.equal(readConfig({ PUBLIC_URL: 'https://unknot.example/' }).frameOrigin, 'https://unknot.example');
  assert.equal(readConfig({}).frameOrigin, 'http://127.0.0.1:8787');
  const two = readConfig({ PUBLIC_URL: 'https://unknot.example', PUBLIC_FRAME_ORIGIN: `${FRAME}/` });
  assert.equal(two.frameOrigin, FRAME);
});

test('the start says what sealed is worth', () => {
  const publicUrl = 'https://unknot.example';
  assert.match(sealedText({ publicUrl, frameOrigin: FRAME }), /also on a website at https:\/\/unknot\.example$/);
  assert.match(
    sealedText({ publicUrl, frameOrigin: publicUrl }),
    /^on websites of other hosts only\. On a website at https:\/\/unknot\.example itself nothing is gained: set PUBLIC_FRAME_ORIGIN$/,
  );
});
