/** The pages about leads, and the actions on one. */
import { type Context, Hono } from 'hono';
import { html } from 'hono/html';
import type { ClinicFile, Clinics } from '../clinics.ts';
import type { Lead, Store } from '../store/store.ts';
import { deskPage, notFoundPage } from './layout.ts';
import { isLeadAction, LEAD_ACTIONS } from './lead-actions.ts';
import { type LeadList, leadList } from './lead-list.ts';
import { leadPage } from './lead-page.ts';
import { type ListView, leadPath, listPath, readListView } from './paths.ts';
import type { DeskEnv } from './sessions.ts';

const PAGE_LENGTH = 50;

interface LeadsNeeds {
  readonly store: Store;
  readonly clinics: Clinics;
  readonly clock: () => Date;
}

export function createLeads({ store, clinics, clock }: LeadsNeeds): Hono<DeskEnv> {
  const { readList, findLead, viewOf } = createReading(store, clinics);
  const audit = (c: Context<DeskEnv>, lead: Lead, action: Parameters<Store['audit']>[0]['action']) =>
    store.audit({ at: clock().toISOString(), user: c.get('user').id, action, clinic: lead.clinic, lead: lead.id });

  return new Hono<DeskEnv>()
    .get('/', async c => {
      const view = viewOf(c);
      if (view === undefined) return notFoundPage(c, clinics);
      const list = leadList(await readList(view), { clinics, now: clock() });
      const body = html`<main id="main" class="panes">${list}</main>`;
      return c.html(deskPage(c, clinics, { title: 'Leads', current: navigationPath(view), body }));
    })
    .get('/leads/:clinic/:id', async c => {
      const view = viewOf(c);
      const found = await findLead(c.req.param('clinic'), c.req.param('id'));
      if (view === undefined || found === undefined) return notFoundPage(c, clinics);
      const { lead, clinic } = found;
      await audit(c, lead, 'view');
      const list = leadList(await readList(view), { clinics, now: clock(), open: lead });
      const notice = noticeFor(lead, c.req.query('done'));
      const detail = leadPage({ lead, clinic, view, notice, now: clock() });
      const body = html`<div class="panes with-lead">${list}<main id="main" class="detail">${detail}</main></div>`;
      return c.html(deskPage(c, clinics, { title: lead.contact.name, current: navigationPath(view), body }));
    })
    .post('/leads/:clinic/:id/:action', async c => {
      const { clinic, id, action } = c.req.param();
      const view = viewOf(c);
      const found = await findLead(clinic, id);
      if (view === undefined || found === undefined || !isLeadAction(action)) return notFoundPage(c, clinics);
      const { run, audited } = LEAD_ACTIONS[action];
      if (await run(store, found.lead, clock().toISOString())) await audit(c, found.lead, audited);
      return c.redirect(leadPath(found.lead, view, { done: action }), 303);
    });
}

/** What the pages read; a clinic that is not of this server has nothing to be found. */
function createReading(store: Store, clinics: Clinics) {
  return {
    async readList(view: ListView): Promise<LeadList> {
      const { clinic, ...query } = view;
      const ids = clinic === undefined ? clinics.all().map(({ id }) => id) : [clinic];
      const leads = await store.leads({ ...query, clinics: ids, limit: PAGE_LENGTH + 1 });
      const shown = leads.slice(0, PAGE_LENGTH);
      const last = shown.at(-1);
      const hasOlder = leads.length > PAGE_LENGTH && last !== undefined;
      return { view, leads: shown, ...(hasOlder && { older: { createdAt: last.createdAt, id: last.id } }) };
    },

    async findLead(clinicId: string, id: string): Promise<{ lead: Lead; clinic: ClinicFile } | undefined> {
      const clinic = clinics.get(clinicId);
      const lead = clinic && (await store.lead(clinic.id, id));
      return clinic && lead && { lead, clinic };
    },

    viewOf(c: Context): ListView | undefined {
      const view = readListView(c.req.query());
      return view?.clinic === undefined || clinics.get(view.clinic) !== undefined ? view : undefined;
    },
  };
}

/** The entry of the navigation that a part of the list belongs to. */
const navigationPath = ({ clinic }: ListView): string => listPath(clinic === undefined ? {} : { clinic });

function noticeFor(lead: Lead, done: string | undefined): string | undefined {
  if (done === undefined || !isLeadAction(done)) return undefined;
  const { isDone, notice } = LEAD_ACTIONS[done];
  return isDone(lead) ? notice(lead) : undefined;
}
