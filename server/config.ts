/** The environment, read once (`api.md`, section 1). */
import { fileURLToPath } from 'node:url';
import * as z from 'zod/mini';

export interface Config {
  readonly host: string;
  readonly port: number;
  /** Without a slash at its end. */
  readonly publicUrl: string;
  readonly dataDir: string;
  readonly clinicsDir: string;
  /** The clinics are the demo's, so its website is served too. */
  readonly isDemo: boolean;
  readonly masterKeyFile?: string;
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

const whole = (most: number) => {
  const error = `must be a whole number from 0 to ${most}`;
  return z.pipe(
    z.string().check(z.regex(/^\d{1,9}$/, { error, abort: true })),
    z.pipe(z.transform(Number), z.number().check(z.maximum(most, { error }))),
  );
};

const Environment = z
  .object({
    PORT: z._default(whole(65_535), 8787),
    HOST: z._default(z.string(), '127.0.0.1'),
    PUBLIC_URL: z.optional(
      z.string().check(
        z.refine(url => URL.canParse(url) && /^https?:\/\/[^/?#]+\/?$/.test(url), {
          error: 'must be an address such as https://unknot.example, without a path',
        }),
      ),
    ),
    DATA_DIR: z._default(z.string(), DATA),
    CLINICS_DIR: z._default(z.string(), DEMO_CLINICS),
    MASTER_KEY_FILE: z.optional(z.string()),
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
  const { PORT, HOST, PUBLIC_URL, DATA_DIR, CLINICS_DIR, MASTER_KEY_FILE, TRUST_PROXY, LIMITS, ...desk } = parsed.data;
  return {
    host: HOST,
    port: PORT,
    publicUrl: PUBLIC_URL?.replace(/\/$/, '') ?? addressOf(HOST, PORT),
    dataDir: DATA_DIR,
    clinicsDir: CLINICS_DIR,
    isDemo: CLINICS_DIR === DEMO_CLINICS,
    ...(MASTER_KEY_FILE !== undefined && { masterKeyFile: MASTER_KEY_FILE }),
    trustProxy: TRUST_PROXY,
    limits: LIMITS === 'on',
    desk: {
      email: desk.DESK_EMAIL,
      ...(desk.DESK_PASSWORD !== undefined && { password: desk.DESK_PASSWORD }),
    },
  };
}

/** The address a person on this machine reaches the server at. */
function addressOf(host: string, port: number): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
