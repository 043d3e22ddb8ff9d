/**
 * `npm run restore -- <file>`: puts a copy made by `npm run backup` in the place of the database, or into a new Postgres.
 * No server may run. What was copied from a file may go to a Postgres: so a clinic that grows moves.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { command, say } from './command.ts';
import type { Config } from './config.ts';
import { createLedger, ledgerOf, replayErasures } from './erasure-ledger.ts';
import { findKey, placeOf, takePlace } from './open-data.ts';
import { checkPlace, isSound, linesOf } from './store/check.ts';
import { fillDatabase, removeDatabase, replaceDatabase, stageCopy } from './store/copy.ts';
import { openStore, type Place } from './store/open.ts';

await command(async (config, [copy]) => {
  const place = placeOf(config);
  if (copy === undefined) {
    say('Name the copy to restore: npm run restore -- <file>', process.stderr);
    return 2;
  }
  const { release } = takePlace(config);
  try {
    await restore(config, copy, place);
    const { key, keyFile } = findKey(config);
    const findings = await checkPlace(place, key, keyFile);
    say(linesOf(findings));
    return isSound(findings) ? 0 : 1;
  } finally {
    release();
  }
});

/** Everything is done to the copy before it takes the database's place: at no moment is somebody back who was erased. */
async function restore(config: Config, copy: string, place: Place): Promise<void> {
  const staged = join(config.dataDir, 'unknot.db.restoring');
  try {
    stageCopy(copy, staged);
    const erased = await eraseAgain(config, staged);
    await ('file' in place ? replace(staged, place.file) : fillDatabase(staged, place));
    say(`The database is as it was in ${copy}. Erased again: ${erased}.`);
  } finally {
    removeDatabase(staged);
  }
}

function replace(staged: string, file: string): void {
  const kept = `${file}.${new Date().toISOString().replace(/[-:.]/g, '')}`;
  replaceDatabase(staged, file, kept);
  if (existsSync(kept)) say(`What was there before is ${kept}: delete it when you are sure.`);
}

/** @throws {Error} where the copy was made with another key */
async function eraseAgain(config: Config, staged: string): Promise<number> {
  const ledger = ledgerOf(config.dataDir);
  if (!existsSync(ledger)) {
    say(`${ledger} is not there: people erased since the copy was made will be back.`, process.stderr);
  }
  const { key, keyFile } = findKey(config);
  const { store } = await openStore({ file: staged }, key, keyFile);
  try {
    return await replayErasures(store, createLedger(config.dataDir));
  } finally {
    await store.close();
  }
}
