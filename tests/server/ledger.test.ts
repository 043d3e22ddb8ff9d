/** The ledger of erasures: kept before anything is deleted, and asked at each start. */
import assert from 'node:assert/strict';
import { appendFileSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { type TestContext, test } from 'node:test';
import { createLedger, eraseForGood, ledgerOf, replayErasures } from '../../server/erasure-ledger.ts';
import { openDatabase, openStore } from '../../server/store/open.ts';
import { book, type Data, lead, newFolder, onBoth, startsPostgres } from '../fixtures/stored.ts';

startsPostgres();

const AT = '2026-11-30T13:00:00.000Z';

async function opened({ place, key, keyFile }: Data, t: TestContext) {
  const { store } = await openStore(place, key, keyFile);
  t.after(() => store.close());
  return store;
}

test('the ledger is one line an erasure, for its owner only', async t => {
  const folder = newFolder(t);
  const ledger = createLedger(folder);
  assert.equal(statSync(ledgerOf(folder)).mode & 0o777, 0o600);
  assert.deepEqual(ledger.entries(), []);
  await ledger.add('a', '1', AT);
  await Promise.all([ledger.add('b', '2', AT), ledger.add('b', '3', AT)]);
  const lines = readFileSync(ledgerOf(folder), 'utf8').split('\n');
  assert.equal(lines[0], `{"clinic":"a","id":"1","at":"${AT}"}`);
  assert.equal(lines.length, 4);
  assert.deepEqual(
    createLedger(folder)
      .entries()
      .map(({ id }) => id)
      .sort(),
    ['1', '2', '3'],
  );
});

for (const torn of ['{"clinic":"a","id":"2","a', '\0\0\0\0', '{"clinic":"a","id":2,"at":""}']) {
  test(`what a power cut has left of a line is no entry and spoils none: ${JSON.stringify(torn)}`, async t => {
    const folder = newFolder(t);
    const ledger = createLedger(folder);
    await ledger.add('a', '1', AT);
    appendFileSync(ledgerOf(folder), torn);
    assert.deepEqual(ledger.entries(), [{ clinic: 'a', id: '1', at: AT }]);
    await ledger.add('a', '3', AT);
    await ledger.add('a', '4', AT);
    assert.deepEqual(
      ledger.entries().map(({ id }) => id),
      ['1', '3', '4'],
    );
  });
}

onBoth('an erasure is in the ledger before the store forgets', async (data, t) => {
  const store = await opened(data, t);
  const made = lead('a', 0);
  await book(store, made);
  const ledger = createLedger(data.folder);
  const seen: number[] = [];
  const watched = {
    ...store,
    erase: (...wanted: Parameters<typeof store.erase>) => {
      seen.push(ledger.entries().length);
      return store.erase(...wanted);
    },
  };
  const erase = eraseForGood(watched, ledger);
  assert.equal(await erase('a', made.id, AT, [], { user: 'desk', action: 'erased' }), true);
  assert.deepEqual(seen, [1]);
  assert.equal(await store.lead('a', made.id), undefined);
  const { db } = openDatabase(data.place);
  t.after(() => db.destroy());
  const audits = await db.selectFrom('audit').selectAll().execute();
  assert.deepEqual(
    audits.map(({ user, lead: id }) => [user, id]),
    [['desk', made.id]],
  );
});

onBoth('whoever could not be put into the ledger is not forgotten', async (data, t) => {
  const store = await opened(data, t);
  const made = lead('a', 0);
  await book(store, made);
  const full = {
    entries: () => [],
    add: () => Promise.reject(new Error('no space')),
  };
  await assert.rejects(eraseForGood(store, full)('a', made.id, AT, []), /no space/);
  assert.ok(await store.lead('a', made.id));
});

onBoth('a start forgets again whom an older database still knows', async (data, t) => {
  const store = await opened(data, t);
  const made = [...Array(12).keys()].map(turn => lead(turn % 2 === 0 ? 'a' : 'b', turn));
  for (const one of made) await book(store, one);
  const ledger = createLedger(data.folder);
  const erase = eraseForGood(store, ledger);
  for (const { clinic, id } of made.slice(0, 2)) await erase(clinic, id, AT, []);
  // What the database does not know of, as after a restore; and more than one query asks for.
  for (const { clinic, id } of made.slice(2, 6)) await ledger.add(clinic, id, AT);
  const many = Array.from({ length: 1200 }, (_, i) => JSON.stringify({ clinic: 'a', id: `gone ${i}`, at: AT }));
  appendFileSync(ledgerOf(data.folder), `${many.join('\n')}\n`);
  await ledger.add(made[6]?.clinic ?? '', made[6]?.id ?? '', AT);
  assert.equal(await replayErasures(store, ledger), 5);
  assert.equal(await replayErasures(store, ledger), 0);
  const left = await store.leads({ clinics: ['a', 'b'], limit: 100 });
  assert.deepEqual(
    left.map(({ id }) => id).sort(),
    made
      .slice(7)
      .map(({ id }) => id)
      .sort(),
  );
  const { db } = openDatabase(data.place);
  t.after(() => db.destroy());
  const moments = await db.selectFrom('consultations').select('erased_at').distinct().execute();
  assert.deepEqual(moments.map(({ erased_at: at }) => at).sort(), [AT, null]);
});

test('an empty or missing ledger forgets nobody', t => {
  const folder = newFolder(t);
  writeFileSync(ledgerOf(folder), '\n\n');
  assert.deepEqual(createLedger(folder).entries(), []);
});
