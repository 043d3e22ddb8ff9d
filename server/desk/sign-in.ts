/** Signing in and out. */
import { randomBytes } from 'node:crypto';
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import { clientAddress } from '../client-address.ts';
import type { DeskUser, Store } from '../store/store.ts';
import { type Html, plainPage } from './layout.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { DESK, SIGN_IN } from './paths.ts';
import type { DeskEnv, Sessions } from './sessions.ts';

/** Attempts in a quarter of an hour: enough for a forgetful person, too few to guess. */
const WINDOW_SECONDS = 15 * 60;
const PER_ACCOUNT = 10;
const PER_ADDRESS = 30;

interface SignInNeeds {
  readonly store: Store;
  readonly sessions: Sessions;
  readonly clock: () => Date;
  /** Attempts are limited per account and per address. */
  readonly limits: boolean;
}

export function createSignIn({ store, sessions, clock, limits }: SignInNeeds): Hono<DeskEnv> {
  // Verified for unknown accounts, so that they take as long as known ones.
  const decoy = hashPassword(randomBytes(32).toString('base64'));

  /** @returns the seconds to wait, 0 when the attempt may be made */
  const takeAttempt = async (c: Context<DeskEnv>, email: string): Promise<number> => {
    if (!limits) return 0;
    const buckets = [
      { key: `desk:account:${email}`, limit: PER_ACCOUNT, windowSeconds: WINDOW_SECONDS },
      { key: `desk:address:${clientAddress(c)}`, limit: PER_ADDRESS, windowSeconds: WINDOW_SECONDS },
    ];
    return store.take(buckets, clock().toISOString());
  };

  const findUser = async (email: string, password: string): Promise<DeskUser | undefined> => {
    const user = await store.deskUser(email);
    const fits = await verifyPassword(user?.passwordHash ?? (await decoy), password);
    return fits ? user : undefined;
  };

  return new Hono<DeskEnv>()
    .get('/sign-in', async c => {
      if ((await sessions.userOf(c)) !== undefined) return c.redirect(DESK, 303);
      return c.html(signInPage(c, { to: c.req.query('to') }));
    })
    .post('/sign-in', async c => {
      const form = new URLSearchParams(await c.req.text());
      const email = (form.get('email') ?? '').trim().toLowerCase();
      const to = form.get('to') ?? undefined;
      const wait = await takeAttempt(c, email);
      if (wait > 0) {
        return c.html(signInPage(c, { email, to, problem: waitText(wait) }), 429, { 'Retry-After': String(wait) });
      }
      const user = await findUser(email, form.get('password') ?? '');
      if (user === undefined) return c.html(signInPage(c, { email, to, problem: WRONG }), 401);
      await sessions.open(c, user);
      return c.redirect(deskPathOf(to), 303);
    })
    .post('/sign-out', async c => {
      await sessions.end(c);
      return c.redirect(SIGN_IN, 303);
    });
}

const WRONG = 'This e-mail and password do not fit together.';

const waitText = (seconds: number): string => {
  const minutes = Math.ceil(seconds / 60);
  return `Too many attempts. Please wait ${minutes === 1 ? 'a minute' : `${minutes} minutes`} and try again.`;
};

interface SignInState {
  readonly email?: string;
  readonly to: string | undefined;
  readonly problem?: string;
}

const signInPage = (c: Context<DeskEnv>, { email = '', to = '', problem }: SignInState): Html =>
  plainPage(
    c,
    'Sign in',
    html`<form class="card sign-in" method="post" action="${SIGN_IN}">
      <h1>Sign in to the desk</h1>
      ${problem !== undefined && html`<p class="problem" id="problem" role="alert">${problem}</p>`}
      <input type="hidden" name="to" value="${to}">
      <label for="email">E-mail</label>
      <input id="email" name="email" type="email" value="${email}" autocomplete="username" required
        ${problem !== undefined && html`aria-describedby="problem"`} ${email === '' && html`autofocus`}>
      <label for="password">Password</label>
      <input id="password" name="password" type="password" autocomplete="current-password" required
        ${email !== '' && html`autofocus`}>
      <button class="primary">Sign in</button>
      <p class="hint">Forgotten? Whoever runs this server can set a new password with <code>npm run desk:password</code>.</p>
    </form>`,
  );

/** Where to go after signing in: a page of the desk, whatever the form says. */
function deskPathOf(to: string | undefined): string {
  const here = 'http://desk.invalid';
  if (to === undefined || !URL.canParse(to, here)) return DESK;
  const { origin, pathname, search } = new URL(to, here);
  return origin === here && pathname.startsWith(`${DESK}/`) ? pathname + search : DESK;
}
