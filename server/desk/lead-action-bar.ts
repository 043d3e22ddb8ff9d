/** The buttons for what the desk can do with a lead. */
import { html } from 'hono/html';
import type { Lead } from '../store/store.ts';
import { type Confirmation, confirmed } from './confirmation.ts';
import { ICONS } from './icons.ts';
import type { Html } from './layout.ts';
import type { LeadActionName } from './lead-actions.ts';
import { toldText } from './lead-standing.ts';
import { isOver } from './marks.ts';
import { actionPath, type ListView } from './paths.ts';

interface BarNeeds {
  readonly view: ListView;
  readonly sendsMail: boolean;
}

export function actionBar(lead: Lead, { view, sendsMail }: BarNeeds): Html | false {
  if (lead.endedBy === 'blocked') return false;
  const told = toldText(lead, sendsMail);
  const path = (action: LeadActionName): string => actionPath(lead, action, view);
  const parts = [
    ...(lead.state === 'requested'
      ? [button(path('approve'), 'primary', 'Approve'), confirmed(path('decline'), decline(told))]
      : []),
    ...(lead.contactedAt === undefined
      ? [button(path('contacted'), lead.state === 'requested' || isOver(lead) ? '' : 'primary', 'Mark contacted')]
      : []),
    ...(isOver(lead) || lead.state === 'requested' ? [] : [confirmed(path('cancel'), cancel(lead, told))]),
    ...(lead.state === 'confirmed' ? [confirmed(path('no-show'), NO_SHOW)] : []),
  ];
  return parts.length > 0 && html`<div class="actions">${parts}</div>`;
}

const button = (path: string, kind: 'primary' | '', text: string): Html =>
  html`<form method="post" action="${path}"><button class="${kind}">${ICONS.check}${text}</button></form>`;

const decline = (told: string): Confirmation => ({
  icon: ICONS.cross,
  open: 'Decline',
  ask: `Their time is free for others at once, and this cannot be undone. ${told}`,
  yes: 'Decline this request',
});

const cancel = ({ time, state }: Lead, told: string): Confirmation => ({
  icon: ICONS.cross,
  open: 'Cancel',
  ask:
    time === undefined
      ? `This closes the request and cannot be undone. ${told}`
      : `Their time is free for others at once, and this cannot be undone. ${told}`,
  yes: state === 'confirmed' ? 'Cancel this talk' : 'Cancel this request',
});

const NO_SHOW: Confirmation = {
  icon: ICONS.absent,
  open: 'No show',
  ask: 'They did not come to the talk. This cannot be undone, and they are not written to.',
  yes: 'Mark as no show',
};
