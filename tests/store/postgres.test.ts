/** The store on Postgres keeps the same promises. */
import { randomBytes } from 'node:crypto';
import { after, before } from 'node:test';
import { openStore } from '../../server/store/open.ts';
import type { Store } from '../../server/store/store.ts';
import { startPostgres, type TestPostgres } from '../fixtures/postgres.ts';
import { testStore } from './contract.ts';

let postgres: TestPostgres;
let store: Store;
before(async () => {
  postgres = await startPostgres();
  ({ store } = await openStore({ url: await postgres.newDatabase() }, randomBytes(32)));
});
after(async () => {
  await store.close();
  await postgres.stop();
});

testStore(() => store);
