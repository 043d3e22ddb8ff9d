/** The buttons for what the desk can do with a lead. */
import { html } from 'hono/html';
import type { Lead } from '../store/store.ts';
import { ICONS } from './icons.ts';
import type { Html } from './layout.ts';
import { isOver } from './marks.ts';
import { actionPath, type ListView } from './paths.ts';

export function actionBar(lead: Lead, view: ListView): Html | false {
  const mayContact = lead.contactedAt === undefined;
  const mayCancel = !isOver(lead);
  const mayMiss = mayCancel && lead.time !== undefined;
  if (!mayContact && !mayCancel) return false;
  return html`<div class="actions">
    ${mayContact && html`<form method="post" action="${actionPath(lead, 'contacted', view)}"><button class="primary">${ICONS.check}Mark contacted</button></form>`}
    ${mayCancel && confirmed(lead, lead.time === undefined ? CANCEL_REQUEST : CANCEL_TALK, view)}
    ${mayMiss && confirmed(lead, NO_SHOW, view)}
  </div>`;
}

interface Confirmation {
  readonly action: 'cancel' | 'no-show';
  readonly icon: (typeof ICONS)[keyof typeof ICONS];
  readonly open: string;
  readonly ask: string;
  readonly yes: string;
}

const CANCEL_TALK: Confirmation = {
  action: 'cancel',
  icon: ICONS.cross,
  open: 'Cancel',
  ask: 'Their time is free for others at once, and this cannot be undone. Unknot does not write to them: please call or write first.',
  yes: 'Cancel this talk',
};

const CANCEL_REQUEST: Confirmation = {
  ...CANCEL_TALK,
  ask: 'This closes the request and cannot be undone. Unknot does not write to them.',
  yes: 'Cancel this request',
};

const NO_SHOW: Confirmation = {
  action: 'no-show',
  icon: ICONS.absent,
  open: 'No show',
  ask: 'They did not come to the talk. This cannot be undone.',
  yes: 'Mark as no show',
};

/** A second step that needs no script. */
const confirmed = (lead: Lead, { action, icon, open, ask, yes }: Confirmation, view: ListView): Html =>
  html`<details class="confirm" name="confirm">
    <summary class="button">${icon}${open}</summary>
    <form method="post" action="${actionPath(lead, action, view)}"><p>${ask}</p><button class="danger">${yes}</button></form>
  </details>`;
