/** Stands between client and server and cuts the connection when a request is on its way. */
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface CuttingProxy {
  readonly url: string;
  /** Connections that were cut at the server's answer: it had done its work by then. */
  readonly cutAtAnswer: number;
  close(): Promise<void>;
}

/**
 * Every second connection is cut when the request has been passed on as a whole, every other one when the server's
 * answer comes back. The client sees nothing of it.
 */
export async function startCuttingProxy(target: string): Promise<CuttingProxy> {
  const { port, hostname } = new URL(target);
  let connections = 0;
  let cutAtAnswer = 0;
  const server = createServer(client => {
    const isAtAnswer = connections++ % 2 === 0;
    const upstream = connect(Number(port), hostname);
    for (const socket of [client, upstream]) socket.on('error', () => {});
    const cut = (): void => {
      client.destroy();
      upstream.destroy();
    };
    passOn(client, upstream, () => {
      if (!isAtAnswer) upstream.end(() => client.destroy());
    });
    upstream.once('data', () => {
      if (isAtAnswer) cutAtAnswer += 1;
      cut();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    get cutAtAnswer() {
      return cutAtAnswer;
    },
    close: () => new Promise(done => server.close(() => done())),
  };
}

/** @param whenWhole called once, when the request's body has been passed on */
function passOn(client: Socket, upstream: Socket, whenWhole: () => void): void {
  let seen = Buffer.alloc(0);
  let isWhole = false;
  client.on('data', (part: Buffer) => {
    seen = Buffer.concat([seen, part]);
    upstream.write(part);
    if (isWhole || !hasWholeRequest(seen)) return;
    isWhole = true;
    whenWhole();
  });
}

function hasWholeRequest(seen: Buffer): boolean {
  const head = seen.indexOf('\r\n\r\n');
  if (head === -1) return false;
  const length = /content-length: (\d+)/i.exec(seen.subarray(0, head).toString())?.[1];
  return seen.length >= head + 4 + Number(length);
}
