/** One lead, read from the top: the talk and what to mind, the note, why, the answers, the record. */
import { html } from 'hono/html';
import { route } from '#triage/route.ts';
import type { ClinicFile } from '../clinics.ts';
import { momentText, wallTimeOf } from '../moments.ts';
import type { Lead, LeadHealth } from '../store/store.ts';
import { conversationOf, type Exchange } from './conversation.ts';
import { ICONS } from './icons.ts';
import type { Html } from './layout.ts';
import type { FoundLead, Notice } from './lead-actions.ts';
import { reasonsCard, therapistCard } from './lead-result.ts';
import { talkCard } from './lead-talk.ts';
import { blockedMark, minorMark, outcomeMark } from './marks.ts';
import { type ListView, listPath } from './paths.ts';
import { personCard } from './person-card.ts';
import { subjectiveNote } from './subjective-note.ts';

export interface LeadPage extends FoundLead {
  /** The part of the list to go back to. */
  readonly view: ListView;
  readonly notice?: Notice | undefined;
  readonly now: Date;
  /** Whether mail goes out from this server. */
  readonly sendsMail: boolean;
}

export function leadPage(page: LeadPage): Html {
  const { lead, clinic, isBlocked, view, notice, now } = page;
  return html`<article class="lead" aria-labelledby="name">
    <header class="lead-head">
      <a class="back" href="${listPath(view)}">${ICONS.back}Leads</a>
      <h1 id="name"><bdi>${lead.contact.name}</bdi></h1>
      <p class="muted">${outcomeMark(lead)}${minorMark(lead)}${isBlocked && blockedMark}<span>${clinic.name}</span><span>Came in ${momentText(lead.createdAt, now, clinic)}</span></p>
    </header>
    ${notice && noticeText(notice)}
    <div class="columns">
      ${talkCard(lead, page)}
      ${lead.health ? healthCards(lead, lead.health, clinic) : HEALTH_GONE}
      ${recordCard(lead, clinic)}
      ${personCard(page, view)}
    </div>
  </article>`;
}

const noticeText = ({ text, isDone }: Notice): Html =>
  html`<p class="${isDone ? 'done' : 'banner'}" role="status">${isDone ? ICONS.check : ICONS.warn}<span>${text}</span></p>`;

/** What they said and what was made of it. */
const healthCards = (lead: Lead, health: LeadHealth, clinic: ClinicFile): Html => html`
  ${therapistCard(health.result)} ${visitorsWords(health)} ${noteCard(lead, health, clinic)}
  ${reasonsCard(health.result)} ${conversationCard(health)}`;

const HEALTH_GONE = html`<section class="card"><p class="muted">The answers have been deleted, as the clinic promises to.</p></section>`;

const visitorsWords = ({ note }: LeadHealth): Html | false =>
  note !== undefined &&
  html`<section class="card" aria-labelledby="said"><h2 id="said">In their own words</h2><p class="said">${note}</p></section>`;

function noteCard(lead: Lead, health: LeadHealth, clinic: ClinicFile): Html {
  const { answers } = route(health.answers);
  const receivedOn = wallTimeOf(lead.createdAt, clinic).slice(0, 10);
  const note = subjectiveNote({ answers, relation: lead.contact.relation, receivedOn });
  return html`<section class="card" aria-labelledby="soap">
    <div class="card-head"><h2 id="soap">Subjective note <span class="aside">S of SOAP</span></h2>
      <button class="quiet" type="button" data-copy="note" hidden>${ICONS.copy}<span aria-live="polite">Copy</span></button>
    </div>
    <pre id="note" class="note" tabindex="0" aria-labelledby="soap">${note}</pre>
  </section>`;
}

function conversationCard({ answers }: LeadHealth): Html {
  const { counted, others } = conversationOf(answers);
  return html`<section class="card" aria-labelledby="talked">
    <h2 id="talked">The conversation</h2>
    <dl>${counted.map(exchangeRow)}</dl>
    ${others.length > 0 && html`<h3>Sent along, not counted</h3><dl>${others.map(exchangeRow)}</dl>`}
  </section>`;
}

const exchangeRow = ({ question, answers }: Exchange): Html => html`<div class="exchange">
  <dt>${question}</dt>
  <dd>${answers.length === 1 ? answers[0] : html`<ul>${answers.map(answer => html`<li>${answer}</li>`)}</ul>`}</dd>
</div>`;

/** What was in force when the lead came in, word for word. */
function recordCard(lead: Lead, clinic: ClinicFile): Html {
  const { ruleset, source } = lead;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Received', `${wallTimeOf(lead.createdAt, clinic).replace('T', ' ')} (${clinic.timeZone})`],
    ['Rule set', ruleset.version],
    ['Hash', ruleset.hash],
    ['Widget’s rule set', ruleset.widget],
    ['Consent text', lead.consentVersion],
    ['Language', lead.locale],
    ['From page', source?.page],
    ['Campaign', source?.utm && Object.values(source.utm).join(' / ')],
    ['Id', lead.id],
  ];
  return html`<section class="card" aria-labelledby="record"><h2 id="record">Record</h2><dl class="record">
    ${rows.map(([name, value]) => value !== undefined && html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}
  </dl></section>`;
}
