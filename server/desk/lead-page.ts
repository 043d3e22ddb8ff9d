/** One lead, read from the top: the talk and what to mind, the note, why, the answers, the record. */
import { html } from 'hono/html';
import { route } from '#triage/route.ts';
import type { ClinicFile } from '../clinics.ts';
import type { Lead } from '../store/store.ts';
import { conversationOf, type Exchange } from './conversation.ts';
import { ICONS } from './icons.ts';
import type { Html } from './layout.ts';
import { reasonsCard, therapistCard } from './lead-result.ts';
import { talkCard } from './lead-talk.ts';
import { minorMark, outcomeMark } from './marks.ts';
import { shortDay, timeOfDay, wallTimeOf } from './moments.ts';
import { type ListView, listPath } from './paths.ts';
import { subjectiveNote } from './subjective-note.ts';

export interface LeadPage {
  readonly lead: Lead;
  readonly clinic: ClinicFile;
  /** The part of the list to go back to. */
  readonly view: ListView;
  /** What has just been done, in words. */
  readonly notice?: string | undefined;
  readonly now: Date;
}

export function leadPage({ lead, clinic, view, notice, now }: LeadPage): Html {
  return html`<article class="lead" aria-labelledby="name">
    <header class="lead-head">
      <a class="back" href="${listPath(view)}">${ICONS.back}Leads</a>
      <h1 id="name"><bdi>${lead.contact.name}</bdi></h1>
      <p class="muted">${outcomeMark(lead)}${minorMark(lead)}<span>${clinic.name}</span><span>Came in ${cameIn(lead, clinic, now)}</span></p>
    </header>
    ${notice !== undefined && html`<p class="done" role="status">${ICONS.check}${notice}</p>`}
    <div class="columns">
      ${talkCard(lead, clinic, view)} ${therapistCard(lead.result)} ${visitorsWords(lead)} ${noteCard(lead, clinic)}
      ${reasonsCard(lead.result)} ${conversationCard(lead)} ${recordCard(lead, clinic)}
    </div>
  </article>`;
}

function cameIn({ createdAt }: Lead, clinic: ClinicFile, now: Date): string {
  const local = wallTimeOf(createdAt, clinic);
  const day = shortDay(local, wallTimeOf(now.toISOString(), clinic), clinic);
  return `${/^(To|Yester)day$/.test(day) ? day.toLowerCase() : day}, ${timeOfDay(local, clinic)}`;
}

const visitorsWords = ({ note }: Lead): Html | false =>
  note !== undefined &&
  html`<section class="card" aria-labelledby="said"><h2 id="said">In their own words</h2><p class="said">${note}</p></section>`;

function noteCard(lead: Lead, clinic: ClinicFile): Html {
  const { answers } = route(lead.answers);
  const receivedOn = wallTimeOf(lead.createdAt, clinic).slice(0, 10);
  const note = subjectiveNote({ answers, relation: lead.contact.relation, receivedOn });
  return html`<section class="card" aria-labelledby="soap">
    <div class="card-head"><h2 id="soap">Subjective note <span class="aside">S of SOAP</span></h2>
      <button class="quiet" type="button" data-copy="note" hidden>${ICONS.copy}<span aria-live="polite">Copy</span></button>
    </div>
    <pre id="note" class="note" tabindex="0" aria-labelledby="soap">${note}</pre>
  </section>`;
}

function conversationCard({ answers }: Lead): Html {
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
