/** What the desk can do with a lead. */
import type { Lifecycle } from '../booking/lifecycle.ts';
import type { ClinicFile } from '../clinics.ts';
import type { Lead, LeadState, Store } from '../store/store.ts';
import { toldText } from './lead-standing.ts';

/** A lead with what is known of it besides. */
export interface FoundLead {
  readonly lead: Lead;
  readonly clinic: ClinicFile;
  /** The clinic does not want to hear from this contact again. */
  readonly isBlocked: boolean;
}

/** Who does it, when, and with what. */
export interface ActionNeeds {
  readonly store: Store;
  readonly lifecycle: Lifecycle;
  readonly user: string;
  readonly at: string;
}

interface LeadAction {
  /** @returns false where it came too late: nothing was done */
  readonly run: (needs: ActionNeeds, found: FoundLead) => Promise<boolean>;
  readonly isPossible: (found: FoundLead) => boolean;
  /** Has it come to pass? A notice is shown for what is true only. */
  readonly isDone: (found: FoundLead) => boolean;
  readonly notice: (lead: Lead, sendsMail: boolean) => string;
  /** Said where it came too late, after `Nothing was changed:`. */
  readonly missed: string;
}

const isIn =
  (...states: readonly LeadState[]) =>
  ({ lead }: FoundLead): boolean =>
    states.includes(lead.state);

export const LEAD_ACTIONS = {
  approve: {
    run: ({ lifecycle, user }, { clinic, lead }) => lifecycle.approve(clinic, lead, user),
    isPossible: isIn('requested'),
    isDone: isIn('confirmed'),
    notice: (lead, sendsMail) => `The talk is booked. ${toldText(lead, sendsMail)}`,
    missed: 'it no longer waits for an answer.',
  },
  decline: {
    run: ({ lifecycle, user }, { clinic, lead }) => lifecycle.decline(clinic, lead, user),
    isPossible: isIn('requested'),
    isDone: ({ lead }) => lead.endedBy === 'declined',
    notice: (lead, sendsMail) => `Declined. The time is free again. ${toldText(lead, sendsMail)}`,
    missed: 'it no longer waits for an answer.',
  },
  contacted: {
    run: ({ store, user, at }, { lead }) =>
      store.markContacted(lead.clinic, lead.id, at, { user, action: 'contacted' }),
    isPossible: ({ lead }) => lead.contactedAt === undefined,
    isDone: ({ lead }) => lead.contactedAt !== undefined,
    notice: () => 'Marked as contacted.',
    missed: 'it was marked before.',
  },
  cancel: {
    run: ({ lifecycle, user }, { clinic, lead }) => lifecycle.cancelByClinic(clinic, lead, user),
    isPossible: isIn('unverified', 'requested', 'confirmed', 'callback'),
    isDone: ({ lead }) => lead.endedBy === 'clinic',
    notice: (lead, sendsMail) =>
      `Cancelled.${lead.time === undefined ? '' : ' The time is free again.'} ${toldText(lead, sendsMail)}`,
    missed: 'it was over before.',
  },
  'no-show': {
    run: ({ lifecycle, user }, { clinic, lead }) => lifecycle.noShow(clinic, lead, user),
    isPossible: isIn('unverified', 'requested', 'confirmed'),
    isDone: isIn('no_show'),
    notice: () => 'Marked as no show.',
    missed: 'it was over before.',
  },
  block: {
    run: async ({ store, user, at }, { lead, isBlocked }) => {
      if (!isBlocked) await store.block(lead, at, user);
      return !isBlocked;
    },
    isPossible: ({ isBlocked }) => !isBlocked,
    isDone: ({ isBlocked }) => isBlocked,
    notice: () => 'This contact is blocked.',
    missed: 'this contact was blocked before.',
  },
  unblock: {
    run: async ({ store, user, at }, { lead, isBlocked }) => {
      if (isBlocked) await store.unblock(lead, at, user);
      return isBlocked;
    },
    isPossible: ({ isBlocked }) => isBlocked,
    isDone: ({ isBlocked }) => !isBlocked,
    notice: () => 'This contact is not blocked.',
    missed: 'this contact was not blocked.',
  },
} as const satisfies Record<string, LeadAction>;

export type LeadActionName = keyof typeof LEAD_ACTIONS;

export const isLeadAction = (name: string): name is LeadActionName => Object.hasOwn(LEAD_ACTIONS, name);

/** What was just done, or came too late. */
export interface Notice {
  readonly text: string;
  readonly isDone: boolean;
}

/** What the query of a lead's page says was done or came too late, if it is true. */
export function noticeFor(
  found: FoundLead,
  { done = '', missed = '' }: { readonly done?: string | undefined; readonly missed?: string | undefined },
  sendsMail: boolean,
): Notice | undefined {
  if (isLeadAction(done)) {
    const { isDone, notice } = LEAD_ACTIONS[done];
    return isDone(found) ? { text: notice(found.lead, sendsMail), isDone: true } : undefined;
  }
  if (!isLeadAction(missed) || LEAD_ACTIONS[missed].isPossible(found)) return undefined;
  return { text: `Nothing was changed: ${LEAD_ACTIONS[missed].missed}`, isDone: false };
}
