/** The list of messages nobody got. */
import { html } from 'hono/html';
import type { ClinicFile, Clinics } from '../clinics.ts';
import { dayAndTime } from '../moments.ts';
import type { DeadMessage } from '../notify/messages.ts';
import type { Lead } from '../store/store.ts';
import { ICONS } from './icons.ts';
import type { Html } from './layout.ts';
import { clinicMark } from './marks.ts';
import { EVENTS, failureText, receiverText } from './message-words.ts';
import { leadPath, resendPath, UNDELIVERED } from './paths.ts';

export interface UndeliveredPage {
  /** The newest first. */
  readonly messages: readonly DeadMessage[];
  /** Whom they are about, by `<clinic> <id>`. */
  readonly leads: ReadonlyMap<string, Lead>;
  readonly clinics: Clinics;
  readonly now: Date;
  /** What has just been done, in words. */
  readonly notice: string | undefined;
}

export const undeliveredPage = (page: UndeliveredPage): Html => html`<main id="main" class="undelivered">
  <div class="list-head"><h1>Undelivered</h1>${page.messages.length > 1 && SEND_ALL}</div>
  ${page.notice !== undefined && html`<p class="done" role="status">${ICONS.check}${page.notice}</p>`}
  ${page.messages.length === 0 ? NOTHING : messageTable(page)}
</main>`;

const SEND_ALL = html`<form method="post" action="${UNDELIVERED}"><button>${ICONS.again}Send all again</button></form>`;

const NOTHING = html`<div class="empty"><p>Nothing is undelivered.</p>
  <p>Mail and webhooks that do not get through are tried again for a day or more. What is given up is listed here.</p></div>`;

const messageTable = (
  page: UndeliveredPage,
): Html => html`<p class="lead-in">These did not get through and are not tried any more. Whoever is named here may not know about their talk: please call them, or send it again once the cause is mended.</p>
<table role="table">
  <thead role="rowgroup">
    <tr role="row">
      <th role="columnheader" scope="col">Message</th>
      <th role="columnheader" scope="col">About</th>
      <th role="columnheader" scope="col">What went wrong</th>
      <th role="columnheader" scope="col">Given up</th>
      <td role="cell"></td>
    </tr>
  </thead>
  <tbody role="rowgroup">${page.messages.flatMap(message => {
    const clinic = page.clinics.get(message.clinic);
    return clinic === undefined ? [] : messageRow(message, clinic, page);
  })}</tbody>
</table>`;

function messageRow(message: DeadMessage, clinic: ClinicFile, { leads, clinics, now }: UndeliveredPage): Html {
  const lead = leads.get(`${message.clinic} ${message.lead}`);
  const about = aboutText(message, lead);
  return html`<tr role="row" class="message">
    <th role="rowheader" scope="row" class="what">${EVENTS[message.event]}<span class="muted">${receiverText(message)}</span></th>
    <td role="cell" class="about"><span class="line">${clinics.all().length > 1 && clinicMark(clinic)}${about}</span></td>
    <td role="cell" class="why">${failureText(message)}</td>
    <td role="cell" class="died"><time datetime="${message.diedAt}">${dayAndTime(message.diedAt, now, clinic)}</time></td>
    <td role="cell" class="act"><form method="post" action="${resendPath(message)}">
      <button class="quiet">${ICONS.again}Send again<span class="hidden">: ${EVENTS[message.event]}, ${lead?.contact.name ?? clinic.name}</span></button>
    </form><form method="post" action="${resendPath(message)}/dismiss">
      <button class="quiet">${ICONS.cross}Let it go<span class="hidden">: ${EVENTS[message.event]}, ${lead?.contact.name ?? clinic.name}</span></button>
    </form></td>
  </tr>`;
}

function aboutText({ event }: DeadMessage, lead: Lead | undefined): Html {
  if (lead !== undefined) return html`<a href="${leadPath(lead, {})}"><bdi>${lead.contact.name}</bdi></a>`;
  return html`<span class="muted">${event === 'digest' ? 'The clinic’s day' : 'Somebody whose data was deleted'}</span>`;
}
