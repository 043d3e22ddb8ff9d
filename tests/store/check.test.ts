/** `npm run verify` finds each kind of damage, and only that one. */
import assert from 'node:assert/strict';
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type RawBuilder, sql } from 'kysely';
import { makeMasterKey } from '../../server/keys.ts';
import { checkStore, isSound, linesOf } from '../../server/store/check.ts';
import { openDatabase, openStore, type Place } from '../../server/store/open.ts';
import type { Store } from '../../server/store/store.ts';
import type { Database } from '../../server/store/transact.ts';
import { book, type Data, lead, newFolder, onBoth, startsPostgres } from '../fixtures/stored.ts';

startsPostgres();

const ID = (turn: number): string => `00000000-0000-4000-8000-00000000000${turn}`;

/** Five leads of two clinics in every condition a lead may be in. */
async function fill(store: Store): Promise<void> {
  for (const turn of [0, 1, 2, 3]) await book(store, lead('a', turn, { id: ID(turn) }));
  const { time: _t, heldUntil: _h, ...callback } = lead('b', 4, { id: ID(4) });
  await store.book(callback, [], { id: ID(4), state: 'callback' });
  const at = '2026-11-30T13:00:00.000Z';
  await store.step('a', ID(2), { from: ['confirmed'], to: 'cancelled', endedBy: 'visitor', at, tells: [] });
  await store.erase('a', ID(3), at, [{ event: 'erased', channel: 'clinic', dueAt: at }]);
  await store.tell('a', '2026-12-01', { event: 'digest', channel: 'clinic', dueAt: at }, at);
  await store.rotateKeys();
}

const sqliteOnly = (place: Place, query: RawBuilder<unknown>): readonly RawBuilder<unknown>[] =>
  'file' in place ? [query] : [];
const postgresOnly = (place: Place, query: RawBuilder<unknown>): readonly RawBuilder<unknown>[] =>
  'url' in place ? [query] : [];

interface Damage {
  readonly what: string;
  /** The guards have to be told to look away first. */
  plant(place: Place): readonly RawBuilder<unknown>[];
  /** The checks that find it, with their counts. */
  readonly found: readonly string[];
  /** What SQLite finds besides by itself. */
  readonly alsoOnSqlite?: readonly string[];
  /** SQLite has no way to do without its primary keys. */
  readonly onlyOnPostgres?: true;
}

const DAMAGES: readonly Damage[] = [
  {
    what: 'two talks of one therapist that overlap',
    plant: place => [
      ...sqliteOnly(place, sql`drop trigger no_overlap_on_update`),
      ...postgresOnly(place, sql`alter table consultations drop constraint no_overlap`),
      sql`update consultations set start_at = '2026-12-01T15:29:00.000Z', local = '2026-12-01T10:29' where id = ${ID(1)}`,
    ],
    found: ['I1 1', 'integrity 1'],
  },
  {
    what: 'a short talk within a long one, both before a third',
    plant: place => [
      ...sqliteOnly(place, sql`drop trigger no_overlap_on_update`),
      ...postgresOnly(place, sql`alter table consultations drop constraint no_overlap`),
      sql`update consultations set state = 'confirmed' where id = ${ID(2)}`,
      sql`update consultations set held_until = '2026-12-01T18:00:00.000Z' where id = ${ID(0)}`,
    ],
    found: ['I1 2', 'integrity 1'],
  },
  {
    what: 'an id that was booked twice',
    plant: () => [
      sql`alter table consultations drop constraint consultations_key`,
      sql`insert into consultations select * from consultations where id = ${ID(2)}`,
    ],
    found: ['I3 1'],
    onlyOnPostgres: true,
  },
  {
    what: 'a booking without its attempt',
    plant: place => [
      ...sqliteOnly(place, sql`pragma defer_foreign_keys = on`),
      ...postgresOnly(place, sql`alter table consultations drop constraint consultations_attempt`),
      sql`delete from attempts where id = ${ID(1)}`,
    ],
    found: ['I3 1', 'integrity 1'],
  },
  {
    what: 'an attempt that says another end',
    plant: () => [sql`update attempts set outcome = 'taken', answer = null where id = ${ID(1)}`],
    found: ['I3 1'],
  },
  {
    what: 'an attempt without its booking',
    plant: () => [sql`delete from outbox where lead = ${ID(1)}`, sql`delete from consultations where id = ${ID(1)}`],
    found: ['I4 1'],
  },
  {
    what: 'a message about nobody',
    plant: () => [sql`update outbox set lead = 'nobody' where lead = ${ID(1)}`],
    found: ['I4 1'],
  },
  {
    what: 'a message half done',
    plant: () => [
      sql`update outbox set done_at = created_at where lead = ${ID(1)}`,
      sql`update outbox set outcome = 'dead', done_at = created_at where lead = ${ID(0)}`,
    ],
    found: ['outbox 2'],
  },
  {
    what: 'a message on a channel there is not',
    plant: () => [sql`update outbox set channel = 'pigeon' where lead = ${ID(1)}`],
    found: ['outbox 1'],
  },
  {
    what: 'sealed bytes that were swapped between two rows',
    plant: () => [
      sql`
        with old as materialized (select id, sealed from consultations where id in (${ID(0)}, ${ID(1)}))
        update consultations set sealed = (select sealed from old where old.id <> consultations.id)
        where id in (${ID(0)}, ${ID(1)})`,
    ],
    found: ['sealed 2'],
  },
  {
    what: 'a lead that was put into another clinic',
    plant: () => [
      sql`insert into attempts select 'b', id, fingerprint, outcome, answer, created_at from attempts where id = ${ID(2)}`,
      sql`update consultations set clinic = 'b' where id = ${ID(2)}`,
      sql`delete from attempts where clinic = 'a' and id = ${ID(2)}`,
      sql`update outbox set clinic = 'b' where lead = ${ID(2)}`,
    ],
    found: ['sealed 1'],
  },
  {
    what: 'a data key that is gone',
    plant: () => [sql`delete from clinic_keys where clinic = 'b'`],
    found: ['sealed 1'],
  },
  {
    what: 'keys of another master key',
    plant: () => [
      sql`update clinic_keys set wrapped = (select wrapped from server_keys where purpose = 'hash') where clinic = 'b'`,
      sql`update server_keys set wrapped = (select wrapped from clinic_keys where clinic = 'a') where purpose = 'proof'`,
    ],
    found: ['sealed 1', 'keys 2'],
  },
  {
    what: 'the fingerprint of another master key',
    plant: () => [sql`update settings set value = 'other' where name = 'master_key'`],
    found: ['keys 1'],
  },
  {
    what: 'somebody forgotten whose hash is still there',
    plant: () => [sql`update consultations set email_hash = 'h' where id = ${ID(3)}`],
    found: ['erasure 1'],
  },
  {
    what: 'somebody forgotten who is still sealed',
    plant: () => [sql`update consultations set erased_at = created_at where id = ${ID(0)}`],
    found: ['erasure 1'],
  },
  {
    what: 'somebody forgotten who would still get mail',
    plant: () => [
      sql`update outbox set done_at = null, outcome = null, code = null, created_at = '2026-11-30T12:00:00.000Z'
        where lead = ${ID(3)} and channel = 'visitor'`,
    ],
    found: ['erasure 1'],
  },
  {
    what: 'health data that should be gone',
    plant: () => [sql`update consultations set health_gone_at = created_at where id = ${ID(1)}`],
    found: ['retention 1'],
  },
  {
    what: 'half a time',
    plant: place => [
      ...sqliteOnly(place, sql`pragma ignore_check_constraints = on`),
      ...postgresOnly(place, sql`alter table consultations drop constraint consultations_time`),
      sql`update consultations set time_zone = null where id = ${ID(1)}`,
      ...sqliteOnly(place, sql`pragma ignore_check_constraints = off`),
    ],
    found: ['time 1'],
    alsoOnSqlite: ['integrity 1'],
  },
  {
    what: 'an instant of another form',
    plant: () => [sql`update consultations set end_at = '2026-12-01T15:50' where id = ${ID(1)}`],
    found: ['time 1'],
  },
  {
    what: 'a wall time an hour off',
    plant: () => [sql`update consultations set local = '2026-12-01T11:30' where id = ${ID(1)}`],
    found: ['I6 1'],
  },
  {
    what: 'a zone that is not the one',
    plant: () => [sql`update consultations set time_zone = 'America/Chicago' where id = ${ID(1)}`],
    found: ['I6 1'],
  },
  {
    what: 'guards that are gone',
    plant: () => [sql`drop index one_talk_at_a_time`],
    found: ['integrity 1'],
  },
];

