/** What a server needs before it can listen: its folder, key, database, clinics and first account. */
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Needs } from './app.ts';
import { checkZoneData } from './booking/zone.ts';
import { openClinicFolder } from './clinic-folder.ts';
import type { Config } from './config.ts';
import { hashPassword } from './desk/password.ts';
import { createManageToken, masterKeyFor } from './keys.ts';
import type { Log } from './log.ts';
import { takeDataFolder } from './store/data-folder.ts';
import { openStore } from './store/open.ts';
import type { Store } from './store/store.ts';

export interface Booted {
  readonly needs: Needs;
  /** The first account, when this start made it: told to the person at the terminal, once. */
  readonly newAccount?: NewAccount;
  /** Checkpoints and closes the database and lets the next server have the folder. */
  close(): Promise<void>;
}

export interface NewAccount {
  readonly email: string;
  readonly password: string;
}

const WIDGET = fileURLToPath(new URL('../dist/widget', import.meta.url));
const DEMO_SITE = fileURLToPath(new URL('../demo/site', import.meta.url));

/**
 * @param isStopping true once the process has been told to stop
 * @throws {Error} with a message for whoever starts the server: a wrong clinic file, a folder in use, a missing key
 */
export async function boot(config: Config, log: Log, isStopping: () => boolean): Promise<Booted> {
  checkZoneData();
  const clinics = openClinicFolder(config.clinicsDir, message => log({ event: 'clinic_file', message }));
  const folder = takeDataFolder(config.dataDir);
  const key = masterKeyFor(config.masterKeyFile ?? folder.masterKey, folder.database);
  const store = await openStore(folder.database, key);
  const newAccount = await createFirstAccount(store, config.desk);
  const needs: Needs = {
    clinics,
    store,
    clock: () => new Date(),
    log,
    manageToken: createManageToken(key),
    publicUrl: config.publicUrl,
    limits: config.limits,
    trustProxy: config.trustProxy,
    widgetFolder: WIDGET,
    ...(config.isDemo && { siteFolder: DEMO_SITE }),
    isStopping,
  };
  const close = async (): Promise<void> => {
    await store.close();
    folder.release();
  };
  return { needs, ...(newAccount !== undefined && { newAccount }), close };
}

async function createFirstAccount(store: Store, desk: Config['desk']): Promise<NewAccount | undefined> {
  if ((await store.deskUsers()).length > 0) return undefined;
  const password = desk.password ?? newPassword();
  await store.setDeskPassword(desk.email, await hashPassword(password));
  return { email: desk.email, password };
}

/** 80 random bits in groups that can be read out and typed. */
export const newPassword = (): string => {
  const letters = 'abcdefghjkmnpqrstvwxyz0123456789';
  const password = Array.from(randomBytes(16), byte => letters[byte % letters.length]).join('');
  return password.replace(/.{4}(?=.)/g, '$&-');
};
