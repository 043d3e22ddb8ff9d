/** Which websites may send bookings to a clinic. */
import type { Context, MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { Refusal } from '../problems.ts';
import type { ClinicEnv } from './find-clinic.ts';

/** Where this server's own pages are. A proxy may have changed the `Host` that the browser asked for. */
export interface OwnAddresses {
  readonly publicUrl: string;
  readonly frameOrigin: string;
}

/** The clinic's own sites, and this server's pages however the browser reached them. */
function isAllowed(origin: string, c: Context<ClinicEnv>, { publicUrl, frameOrigin }: OwnAddresses): boolean {
  const { origins } = c.get('clinic');
  if ([...origins, new URL(publicUrl).origin, frameOrigin].includes(origin)) return true;
  const host = c.req.header('host') ?? new URL(c.req.url).host;
  return origin === `http://${host}` || origin === `https://${host}`;
}

/** Answers preflights and marks answers as readable, for the origins that are allowed. */
export const corsForClinic = (own: OwnAddresses): MiddlewareHandler<ClinicEnv> =>
  cors({
    origin: (origin, c) => (isAllowed(origin, c, own) ? origin : null),
    allowMethods: ['PUT'],
    allowHeaders: ['Content-Type'],
    exposeHeaders: ['Retry-After', 'Idempotent-Replayed'],
    maxAge: 600,
  });

/**
 * Stops a request of any other website, also of a frame without an origin (`null`): `cors` alone would let it through
 * and only keep the answer from it. No `Origin` at all is no browser, and limited like any other.
 */
export const refuseForeignOrigins = (own: OwnAddresses): MiddlewareHandler<ClinicEnv> =>
  async function refuseForeignOrigins(c, next) {
    const origin = c.req.header('origin');
    if (origin !== undefined && !isAllowed(origin, c, own)) throw new Refusal('origin_not_allowed');
    await next();
  };
