/** Keys are changed while bookings go on: nothing is lost or unreadable, and the old keys open nothing any more. */
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { sql } from 'kysely';
import { deriveKey, type MasterKey, makeMasterKey, readMasterKey } from '../../server/keys.ts';
import { checkStore, isSound, linesOf } from '../../server/store/check.ts';
import { createDataKeys, RetiredKey } from '../../server/store/data-keys.ts';
import { lookUpKey, openMasterKey } from '../../server/store/master-key.ts';
import { openDatabase, openStore, type Place } from '../../server/store/open.ts';
import { sealPart } from '../../server/store/sealed-part.ts';
import { createSealing, unseal, unwrap } from '../../server/store/sealing.ts';
import type { NewConsultation, Store } from '../../server/store/store.ts';
import type { Database } from '../../server/store/transact.ts';
import { book, type Data, lead, newFolder, onBoth, onPostgres, startsPostgres } from '../fixtures/stored.ts';

startsPostgres();

/** A store as a server process has it, with its own keys in memory. */
async function opened({ place, key, keyFile }: Data, t: TestContext) {
  const process = await openStore(place, key, keyFile);
  t.after(() => process.store.close());
  return process;
}

/** The tables themselves. */
function tables(place: Place, t: TestContext): Database {
  const database = openDatabase(place);
  t.after(() => database.db.destroy());
  return database;
}

const versionsOf = async ({ db }: Database): Promise<readonly string[]> =>
  (await db.selectFrom('clinic_keys').select(['clinic', 'version']).orderBy('clinic').orderBy('version').execute()).map(
    row => `${row.clinic} ${row.version}`,
  );

async function assertAllRead(store: Store, made: readonly NewConsultation[]): Promise<void> {
  for (const { clinic, id, secrets } of made) {
    const found = await store.lead(clinic, id);
    assert.deepEqual([found?.contact, found?.health], [secrets.contact, secrets.health]);
  }
}

async function assertSound(database: Database, master: MasterKey): Promise<void> {
  const findings = await checkStore(database, master);
  assert.ok(isSound(findings), linesOf(findings));
}

onBoth('every lead is sealed anew and the old key is gone', async (data, t) => {
  const { store } = await opened(data, t);
  const made = [...Array(120).keys()].map(turn => lead(turn < 110 ? 'a' : 'b', turn));
  for (const one of made) await book(store, one);
  assert.equal(await store.erase('a', made[0]?.id ?? '', '2026-11-30T13:00:00.000Z', []), true);
  const database = tables(data.place, t);
  const oldKey = await database.db.selectFrom('clinic_keys').selectAll().where('clinic', '=', 'a').executeTakeFirst();
  assert.ok(oldKey);
  const old = unwrap(deriveKey(data.key, 'wrap'), oldKey.wrapped, 'a');
  const before = await database.db.selectFrom('consultations').selectAll().where('clinic', '=', 'a').execute();
  assert.doesNotThrow(() => before.slice(1).map(row => row.erased_at ?? unseal(old, 'a', row.id, row.sealed)));

  assert.deepEqual(await store.rotateKeys(), { clinics: 2, leads: 119 });
  assert.deepEqual(await versionsOf(database), ['a 2', 'b 2']);
  const after = await database.db.selectFrom('consultations').selectAll().where('erased_at', 'is', null).execute();
  for (const { clinic, id, sealed } of after) assert.throws(() => unseal(old, clinic, id, sealed));
  await assertAllRead(store, made.slice(1));
  await assertSound(database, data.key);
  assert.deepEqual(await store.rotateKeys(), { clinics: 2, leads: 119 });
  assert.deepEqual(await versionsOf(database), ['a 3', 'b 3']);
});

