/** A real https server on this machine that is `receiver.test`, and counts what reaches it. */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import type { IncomingHttpHeaders, RequestListener } from 'node:http';
import { createServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net';
import type { TlsOptions } from 'node:tls';

const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

/** Self-signed, valid until 2120: who trusts it trusts this receiver only. */
export const CERTIFICATE = read('receiver-certificate.pem');
const KEY = read('receiver-key.pem');

/** A test, or a file of tests: what runs when it is over. */
export interface Ending {
  after(end: () => Promise<void>): void;
}

/** What every receiver counts; it ends with its test. */
export interface Counting {
  readonly port: number;
  /** Connections accepted, and bytes received over all of them. */
  readonly connections: () => number;
  readonly bytes: () => number;
  /** When the first connection has ended, and all that came over it has been counted. */
  readonly firstEnded: Promise<void>;
  /** Ends it before its test does. */
  readonly close: () => Promise<void>;
}

export interface Receiver extends Counting {
  readonly url: string;
  readonly hits: readonly Hit[];
  /** The names that were asked for when connections were made (SNI). */
  readonly names: readonly string[];
}

export interface Hit {
  readonly method: string | undefined;
  readonly path: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** @param answer how it answers, once the body has been read; with 204 where absent */
export async function startReceiver(
  t: Ending,
  answer: RequestListener = (_, response) => response.writeHead(204).end(),
): Promise<Receiver> {
  const hits: Hit[] = [];
  const names: string[] = [];
  const SNICallback: TlsOptions['SNICallback'] = (name, choose) => {
    names.push(name);
    choose(null);
  };
  const server = createServer({ key: KEY, cert: CERTIFICATE, SNICallback }, async (request, response) => {
    const { method, url: path, headers } = request;
    hits.push({ method, path, headers, body: await bodyOf(request) });
    answer(request, response);
  });
  const counting = await start(t, server);
  return { ...counting, url: `https://receiver.test:${counting.port}/hook`, hits, names };
}

/** A server that speaks no https: it does what it is told with each connection. */
export const startTcp = (t: Ending, meet: (socket: Socket) => void = () => {}): Promise<Counting> =>
  start(t, createTcpServer(meet));

async function bodyOf(request: AsyncIterable<Buffer>): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
}

async function start(t: Ending, server: Server): Promise<Counting> {
  const sockets: Socket[] = [];
  const { promise: firstEnded, resolve } = Promise.withResolvers<void>();
  server.prependListener('connection', socket => {
    // A receiver that is cut off in the middle is what many tests are about.
    socket.on('error', () => {});
    socket.once('close', () => resolve());
    sockets.push(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async () => {
    if (!server.listening) return;
    for (const socket of sockets) socket.destroy();
    server.close();
    await once(server, 'close');
  };
  t.after(close);
  return {
    port: portOf(server.address()),
    connections: () => sockets.length,
    bytes: () => sockets.reduce((sum, { bytesRead }) => sum + bytesRead, 0),
    firstEnded,
    close,
  };
}

function portOf(address: AddressInfo | string | null): number {
  if (address === null || typeof address === 'string') throw new Error('not listening on a port');
  return address.port;
}
