/** The list of leads with its search and pages. */
import { html } from 'hono/html';
import type { Clinics } from '../clinics.ts';
import type { Lead } from '../store/store.ts';
import { ICONS } from './icons.ts';
import type { Html } from './layout.ts';
import { leadTable, type TableNeeds } from './lead-table.ts';
import { DESK, type LeadKey, type ListView, listPath } from './paths.ts';

/** One page of leads. */
export interface LeadList {
  readonly view: ListView;
  readonly leads: readonly Lead[];
  /** Where the next page begins; absent on the last one. */
  readonly older?: LeadKey;
  /** What comes before the first lead: what has just been done, what must be known of mail. */
  readonly above?: Html;
}

export function leadList({ view, leads, older, above }: LeadList, needs: TableNeeds): Html {
  const title = titleOf(view, needs.clinics);
  return html`<section class="list" aria-label="List of leads">
    <div class="list-head">
      ${needs.open === undefined ? html`<h1>${title}</h1>` : html`<h2>${title}</h2>`}
      ${searchForm(view)}
    </div>
    ${above}
    ${leads.length === 0 ? emptyList(view) : leadTable(leads, view, needs)}
    ${pager(view, older)}
  </section>`;
}

const titleOf = ({ clinic }: ListView, clinics: Clinics): string =>
  (clinic === undefined ? undefined : clinics.get(clinic)?.name) ?? 'Leads';

const searchForm = ({ search, clinic }: ListView) => html`<form class="search" role="search" action="${DESK}">
  ${clinic !== undefined && html`<input type="hidden" name="clinic" value="${clinic}">`}
  <label class="hidden" for="q">Search by name</label>
  ${ICONS.search}<input id="q" name="q" type="search" value="${search ?? ''}" placeholder="Search by name" autocomplete="off">
  <button class="hidden">Search</button>
</form>`;

function emptyList({ search, clinic, before }: ListView) {
  if (search !== undefined) {
    return html`<div class="empty"><p>Nobody by the name of “<bdi>${search}</bdi>”.</p>
      <p><a href="${listPath({ ...(clinic !== undefined && { clinic }) })}">Show all leads</a></p></div>`;
  }
  if (before !== undefined) return html`<div class="empty"><p>No older leads.</p></div>`;
  return html`<div class="empty"><p>No leads yet.</p>
    <p>They appear here as soon as a visitor of your website books a talk. <a href="${DESK}/setup">Put Unknot on your website</a></p></div>`;
}

function pager(view: ListView, older: LeadKey | undefined) {
  if (view.before === undefined && older === undefined) return false;
  const { before, ...first } = view;
  return html`<nav class="pager" aria-label="Pages of the list">
    ${before !== undefined && html`<a href="${listPath(first)}">Newest</a>`}
    ${older !== undefined && html`<a href="${listPath({ ...first, before: older })}" rel="next">Older</a>`}
  </nav>`;
}
