/** Starts the server from the environment and stops it cleanly. */
import { createApp } from './app.ts';
import type { Background } from './background.ts';
import { type Booted, boot } from './boot.ts';
import { type Config, readConfig } from './config.ts';
import { sealedText } from './frame-address.ts';
import { type Listening, listen } from './listen.ts';
import { createLog, errorEntry } from './log.ts';

/** How long requests may take to finish when the server is told to stop. */
const GRACE_MS = 10_000;

// What this process writes is for its owner only: the database, its log, the key.
process.umask(0o077);

const log = createLog(
  line => process.stdout.write(line),
  () => new Date(),
);
let isStopping = false;
let isChangingKeys = false;

for (const event of ['unhandledRejection', 'uncaughtException'] as const) {
  process.on(event, (error: unknown) => {
    log(errorEntry(error));
    process.exit(1);
  });
}

try {
  await start(readConfig(process.env));
} catch (error) {
  process.stderr.write(`unknot: cannot start\n${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

async function start(config: Config): Promise<void> {
  const booted = await boot(config, log, () => isStopping);
  const app = createApp(booted.needs);
  const listening = await listen(config.host, config.port, () => app.fetch);
  const background = booted.begin();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => void stop(booted, listening, background));
  }
  process.on('SIGUSR2', () => void changeKeys(booted));
  process.stdout.write(welcome(config, booted));
  log({ event: 'start' });
}

/** New keys for everything, while the server goes on; the log tells how much that was. */
async function changeKeys(booted: Booted): Promise<void> {
  if (isChangingKeys || isStopping) return;
  isChangingKeys = true;
  try {
    const { isMasterNew, ...counts } = await booted.rotateKeys();
    const message = 'the master key is another one now: keep a new copy of its file apart';
    log({ event: 'keys', ...counts, ...(isMasterNew && { message }) });
  } catch (error) {
    log(errorEntry(error));
  } finally {
    isChangingKeys = false;
  }
}

/** Load balancers are told first, then what has begun is finished, then the database is left tidy. */
async function stop(booted: Booted, listening: Listening, background: Background): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  log({ event: 'stop' });
  await Promise.all([listening.close(GRACE_MS), background.close(GRACE_MS)]);
  await booted.close();
  process.exit(0);
}

function welcome({ publicUrl, frameOrigin, isDemo, limits, smtpUrl }: Config, { needs, newAccount }: Booted): string {
  const account = newAccount === undefined ? '' : `, sign in as ${newAccount.email} with ${newAccount.password}`;
  const lines = [
    ...(isDemo ? [`  Website  ${publicUrl}/`] : []),
    ...needs.clinics.all().map(({ id }) => `  Clinic   ${publicUrl}/c/${id}`),
    `  Desk     ${publicUrl}/desk${account}`,
    `  Sealed   ${sealedText({ publicUrl, frameOrigin })}`,
    ...(smtpUrl === undefined ? ['  Mail     waits: set SMTP_URL to send it'] : []),
    ...(limits ? [] : ['  Limits are off: for tests only.']),
  ];
  return `\nUnknot is running.\n\n${lines.join('\n')}\n\n`;
}
