/** What is on the disk: nothing readable without the key, nothing lost between starts, one server at a time. */
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, test } from 'node:test';
import { readConfig } from '../../server/config.ts';
import { makeMasterKey, readMasterKey } from '../../server/keys.ts';
import { findData, takeData } from '../../server/open-data.ts';
import { takeDataFolder } from '../../server/store/data-folder.ts';
import { openStore } from '../../server/store/open.ts';
import { createSealing, seal, unseal } from '../../server/store/sealing.ts';

const folders: string[] = [];
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'unknot-at-rest-'));
  folders.push(folder);
  return folder;
};
after(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

test('sealed text is bound to its clinic and row', () => {
  const sealing = createSealing(randomBytes(32), randomBytes(32));
  const key = sealing.unwrap('a', sealing.newDataKey('a'));
  const sealed = seal(key, 'a', '1', 'secret');
  assert.equal(unseal(key, 'a', '1', sealed), 'secret');
  assert.notDeepEqual(seal(key, 'a', '1', 'secret'), sealed);
  assert.throws(() => unseal(key, 'a', '2', sealed));
  assert.throws(() => unseal(key, 'b', '1', sealed));
  assert.throws(() => unseal(sealing.unwrap('a', sealing.newDataKey('a')), 'a', '1', sealed));
  const changed = Uint8Array.from(sealed, (byte, i) => (i === 15 ? byte ^ 1 : byte));
  assert.throws(() => unseal(key, 'a', '1', changed));
  assert.throws(() => sealing.unwrap('b', sealing.newDataKey('a')));
});

test('a second start finds everything, with the same key only', async () => {
  const file = join(newFolder(), 'unknot.db');
  const key = randomBytes(32);
  const { store: first } = await openStore({ file }, key);
  await first.setDeskPassword('desk@clinic.example', 'hash');
  await first.close();
  for (let start = 0; start < 2; start++) {
    const { store: again } = await openStore({ file }, key);
    assert.equal((await again.deskUsers()).length, 1);
    await again.close();
  }
  await assert.rejects(openStore({ file }, randomBytes(32)), /this master key is not the one/);
});

test('the database is set for safety and refuses an overlap by itself', async () => {
  const file = join(newFolder(), 'unknot.db');
  const { store } = await openStore({ file }, randomBytes(32));
  const database = new DatabaseSync(file, { enableForeignKeyConstraints: true });
  const pragma = (name: string): unknown => Object.values(database.prepare(`pragma ${name}`).get() ?? {})[0];
  assert.equal(pragma('journal_mode'), 'wal');
  const tables = database
    .prepare("select name, strict from pragma_table_list where schema = 'main' and type = 'table'")
    .all();
  const loose = tables.filter(({ strict, name }) => strict === 0 && !/^(sqlite|kysely)_/.test(String(name)));
  assert.deepEqual(loose, []);

  const columns =
    'clinic, id, created_at, state, changed_at, resource, start_at, end_at, held_until, local, time_zone, request, locale, consent_version, ruleset_version, ruleset_hash, sealed';
  const insert = (id: string, from: string, to: string, state = 'confirmed', attempt = id): void => {
    if (attempt === id) database.prepare("insert into attempts values ('c', ?, 'f', 'booked', null, '')").run(id);
    const values = `'c', ?, '', ?, '', 'ana', ?, ?, ?, 'l', 'z', '{}', 'en', '1', '1', 'h', x'00'`;
    database.prepare(`insert into consultations (${columns}) values (${values})`).run(id, state, from, to, to);
  };
  insert('1', '10:00', '10:30');
  assert.throws(() => insert('2', '10:29', '10:59'), /overlap/);
  assert.throws(() => insert('3', '10:00', '10:30'), /overlap|UNIQUE/);
  insert('4', '10:30', '11:00');
  insert('5', '10:00', '10:30', 'cancelled');
  assert.throws(() => database.exec("update consultations set state = 'confirmed' where id = '5'"), /overlap/);
  assert.throws(() => insert('6', '12:00', '12:30', 'confirmed', 'none'), /FOREIGN KEY/);
  assert.throws(() => insert('7', '13:00', '12:30'), /CHECK/);
  assert.throws(() => insert('8', '14:00', '14:30', 'maybe'), /CHECK/);
  database.exec('drop trigger no_overlap_on_insert');
  assert.throws(() => insert('9', '10:00', '10:10'), /UNIQUE/);
  database.close();
  await store.close();
});

test('the folder is its owner’s and one server’s', () => {
  const path = join(newFolder(), 'data');
  const folder = takeDataFolder(path);
  assert.equal(statSync(path).mode & 0o777, 0o700);
  assert.throws(() => takeDataFolder(path), /another server is using/);
  folder.release();
  takeDataFolder(path).release();
});

test('the key is made once, for its owner, and never in place of a lost one', () => {
  const folder = newFolder();
  const file = join(folder, 'master.key');
  const key = makeMasterKey(file);
  assert.equal(statSync(file).mode & 0o777, 0o600);
  assert.deepEqual(readMasterKey(file), key);
  assert.throws(() => makeMasterKey(file), /EEXIST/);
  const config = readConfig({ DATA_DIR: folder });
  assert.throws(() => findData(config), /start the server once/);
  const taken = takeData(config);
  assert.deepEqual(taken.key, key);
  taken.release();
  writeFileSync(join(folder, 'unknot.db'), '');
  const lost = readConfig({ DATA_DIR: folder, MASTER_KEY_FILE: join(folder, 'lost.key') });
  assert.throws(() => findData(lost), /lost\.key is missing/);
  const fromEnvironment = readConfig({ DATA_DIR: folder, MASTER_KEY: '0a'.repeat(32) });
  assert.deepEqual(findData(fromEnvironment).key, Buffer.alloc(32, 10));
  writeFileSync(join(folder, 'bad.key'), 'abc\n');
  assert.throws(() => readMasterKey(join(folder, 'bad.key')), /must hold 64 hexadecimal digits/);
});
