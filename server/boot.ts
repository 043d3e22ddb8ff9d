/** What a server needs before it can listen: its folder, key, database, clinics and first account. */
import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Needs } from './app.ts';
import { type Background, startBackground } from './background.ts';
import { createLifecycle } from './booking/lifecycle.ts';
import { checkZoneData } from './booking/zone.ts';
import { openClinicFolder } from './clinic-folder.ts';
import type { Config } from './config.ts';
import { hashPassword } from './desk/password.ts';
import { createLedger, eraseForGood, replayErasures } from './erasure-ledger.ts';
import { createJobs } from './jobs.ts';
import { createManageToken } from './keys.ts';
import type { Log } from './log.ts';
import { createDeliver } from './notify/deliver.ts';
import { createMailer } from './notify/mail.ts';
import { createWebhooks } from './notify/webhook.ts';
import { createWorker, type Worker } from './notify/worker.ts';
import { takeData } from './open-data.ts';
import { createProofOfWork } from './proof-of-work.ts';
import { openStore } from './store/open.ts';
import type { Store } from './store/store.ts';

export interface Booted {
  readonly needs: Needs;
  /** The first account, when this start made it: told to the person at the terminal, once. */
  readonly newAccount?: NewAccount;
  /** Begins to send what waits, and to do what the clock asks for. */
  begin(): Background;
  /**
   * Changes the data keys, and the master key where it is in a file, while everything goes on.
   * @returns how many clinics have a new key, and how many leads were sealed with it
   */
  rotateKeys(): Promise<{ readonly clinics: number; readonly leads: number; readonly isMasterNew: boolean }>;
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
  const data = takeData(config);
  const { store, keys, rotateMaster } = await openStore(data.place, data.key, data.keyFile);
  const ledger = createLedger(config.dataDir);
  await replayErasures(store, ledger);
  const newAccount = await createFirstAccount(store, config.desk);
  const clock = (): Date => new Date();
  const erase = eraseForGood(store, ledger);
  const lifecycle = createLifecycle({ store, clock, erase });
  const needs: Needs = {
    clinics,
    store,
    clock,
    log,
    lifecycle,
    proofOfWork: createProofOfWork(keys.proof, clock),
    sendsMail: config.smtpUrl !== undefined,
    manageToken: createManageToken(keys.manage),
    publicUrl: config.publicUrl,
    frameOrigin: config.frameOrigin,
    limits: config.limits,
    trustProxy: config.trustProxy,
    widgetFolder: WIDGET,
    ...(config.isDemo && { siteFolder: DEMO_SITE }),
    isStopping,
  };
  const close = async (): Promise<void> => {
    await store.close();
    data.release();
  };
  const begin = (): Background => {
    const jobs = createJobs({ store, clinics, clock, log, lifecycle, erase });
    return startBackground({ worker: createSending(needs, config), jobs, log });
  };
  const rotateKeys = async () => {
    const rotated = await store.rotateKeys();
    await rotateMaster?.();
    return { ...rotated, isMasterNew: rotateMaster !== undefined };
  };
  return { needs, ...(newAccount !== undefined && { newAccount }), begin, rotateKeys, close };
}

function createSending(needs: Needs, { smtpUrl, mailFrom }: Config): Worker {
  const mailer = smtpUrl === undefined ? {} : { mailer: createMailer(smtpUrl, mailFrom) };
  const deliver = createDeliver({ ...needs, ...mailer, webhooks: createWebhooks() });
  return createWorker({ ...needs, deliver });
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
