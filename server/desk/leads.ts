/** The pages about leads, and the actions on one. */
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { Lifecycle } from '../booking/lifecycle.ts';
import type { Clinics } from '../clinics.ts';
import type { Lead, Store } from '../store/store.ts';
import { ICONS } from './icons.ts';
import { deskPage, type Html, notFoundPage } from './layout.ts';
import { isLeadAction, LEAD_ACTIONS, noticeFor } from './lead-actions.ts';
import { leadList } from './lead-list.ts';
import { leadPage } from './lead-page.ts';
import { createReading } from './lead-reading.ts';
import { mailBanner, readMailTrouble } from './mail-banner.ts';
import { erasedPath, type ListView, leadPath, listPath } from './paths.ts';
import type { DeskEnv } from './sessions.ts';

interface LeadsNeeds {
  readonly store: Store;
  readonly clinics: Clinics;
  readonly clock: () => Date;
  readonly lifecycle: Lifecycle;
  /** Whether mail goes out from this server. */
  readonly sendsMail: boolean;
}

export function createLeads(needs: LeadsNeeds): Hono<DeskEnv> {
  const { store, clinics, clock, lifecycle, sendsMail } = needs;
  const { readList, findLead, viewOf, isErased } = createReading(needs);
  const noteSeen = (c: Context<DeskEnv>, { clinic, id }: Lead) =>
    store.audit({ at: clock().toISOString(), user: c.get('user').id, action: 'view', clinic, lead: id });

  return new Hono<DeskEnv>()
    .get('/', async c => {
      const view = viewOf(c);
      if (view === undefined) return notFoundPage(c, clinics);
      const trouble = await readMailTrouble(needs, c.get('undelivered') ?? 0);
      const above = html`${(await isErased(c.req.query('erased'))) && ERASED}${mailBanner(trouble)}`;
      const list = leadList({ ...(await readList(view)), above: await above }, { clinics, now: clock() });
      const body = html`<main id="main" class="panes">${list}</main>`;
      return c.html(deskPage(c, clinics, { title: 'Leads', current: navigationPath(view), body }));
    })
    .get('/leads/:clinic/:id', async c => {
      const view = viewOf(c);
      const found = await findLead(c.req.param('clinic'), c.req.param('id'));
      if (view === undefined || found === undefined) return notFoundPage(c, clinics);
      const { lead } = found;
      await noteSeen(c, lead);
      const list = leadList(await readList(view), { clinics, now: clock(), open: lead });
      const notice = noticeFor(found, c.req.query(), sendsMail);
      const detail = leadPage({ ...found, view, notice, now: clock(), sendsMail });
      const body = html`<div class="panes with-lead">${list}<main id="main" class="detail">${detail}</main></div>`;
      return c.html(deskPage(c, clinics, { title: lead.contact.name, current: navigationPath(view), body }));
    })
    .post('/leads/:clinic/:id/erase', async c => {
      const view = viewOf(c);
      const found = await findLead(c.req.param('clinic'), c.req.param('id'));
      if (view === undefined || found === undefined) return notFoundPage(c, clinics);
      await lifecycle.erase(found.clinic, found.lead, c.get('user').id);
      return c.redirect(erasedPath(found.lead, view), 303);
    })
    .post('/leads/:clinic/:id/:action', async c => {
      const { clinic, id, action } = c.req.param();
      const view = viewOf(c);
      const found = await findLead(clinic, id);
      if (view === undefined || found === undefined || !isLeadAction(action)) return notFoundPage(c, clinics);
      const who = { store, lifecycle, user: c.get('user').id, at: clock().toISOString() };
      const isDone = await LEAD_ACTIONS[action].run(who, found);
      return c.redirect(leadPath(found.lead, view, isDone ? { done: action } : { missed: action }), 303);
    });
}

const ERASED: Html = html`<p class="done" role="status">${ICONS.check}Everything about this person is deleted.</p>`;

/** The entry of the navigation that a part of the list belongs to. */
const navigationPath = ({ clinic }: ListView): string => listPath(clinic === undefined ? {} : { clinic });
