/** Links to the desk in mails: a browser follows them from elsewhere, and then without the desk's strict cookie. */
import type { Context, MiddlewareHandler } from 'hono';
import { html } from 'hono/html';
import { type Html, plainPage } from './layout.ts';
import type { DeskEnv, Sessions } from './sessions.ts';

/**
 * Answers somebody who comes from another site, and does not seem to be signed in, with a page that asks for the same
 * address again. That request comes from the desk itself, so the cookie goes with it. Nothing is lost by that: a GET
 * changes nothing, and a change is still refused from anywhere else.
 */
export const comesAgain = (sessions: Sessions): MiddlewareHandler<DeskEnv> =>
  async function comesAgain(c, next) {
    const isFromElsewhere = c.req.method === 'GET' && c.req.header('sec-fetch-site') === 'cross-site';
    if (!isFromElsewhere || (await sessions.userOf(c)) !== undefined) return next();
    const { pathname, search } = new URL(c.req.url);
    return c.html(againPage(c, pathname + search));
  };

/** The link is for browsers that do not follow by themselves. */
const againPage = (c: Context<DeskEnv>, path: string): Html =>
  plainPage(
    c,
    'To the desk',
    html`<div class="card"><h1>To the desk</h1><p><a href="${path}">Continue to the desk</a></p></div>`,
    html`<meta http-equiv="refresh" content="0;url=${path}">`,
  );
