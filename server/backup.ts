/** `npm run backup -- <file>`: a whole copy of the database as it is at one moment. May run beside the server. */
import { command, say } from './command.ts';
import { ledgerOf } from './erasure-ledger.ts';
import { findData, placeOf } from './open-data.ts';
import { copyDatabase } from './store/copy.ts';

await command(async (config, [file]) => {
  const place = placeOf(config);
  if (file === undefined) {
    say('Name the file to write: npm run backup -- <file>', process.stderr);
    return 2;
  }
  const { keyFile } = findData(config);
  await copyDatabase(place, file);
  say(`${file} is a whole copy of ${'file' in place ? place.file : 'the Postgres'}.`);
  say(
    `Its key is not in it: ${keyFile === undefined ? 'it comes in MASTER_KEY' : `keep ${keyFile} in another place`}.`,
  );
  say(`Keep the newest ${ledgerOf(config.dataDir)} too: by it a restored copy forgets whoever was erased since.`);
  return 0;
});
