/** What every answer of the desk carries. */
import type { MiddlewareHandler } from 'hono';
import { NONCE, secureHeaders } from 'hono/secure-headers';

/** Nothing from elsewhere, nothing inline, in nobody's frame. */
export const pageHeaders = (): MiddlewareHandler =>
  secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      scriptSrc: [NONCE],
      styleSrc: ["'self'"],
      imgSrc: ["'self'"],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
      requireTrustedTypesFor: ["'script'"],
    },
    // `no-referrer` would make browsers send `Origin: null` with the desk's own forms.
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
    // Whoever ends TLS decides about it, for a whole host and not for one path of it.
    strictTransportSecurity: false,
  });

/** Pages are about people: no copy stays in any cache. Files that say otherwise keep their own line. */
export const neverCached: MiddlewareHandler = async function neverCached(c, next) {
  await next();
  if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store');
};
