/** A clinic's website on a server of its own, which is another origin than the widget's. */
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { after } from 'node:test';
import * as z from 'zod/mini';

const AddressInfo = z.object({ port: z.int() });
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css',
  '.js': 'text/javascript',
};

export interface Website {
  /** Such as `http://127.0.0.1:40123`. */
  readonly origin: string;
}

/**
 * Serves a folder for as long as the tests of a file run: call it at the top.
 * @param folder asked for at each request, as it may be built only after the server has its address
 * @param edited what becomes of a page before it is sent
 */
export async function openWebsite(folder: () => string, edited = (html: string): string => html): Promise<Website> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    const file = join(folder(), path.endsWith('/') ? `${path}index.html` : path);
    if (!existsSync(file)) return void response.writeHead(404).end();
    const isPage = extname(file) === '.html';
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    response.end(isPage ? edited(readFileSync(file, 'utf8')) : readFileSync(file));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  after(() => server.close());
  return { origin: `http://127.0.0.1:${AddressInfo.parse(server.address()).port}` };
}
