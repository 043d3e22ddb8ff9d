/** The card of the talk: what must be minded with it, when and how it takes place, how to reach the person. */
import { html } from 'hono/html';
import type { RuleId } from '#triage/rules.ts';
import type { ClinicFile } from '../clinics.ts';
import { fullDay, minutesBetween, talkTime, timeOfDay, zoneName } from '../moments.ts';
import { shownPhone } from '../phone.ts';
import type { Lead } from '../store/store.ts';
import { ICONS } from './icons.ts';
import type { Html } from './layout.ts';
import { actionBar } from './lead-action-bar.ts';
import { type StandingNeeds, standingText } from './lead-standing.ts';
import { isDeferred, isOver, isTalkOnly, stateMarks } from './marks.ts';
import type { ListView } from './paths.ts';
import { DEFERRED, MINOR, preferredText, TALK_ONLY, talkBy, WAITING } from './words.ts';

interface TalkNeeds extends StandingNeeds {
  readonly view: ListView;
}

export const talkCard = (
  lead: Lead,
  needs: TalkNeeds,
): Html => html`<section class="card talk-card" aria-labelledby="talk">
  ${isTalkOnly(lead) && strip(ICONS.hand, TALK_ONLY.full, foundBy(lead, 'C'))}
  ${isDeferred(lead) && strip(ICONS.wait, DEFERRED.full, foundBy(lead, 'D'))}
  ${lead.contact.relation === 'guardian' && strip(ICONS.minor, MINOR.full, [])}
  <div class="talk-body">
    <div class="card-head">
      <h2 id="talk">${lead.request.kind === 'callback' ? 'Call back' : 'Free talk'}</h2>
      <span class="chips">${stateMarks(lead)}</span>
    </div>
    ${whenText(lead, needs.clinic)}
    ${standingText(lead, needs)}
    ${details(lead, needs.clinic)}
    ${actionBar(lead, needs)}
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
const foundBy = ({ health }: Lead, group: 'C' | 'D'): readonly string[] =>
  (health?.result.rules ?? []).filter(isWaiting).flatMap(id => (id.startsWith(group) ? WAITING[id] : []));

const isWaiting = (id: RuleId): id is keyof typeof WAITING => Object.hasOwn(WAITING, id);

function whenText(lead: Lead, clinic: ClinicFile): Html {
  const { time } = lead;
  const talk = talkTime(lead, clinic);
  if (talk === undefined) return callText(lead);
  return html`<p class="big-time ${isOver(lead) && 'struck'}">
      <time datetime="${talk.start}"><span>${fullDay(talk.local, clinic)},</span> <strong>${timeOfDay(talk.local, clinic)}</strong></time>
    </p>
    ${time !== undefined && html`<p class="muted">${minutesBetween(time.start, time.end)} minutes, ${zoneName(time.start, { ...clinic, timeZone: time.timeZone })}</p>`}`;
}

function callText(lead: Lead): Html {
  const when = preferredText(lead.request);
  if (isOver(lead)) return html`<p class="big-time struck">Call back ${when}</p>`;
  return html`<p class="big-time">Please call ${when}.</p><p class="muted">No time is booked.</p>`;
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
