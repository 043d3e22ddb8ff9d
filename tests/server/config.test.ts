/** The environment: defaults, and one line a mistake. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ConfigError, readConfig } from '../../server/config.ts';

test('without anything set the demo runs on this machine', () => {
  const config = readConfig({});
  assert.deepEqual([config.host, config.port, config.publicUrl], ['127.0.0.1', 8787, 'http://127.0.0.1:8787']);
  assert.deepEqual([config.isDemo, config.limits, config.trustProxy], [true, true, 0]);
  assert.match(config.dataDir, /\/data$/);
  assert.match(config.clinicsDir, /\/demo\/clinics$/);
  assert.deepEqual(readConfig({ PORT: '', LIMITS: '' }), config);
});

test('everything may be set', () => {
  const config = readConfig({
    PORT: '80',
    HOST: '0.0.0.0',
    PUBLIC_URL: 'https://unknot.example/',
    PUBLIC_FRAME_ORIGIN: 'https://Frame.unknot.example/',
    DATA_DIR: '/srv/data',
    CLINICS_DIR: '/srv/clinics',
    MASTER_KEY_FILE: '/run/key',
    TRUST_PROXY: '2',
    DESK_EMAIL: 'a@b.example',
    DESK_PASSWORD: 'a long password',
  });
  assert.deepEqual(config, {
    host: '0.0.0.0',
    port: 80,
    publicUrl: 'https://unknot.example',
    frameOrigin: 'https://frame.unknot.example',
    dataDir: '/srv/data',
    clinicsDir: '/srv/clinics',
    isDemo: false,
    masterKeyFile: '/run/key',
    trustProxy: 2,
    limits: true,
    desk: { email: 'a@b.example', password: 'a long password' },
  });
});

const addresses: readonly (readonly [host: string, url: string])[] = [
  ['0.0.0.0', 'http://localhost:8787'],
  ['::', 'http://localhost:8787'],
  ['::1', 'http://[::1]:8787'],
  ['192.0.2.7', 'http://192.0.2.7:8787'],
];
for (const [host, url] of addresses) {
  test(`on ${host} the address is ${url}`, () => assert.equal(readConfig({ HOST: host }).publicUrl, url));
}

const mistakes: readonly (readonly [env: Record<string, string>, said: RegExp])[] = [
  [{ PORT: 'http' }, /^PORT: must be a whole number from 0 to 65535$/],
  [{ PORT: '70000' }, /^PORT: must be a whole number from 0 to 65535$/],
  [{ PUBLIC_URL: 'unknot.example' }, /^PUBLIC_URL: must be an address such as/],
  [{ PUBLIC_URL: 'https://unknot.example/app' }, /^PUBLIC_URL: /],
  [{ PUBLIC_FRAME_ORIGIN: 'frame.example' }, /^PUBLIC_FRAME_ORIGIN: must be an address such as/],
  [
    { PUBLIC_URL: 'https://unknot.example', PUBLIC_FRAME_ORIGIN: 'http://frame.example' },
    /^PUBLIC_FRAME_ORIGIN: must be https where PUBLIC_URL is/,
  ],
  [{ TRUST_PROXY: 'yes' }, /^TRUST_PROXY: must be a whole number from 0 to 10$/],
  [{ LIMITS: 'no' }, /^LIMITS: must be on or off$/],
  [{ LIMITS: 'off', HOST: '0.0.0.0' }, /^LIMITS: may be off only while HOST is a loopback address$/],
  [{ DESK_EMAIL: 'me' }, /^DESK_EMAIL: must be an e-mail address$/],
  [{ DESK_PASSWORD: 'short' }, /^DESK_PASSWORD: must have 10 characters or more$/],
  [{ PORT: 'x', DESK_EMAIL: 'me' }, /^PORT: .*\nDESK_EMAIL: .*$/],
];
for (const [env, said] of mistakes) {
  test(`${JSON.stringify(env)} is refused`, () => {
    assert.throws(
      () => readConfig(env),
      (error: unknown) => error instanceof ConfigError && said.test(error.message),
    );
  });
}

for (const host of ['127.0.0.1', '127.1.2.3', 'localhost', '::1']) {
  test(`limits may be off on ${host}`, () => assert.equal(readConfig({ LIMITS: 'off', HOST: host }).limits, false));
}
