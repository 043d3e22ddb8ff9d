/** The commands that look after the data: backup, restore, verify, migrate; and new keys for a running server. */
import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type TestContext, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { createLedger, eraseForGood, ledgerOf } from '../../server/erasure-ledger.ts';
import { makeMasterKey, readMasterKey } from '../../server/keys.ts';
import { checkStore, isSound, linesOf } from '../../server/store/check.ts';
import { copyDatabase } from '../../server/store/copy.ts';
import { takeDataFolder } from '../../server/store/data-folder.ts';
import { openDatabase, openStore } from '../../server/store/open.ts';
import { book, lead, newDatabase, newFolder, onPostgres, startsPostgres } from '../fixtures/stored.ts';

startsPostgres();

const AT = '2026-11-30T13:00:00.000Z';
const server = (name: string): string => fileURLToPath(new URL(`../../server/${name}.ts`, import.meta.url));

interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command as npm does, in an environment that has nothing else in it. */
const run = (name: string, env: Readonly<Record<string, string>>, ...words: string[]): Promise<Said> =>
  new Promise(resolve => {
    execFile(process.execPath, [server(name), ...words], { env }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });

/** A data folder as a server has left it, or still has it. */
function newData(t: TestContext) {
  const folder = newFolder(t);
  const dir = join(folder, 'data');
  mkdirSync(dir);
  const keyFile = join(dir, 'master.key');
  return { folder, dir, keyFile, key: makeMasterKey(keyFile), file: join(dir, 'unknot.db'), env: { DATA_DIR: dir } };
}

type DataDir = ReturnType<typeof newData>;

/** @returns the store, and its own `close`, which may be called twice */
async function opened({ file, key, keyFile }: DataDir, t: TestContext) {
  const { store } = await openStore({ file }, key, keyFile);
  let closed: Promise<void> | undefined;
  const close = (): Promise<void> => {
    closed ??= store.close();
    return closed;
  };
  t.after(close);
  return { store, close };
}

test('a copy that is made while others write is whole, and for its owner only', async t => {
  const data = newData(t);
  const { store } = await opened(data, t);
  let turn = 0;
  for (let round = 0; round < 5; round++) {
    for (let i = 0; i < 10; i++) await book(store, lead('a', turn++));
    const atLeast = turn;
    const copy = join(data.folder, `copy ${round}.db`);
    let isDone = false;
    const copying = copyDatabase({ file: data.file }, copy).finally(() => {
      isDone = true;
    });
    do {
      await book(store, lead('a', turn++));
      // Bookings that wait for nothing would never let the copy tell that it is done.
      await setImmediate();
    } while (!isDone);
    await copying;
    assert.equal(statSync(copy).mode & 0o777, 0o600);
    const database = openDatabase({ file: copy });
    const findings = await checkStore(database, data.key);
    assert.ok(isSound(findings), linesOf(findings));
    const count = (await database.db.selectFrom('consultations').select('id').execute()).length;
    assert.ok(count >= atLeast && count <= turn, `${count} of ${atLeast} to ${turn}`);
    await database.db.destroy();
  }
  assert.equal((await store.leads({ clinics: ['a'], limit: 1000 })).length, turn);
});

test('npm run backup runs beside the server and says where the key is', async t => {
  const data = newData(t);
  const { store } = await opened(data, t);
  const lock = takeDataFolder(data.dir);
  t.after(() => lock.release());
  await book(store, lead('a', 0));
  const copy = join(data.folder, 'copy.db');
  const said = await run('backup', data.env, copy);
  assert.equal(said.code, 0, said.err);
  assert.match(said.out, /its key is not in it: keep .*master\.key in another place/i);
  assert.match(said.out, /erased\.log/);
  assert.deepEqual(
    readdirSync(data.folder).filter(name => name.startsWith('copy')),
    ['copy.db'],
  );
  const bytes = readFileSync(copy);
  assert.ok(!bytes.includes(data.key) && !bytes.includes(data.key.toString('hex')) && !bytes.includes('Robin'));
  const before = statSync(copy);
  const again = await run('backup', data.env, copy);
  assert.equal(again.code, 1);
  assert.match(again.err, /^unknot: EEXIST/);
  assert.deepEqual([statSync(copy).ino, statSync(copy).mtimeMs], [before.ino, before.mtimeMs]);
  assert.equal((await run('backup', data.env)).code, 2);
  const fromEnvironment = { ...data.env, MASTER_KEY: data.key.toString('hex') };
  assert.match((await run('backup', fromEnvironment, join(data.folder, 'copy 2.db'))).out, /comes in MASTER_KEY/);
});

test('a copy of nothing, or of something else, is not made', async t => {
  const data = newData(t);
  const copy = join(data.folder, 'copy.db');
  assert.match((await run('backup', data.env, copy)).err, /start the server once/);
  writeFileSync(data.file, 'no database');
  assert.equal((await run('backup', data.env, copy)).code, 1);
  rmSync(data.file);
  writeFileSync(data.file, '');
  assert.match((await run('backup', data.env, copy)).err, /not a whole copy/);
  assert.ok(!existsSync(copy));
});

test('a restored copy has everything it had, but for those who were erased since', async t => {
  const data = newData(t);
  const { store, close } = await opened(data, t);
  const [stays, goes, late] = [lead('a', 0), lead('a', 1), lead('a', 2)];
  await book(store, stays);
  await book(store, goes);
  const copy = join(data.folder, 'copy.db');
  await copyDatabase({ file: data.file }, copy);
  await eraseForGood(store, createLedger(data.dir))('a', goes.id, AT, []);
  await book(store, late);
  await close();

  const said = await run('restore', data.env, copy);
  assert.equal(said.code, 0, said.err + said.out);
  assert.match(said.out, /Erased again: 1\./);
  const names = readdirSync(data.dir).sort();
  const kept = names.find(name => /^unknot\.db\.\d{8}T\d{9}Z$/.test(name)) ?? '';
  assert.deepEqual(names, ['erased.log', 'master.key', 'server.lock', 'unknot.db', kept]);
  const { store: restored } = await opened(data, t);
  assert.deepEqual((await restored.lead('a', stays.id))?.health, stays.secrets.health);
  assert.equal(await restored.lead('a', goes.id), undefined);
  const left = await restored.unforgotten([stays, goes, late]);
  assert.deepEqual(
    left.map(({ id }) => id),
    [stays.id],
  );
  assert.equal(await restored.talksAhead('a', goes.secrets.contact, AT), 0);
  const { store: before } = await opened({ ...data, file: join(data.dir, kept) }, t);
  assert.ok(await before.lead('a', late.id), 'what was there before is still there');
  assert.ok(existsSync(copy));
});

test('what a killed server has left beside the database is kept with it, not mixed into the copy', async t => {
  const data = newData(t);
  const { store, close } = await opened(data, t);
  await book(store, lead('a', 0));
  const copy = join(data.folder, 'copy.db');
  await copyDatabase({ file: data.file }, copy);
  const late = lead('a', 1);
  await book(store, late);
  const crashed = newData(t);
  for (const end of ['', '-wal', '-shm']) copyFileSync(`${data.file}${end}`, `${crashed.file}${end}`);
  copyFileSync(data.keyFile, crashed.keyFile);
  createLedger(crashed.dir);
  await close();

  assert.ok(statSync(`${crashed.file}-wal`).size > 0);
  const said = await run('restore', crashed.env, copy);
  assert.equal(said.code, 0, said.err + said.out);
  assert.ok(!existsSync(`${crashed.file}-wal`) && !existsSync(`${crashed.file}-shm`));
  const { store: restored } = await opened({ ...crashed, key: data.key }, t);
  assert.equal((await restored.leads({ clinics: ['a'], limit: 9 })).length, 1);
  const kept = readdirSync(crashed.dir).find(name => /Z$/.test(name)) ?? '';
  const { store: before } = await opened({ ...crashed, key: data.key, file: join(crashed.dir, kept) }, t);
  assert.ok(await before.lead('a', late.id), 'also what stood in the log of the killed server');
});

test('a copy that will not do changes nothing', async t => {
  const data = newData(t);
  const { store, close } = await opened(data, t);
  const made = lead('a', 0);
  await book(store, made);
  const copy = join(data.folder, 'copy.db');
  await copyDatabase({ file: data.file }, copy);
  const refused = async (file: string, why: RegExp, env: Readonly<Record<string, string>> = data.env) => {
    const said = await run('restore', env, file);
    assert.equal(said.code, 1);
    assert.match(said.err, why);
    const strangers = readdirSync(data.dir).filter(
      name => !/^(unknot\.db(-wal|-shm)?|master\.key|server\.lock(-journal)?|erased\.log)$/.test(name),
    );
    assert.deepEqual(strangers, []);
  };
  const lock = takeDataFolder(data.dir);
  await refused(copy, /another server is using/);
  lock.release();
  await close();

  await refused(join(data.folder, 'none.db'), /ENOENT/);
  const bad = join(data.folder, 'bad.db');
  writeFileSync(bad, '');
  await refused(bad, /bad\.db is not|is not a whole copy/);
  writeFileSync(bad, readFileSync(copy).subarray(0, 8192));
  await refused(bad, /is not a whole copy/);
  const wrong = join(data.folder, 'wrong.key');
  makeMasterKey(wrong);
  await refused(copy, /this master key is not the one/, { ...data.env, MASTER_KEY_FILE: wrong });
  await refused(copy, /lost\.key is missing/, { ...data.env, MASTER_KEY_FILE: join(data.folder, 'lost.key') });
  assert.equal((await run('restore', data.env)).code, 2);
  const { store: again } = await opened(data, t);
  assert.ok(await again.lead('a', made.id));
});

test('on a new machine a copy, its key and the ledger are enough', async t => {
  const data = newData(t);
  const { store } = await opened(data, t);
  const made = lead('a', 0);
  await book(store, made);
  const copy = join(data.folder, 'copy.db');
  await copyDatabase({ file: data.file }, copy);
  const fresh = newData(t);
  copyFileSync(data.keyFile, fresh.keyFile);
  const said = await run('restore', fresh.env, copy);
  assert.equal(said.code, 0, said.err);
  assert.match(said.err, /erased\.log is not there: people erased since the copy was made will be back/);
  assert.ok(existsSync(ledgerOf(fresh.dir)));
  const { store: restored } = await opened({ ...fresh, key: data.key }, t);
  assert.ok(await restored.lead('a', made.id));
});

test('npm run verify says each check with its count, and fails where something is wrong', async t => {
  const data = newData(t);
  const { store } = await opened(data, t);
  const [one, other] = [lead('a', 0), lead('a', 1)];
  await book(store, one);
  await book(store, other);
  const lock = takeDataFolder(data.dir);
  t.after(() => lock.release());
  const sound = await run('verify', data.env);
  assert.equal(sound.code, 0, sound.err + sound.out);
  assert.match(sound.out, /^ok {5}sealed +0 leads/m);
  const { db } = openDatabase({ file: data.file });
  await db
    .updateTable('consultations')
    .set({ sealed: Buffer.alloc(40) })
    .where('id', '=', one.id)
    .execute();
  await db.destroy();
  const wrong = await run('verify', data.env);
  assert.equal(wrong.code, 1);
  assert.match(
    wrong.out,
    new RegExp(`^WRONG {2}sealed +1 leads that do not open with their key\\n +a/${one.id}$`, 'm'),
  );
  assert.ok(!wrong.out.includes(other.id));
});

onPostgres('npm run migrate and npm run verify', async (data, t) => {
  const url = 'url' in data.place ? data.place.url : '';
  const env = { DATA_DIR: data.folder, DATABASE_URL: url };
  assert.deepEqual(await run('migrate', env), { code: 0, out: 'done: 001-first\ndone: 002-telling\n', err: '' });
  const again = await run('migrate', env);
  assert.deepEqual([again.code, again.out], [0, 'The database has the newest schema already.\n']);
  const { store } = await openStore(data.place, data.key, data.keyFile);
  t.after(() => store.close());
  await book(store, lead('a', 0));
  const said = await run('verify', env);
  assert.equal(said.code, 0, said.err + said.out);
});

/** A Postgres as servers have left it, with the data folder beside it. */
async function newPostgres(
  { place, folder, key, keyFile }: Parameters<Parameters<typeof onPostgres>[1]>[0],
  t: TestContext,
) {
  if (!('url' in place)) throw new Error('no Postgres');
  const { store } = await openStore(place, key, keyFile);
  t.after(() => store.close());
  return { store, env: { DATA_DIR: folder, DATABASE_URL: place.url }, copy: join(folder, 'copy.db') };
}

const AUDIT = { at: AT, user: 'desk@clinic.example', action: 'contacted' } as const;

onPostgres('a copy that is made while others write holds one moment, and opens as a file', async (data, t) => {
  const { store, env, copy } = await newPostgres(data, t);
  for (let turn = 0; turn < 20; turn++) await book(store, lead('a', turn));
  await store.markContacted('a', (await store.leads({ clinics: ['a'], limit: 1 }))[0]?.id ?? '', AT, AUDIT);
  const copying = run('backup', env, copy);
  let isDone = false;
  void copying.finally(() => {
    isDone = true;
  });
  for (let turn = 20; !isDone; turn++) await book(store, lead('a', turn));
  const said = await copying;
  assert.equal(said.code, 0, said.err);
  assert.match(said.out, /its key is not in it/i);
  assert.equal(statSync(copy).mode & 0o777, 0o600);
  const database = openDatabase({ file: copy });
  const findings = await checkStore(database, data.key);
  assert.ok(isSound(findings), linesOf(findings));
  await database.db.destroy();
  const { store: copied } = await openStore({ file: copy }, data.key);
  const [there, here] = [
    await store.leads({ clinics: ['a'], limit: 1000 }),
    await copied.leads({ clinics: ['a'], limit: 1000 }),
  ];
  assert.ok(here.length >= 20 && here.length <= there.length, `${here.length} of ${there.length}`);
  for (const one of here)
    assert.deepEqual(
      one,
      there.find(({ id }) => id === one.id),
    );
  await copied.close();
});

onPostgres('a copy goes into a new Postgres only, and brings back nobody who was erased since', async (data, t) => {
  const { store, env, copy } = await newPostgres(data, t);
  const [stays, goes] = [lead('a', 0), lead('a', 1)];
  for (const one of [stays, goes]) await book(store, one);
  assert.equal((await run('backup', env, copy)).code, 0);
  await eraseForGood(store, createLedger(data.folder))('a', goes.id, AT, []);
  const used = await run('restore', env, copy);
  assert.equal(used.code, 1);
  assert.match(used.err, /there is something in this database/);
  assert.equal((await store.leads({ clinics: ['a'], limit: 10 })).length, 1);

  const url = await newDatabase();
  const said = await run('restore', { ...env, DATABASE_URL: url }, copy);
  assert.equal(said.code, 0, said.err + said.out);
  assert.match(said.out, /Erased again: 1\./);
  const { store: restored } = await openStore({ url }, data.key, data.keyFile);
  t.after(() => restored.close());
  assert.deepEqual((await restored.lead('a', stays.id))?.health, stays.secrets.health);
  assert.equal(await restored.lead('a', goes.id), undefined);
  assert.deepEqual(readdirSync(data.folder).sort(), ['copy.db', 'erased.log', 'master.key']);
});

test('a clinic that has outgrown a file moves to a Postgres, with all it has', async t => {
  const data = newData(t);
  const { store, close } = await opened(data, t);
  const [first, second] = [lead('a', 0), lead('a', 1)];
  for (const one of [first, second]) await book(store, one);
  await store.markContacted('a', first.id, AT, AUDIT);
  await store.setDeskPassword('desk@clinic.example', 'hash');
  const copy = join(data.folder, 'copy.db');
  assert.equal((await run('backup', data.env, copy)).code, 0);
  await close();
  const url = await newDatabase();
  const env = { ...data.env, DATABASE_URL: url };
  const said = await run('restore', env, copy);
  assert.equal(said.code, 0, said.err + said.out);
  assert.equal((await run('verify', env)).code, 0);
  const { store: moved } = await openStore({ url }, data.key, data.keyFile);
  t.after(() => moved.close());
  assert.deepEqual((await moved.lead('a', second.id))?.contact, second.secrets.contact);
  assert.equal((await moved.deskUsers()).length, 1);
  // Its guards and its counters work: the time is taken, the same id is known, the audit goes on.
  assert.equal((await book(moved, lead('a', 0))).kind, 'taken');
  assert.equal((await book(moved, first)).kind, 'replayed');
  assert.ok(await moved.markContacted('a', second.id, AT, AUDIT));
});

test('npm run migrate makes a database, but not beside a server', async t => {
  const data = newData(t);
  assert.match((await run('migrate', data.env)).out, /^done: 001-first\n/);
  const lock = takeDataFolder(data.dir);
  assert.match((await run('migrate', data.env)).err, /another server is using/);
  lock.release();
  assert.equal((await run('migrate', data.env)).code, 0);
});

/** The server's log, line by line. */
async function started(data: DataDir, t: TestContext): Promise<{ child: ChildProcess; lines: AsyncIterator<string> }> {
  const env = { ...data.env, PORT: '0' };
  const child = spawn(process.execPath, [server('main')], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => child.kill('SIGKILL'));
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await lineWith(lines, '"event":"start"');
  return { child, lines };
}

async function lineWith(lines: AsyncIterator<string>, part: string): Promise<string> {
  for (;;) {
    const { value, done } = await lines.next();
    if (done) throw new Error(`the server has ended without ${part}`);
    if (value.includes(part)) return value;
  }
}

test('SIGUSR2 gives a running server new keys, and its log says how many', async t => {
  const data = newData(t);
  const { store, close } = await opened(data, t);
  const made = [lead('a', 0), lead('a', 1), lead('b', 2)];
  for (const one of made) await book(store, one);
  await close();
  const { child, lines } = await started(data, t);
  child.kill('SIGUSR2');
  const line = await lineWith(lines, '"event":"keys"');
  assert.match(line, /"clinics":2,"leads":3,"message":"the master key is another one now/);
  const key = readMasterKey(data.keyFile);
  assert.notDeepEqual(key, data.key);
  assert.ok(!line.includes(key.toString('hex')));
  child.kill('SIGTERM');
  assert.deepEqual(await once(child, 'exit'), [0, null]);
  const { store: again } = await opened({ ...data, key }, t);
  for (const { clinic, id, secrets } of made) assert.deepEqual((await again.lead(clinic, id))?.health, secrets.health);
  await assert.rejects(openStore({ file: data.file }, data.key), /this master key is not the one/);
});

test('a start erases again whom a database put in its place still knows', async t => {
  const data = newData(t);
  const { store, close } = await opened(data, t);
  const made = lead('a', 0);
  await book(store, made);
  await createLedger(data.dir).add('a', made.id, AT);
  await close();
  const { child } = await started(data, t);
  child.kill('SIGTERM');
  await once(child, 'exit');
  const { store: again } = await opened(data, t);
  assert.equal(await again.lead('a', made.id), undefined);
});
