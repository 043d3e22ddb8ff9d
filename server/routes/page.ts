/** A page for visitors: plain HTML, one style sheet, nothing from elsewhere. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import type { Context } from 'hono';
import { accepts } from 'hono/accepts';
import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

export interface Page {
  readonly title: string;
  /** A page that takes the nonce may run scripts of its own that carry it. */
  readonly body: Html | ((nonce: string) => Html);
  readonly head?: readonly Html[];
  /** In place of the style sheet of all pages. */
  readonly styles?: string;
  /** Which sites may show the page in a frame; none where absent. */
  readonly frameAncestors?: readonly string[];
}

const STYLES = readFileSync(new URL('page.css', import.meta.url), 'utf8');

/** Answers with a page that is kept nowhere and runs this server's own scripts only. */
export async function pageResponse(
  c: Context,
  { title, body, head = [], styles = STYLES, frameAncestors = ["'none'"] }: Page,
  status: 200 | 404 | 500 = 200,
): Promise<Response> {
  const nonce = randomBytes(16).toString('base64');
  const scripts = typeof body === 'function' ? ` 'nonce-${nonce}'` : '';
  c.header('Cache-Control', 'no-store');
  c.header('Content-Security-Policy', policy(nonce, scripts, frameAncestors));
  const text = await html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="data:,">
${head}
<style nonce="${nonce}">${raw(styles)}</style>
</head>
<body>${typeof body === 'function' ? body(nonce) : body}</body>
</html>
`;
  c.header('Content-Type', 'text/html; charset=utf-8');
  c.header('Vary', 'Accept-Encoding');
  if (accepts(c, { header: 'Accept-Encoding', supports: ['br'], default: '' }) !== 'br')
    return c.body(`${text}`, status);
  c.header('Content-Encoding', 'br');
  return c.body(brotliCompressSync(`${text}`, QUICKLY), status);
}

/** Nothing on these pages is secret, and the first question is in them: a third of the bytes is a third of the wait. */
const QUICKLY = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

const policy = (nonce: string, scripts: string, frameAncestors: readonly string[]): string =>
  [
    "default-src 'none'",
    `script-src 'self'${scripts}`,
    "connect-src 'self'",
    "img-src 'self' data:",
    `style-src 'nonce-${nonce}'`,
    "form-action 'none'",
    "base-uri 'none'",
    `frame-ancestors ${frameAncestors.join(' ')}`,
  ].join('; ');
