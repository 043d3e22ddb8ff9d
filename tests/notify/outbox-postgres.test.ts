/** The outbox on Postgres. */
import { after, before } from 'node:test';
import { startPostgres, type TestPostgres } from '../fixtures/postgres.ts';
import { testOutbox } from './outbox.ts';

let postgres: TestPostgres;
before(async () => {
  postgres = await startPostgres();
});
after(() => postgres.stop());

testOutbox(async () => ({ url: await postgres.newDatabase() }));
