/** What the pages about leads read; a clinic that is not of this server has nothing to be found. */
import type { Context } from 'hono';
import type { Clinics } from '../clinics.ts';
import type { Store } from '../store/store.ts';
import type { FoundLead } from './lead-actions.ts';
import type { LeadList } from './lead-list.ts';
import { type ListView, readErased, readListView } from './paths.ts';

const PAGE_LENGTH = 50;

export interface LeadReading {
  readList(view: ListView): Promise<LeadList>;
  findLead(clinic: string, id: string): Promise<FoundLead | undefined>;
  /** The part of the list that a page's query names. */
  viewOf(c: Context): ListView | undefined;
  /** Whether the person that a list's query names was forgotten. */
  isErased(query: string | undefined): Promise<boolean>;
}

export function createReading({ store, clinics }: { readonly store: Store; readonly clinics: Clinics }): LeadReading {
  return {
    async readList(view) {
      const { clinic, ...query } = view;
      const ids = clinic === undefined ? clinics.all().map(({ id }) => id) : [clinic];
      const leads = await store.leads({ ...query, clinics: ids, limit: PAGE_LENGTH + 1 });
      const shown = leads.slice(0, PAGE_LENGTH);
      const last = shown.at(-1);
      const hasOlder = leads.length > PAGE_LENGTH && last !== undefined;
      return { view, leads: shown, ...(hasOlder && { older: { createdAt: last.createdAt, id: last.id } }) };
    },

    async findLead(clinicId, id) {
      const clinic = clinics.get(clinicId);
      const lead = clinic && (await store.lead(clinic.id, id));
      return clinic && lead && { lead, clinic, isBlocked: await store.isBlocked(clinic.id, lead.contact) };
    },

    viewOf(c) {
      const view = readListView(c.req.query());
      return view?.clinic === undefined || clinics.get(view.clinic) !== undefined ? view : undefined;
    },

    async isErased(query) {
      const ref = query === undefined ? undefined : readErased(query);
      const clinic = ref && clinics.get(ref.clinic);
      return ref !== undefined && clinic !== undefined && (await store.remains(clinic.id, ref.id)) !== undefined;
    },
  };
}