onBoth('bookings and reads go on meanwhile', async (data, t) => {
  const { store } = await opened(data, t);
  // On Postgres another process books too; a file is one server's.
  const other = 'url' in data.place ? (await opened(data, t)).store : store;
  const made: NewConsultation[] = [];
  const bookMany = async (where: Store, from: number): Promise<void> => {
    for (let turn = from; turn < from + 40; turn++) {
      const one = lead('a', turn);
      assert.equal((await book(where, one)).kind, 'booked');
      made.push(one);
    }
  };
  await bookMany(store, 0);
  let isDone = false;
  const changing = (async () => {
    for (let round = 0; round < 3; round++) await store.rotateKeys();
    isDone = true;
  })();
  let reads = 0;
  const reading = (async () => {
    while (!isDone) {
      reads += (await other.leads({ clinics: ['a'], limit: 500 })).length;
      reads += (await other.leads({ clinics: ['a'], search: 'robin 7', limit: 500 })).length;
    }
  })();
  const steps = made.slice(0, 20).map(({ id }) => {
    const at = '2026-11-30T13:00:00.000Z';
    return other.step('a', id, { from: ['confirmed'], to: 'cancelled', at, reason: 'a cold', tells: [] });
  });
  assert.ok((await Promise.all(steps)).every(isTaken => isTaken));
  await Promise.all([bookMany(store, 1000), bookMany(other, 2000), bookMany(other, 3000)]);
  await Promise.all([changing, reading]);
  assert.ok(reads > 0);
  assert.equal(made.length, 160);
  await store.rotateKeys();
  for (const where of [store, other]) await assertAllRead(where, made);
  const database = tables(data.place, t);
  assert.deepEqual(await versionsOf(database), ['a 5']);
  await assertSound(database, data.key);
});

onBoth('a process that still has the old key books with the new one', async (data, t) => {
  const { store } = await opened(data, t);
  const { store: other } = await opened(data, t);
  const first = lead('a', 0);
  await book(other, first);
  await store.rotateKeys();
  const second = lead('a', 1);
  assert.equal((await book(other, second)).kind, 'booked');
  assert.deepEqual(await versionsOf(tables(data.place, t)), ['a 2']);
  for (const where of [store, other]) await assertAllRead(where, [first, second]);
});

onBoth('a key that has been retired holds no more', async (data, t) => {
  const database = tables(data.place, t);
  await (await opened(data, t)).store.take([], '2026-11-30T13:00:00.000Z');
  const master = await openMasterKey(database, data.key, data.keyFile);
  const keys = createDataKeys(database, master, key => createSealing(deriveKey(key, 'wrap'), data.key));
  const { version } = await keys.newest('a');
  const hold = () => database.db.transaction().execute(trx => keys.hold(trx, 'a', version));
  await hold();
  await keys.renew('a');
  await assert.rejects(hold(), RetiredKey, 'its row is there, and a newer one too');
  await database.db.deleteFrom('clinic_keys').where('version', '=', version).execute();
  await assert.rejects(hold(), RetiredKey);
  keys.forget('a');
  await assert.rejects(keys.version('a', version), RetiredKey);
});

