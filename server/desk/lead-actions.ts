/** What the desk can do with a lead. */
import type { Lead, Store } from '../store/store.ts';

type Audited = Exclude<Parameters<Store['audit']>[0]['action'], 'view'>;

interface LeadAction {
  readonly audited: Audited;
  /** @returns false where the lead was not in a state for it */
  readonly run: (store: Store, lead: Lead, at: string) => Promise<boolean>;
  /** Has it come to pass? A notice is shown for what is true only. */
  readonly isDone: (lead: Lead) => boolean;
  readonly notice: (lead: Lead) => string;
}

export const LEAD_ACTIONS = {
  contacted: {
    audited: 'contacted',
    run: (store, { clinic, id }, at) => store.markContacted(clinic, id, at),
    isDone: ({ contactedAt }) => contactedAt !== undefined,
    notice: () => 'Marked as contacted.',
  },
  cancel: {
    audited: 'cancelled',
    run: (store, { clinic, id }, at) => store.setState(clinic, id, 'cancelled', at),
    isDone: ({ state }) => state === 'cancelled',
    notice: ({ time }) => (time === undefined ? 'Cancelled.' : 'Cancelled. The time is free again.'),
  },
  'no-show': {
    audited: 'no_show',
    run: (store, { clinic, id }, at) => store.setState(clinic, id, 'no_show', at),
    isDone: ({ state }) => state === 'no_show',
    notice: () => 'Marked as no show.',
  },
} as const satisfies Record<string, LeadAction>;

export type LeadActionName = keyof typeof LEAD_ACTIONS;

export const isLeadAction = (name: string): name is LeadActionName => Object.hasOwn(LEAD_ACTIONS, name);
