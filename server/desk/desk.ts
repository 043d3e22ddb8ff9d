/** The clinic's own pages: who is coming, why, and what to mind. Plain HTML, forms and links. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Clinics } from '../clinics.ts';
import type { Store } from '../store/store.ts';
import { createAssets } from './assets.ts';
import { failurePage } from './failure-page.ts';
import { deskPage, notFoundPage } from './layout.ts';
import { createLeads } from './leads.ts';
import { neverCached, pageHeaders } from './page-headers.ts';
import { SETUP } from './paths.ts';
import { ownOrigin, sameOriginOnly } from './same-origin.ts';
import { createSessions, type DeskEnv, signedInOnly } from './sessions.ts';
import { setupPage } from './setup-page.ts';
import { createSignIn } from './sign-in.ts';

export interface DeskNeeds {
  readonly store: Store;
  readonly clinics: Clinics;
  readonly clock: () => Date;
  /** The desk is reached over https. */
  readonly secureCookies: boolean;
  /** Attempts to sign in are limited; off for tests and benches only. */
  readonly limits: boolean;
}

/** No form of the desk comes near. */
const shortForms = bodyLimit({ maxSize: 16 * 1024, onError: c => c.text('This is too long.', 413) });

/** @returns the desk, to be mounted at `/desk` */
export function createDesk({ store, clinics, clock, secureCookies, limits }: DeskNeeds): Hono<DeskEnv> {
  const sessions = createSessions(store, clock, secureCookies);
  return new Hono<DeskEnv>()
    .use(pageHeaders(), neverCached, failurePage)
    .route('/assets', createAssets())
    .use(sameOriginOnly(secureCookies), shortForms)
    .route('/', createSignIn({ store, sessions, clock, limits }))
    .use(signedInOnly(sessions))
    .route('/', createLeads({ store, clinics, clock }))
    .get('/setup', c => {
      const body = setupPage(clinics, ownOrigin(c, secureCookies));
      return c.html(deskPage(c, clinics, { title: 'Setup', current: SETUP, body }));
    })
    .all('*', c => notFoundPage(c, clinics));
}
