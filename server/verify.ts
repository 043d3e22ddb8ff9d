/** `npm run verify`: looks whether everything that must hold of the database does. May run beside the server. */
import { command, say } from './command.ts';
import { findData } from './open-data.ts';
import { checkPlace, isSound, linesOf } from './store/check.ts';

await command(async config => {
  const { place, key, keyFile } = findData(config);
  const findings = await checkPlace(place, key, keyFile);
  say(linesOf(findings));
  return isSound(findings) ? 0 : 1;
});
