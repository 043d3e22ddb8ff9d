/** The card about the person behind a lead: not to hear from them again, or to forget them. */
import { html } from 'hono/html';
import { type Confirmation, confirmed } from './confirmation.ts';
import { ICONS } from './icons.ts';
import type { Html } from './layout.ts';
import type { FoundLead } from './lead-actions.ts';
import { isOver } from './marks.ts';
import { actionPath, type ListView } from './paths.ts';

export const personCard = ({ lead, isBlocked }: FoundLead, view: ListView): Html => {
  const erase = confirmed(actionPath(lead, 'erase', view), {
    icon: ICONS.bin,
    open: 'Delete everything about this person',
    ask: `${DELETED}${isOver(lead) ? '' : ENDED} What stays is that something came in, and when.`,
    yes: 'Delete everything',
  });
  return html`<section class="card" aria-labelledby="person"><h2 id="person">Blocking and deleting</h2>
    ${isBlocked && html`<p class="muted">This contact is blocked: new requests from this e-mail address or phone number get a quiet answer, hold no time and are listed here as blocked.</p>`}
    <div class="actions stacked">
      ${isBlocked ? unblockForm(actionPath(lead, 'unblock', view)) : confirmed(actionPath(lead, 'block', view), BLOCK)}
      ${erase}
    </div>
  </section>`;
};

const unblockForm = (path: string): Html =>
  html`<form method="post" action="${path}"><button>${ICONS.check}Unblock this contact</button></form>`;

const BLOCK: Confirmation = {
  icon: ICONS.absent,
  open: 'Block this contact',
  ask: 'Whoever asks again with this e-mail address or phone number gets the usual friendly answer. But it holds no time, nobody is told of it, and the list shows it as blocked. This lead stays as it is. You can unblock the contact at any time.',
  yes: 'Block this contact',
};

const DELETED =
  'Name, contact, answers and notes are deleted for good, and mail to them that still waits is not sent. This cannot be undone.';
const ENDED = ' Their talk or request ends at once. They are not told, so tell them first.';