/** Goes on once some transaction waits for another one's lock. */
async function untilSomebodyWaits({ db }: Database): Promise<void> {
  for (;;) {
    const { rows } = await sql`
      select 1 from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(db);
    if (rows.length > 0) return;
  }
}

onPostgres('an old key is not deleted from under a booking that is under way', async (data, t) => {
  const { store } = await opened(data, t);
  const [first, late] = [lead('a', 0), lead('a', 1)];
  await book(store, first);
  const database = tables(data.place, t);
  const master = await openMasterKey(database, data.key, data.keyFile);
  const keys = createDataKeys(database, master, key => createSealing(deriveKey(key, 'wrap'), data.key));
  const { version, key } = await keys.newest('a');
  const row = await database.db.selectFrom('consultations').selectAll().executeTakeFirstOrThrow();
  const { id } = late;
  let changing: ReturnType<Store['rotateKeys']> | undefined;
  await database.db.transaction().execute(async trx => {
    await keys.hold(trx, 'a', version);
    changing = store.rotateKeys();
    await untilSomebodyWaits(database);
    const attempt = { clinic: 'a', id, fingerprint: 'f', outcome: 'booked', answer: null, created_at: '' } as const;
    await trx.insertInto('attempts').values(attempt).execute();
    const sealed = sealPart(key, late, late.secrets);
    await trx
      .insertInto('consultations')
      .values({ ...row, id, resource: 'ben', sealed })
      .execute();
  });
  assert.deepEqual(await changing, { clinics: 1, leads: 2 });
  assert.deepEqual(await versionsOf(database), ['a 2']);
  await assertAllRead(store, [first, late]);
});

onPostgres('two processes that change the keys at once lose nothing', async (data, t) => {
  const [one, other] = [await opened(data, t), await opened(data, t)];
  const made = [...Array(70).keys()].map(turn => lead('a', turn));
  for (const each of made) await book(one.store, each);
  for (let round = 0; round < 4; round++) {
    await Promise.all([one.store.rotateKeys(), other.store.rotateKeys()]);
    await Promise.all([one.rotateMaster?.(), other.rotateMaster?.()]);
  }
  const key = readMasterKey(data.keyFile);
  const database = tables(data.place, t);
  assert.equal((await versionsOf(database)).length, 1);
  await assertSound(database, key);
  for (const { store } of [one, other, await opened({ ...data, key }, t)]) await assertAllRead(store, made);
});

onBoth('a lead that does not open keeps its key and stops nobody else', async (data, t) => {
  const { store } = await opened(data, t);
  const made = [lead('a', 0), lead('a', 1), lead('b', 2)];
  for (const one of made) await book(store, one);
  const database = tables(data.place, t);
  const id = made[0]?.id ?? '';
  await database.db
    .updateTable('consultations')
    .set({ sealed: Buffer.alloc(60) })
    .where('id', '=', id)
    .execute();
  await assert.rejects(store.rotateKeys(), AggregateError);
  assert.deepEqual(await versionsOf(database), ['a 1', 'a 2', 'b 2']);
  await assertAllRead(store, made.slice(1));
});

onPostgres('a lead that is sealed anew while it is read is read again', async (data, t) => {
  const { store } = await opened(data, t);
  const made = lead('a', 0);
  await book(store, made);
  const { db } = tables(data.place, t);
  const old = await db.selectFrom('consultations').selectAll().executeTakeFirstOrThrow();
  await store.rotateKeys();
  const now = await db.selectFrom('consultations').selectAll().executeTakeFirstOrThrow();
  const { store: reader } = await opened(data, t);
  await db.updateTable('consultations').set(old).execute();
  await assert.rejects(reader.lead('a', made.id), RetiredKey, 'it gives up where nothing changes');
  let reading: Promise<unknown> = Promise.resolve();
  await db.transaction().execute(async trx => {
    // The reader has the old row, and waits for the key.
    await sql`lock table clinic_keys`.execute(trx);
    reading = assertAllRead(reader, [made]);
    await untilSomebodyWaits(tables(data.place, t));
    await trx.updateTable('consultations').set(now).execute();
  });
  await reading;
});

onBoth('a new master key opens everything, and the old one nothing', async (data, t) => {
  const { store, keys, rotateMaster } = await opened(data, t);
  const made = [lead('a', 0), lead('b', 1)];
  for (const one of made) await book(store, one);
  await rotateMaster?.();
  const key = readMasterKey(data.keyFile);
  assert.notDeepEqual(key, data.key);
  assert.equal(statSync(data.keyFile).mode & 0o777, 0o600);
  assert.deepEqual(
    readdirSync(data.folder).filter(name => name.startsWith('master')),
    ['master.key'],
  );
  made.push(lead('new', 2));
  await book(store, made[2] ?? lead('new', 2));
  await store.rotateKeys();
  await assertAllRead(store, made);
  const again = await openStore(data.place, key);
  t.after(() => again.store.close());
  await assertAllRead(again.store, made);
  assert.deepEqual(again.keys, keys, 'links in mail still work, and contacts are found');
  assert.equal(again.rotateMaster, undefined, 'a key of the environment is not ours to change');
  await assert.rejects(openStore(data.place, data.key), /this master key is not the one/);
  await assertSound(tables(data.place, t), key);
});

onBoth('another process follows a change of the master key', async (data, t) => {
  const { store, rotateMaster } = await opened(data, t);
  const { store: other } = await opened(data, t);
  const made = [lead('a', 0), lead('b', 1), lead('c', 2)];
  await book(store, made[0] ?? lead('a', 0));
  await rotateMaster?.();
  for (const one of made.slice(1)) await book(other, one);
  for (const where of [store, other]) await assertAllRead(where, made);
  await rotateMaster?.();
  await other.rotateKeys();
  for (const where of [store, other]) await assertAllRead(where, made);
  await assertSound(tables(data.place, t), readMasterKey(data.keyFile));
});

onBoth('a change of the master key that breaks off before its end changed nothing', async (data, t) => {
  const { store, rotateMaster } = await opened(data, t);
  const made = lead('a', 0);
  await book(store, made);
  const { db } = tables(data.place, t);
  await db
    .insertInto('clinic_keys')
    .values({ clinic: 'z', version: 1, wrapped: Buffer.alloc(60) })
    .execute();
  await assert.rejects(async () => rotateMaster?.());
  assert.deepEqual(readMasterKey(data.keyFile), data.key);
  assert.ok(existsSync(`${data.keyFile}.new`));
  const again = await opened(data, t);
  await assertAllRead(again.store, [made]);
  await db.deleteFrom('clinic_keys').where('clinic', '=', 'z').execute();
  await again.rotateMaster?.();
  assert.ok(!existsSync(`${data.keyFile}.new`));
  await assertAllRead(store, [made]);
});

onBoth('a start after a crash finds the master key that is in force', async (data, t) => {
  const { store, rotateMaster } = await opened(data, t);
  const made = lead('a', 0);
  await book(store, made);
  await rotateMaster?.();
  const next = readFileSync(data.keyFile, 'utf8');
  const successor = `${data.keyFile}.new`;
  const put = (file: string, text: string): void => writeFileSync(file, text, { mode: 0o600 });
  // As it is when the power goes between the transaction and the renaming.
  put(data.keyFile, `${data.key.toString('hex')}\n`);
  put(successor, next);
  assert.deepEqual(await lookUpKey(tables(data.place, t), data.key, data.keyFile), Buffer.from(next.trim(), 'hex'));
  assert.ok(existsSync(successor), 'who only looks changes nothing');
  const again = await opened(data, t);
  assert.equal(readFileSync(data.keyFile, 'utf8'), next);
  assert.ok(!existsSync(successor));
  await assertAllRead(again.store, [made]);

  put(successor, next.slice(0, 20));
  await assertAllRead((await opened(data, t)).store, [made]);
  put(data.keyFile, `${data.key.toString('hex')}\n`);
  makeMasterKey(join(data.folder, 'wrong.key'));
  put(successor, readFileSync(join(data.folder, 'wrong.key'), 'utf8'));
  await assert.rejects(opened(data, t), /this master key is not the one/);
  assert.deepEqual(readMasterKey(data.keyFile), data.key);
  put(data.keyFile, next);
});

test('nothing of what was sealed before is left in the file', async t => {
  const folder = newFolder(t);
  const [file, keyFile] = [join(folder, 'unknot.db'), join(folder, 'master.key')];
  const { store } = await openStore({ file }, makeMasterKey(keyFile), keyFile);
  const made = lead('a', 0);
  await book(store, made);
  for (let turn = 1; turn < 30; turn++) await book(store, lead('a', turn));
  const database = tables({ file }, t);
  const old = await database.db.selectFrom('consultations').select('sealed').where('id', '=', made.id).execute();
  const bytes = Buffer.from(old[0]?.sealed.slice(0, 200) ?? []);
  const files = (): Buffer => Buffer.concat([file, `${file}-wal`].filter(existsSync).map(name => readFileSync(name)));
  assert.ok(bytes.length === 200 && files().includes(bytes));
  await store.rotateKeys();
  assert.ok(!files().includes(bytes));
  await store.close();
});
