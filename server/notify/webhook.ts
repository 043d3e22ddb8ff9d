/** Tells the programs of clinics: one signed POST a message (`api.md`, sections 2 and 6). */
import type { ClientRequest, IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Delivery } from './messages.ts';
import { isPublicAddress } from './public-address.ts';
import { createResolve } from './webhook-names.ts';
import { signatures } from './webhook-signature.ts';
import { type Line, type LineNeeds, openLine, Unreached } from './webhook-socket.ts';

export interface WebhookTarget {
  /** An https address, on any port, without user name and password. */
  readonly url: string;
  /** `whsec_` and base64, the newest first. */
  readonly secrets: readonly string[];
}

export interface WebhookMessage {
  /** The same on every try. */
  readonly id: string;
  /** When this try is made. */
  readonly sentAt: Date;
  /** JSON. */
  readonly payload: string;
}

export interface Webhooks {
  /**
   * Tries once. A receiver's status decides: 2xx is sent, 410 dead (`gone`), all else failed, redirects too.
   * Addresses and secrets that can never work are dead at once (`bad_url`, `not_https`, `credentials_in_url`,
   * `bad_secret`).
   * @param signal ends the try (`stopped`)
   */
  deliver(target: WebhookTarget, message: WebhookMessage, signal?: AbortSignal): Promise<Delivery>;
}

export interface WebhookOptions extends Partial<LineNeeds> {
  /** For all of a try: name, connection, answer. Default: 15,000. */
  readonly milliseconds?: number;
}

/** So much of an answer is read before the connection is cut. */
const ANSWER_BYTES = 16 * 1024;

/** The defaults are those of a server in use; tests bring their own names, addresses and authority. */
export function createWebhooks({ milliseconds = 15_000, ...given }: WebhookOptions = {}): Webhooks {
  const needs: LineNeeds = { resolve: createResolve(), isAllowed: isPublicAddress, ...given };
  return {
    async deliver({ url, secrets }, message, signal) {
      const code = mistakeIn(url);
      if (code !== undefined) return { kind: 'dead', code };
      const headers = headersOf(message, secrets);
      if (headers === undefined) return { kind: 'dead', code: 'bad_secret' };
      try {
        const limit = { milliseconds, ...(signal && { signal }) };
        return verdict(await post(new URL(url), headers, message.payload, needs, limit));
      } catch (error) {
        if (error instanceof Unreached) return { kind: 'failed', code: error.message };
        throw error;
      }
    },
  };
}

function mistakeIn(text: string): string | undefined {
  if (!URL.canParse(text)) return 'bad_url';
  const { protocol, username, password } = new URL(text);
  if (protocol !== 'https:') return 'not_https';
  return username + password === '' ? undefined : 'credentials_in_url';
}

function headersOf({ id, sentAt, payload }: WebhookMessage, secrets: readonly string[]) {
  const seconds = Math.floor(sentAt.getTime() / 1000);
  const signature = signatures(secrets, `${id}.${seconds}.${payload}`);
  if (signature === undefined) return undefined;
  return {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(payload),
    'user-agent': 'Unknot',
    'webhook-id': id,
    'webhook-timestamp': seconds,
    'webhook-signature': signature,
  };
}

function verdict(status: number): Delivery {
  if (status >= 200 && status < 300) return { kind: 'sent' };
  if (status === 410) return { kind: 'dead', code: 'gone' };
  return { kind: 'failed', code: status >= 300 && status < 400 ? 'redirect' : `status_${status}` };
}

interface Limit {
  readonly milliseconds: number;
  readonly signal?: AbortSignal;
}

/**
 * @returns the status
 * @throws {Unreached} where none came
 */
async function post(
  url: URL,
  headers: Readonly<Record<string, string | number>>,
  payload: string,
  needs: LineNeeds,
  { milliseconds, signal }: Limit,
): Promise<number> {
  if (signal?.aborted) throw new Unreached('stopped');
  const line = openLine(url, needs);
  // A connection made here belongs to no agent: none is kept, shared or led through a proxy.
  const request = httpsRequest({
    method: 'POST',
    path: url.pathname + url.search,
    headers: { host: url.host, ...headers },
    createConnection: () => line.socket,
  });
  const stop = () => request.destroy(new Unreached('stopped'));
  const timer = setTimeout(() => request.destroy(new Unreached('timeout')), milliseconds);
  signal?.addEventListener('abort', stop);
  try {
    const answer = await answerTo(request, payload, line);
    await hearOut(answer);
    return answer.statusCode ?? 0;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
    request.destroy();
  }
}

function answerTo(request: ClientRequest, payload: string, line: Line): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  request.once('response', resolve);
  request.on('error', error => reject(unreached(error, line.stage())));
  // Some ends bring no error with them, such as an answer that asks for another protocol.
  request.once('close', () => reject(new Unreached('closed')));
  request.end(payload);
  return promise;
}

/** Lets a receiver finish a short answer. Its status has decided by then, however the rest ends, or never does. */
async function hearOut(answer: IncomingMessage): Promise<void> {
  let bytes = 0;
  const { promise, resolve } = Promise.withResolvers<void>();
  answer.once('close', resolve).once('error', () => resolve());
  answer.on('data', (part: Buffer) => {
    bytes += part.length;
    if (bytes >= ANSWER_BYTES) resolve();
  });
  await promise;
}

const CODES: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refused',
  ECONNRESET: 'closed',
  EPIPE: 'closed',
  ETIMEDOUT: 'timeout',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
};

function unreached(error: Error, stage: ReturnType<Line['stage']>): Unreached {
  if (error instanceof Unreached) return error;
  if (stage === 'handshake') return new Unreached('tls');
  const code = 'code' in error ? String(error.code) : '';
  if (code.startsWith('HPE_')) return new Unreached('bad_answer');
  return new Unreached(CODES[code] ?? 'network');
}
