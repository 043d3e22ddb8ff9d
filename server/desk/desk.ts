/** The clinic's own pages: who is coming, why, and what to mind. Plain HTML, forms and links. */
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { Lifecycle } from '../booking/lifecycle.ts';
import type { Clinics } from '../clinics.ts';
import type { OwnAddresses } from '../routes/clinic-origins.ts';
import type { Store } from '../store/store.ts';
import { firstQuestion } from '../widget-build.ts';
import { createAssets } from './assets.ts';
import { failurePage } from './failure-page.ts';
import { deskPage, notFoundPage } from './layout.ts';
import { createLeads } from './leads.ts';
import { comesAgain } from './own-navigation.ts';
import { neverCached, pageHeaders } from './page-headers.ts';
import { SETUP } from './paths.ts';
import { sameOriginOnly } from './same-origin.ts';
import { createSessions, type DeskEnv, signedInOnly } from './sessions.ts';
import { setupPage } from './setup-page.ts';
import { createSignIn } from './sign-in.ts';
import { countsUndelivered, createUndelivered } from './undelivered.ts';

export interface DeskNeeds extends OwnAddresses {
  readonly store: Store;
  readonly clinics: Clinics;
  readonly clock: () => Date;
  readonly lifecycle: Lifecycle;
  /** Whether mail goes out from this server; where no SMTP is configured, it waits. */
  readonly sendsMail: boolean;
  /** Where the widget's build is. */
  readonly widgetFolder: string;
  /** The desk is reached over https. */
  readonly secureCookies: boolean;
  /** Attempts to sign in are limited; off for tests and benches only. */
  readonly limits: boolean;
}

/** No form of the desk comes near. */
const shortForms = bodyLimit({ maxSize: 16 * 1024, onError: c => c.text('This is too long.', 413) });

/** @returns the desk, to be mounted at `/desk` */
export function createDesk(needs: DeskNeeds): Hono<DeskEnv> {
  const { store, clinics, clock, secureCookies } = needs;
  const sessions = createSessions(store, clock, secureCookies);
  const first = firstQuestion(needs.widgetFolder);
  return new Hono<DeskEnv>()
    .use(pageHeaders(), neverCached, failurePage)
    .route('/assets', createAssets())
    .use(sameOriginOnly(secureCookies), shortForms)
    .route('/', createSignIn({ ...needs, sessions }))
    .use(comesAgain(sessions), signedInOnly(sessions), countsUndelivered(needs))
    .route('/', createLeads(needs))
    .route('/undelivered', createUndelivered(needs))
    .get('/setup', c => {
      const body = setupPage(clinics, { ...needs, first });
      return c.html(deskPage(c, clinics, { title: 'Setup', current: SETUP, body }));
    })
    .all('*', c => notFoundPage(c, clinics));
}
