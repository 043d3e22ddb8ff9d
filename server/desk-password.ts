/** `npm run desk:password`: a new password for the first desk account. May run beside the server. */
import { newPassword } from './boot.ts';
import { command, say } from './command.ts';
import { hashPassword } from './desk/password.ts';
import { findData } from './open-data.ts';
import { openStore } from './store/open.ts';

await command(async config => {
  const { place, key, keyFile } = findData(config);
  const { store } = await openStore(place, key, keyFile);
  const email = (await store.deskUsers())[0]?.email ?? config.desk.email;
  const password = newPassword();
  await store.setDeskPassword(email, await hashPassword(password));
  await store.close();
  say(`Sign in as ${email} with ${password}`);
  return 0;
});
