/** A website of its own on this machine. As `localhost` it is another site than the widget's server on `127.0.0.1`. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import * as z from 'zod/mini';

const AddressInfo = z.object({ port: z.int() });

export interface Site {
  /** Without a slash at its end. */
  readonly url: string;
  close(): void;
}

/** @param page gives the HTML of each address */
export async function startSite(page: (address: URL) => string): Promise<Site> {
  const site = createServer(({ url = '/' }, response) => {
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' });
    response.end(page(new URL(url, 'http://localhost')));
  });
  site.listen(0, '127.0.0.1');
  await once(site, 'listening');
  const { port } = AddressInfo.parse(site.address());
  return {
    url: `http://localhost:${port}`,
    close() {
      site.close();
      site.closeAllConnections();
    },
  };
}
