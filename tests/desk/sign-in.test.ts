import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Hono } from 'hono';
import { createDesk } from '../../server/desk/desk.ts';
import { hashPassword, verifyPassword } from '../../server/desk/password.ts';
import { DESK_ACCOUNT, type TestServer } from '../fixtures/server.ts';
import { cookieOf, FROM_DESK, get, makeServerWithAccount, post, readText, says, signIn } from './desk-client.ts';

const HOUR = 3_600_000;

describe('passwords', () => {
  test('are kept as argon2id with 19 MiB, two passes and a salt of their own', async () => {
    const [one, two] = [await hashPassword('a quiet front room'), await hashPassword('a quiet front room')];
    assert.match(one, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    assert.notEqual(one, two);
    assert.equal(await verifyPassword(one, 'a quiet front room'), true);
    assert.equal(await verifyPassword(one, 'a quiet front roof'), false);
  });

  test('of other costs still verify', async () => {
    // A vector of the reference implementation's own tests.
    const cheap = '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4';
    assert.equal(await verifyPassword(cheap, 'password'), true);
    assert.equal(await verifyPassword(cheap, 'passwort'), false);
  });

  test('a damaged hash is an error, not a wrong password', async () => {
    await assert.rejects(verifyPassword('$2b$10$abc', 'password'), /not an argon2id/);
  });
});

describe('signing in', () => {
  let server: TestServer;
  let now = new Date('2026-11-30T14:00:00Z');
  before(async () => {
    server = await makeServerWithAccount({ clock: () => now });
  });
  after(() => server.close());

  test('opens a session in a cookie that script and other sites cannot reach', async () => {
    const answer = await post(server.app, '/desk/sign-in', DESK_ACCOUNT);
    assert.equal(answer.status, 303);
    assert.equal(answer.headers.get('location'), '/desk');
    assert.match(
      answer.headers.get('set-cookie') ?? '',
      /^unknot_desk=[\w-]{43}; Max-Age=43200; Path=\/desk; HttpOnly; SameSite=Strict$/,
    );
    assert.equal((await get(server.app, '/desk', cookieOf(answer))).status, 200);
  });

  test('is bound to the host on https', async () => {
    const { store, lifecycle } = server;
    const clinics = { all: () => [], get: () => undefined };
    const own = { publicUrl: 'https://unknot.example', frameOrigin: 'https://unknot.example', widgetFolder: '' };
    const world = { store, lifecycle, clinics, clock: () => now, ...own };
    const desk = createDesk({ ...world, sendsMail: false, secureCookies: true, limits: false });
    const app = new Hono().route('/desk', desk);
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      origin: 'https://unknot.example',
      host: 'unknot.example',
    };
    const body = String(new URLSearchParams(DESK_ACCOUNT));
    const answer = await app.request('/desk/sign-in', { method: 'POST', headers, body });
    assert.match(
      answer.headers.get('set-cookie') ?? '',
      /^__Host-unknot_desk=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
    );
  });

  test('forgives capitals and blanks around the e-mail', async () => {
    const answer = await post(server.app, '/desk/sign-in', { ...DESK_ACCOUNT, email: ' Desk@Unknot.example ' });
    assert.equal(answer.status, 303);
  });

  test('gives one answer to a wrong password and to an unknown account', async () => {
    const wrong = await post(server.app, '/desk/sign-in', { ...DESK_ACCOUNT, password: 'guess' });
    const unknown = await post(server.app, '/desk/sign-in', { email: 'desk@unknown.example', password: 'guess' });
    assert.equal(wrong.status, 401);
    assert.equal(unknown.status, 401);
    assert.equal(cookieOf(wrong), '');
    const plain = (page: string, email: string) => page.replaceAll(email, '').replace(/nonce="[^"]*"/, '');
    assert.equal(plain(wrong.text, DESK_ACCOUNT.email), plain(unknown.text, 'desk@unknown.example'));
    says(readText(wrong.text), /This e-mail and password do not fit together\./);
  });

  test('leads back to the page that was asked for, if it is one of the desk', async () => {
    const asked = await get(server.app, '/desk/setup?a=1');
    assert.equal(asked.status, 303);
    assert.equal(asked.headers.get('location'), `/desk/sign-in?to=${encodeURIComponent('/desk/setup?a=1')}`);
    const targets: [string, string][] = [
      ['/desk/setup?a=1', '/desk/setup?a=1'],
      ['https://evil.example/desk/setup', '/desk'],
      ['//evil.example/desk/', '/desk'],
      ['/\\evil.example/desk/', '/desk'],
      ['/desk/../c/riverside', '/desk'],
      ['javascript:alert(1)', '/desk'],
    ];
    for (const [to, location] of targets) {
      const answer = await post(server.app, '/desk/sign-in', { ...DESK_ACCOUNT, to });
      assert.equal(answer.headers.get('location'), location, to);
    }
  });

  test('makes a new session and ends the one the browser had', async () => {
    const first = await signIn(server.app);
    const answer = await post(server.app, '/desk/sign-in', DESK_ACCOUNT, { ...FROM_DESK, cookie: first });
    const second = cookieOf(answer);
    assert.notEqual(second, first);
    assert.equal((await get(server.app, '/desk', first)).status, 303);
    assert.equal((await get(server.app, '/desk', second)).status, 200);
  });

  test('does not take over a session that somebody planted', async () => {
    const planted = 'unknot_desk=planted';
    const answer = await post(server.app, '/desk/sign-in', DESK_ACCOUNT, { ...FROM_DESK, cookie: planted });
    assert.notEqual(cookieOf(answer), planted);
    assert.equal((await get(server.app, '/desk', planted)).status, 303);
  });

  test('lasts twelve hours', async () => {
    const cookie = await signIn(server.app);
    const start = now;
    now = new Date(start.getTime() + 12 * HOUR - 1000);
    assert.equal((await get(server.app, '/desk', cookie)).status, 200);
    now = new Date(start.getTime() + 12 * HOUR + 1000);
    assert.equal((await get(server.app, '/desk', cookie)).status, 303);
  });

  test('signing out ends the session, not only the cookie', async () => {
    const cookie = await signIn(server.app);
    const answer = await post(server.app, '/desk/sign-out', {}, { ...FROM_DESK, cookie });
    assert.equal(answer.headers.get('location'), '/desk/sign-in');
    assert.match(answer.headers.get('set-cookie') ?? '', /^unknot_desk=; Max-Age=0; Path=\/desk/);
    assert.equal((await get(server.app, '/desk', cookie)).status, 303);
  });
});

describe('attempts', () => {
  test('are limited per account, with a plain sentence, also for the right password', async () => {
    let now = new Date('2026-11-30T14:00:00Z');
    const server = await makeServerWithAccount({ limits: true, clock: () => now });
    for (let i = 0; i < 10; i++) {
      assert.equal((await post(server.app, '/desk/sign-in', { ...DESK_ACCOUNT, password: `guess ${i}` })).status, 401);
    }
    const refused = await post(server.app, '/desk/sign-in', DESK_ACCOUNT);
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get('retry-after'), '900');
    says(readText(refused.text), /Too many attempts\. Please wait 15 minutes and try again\./);
    now = new Date(now.getTime() + 901_000);
    assert.equal((await post(server.app, '/desk/sign-in', DESK_ACCOUNT)).status, 303);
    await server.close();
  });

  test('are limited per address, over all accounts', async () => {
    const server = await makeServerWithAccount({ limits: true });
    const statuses: number[] = [];
    for (let i = 0; i < 31; i++) {
      statuses.push((await post(server.app, '/desk/sign-in', { email: `${i}@unknot.example`, password: 'x' })).status);
    }
    assert.deepEqual(statuses, [...Array<number>(30).fill(401), 429]);
    await server.close();
  });
});
