/** The website the pages are on, beside our own server: brotli for everything, nothing cached. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import { type Context, Hono } from 'hono';
import { firstSnippet } from '../../server/desk/snippets.ts';
import { listen } from '../../server/listen.ts';
import { firstQuestion } from '../../server/widget-build.ts';
import { startServer } from '../fixtures/server.ts';
import { buildBotui } from './build-botui.ts';
import { createTypebotReplies } from './typebot-replies.ts';

export interface Site {
  /** Where a page is, by its name. */
  url(page: string): string;
  close(): Promise<void>;
}

const compress = promisify(brotliCompress);

/** @param withBotui builds the page of botui, too */
export async function openSite(withBotui: boolean): Promise<Site> {
  const botui = withBotui ? await buildBotui() : new Map<string, string>();
  const serving = Promise.withResolvers<Awaited<ReturnType<typeof startServer>>>();
  const listening = await listen('127.0.0.1', 0, async port => {
    const origins = [`http://127.0.0.1:${port}`];
    serving.resolve(await startServer({ clinics: { riverside: { origins } } }));
    return createApp((await serving.promise).url, botui).fetch;
  });
  const server = await serving.promise;
  return {
    url: page => `http://127.0.0.1:${listening.port}/pages/${page}`,
    async close() {
      await listening.close(1_000);
      await server.close();
    },
  };
}

function createApp(unknot: string, botui: ReadonlyMap<string, string>): Hono {
  const send = createSend();
  return new Hono()
    .get('/pages/:name', async c => {
      const name = c.req.param('name');
      const snippet = name === 'pasted' ? pasted(unknot) : await read(`pages/${name}.html`);
      return send(c, 'text/html', hostPage(snippet.replaceAll('UNKNOT', unknot)));
    })
    .get('/botui/:name', c => send(c, mediaOf(c.req.path), botui.get(c.req.param('name')) ?? ''))
    .get('/npm/*', async c =>
      send(c, mediaOf(c.req.path), await read(c.req.path.replace('/npm/', 'peers/node_modules/'))),
    )
    .route('/api', createTypebotReplies());
}

/** Each text is compressed once, as well as brotli can. */
function createSend() {
  const compressed = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  return async (c: Context, type: string, text: string): Promise<Response> => {
    const body = compressed.get(text) ?? compress(text).then(buffer => new Uint8Array(buffer));
    compressed.set(text, body);
    const headers = { 'content-type': `${type}; charset=utf-8`, 'content-encoding': 'br', 'cache-control': 'no-store' };
    return c.body(await body, 200, headers);
  };
}

/** What the desk offers to paste where the question is to stand in the page itself. */
function pasted(unknot: string): string {
  const first = firstQuestion(fileURLToPath(new URL('../../dist/widget', import.meta.url)));
  if (!first) throw new Error('the build has no first question');
  return firstSnippet({ id: 'riverside', phone: '+12125550142' }, { publicUrl: unknot, frameOrigin: unknot }, first);
}

const mediaOf = (path: string): string => (path.endsWith('.css') ? 'text/css' : 'text/javascript');

const read = (path: string): Promise<string> => readFile(new URL(path, import.meta.url), 'utf8');

const hostPage = (snippet: string): string => `<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,"><title>Clinic</title>
<style>body{font:16px/1.4 sans-serif;margin:16px}</style></head>
<body><h1>Clinic</h1><p>Tell us what brings you in.</p>
${snippet}
<p>Opening hours: Monday to Friday, 8 to 17.</p></body></html>`;
