/** The environment, read once (`api.md`, section 1). */
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';

export interface Config {
  readonly host: string;
  readonly port: number;
  /** Without a slash at its end. */
  readonly publicUrl: string;
  /** Where sealed frames come from: a second address of this server, else its own. */
  readonly frameOrigin: string;
  readonly dataDir: string;
  readonly clinicsDir: string;
  /** The clinics are the demo's, so its website is served too. */
  readonly isDemo: boolean;
  /** A Postgres, instead of a file in the data folder. */
  readonly databaseUrl?: string;
  readonly masterKeyFile?: string;
  /** Where mail is sent through; without it mail waits. */
  readonly smtpUrl?: string;
  /** The address mail comes from; each clinic's own where there is none. */
  readonly mailFrom?: string;
  /** The master key itself, for places where secrets come in the environment: 64 hexadecimal digits. */
  readonly masterKey?: string;
  readonly trustProxy: number;
  readonly limits: boolean;
  /** The first desk account. */
  readonly desk: { readonly email: string; readonly password?: string };
}

/** The environment is not as it must be; the message has one line a mistake. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

const DEMO_CLINICS = fileURLToPath(new URL('../demo/clinics', import.meta.url));
const DATA = fileURLToPath(new URL('../data', import.meta.url));

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

const isHttps = (url = ''): boolean => /^https:/i.test(url);

const whole = (most: number) => {
  const error = `must be a whole number from 0 to ${most}`;
  return z.pipe(
    z.string().check(z.regex(/^\d{1,9}$/, { error, abort: true })),
    z.pipe(z.transform(Number), z.number().check(z.maximum(most, { error }))),
  );
};

const address = (example: string) =>
  z.string().check(
    z.refine(url => URL.canParse(url) && /^https?:\/\/[^/?#]+\/?$/.test(url), {
      error: `must be an address such as ${example}, without a path`,
    }),
  );

const Environment = z
  .object({
    PORT: z._default(whole(65_535), 8787),
    HOST: z._default(z.string(), '127.0.0.1'),
    PUBLIC_URL: z.optional(address('https://unknot.example')),
    PUBLIC_FRAME_ORIGIN: z.optional(address('https://frame.unknot.example')),
    DATA_DIR: z._default(z.string(), DATA),
    CLINICS_DIR: z._default(z.string(), DEMO_CLINICS),
    DATABASE_URL: z.optional(
      z.string().check(z.regex(/^postgres(ql)?:\/\//, { error: 'must be the address of a Postgres: postgres://…' })),
    ),
    SMTP_URL: z.optional(
      z.string().check(z.regex(/^smtps?:\/\//, { error: 'must look like smtps://user:password@host:465' })),
    ),
    MAIL_FROM: z.optional(z.email({ error: 'must be an e-mail address' })),
    MASTER_KEY_FILE: z.optional(z.string()),
    MASTER_KEY: z.optional(z.string().check(z.regex(/^[0-9a-f]{64}$/i, { error: 'must be 64 hexadecimal digits' }))),
    TRUST_PROXY: z._default(whole(10), 0),
    LIMITS: z._default(z.enum(['on', 'off'], { error: 'must be on or off' }), 'on'),
    DESK_EMAIL: z._default(z.email({ error: 'must be an e-mail address' }), 'desk@unknot.example'),
    DESK_PASSWORD: z.optional(z.string().check(z.minLength(10, { error: 'must have 10 characters or more' }))),
  })
  .check(
    z.refine(({ LIMITS, HOST }) => LIMITS === 'on' || isLoopback(HOST), {
      path: ['LIMITS'],
      error: 'may be off only while HOST is a loopback address',
    }),
    z.refine(env => !isHttps(env.PUBLIC_URL) || isHttps(env.PUBLIC_FRAME_ORIGIN ?? 'https:'), {
      path: ['PUBLIC_FRAME_ORIGIN'],
      error: 'must be https where PUBLIC_URL is: browsers show no other frame there',
    }),
  );

/**
 * @param env such as `process.env`; an empty value counts as none
 * @throws {ConfigError}
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = Environment.safeParse(given);
  if (!parsed.success) {
    throw new ConfigError(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
  }
  const { PORT, HOST, PUBLIC_URL, DATA_DIR, CLINICS_DIR, TRUST_PROXY, LIMITS, ...rest } = parsed.data;
  const publicUrl = PUBLIC_URL?.replace(/\/$/, '') ?? addressOf(HOST, PORT);
  return {
    host: HOST,
    port: PORT,
    publicUrl,
    frameOrigin: new URL(rest.PUBLIC_FRAME_ORIGIN ?? publicUrl).origin,
    dataDir: DATA_DIR,
    clinicsDir: CLINICS_DIR,
    isDemo: CLINICS_DIR === DEMO_CLINICS,
    ...(rest.DATABASE_URL !== undefined && { databaseUrl: rest.DATABASE_URL }),
    ...(rest.SMTP_URL !== undefined && { smtpUrl: rest.SMTP_URL }),
    ...(rest.MAIL_FROM !== undefined && { mailFrom: rest.MAIL_FROM }),
    ...(rest.MASTER_KEY_FILE !== undefined && { masterKeyFile: rest.MASTER_KEY_FILE }),
    ...(rest.MASTER_KEY !== undefined && { masterKey: rest.MASTER_KEY }),
    trustProxy: TRUST_PROXY,
    limits: LIMITS === 'on',
    desk: {
      email: rest.DESK_EMAIL,
      ...(rest.DESK_PASSWORD !== undefined && { password: rest.DESK_PASSWORD }),
    },
  };
}

/** The address a person on this machine reaches the server at. */
function addressOf(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
