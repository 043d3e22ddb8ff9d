/** `npm run desk:password`: a new password for the first desk account. May run beside the server. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { newPassword } from './boot.ts';
import { readConfig } from './config.ts';
import { hashPassword } from './desk/password.ts';
import { readMasterKey } from './keys.ts';
import { openStore } from './store/open.ts';

const config = readConfig(process.env);
const database = join(config.dataDir, 'unknot.db');
if (!existsSync(database)) throw new Error(`${database} is not there yet: start the server once`);
const store = await openStore(database, readMasterKey(config.masterKeyFile ?? join(config.dataDir, 'master.key')));
const email = (await store.deskUsers())[0]?.email ?? config.desk.email;
const password = newPassword();
await store.setDeskPassword(email, await hashPassword(password));
await store.close();
process.stdout.write(`Sign in as ${email} with ${password}\n`);
