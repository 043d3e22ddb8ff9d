/** The outbox on SQLite. */
import { testOutbox } from './outbox.ts';

testOutbox(async () => undefined);
