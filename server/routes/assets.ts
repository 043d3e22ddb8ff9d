/** What is built: the entries of widget, frame, one tag and visitor's page under fixed names, chunks under names made of their content. */
import { existsSync } from 'node:fs';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono, type MiddlewareHandler } from 'hono';
import { etag } from 'hono/etag';
import { embedScript } from './embed-script.ts';
import { readableByAll } from './readable-by-all.ts';

const ENTRY = 'public, max-age=300';
const FOREVER = 'public, max-age=31536000, immutable';

/**
 * To be mounted at `/v1`. Nothing is served where there is no build (`npm run dev` serves the sources).
 * @param folder where the build is: `unknot.js`, `frame.js`, `embed.js`, `manage.js`, `assets/`, and a `.br` beside what
 * is worth compressing
 * @param home where site owners load the scripts from, such as `https://unknot.example`
 */
export function createAssets(folder: string, home: string): Hono {
  const app = new Hono();
  if (!existsSync(folder)) return app;
  const files = serveStatic({
    root: folder,
    precompressed: true,
    rewriteRequestPath: path => path.replace(/^\/v1/, ''),
  });
  const tagged = etag({ retainedHeaders: RETAINED });
  const embed = embedScript(folder, home);
  if (embed) app.get('/embed.js', readableByAll, cached(ENTRY), tagged, embed);
  return app
    .get('/unknot.js', readableByAll, cached(ENTRY), tagged, files)
    .get('/frame.js', cached(ENTRY), tagged, files)
    .get('/manage.js', cached(ENTRY), tagged, files)
    .get('/assets/:name', readableByAll, cached(FOREVER), tagged, files);
}

/** What a browser needs of a 304 to use what it has. */
const RETAINED = [
  'cache-control',
  'content-location',
  'date',
  'etag',
  'expires',
  'vary',
  'access-control-allow-origin',
];

const cached = (value: string): MiddlewareHandler =>
  async function cached(c, next) {
    await next();
    if (c.res.status === 404) return;
    c.header('Cache-Control', value);
    // Also of the uncompressed answer: a cache must not give one browser's encoding to another.
    c.header('Vary', 'Accept-Encoding');
  };
