/** Public files and data, which pages of any site may read. */
import type { MiddlewareHandler } from 'hono';

/**
 * Marks an answer as readable from everywhere. No credentials are involved, and a module script of another site is
 * only run when it may be read.
 */
export const readableByAll: MiddlewareHandler = async function readableByAll(c, next) {
  await next();
  c.header('Access-Control-Allow-Origin', '*');
};
