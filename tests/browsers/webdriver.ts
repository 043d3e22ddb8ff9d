/** WebDriver, the classic protocol: one HTTP request a command. */
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod/mini';

const Answer = z.object({ value: z.unknown() });
const Refusal = z.object({ value: z.object({ error: z.string(), message: z.string() }) });
const Started = z.object({ sessionId: z.string(), capabilities: z.object({ browserVersion: z.string() }) });

export interface Session {
  readonly version: string;
  /** @param path within the session, such as `/url` */
  post(path: string, body?: object): Promise<unknown>;
  get(path: string): Promise<unknown>;
  delete(path: string): Promise<unknown>;
}

const PATIENCE_MS = 30_000;
/** More than any page takes to load; a driver that hangs is told from one that works. */
const COMMAND_MS = 60_000;

/** Waits until the driver, which says nothing when it is ready, answers at this address. */
export async function untilReady(address: string): Promise<void> {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      await fetch(`${address}/status`);
      return;
    } catch (cause) {
      if (Date.now() > end) throw new Error(`no driver answers at ${address}`, { cause });
      await pause(50);
    }
  }
}

export async function openSession(address: string, capabilities: object): Promise<Session> {
  const asked = { capabilities: { alwaysMatch: capabilities } };
  const { sessionId, capabilities: got } = Started.parse(await command('POST', `${address}/session`, asked));
  const at = `${address}/session/${sessionId}`;
  return {
    version: got.browserVersion,
    post: (path, body = {}) => command('POST', at + path, body),
    get: path => command('GET', at + path),
    delete: path => command('DELETE', at + path),
  };
}

async function command(method: string, url: string, body?: object): Promise<unknown> {
  const content = body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await fetch(url, { method, ...content, signal: AbortSignal.timeout(COMMAND_MS) });
  const json: unknown = await response.json();
  if (response.ok) return Answer.parse(json).value;
  const { error, message } = Refusal.parse(json).value;
  throw new Error(`${method} ${new URL(url).pathname}: ${error}: ${message}`);
}
