/** Where a lead stands, in a sentence or two: what it waits for, or how it ended. */
import { html } from 'hono/html';
import type { ClinicFile } from '../clinics.ts';
import { momentText } from '../moments.ts';
import type { EndedBy, Lead } from '../store/store.ts';
import type { Html } from './layout.ts';

/** What a sentence about a lead depends on besides the lead. */
export interface StandingNeeds {
  readonly clinic: ClinicFile;
  readonly now: Date;
  /** Whether mail goes out from this server. */
  readonly sendsMail: boolean;
}

/** Nothing where the chip says it all. */
export function standingText(lead: Lead, needs: StandingNeeds): Html | false {
  switch (lead.state) {
    case 'requested':
      return requestText(lead, needs);
    case 'unverified':
      return html`<div class="standing"><p><strong>Not confirmed by mail yet.</strong> ${verifyText(lead, needs)}</p></div>`;
    case 'cancelled':
      return lead.endedBy !== undefined && endText(lead, lead.endedBy, needs.clinic);
    default:
      return false;
  }
}

/** Whether the person hears of what is done here, and what to do where they do not. */
export function toldText(lead: Lead, sendsMail: boolean): string {
  if (hearsByMail(lead, sendsMail)) return 'They are told by mail.';
  const { email, phone } = lead.contact;
  const why = email === undefined ? 'They left no e-mail address' : 'Mail is not set up on this server';
  return `${why}: please ${phone === undefined ? 'write to' : 'call'} them.`;
}

const hearsByMail = ({ contact }: Lead, sendsMail: boolean): boolean => contact.email !== undefined && sendsMail;

/** Until when a lead that waits holds its time, within a sentence. */
const until = ({ expiresAt }: Lead, { now, clinic }: StandingNeeds): string | undefined =>
  expiresAt && momentText(expiresAt, now, clinic);

function requestText(lead: Lead, needs: StandingNeeds): Html {
  const end = until(lead, needs);
  const told = hearsByMail(lead, needs.sendsMail)
    ? 'Either way they are told by mail.'
    : toldText(lead, needs.sendsMail);
  return html`<div class="standing">
    <p><strong>Waiting for your answer${end !== undefined && `, until ${end}`}.</strong> Their time is held. Without an answer the request ends and the time is free again. ${told}</p>
  </div>`;
}

function verifyText(lead: Lead, needs: StandingNeeds): string {
  if (!needs.sendsMail) {
    return 'Mail is not set up on this server, so the link that confirms it has not reached them.';
  }
  const end = until(lead, needs);
  const held = end === undefined ? 'Their time is held.' : `Their time is held until ${end}.`;
  return `${held} If they do not follow the link in our mail by then, it is free again.`;
}

function endText({ reason, time }: Lead, endedBy: EndedBy, clinic: ClinicFile): Html {
  return html`<div class="standing">
    <p>${ENDINGS[endedBy]}${endedBy === 'expired' && ` ${whyExpired(clinic, time !== undefined)}`}</p>
    ${reason !== undefined && html`<p class="muted">Why, in their own words:</p><blockquote class="said"><bdi>${reason}</bdi></blockquote>`}
  </div>`;
}

const ENDINGS: Readonly<Record<EndedBy, string>> = {
  visitor: 'They cancelled it themselves.',
  clinic: 'It was cancelled at the desk.',
  declined: 'It was declined at the desk.',
  expired: 'It ended by itself.',
  erased: 'It ended when they had everything about them deleted.',
  blocked:
    'Their contact was blocked when this came in. It holds no time, and all they were told is that it has come in.',
};

/** What it waited for is no longer kept, so it is said only as far as the clinic's way of booking tells. */
function whyExpired({ booking }: ClinicFile, hasTime: boolean): string {
  const free = hasTime ? ', and its time is free again' : '';
  if (booking === 'verify') return `They did not follow the link in the mail in time${free}.`;
  if (booking === 'approve') return `Nobody answered it in time${free}. A call may still save it.`;
  return `It was not answered or confirmed in time${free}.`;
}
