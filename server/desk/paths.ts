/** Where the desk's pages are. */

/** The path the desk is mounted at. */
export const DESK = '/desk';
export const SIGN_IN = `${DESK}/sign-in`;
export const SIGN_OUT = `${DESK}/sign-out`;
export const SETUP = `${DESK}/setup`;
export const UNDELIVERED = `${DESK}/undelivered`;

/** What part of all leads a list shows. */
export interface ListView {
  readonly search?: string;
  /** Leads of this clinic only. */
  readonly clinic?: string;
  /** Leads older than this one: where the page before ended. */
  readonly before?: LeadKey;
}

/** What orders leads: the newest first, by id where two came in the same instant. */
export interface LeadKey {
  readonly createdAt: string;
  readonly id: string;
}

export const listPath = (view: ListView): string => `${DESK}${queryOf(view)}`;

/** The list, with a notice that this lead's person was forgotten. */
export const erasedPath = ({ clinic, id }: LeadRef, view: ListView): string =>
  `${DESK}${queryOf(view, { erased: `${clinic}~${id}` })}`;

/** Reads what `erasedPath` wrote. */
export function readErased(text: string): LeadRef | undefined {
  const [clinic = '', id = '', ...more] = text.split('~');
  return clinic !== '' && id !== '' && more.length === 0 ? { clinic, id } : undefined;
}

export interface LeadRef {
  readonly clinic: string;
  readonly id: string;
}

/**
 * A lead's page, beside the same part of the list.
 * @param more what was just done, or came too late, for a notice
 */
export const leadPath = (
  lead: LeadRef,
  view: ListView,
  more: { readonly done?: string; readonly missed?: string } = {},
): string => leadBase(lead) + queryOf(view, more);

export const actionPath = (lead: LeadRef, action: string, view: ListView): string =>
  `${leadBase(lead)}/${action}${queryOf(view)}`;

/** Where a message that did not get through is sent again. */
export const resendPath = ({ clinic, id }: { readonly clinic: string; readonly id: string }): string =>
  `${UNDELIVERED}/${encodeURIComponent(clinic)}/${encodeURIComponent(id)}`;

const leadBase = ({ clinic, id }: LeadRef): string =>
  `${DESK}/leads/${encodeURIComponent(clinic)}/${encodeURIComponent(id)}`;

/**
 * Reads what `listPath` wrote.
 * @returns undefined where the query is none of ours
 */
export function readListView(query: Readonly<Record<string, string>>): ListView | undefined {
  const { q, clinic, before } = query;
  const key = before === undefined ? undefined : readKey(before);
  if (before !== undefined && key === undefined) return undefined;
  return {
    ...(q !== undefined && q.trim() !== '' && { search: q.trim() }),
    ...(clinic !== undefined && clinic !== '' && { clinic }),
    ...(key !== undefined && { before: key }),
  };
}

function queryOf({ search, clinic, before }: ListView, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(more);
  if (search !== undefined) query.set('q', search);
  if (clinic !== undefined) query.set('clinic', clinic);
  if (before !== undefined) query.set('before', `${before.createdAt}~${before.id}`);
  return query.size === 0 ? '' : `?${query}`;
}

function readKey(text: string): LeadKey | undefined {
  const [createdAt = '', id = '', ...more] = text.split('~');
  const isInstant = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(createdAt) && !Number.isNaN(Date.parse(createdAt));
  return isInstant && id !== '' && more.length === 0 ? { createdAt, id } : undefined;
}
