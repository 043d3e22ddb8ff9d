/** The whole server as one Hono app: no port, no environment, no clock of its own. */
import { join } from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { html } from 'hono/html';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { matchedRoutes } from 'hono/route';
import { secureHeaders } from 'hono/secure-headers';
import { RULESET_VERSION } from '#triage/rules.ts';
import type { Lifecycle } from './booking/lifecycle.ts';
import { type AddressEnv, findsClientAddress } from './client-address.ts';
import type { Clinics } from './clinics.ts';
import { createDesk } from './desk/desk.ts';
import type { ManageToken } from './keys.ts';
import { createLimits, type Limits, NO_LIMITS } from './limits.ts';
import { errorEntry, type Log } from './log.ts';
import { PROBLEMS, problemResponse, Refusal } from './problems.ts';
import type { ProofOfWork } from './proof-of-work.ts';
import { createAssets } from './routes/assets.ts';
import { createChallenges } from './routes/challenges.ts';
import { createClinicReads } from './routes/clinics.ts';
import { createConsultations } from './routes/consultations.ts';
import { type ClinicEnv, findClinic } from './routes/find-clinic.ts';
import { createHealth } from './routes/health.ts';
import { createManage } from './routes/manage.ts';
import { createManagePage } from './routes/manage-page.ts';
import { pageResponse } from './routes/page.ts';
import { createPages } from './routes/pages.ts';
import { rulesetHash } from './ruleset.ts';
import { StorageError } from './store/storage-error.ts';
import type { Store } from './store/store.ts';
import { triageModule } from './widget-build.ts';

/** All the app needs of the world. */
export interface Needs {
  readonly clinics: Clinics;
  readonly store: Store;
  readonly clock: () => Date;
  readonly log: Log;
  readonly manageToken: ManageToken;
  readonly proofOfWork: ProofOfWork;
  readonly lifecycle: Lifecycle;
  /** Whether mail goes out; where no SMTP is configured, it waits. */
  readonly sendsMail: boolean;
  /** The address people reach the server at, such as `https://unknot.example`; without a slash at its end. */
  readonly publicUrl: string;
  /** Where sealed frames come from: a second address of this server, else its own. */
  readonly frameOrigin: string;
  /** Whether requests are limited per address, person and clinic. */
  readonly limits: boolean;
  /** Proxies whose `X-Forwarded-For` is believed. */
  readonly trustProxy: number;
  /** Where the widget's build is. */
  readonly widgetFolder: string;
  /** The website at `/`, for the demo. */
  readonly siteFolder?: string;
  /** True once the process has been told to stop. */
  readonly isStopping: () => boolean;
}

export function createApp(needs: Needs): Hono<AddressEnv> {
  const { store, clock, publicUrl } = needs;
  const app = new Hono<AddressEnv>();
  app.use(
    logged(needs.log),
    commonHeaders,
    findsClientAddress(needs.trustProxy),
    methodNotAllowed({
      app,
      onMethodNotAllowed: (c, allow) => refuse(c, new Refusal('method_not_allowed', { allow })),
    }),
  );
  app.route('/', createHealth(store, needs.isStopping));
  app.route('/v1', createAssets(needs.widgetFolder, needs.frameOrigin));
  const limits = needs.limits ? createLimits(store, clock) : NO_LIMITS;
  app.route('/v1/clinics', createClinicApi(needs, limits));
  app.route('/v1/manage', createManage({ ...needs, limits }));
  app.route('/c', createPages(needs));
  app.route('/m', createManagePage());
  const secureCookies = publicUrl.startsWith('https:');
  app.route('/desk', createDesk({ ...needs, secureCookies }));
  if (needs.siteFolder !== undefined) {
    app.use(
      '/embeds/:page{[\\w-]+\\.(?:html|css|js)}',
      siteHeaders,
      serveStatic({ root: join(needs.siteFolder, '..') }),
    );
    app.use(siteHeaders, serveStatic({ root: needs.siteFolder }));
  }
  app.notFound(c => refuse(c, new Refusal('not_found')));
  app.onError((error, c) => refuse(c, asRefusal(error, needs.log)));
  return app;
}

function createClinicApi(needs: Needs, limits: Limits): Hono<ClinicEnv> {
  const hash = rulesetHash();
  const module = triageModule(needs.widgetFolder);
  const ruleset = { version: RULESET_VERSION, hash, ...(module !== undefined && { module }) };
  return new Hono<ClinicEnv>()
    .use('/:clinic/*', findClinic(needs.clinics))
    .route('/', createClinicReads({ ...needs, limits, ruleset }))
    .route('/', createChallenges({ ...needs, limits }))
    .route('/', createConsultations({ ...needs, limits, rulesetHash: hash }));
}

/** What goes with every answer; a part that sets a stricter header of its own keeps it. */
const commonHeaders: MiddlewareHandler = secureHeaders({
  overwrite: false,
  // Pages send forms: with `no-referrer` browsers would say `Origin: null` with them.
  referrerPolicy: 'same-origin',
  permissionsPolicy: { camera: [], microphone: [], geolocation: [], payment: [], usb: [] },
  // Widget and data are for other sites; frames are ruled by each page's own policy.
  crossOriginResourcePolicy: 'cross-origin',
  xFrameOptions: false,
  // Whoever ends TLS decides about it, for a whole host.
  strictTransportSecurity: false,
});

/** The demo's own website. */
const siteHeaders: MiddlewareHandler = async function siteHeaders(c, next) {
  await next();
  if (c.res.status === 404) return;
  c.header(
    'Content-Security-Policy',
    "default-src 'self'; img-src 'self' data:; base-uri 'none'; frame-ancestors 'none'",
  );
};

/** One line a request, without anything that came with it. */
const logged = (log: Log): MiddlewareHandler =>
  async function logged(c, next) {
    const start = performance.now();
    await next();
    const ms = Math.round(performance.now() - start);
    // Middleware matches all methods; what is left is the handler's own pattern, which holds no value.
    const route = matchedRoutes(c).findLast(({ method }) => method !== 'ALL')?.path ?? 'none';
    const code = c.error instanceof Refusal ? { code: c.error.code } : {};
    log({ event: 'request', method: c.req.method, route, status: c.res.status, ms, ...code });
  };

/** Known troubles become what the contract calls them; anything else is logged and told to nobody. */
function asRefusal(error: Error, log: Log): Refusal {
  if (error instanceof Refusal) return error;
  log(errorEntry(error));
  if (!(error instanceof StorageError)) return new Refusal('internal');
  return new Refusal(error.kind === 'full' ? 'storage_full' : 'storage_unavailable', { retryAfter: 2 });
}

const NOT_FOUND = html`<main>
  <h1>There is no such page</h1>
  <p class="lead">The address may be cut short. Please open the link again, or go back to where you found it.</p>
</main>`;

/** Programs get a problem, people a page. */
function refuse(c: Context, refusal: Refusal): Response | Promise<Response> {
  if (c.req.path.startsWith('/v1/')) return problemResponse(c, refusal);
  const { status, title } = PROBLEMS[refusal.code];
  if (status !== 404) return c.text(title, status);
  return pageResponse(c, { title: 'Not found', body: NOT_FOUND }, 404);
}
