/** What went wrong is decided, and logged, by the server's one error handler; here it only becomes a page. */
import type { MiddlewareHandler } from 'hono';
import { html } from 'hono/html';
import { plainPage } from './layout.ts';
import { DESK } from './paths.ts';
import type { DeskEnv } from './sessions.ts';

export const failurePage: MiddlewareHandler<DeskEnv> = async function failurePage(c, next) {
  await next();
  if (c.error === undefined) return;
  const body = html`<div class="card"><h1>That did not work</h1>
    <p>The server could not answer just now. Nothing is lost. <a href="${DESK}">Try again</a></p></div>`;
  c.res = await c.html(plainPage(c, 'That did not work', body), c.res.status === 503 ? 503 : 500);
};
