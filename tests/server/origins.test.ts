/** Which websites may write, and who may read. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { bookingBody, consultationPath, putting } from '../fixtures/booking.ts';
import { makeServer, type TestServer } from '../fixtures/server.ts';

let server: TestServer;
before(async () => {
  server = await makeServer();
});
after(() => server.close());

const SITE = 'https://riverside-massage.example';

const rows: readonly (readonly [origin: string, allowed: boolean])[] = [
  [SITE, true],
  ['http://localhost', true],
  ['https://localhost', true],
  ['http://riverside-massage.example', false],
  ['https://riverside-massage.example:8443', false],
  ['https://evil.riverside-massage.example', false],
  ['https://riverside-massage.example.evil.example', false],
  ['https://harbour-bodywork.example', false],
  ['https://localhost:9', false],
  ['null', false],
  ['', false],
];

for (const [origin, allowed] of rows) {
  test(`PUT from "${origin}" is ${allowed ? 'allowed' : 'refused'}`, async () => {
    const path = consultationPath();
    // Not bookable, so that every row may send the same: what counts is whether it got that far.
    const response = await server.app.request(path, putting(bookingBody({ answers: {} }), { origin }));
    assert.equal(response.status, allowed ? 422 : 403);
    assert.equal(response.headers.get('access-control-allow-origin'), allowed ? origin : null);
    assert.match(response.headers.get('vary') ?? '', /origin/i);
  });

  test(`a preflight from "${origin}" is ${allowed ? 'granted' : 'not granted'}`, async () => {
    const response = await server.app.request(consultationPath(), {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'PUT', 'access-control-request-headers': 'content-type' },
    });
    assert.equal(response.headers.get('access-control-allow-origin'), allowed ? origin : null);
    if (allowed) {
      assert.equal(response.status, 204);
      assert.equal(response.headers.get('access-control-allow-methods'), 'PUT');
      assert.equal(response.headers.get('access-control-allow-headers'), 'Content-Type');
    }
  });
}

test('a foreign site books nothing', async () => {
  const path = consultationPath();
  assert.equal(
    (await server.app.request(path, putting(bookingBody(), { origin: 'https://evil.example' }))).status,
    403,
  );
  assert.deepEqual(await server.store.leads({ clinics: ['riverside'], limit: 10 }), []);
  assert.equal((await server.app.request(path, putting(bookingBody()))).status, 201);
});

test('what is public may be read from everywhere, and refusals of the write by the clinic only', async () => {
  for (const path of ['/v1/clinics/riverside', '/v1/clinics/riverside/slots']) {
    const response = await server.app.request(path, { headers: { origin: 'https://any.example' } });
    assert.equal(response.headers.get('access-control-allow-origin'), '*');
    assert.equal(response.headers.get('access-control-allow-credentials'), null);
  }
  const refused = await server.app.request(consultationPath('42'), putting('{}', { origin: SITE }));
  assert.equal(refused.headers.get('access-control-allow-origin'), SITE);
});
