/** The card of the talk: what must be minded with it, when and how it takes place, how to reach the person. */
import { html } from 'hono/html';
import type { RuleId } from '#triage/rules.ts';
import type { ClinicFile } from '../clinics.ts';
import { shownPhone } from '../phone.ts';
import type { Lead } from '../store/store.ts';
import { ICONS } from './icons.ts';
import type { Html } from './layout.ts';
import { actionBar } from './lead-action-bar.ts';
import { isDeferred, isOver, isTalkOnly, stateMarks } from './marks.ts';
import { fullDay, minutesBetween, timeOfDay, zoneName } from './moments.ts';
import type { ListView } from './paths.ts';
import { DEFERRED, MINOR, preferredText, TALK_ONLY, talkBy, WAITING } from './words.ts';

export const talkCard = (
  lead: Lead,
  clinic: ClinicFile,
  view: ListView,
): Html => html`<section class="card talk-card" aria-labelledby="talk">
  ${isTalkOnly(lead) && strip(ICONS.hand, TALK_ONLY.full, foundBy(lead, 'C'))}
  ${isDeferred(lead) && strip(ICONS.wait, DEFERRED.full, foundBy(lead, 'D'))}
  ${lead.result.guardian && strip(ICONS.minor, MINOR.full, [])}
  <div class="talk-body">
    <div class="card-head">
      <h2 id="talk">${lead.time === undefined ? 'Call back' : 'Free talk'}</h2>
      <span class="chips">${stateMarks(lead)}</span>
    </div>
    ${whenText(lead, clinic)}
    ${details(lead, clinic)}
    ${actionBar(lead, view)}
  </div>
</section>`;

const strip = (
  icon: (typeof ICONS)[keyof typeof ICONS],
  text: string,
  reasons: readonly string[],
): Html => html`<div class="strip">
  ${icon}<div><p><strong>${text}</strong></p>${reasons.map(reason => html`<p>${reason}</p>`)}</div>
</div>`;

/** What one group of rules found. */
const foundBy = ({ result }: Lead, group: 'C' | 'D'): readonly string[] =>
  result.rules.filter(isWaiting).flatMap(id => (id.startsWith(group) ? WAITING[id] : []));

const isWaiting = (id: RuleId): id is keyof typeof WAITING => Object.hasOwn(WAITING, id);

function whenText(lead: Lead, clinic: ClinicFile): Html {
  const { time, request } = lead;
  if (time === undefined) {
    return html`<p class="big-time">Please call ${preferredText(request)}.</p><p class="muted">No time is booked.</p>`;
  }
  return html`<p class="big-time ${isOver(lead) && 'struck'}">
      <time datetime="${time.start}"><span>${fullDay(time.local, clinic)},</span> <strong>${timeOfDay(time.local, clinic)}</strong></time>
    </p>
    <p class="muted">${minutesBetween(time.start, time.end)} minutes, ${zoneName(time.start, { ...clinic, timeZone: time.timeZone })}</p>`;
}

function details({ time, resource, contact }: Lead, { consultation, therapists }: ClinicFile): Html {
  const therapist = therapists.find(({ id }) => id === resource)?.name ?? resource;
  const { phone, email, relation, name } = contact;
  return html`<dl class="contact">
    ${time !== undefined && row('How', talkBy(consultation.by, phone !== undefined))}
    ${therapist !== undefined && row('Therapist', therapist)}
    ${relation === 'guardian' && row(MINOR.guardian, html`<bdi>${name}</bdi>`)}
    ${phone !== undefined && row('Phone', reach(telOf(phone), ICONS.phone, shownPhone(phone)))}
    ${email !== undefined && row('E-mail', reach(`mailto:${encodeURIComponent(email)}`, ICONS.mail, email))}
  </dl>`;
}

/** An extension goes where dialers look for it (RFC 3966). */
const telOf = (phone: string): string => `tel:${phone.replace(/ x(?=\d+$)/, ';ext=')}`;

const row = (name: string, value: string | Html): Html => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;

const reach = (href: string, icon: (typeof ICONS)[keyof typeof ICONS], text: string): Html =>
  html`<a class="reach" href="${href}">${icon}<span>${text}</span></a>`;
