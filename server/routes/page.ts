/** A page for visitors: plain HTML, one style sheet, nothing from elsewhere. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Context } from 'hono';
import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

export interface Page {
  readonly title: string;
  readonly body: Html;
  /** Which sites may show the page in a frame; none where absent. */
  readonly frameAncestors?: readonly string[];
}

const STYLES = raw(readFileSync(new URL('page.css', import.meta.url), 'utf8'));

/** Answers with a page that is kept nowhere and runs this server's own scripts only. */
export function pageResponse(
  c: Context,
  { title, body, frameAncestors = ["'none'"] }: Page,
  status: 200 | 404 | 500 = 200,
) {
  const nonce = randomBytes(16).toString('base64');
  c.header('Cache-Control', 'no-store');
  c.header('Content-Security-Policy', policy(nonce, frameAncestors));
  return c.html(
    html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
<style nonce="${nonce}">${STYLES}</style>
</head>
<body>${body}</body>
</html>
`,
    status,
  );
}

const policy = (nonce: string, frameAncestors: readonly string[]): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "connect-src 'self'",
    "img-src 'self' data:",
    `style-src 'nonce-${nonce}'`,
    "form-action 'none'",
    "base-uri 'none'",
    `frame-ancestors ${frameAncestors.join(' ')}`,
  ].join('; ');
