/** The store on SQLite keeps its promises. */
import { randomBytes } from 'node:crypto';
import { after, before } from 'node:test';
import { openStore } from '../../server/store/open.ts';
import type { Store } from '../../server/store/store.ts';
import { testStore } from './contract.ts';

let store: Store;
before(async () => {
  ({ store } = await openStore({ file: ':memory:' }, randomBytes(32)));
});
after(() => store.close());

testStore(() => store);
