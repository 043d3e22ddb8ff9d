/** Sessions of the desk: a random token in a cookie, of which the store knows the SHA-256 only. */
import { createHash, randomBytes } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { CookieOptions } from 'hono/utils/cookie';
import type { AddressEnv } from '../client-address.ts';
import type { DeskUser, Store } from '../store/store.ts';
import { DESK, SIGN_IN } from './paths.ts';

/** What a request to the desk carries through its middleware. */
export interface DeskEnv extends AddressEnv {
  Variables: AddressEnv['Variables'] & {
    secureHeadersNonce?: string;
    /** The person signed in, once `signedInOnly` has let the request pass. */
    user: DeskUser;
    /** How many messages did not get through, for whoever is signed in. */
    undelivered?: number;
  };
}

const LIFETIME_SECONDS = 12 * 60 * 60;
const TOKEN_BYTES = 32;

export interface Sessions {
  /** Opens a new session and ends the one the browser had, so that nobody can plant one. */
  open(c: Context, user: DeskUser): Promise<void>;
  /** The person whose session the request carries. */
  userOf(c: Context): Promise<DeskUser | undefined>;
  end(c: Context): Promise<void>;
}

/** @param secure the desk is reached over https: the cookie is bound to this host then */
export function createSessions(store: Store, clock: () => Date, secure: boolean): Sessions {
  // A browser refuses `__Host-` with any other path than "/"; without https it refuses the prefix altogether.
  const name = secure ? '__Host-unknot_desk' : 'unknot_desk';
  const cookie: CookieOptions = { httpOnly: true, sameSite: 'Strict', secure, path: secure ? '/' : DESK };

  const endCurrent = async (c: Context): Promise<void> => {
    const token = getCookie(c, name);
    if (token !== undefined) await store.endSession(hashOf(token));
  };

  return {
    async open(c, user) {
      await endCurrent(c);
      const token = randomBytes(TOKEN_BYTES).toString('base64url');
      const expiresAt = new Date(clock().getTime() + LIFETIME_SECONDS * 1000).toISOString();
      await store.openSession(hashOf(token), user.id, expiresAt);
      setCookie(c, name, token, { ...cookie, maxAge: LIFETIME_SECONDS });
    },

    async userOf(c) {
      const token = getCookie(c, name);
      if (token === undefined) return undefined;
      return (await store.session(hashOf(token), clock().toISOString()))?.user;
    },

    async end(c) {
      await endCurrent(c);
      deleteCookie(c, name, cookie);
    },
  };
}

/** Lets nobody pass who is not signed in; the page asked for is shown after signing in. */
export const signedInOnly = (sessions: Sessions): MiddlewareHandler<DeskEnv> =>
  async function signedInOnly(c, next) {
    const user = await sessions.userOf(c);
    if (user === undefined) return c.redirect(signInPath(c), 303);
    c.set('user', user);
    await next();
  };

function signInPath(c: Context): string {
  const { pathname, search } = new URL(c.req.url);
  const isWorthReturning = c.req.method === 'GET' && pathname !== DESK;
  return isWorthReturning ? `${SIGN_IN}?${new URLSearchParams({ to: pathname + search })}` : SIGN_IN;
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');
