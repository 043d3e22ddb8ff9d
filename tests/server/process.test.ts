/** The server on a real port, and as a process. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, type TestContext, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startProcess } from '../faults/server-process.ts';
import { bookingBody, consultationPath, FREE_START, putting } from '../fixtures/booking.ts';
import { startServer } from '../fixtures/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'unknot-process-'));
after(() => rmSync(folder, { recursive: true }));

/** Stopped with its test, also when that fails: a server left running would keep the run from ending. */
async function started(t: TestContext) {
  const server = await startServer();
  t.after(() => server.close());
  return server;
}

async function startedProcess(t: TestContext, env: Readonly<Record<string, string>>) {
  const server = await startProcess(env);
  t.after(() => server.end('SIGKILL'));
  return server;
}

test('over HTTP too, one of 200 clients gets the time', async t => {
  const server = await started(t);
  const put = () => fetch(server.url + consultationPath(), putting(bookingBody()));
  const statuses = (await Promise.all(Array.from({ length: 200 }, put))).map(({ status }) => status);
  assert.equal(statuses.filter(status => status === 201).length, 1);
  assert.equal(statuses.filter(status => status === 409).length, 199);
});

test('a body without end is cut off at the limit, and the server goes on', async t => {
  const server = await started(t);
  const endless = new ReadableStream({ pull: stream => stream.enqueue(Buffer.alloc(8_192, 32)) });
  const init = { ...putting(''), body: endless, duplex: 'half' };
  const status = await fetch(server.url + consultationPath(), init).then(
    response => response.status,
    // The connection may be gone before the client has read the answer.
    () => 413,
  );
  assert.equal(status, 413);
  assert.equal((await fetch(server.url + consultationPath(), putting(bookingBody()))).status, 201);
});

test('a request that has begun is finished before the server stops', async t => {
  const server = await started(t);
  const body = JSON.stringify(bookingBody());
  const path = consultationPath();
  const sending = request(server.url + path, { method: 'PUT', headers: { 'content-type': 'application/json' } });
  const answered = new Promise<number | undefined>((resolve, reject) => {
    sending.on('response', response => resolve(response.resume().statusCode)).on('error', reject);
  });
  sending.write(body.slice(0, 50));
  // Another request's answer shows that the server has read the first one's beginning.
  await fetch(`${server.url}/livez`);
  const closed = server.close();
  sending.end(body.slice(50));
  assert.equal(await answered, 201);
  await closed;
  await assert.rejects(fetch(`${server.url}/livez`));
});

const env = (name: string) => ({ DATA_DIR: join(folder, name), LIMITS: 'off' });

test('a stopped server starts again with its data, and its first account is made once', async t => {
  const first = await startedProcess(t, env('twice'));
  assert.ok(existsSync(join(folder, 'twice', 'master.key')));
  const start = await firstFree(first.url);
  const path = consultationPath();
  const body = bookingBody({ request: { kind: 'slot', start } });
  assert.equal((await fetch(first.url + path, putting(body))).status, 201);
  assert.deepEqual(await first.end('SIGTERM'), { code: 0 });
  assert.ok(!existsSync(join(folder, 'twice', 'unknot.db-wal')), 'everything is in one file');

  const second = await startedProcess(t, env('twice'));
  assert.equal((await fetch(second.url + path, putting(body))).status, 200);
  await assert.rejects(startProcess(env('twice')), /cannot start\nanother server is using/);
  assert.deepEqual(await second.end('SIGTERM'), { code: 0 });
});

async function firstFree(url: string): Promise<string> {
  const list = await (await fetch(`${url}/v1/clinics/riverside/slots?days=31`)).json();
  return list.days[0]?.slots[0]?.start ?? FREE_START;
}

test('a wrong clinic file stops the start with its path and the reason', async () => {
  const clinics = join(folder, 'clinics');
  mkdirSync(clinics);
  writeFileSync(join(clinics, 'broken.json'), '{"name": "Broken"}');
  await assert.rejects(
    startProcess({ ...env('wrong'), CLINICS_DIR: clinics }),
    /cannot start\n(.*\n)*.*clinics\/broken\.json: timeZone: /,
  );
});

test('a wrong environment stops the start', async () => {
  await assert.rejects(startProcess({ ...env('env'), TRUST_PROXY: 'yes' }), /cannot start\nTRUST_PROXY: must be/);
});

test('npm run desk:password sets a new password beside the running server', async t => {
  const server = await startedProcess(t, { ...env('desk'), DESK_PASSWORD: 'the first password' });
  const script = fileURLToPath(new URL('../../server/desk-password.ts', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script], { env: env('desk') });
  const password = /^Sign in as desk@unknot\.example with (\S+)\n$/.exec(stdout)?.[1] ?? '';
  const signIn = (password: string) =>
    fetch(`${server.url}/desk/sign-in`, {
      method: 'POST',
      headers: { origin: server.url, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({ email: 'desk@unknot.example', password }),
      redirect: 'manual',
    });
  assert.equal((await signIn('the first password')).status, 401);
  assert.equal((await signIn(password)).status, 303);
});
