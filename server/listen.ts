/** The app on a port. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';

export interface Listening {
  readonly port: number;
  /** Takes no new connection, gives requests so long to finish, then cuts what is left. */
  close(graceMs: number): Promise<void>;
}

type Fetch = Parameters<typeof getRequestListener>[0];

/** Slow or silent clients lose their connection; Node would only look every half minute otherwise. */
const PATIENCE = { headersTimeout: 10_000, requestTimeout: 15_000, connectionsCheckingInterval: 1_000 };

/**
 * @param port 0 for any free one
 * @param makeApp gives the app's `fetch` once the port is known; requests that come earlier wait for it
 * @throws {Error} where the port is in use
 */
export async function listen(
  host: string,
  port: number,
  makeApp: (port: number) => Fetch | Promise<Fetch>,
): Promise<Listening> {
  const server = createServer(PATIENCE);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const actual = portOf(server);
  const ready = Promise.resolve(makeApp(actual)).then(fetch => getRequestListener(fetch));
  server.on('request', (request, response) => void ready.then(handle => handle(request, response)));
  await ready;
  return { port: actual, close: graceMs => close(server, graceMs) };
}

function close(server: Server, graceMs: number): Promise<void> {
  return new Promise(resolve => {
    const cut = setTimeout(() => server.closeAllConnections(), graceMs);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === 'string') throw new Error('listen: not on a TCP port');
  return address.port;
}
