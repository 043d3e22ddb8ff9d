/** For whoever watches the process: does it turn, and can it work? */
import { Hono, type MiddlewareHandler } from 'hono';
import type { Store } from '../store/store.ts';

/** @param isStopping true once the process has been told to stop: no new visitors then */
export const createHealth = (store: Store, isStopping: () => boolean): Hono =>
  new Hono()
    .get('/livez', neverCached, c => c.text('ok'))
    .get('/readyz', neverCached, async c => {
      if (isStopping()) return c.text('stopping', 503);
      try {
        await store.ping();
        return c.text('ok');
      } catch {
        // The reason is in the log of the requests that failed; a probe needs the fact only.
        return c.text('no database', 503);
      }
    });

const neverCached: MiddlewareHandler = async function neverCached(c, next) {
  await next();
  c.header('Cache-Control', 'no-store');
};
