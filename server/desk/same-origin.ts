/** Every change must come from a page of the desk itself. */
import type { Context, MiddlewareHandler } from 'hono';
import { html } from 'hono/html';
import { type Html, plainPage } from './layout.ts';
import { DESK } from './paths.ts';
import type { DeskEnv } from './sessions.ts';

/** The origin people reach the desk at; `secure` because TLS usually ends before this process. */
export const ownOrigin = (c: Context, secure: boolean): string =>
  `${secure ? 'https' : 'http'}://${c.req.header('host') ?? new URL(c.req.url).host}`;

/**
 * Refuses a change that another site could have caused. Browsers send `Sec-Fetch-Site` where the connection is
 * trustworthy and `Origin` everywhere; a request with neither is refused.
 */
export const sameOriginOnly = (secure: boolean): MiddlewareHandler<DeskEnv> =>
  async function sameOriginOnly(c, next) {
    if (['GET', 'HEAD'].includes(c.req.method)) return next();
    const site = c.req.header('sec-fetch-site');
    const isOwn = site === undefined ? c.req.header('origin') === ownOrigin(c, secure) : site === 'same-origin';
    if (!isOwn) return c.html(refusedPage(c), 403);
    await next();
  };

const refusedPage = (c: Context<DeskEnv>): Html =>
  plainPage(
    c,
    'Not done',
    html`<div class="card"><h1>Not done</h1><p>This did not come from a page of the desk, so nothing was changed. <a href="${DESK}">Open the desk</a></p></div>`,
  );