async function filled(data: Data): Promise<Database> {
  const { store } = await openStore(data.place, data.key, data.keyFile);
  await fill(store);
  await store.close();
  return openDatabase(data.place);
}

onBoth('nothing is wrong with a store that was only used', async (data, t) => {
  const database = await filled(data);
  t.after(() => database.db.destroy());
  const findings = await checkStore(database, data.key);
  assert.ok(isSound(findings), linesOf(findings));
  assert.match(linesOf(findings), /^ok {5}I1 +0 active talks/m);
});

/** Plants the damage, looks, and takes it out again. */
async function lookAfter({ plant }: Damage, { db, flavour }: Database, { place, key }: Data) {
  const trx = await db.startTransaction().execute();
  try {
    for (const query of plant(place)) await query.execute(trx);
    return await checkStore({ db: trx, flavour: { ...flavour, unhurried: (one, work) => work(one) } }, key);
  } finally {
    await trx.rollback().execute();
  }
}

onBoth('each kind of damage is found, and nothing else', async (data, t) => {
  const database = await filled(data);
  t.after(() => database.db.destroy());
  for (const damage of DAMAGES) {
    if (damage.onlyOnPostgres && 'file' in data.place) continue;
    const findings = await lookAfter(damage, database, data);
    const wrong = findings.filter(({ count }) => count > 0).map(({ check, count }) => `${check} ${count}`);
    const expected = [...damage.found, ...('file' in data.place ? (damage.alsoOnSqlite ?? []) : [])];
    assert.deepEqual(wrong.sort(), expected.sort(), `${damage.what}\n${linesOf(findings)}`);
    assert.ok(!isSound(findings));
  }
});

test('a page of the file that was overwritten is found', async t => {
  const folder = newFolder(t);
  const data = { place: { file: join(folder, 'unknot.db') }, key: makeMasterKey(join(folder, 'master.key')) };
  const database = await filled({ ...data, keyFile: join(folder, 'master.key'), folder });
  const page = await sql<{ rootpage: number }>`
    select rootpage from sqlite_schema where name = 'consultations_by_email'`.execute(database.db);
  await database.db.destroy();
  const handle = openSync(data.place.file, 'r+');
  writeSync(handle, Buffer.alloc(4096, 0xff), 0, 4096, ((page.rows[0]?.rootpage ?? 0) - 1) * 4096);
  closeSync(handle);
  const damaged = openDatabase(data.place);
  t.after(() => damaged.db.destroy());
  const findings = await checkStore(damaged, data.key);
  assert.ok(findings.some(({ check, count }) => check === 'integrity' && count > 0));
});
