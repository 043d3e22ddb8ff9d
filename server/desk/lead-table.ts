/** The rows of the list: a table where there is room, cards where there is not (the style sheet decides). */
import { html } from 'hono/html';
import type { ClinicFile, Clinics } from '../clinics.ts';
import { briefDay, fullDay, momentText, shortDay, talkTime, timeOfDay, wallTimeOf } from '../moments.ts';
import type { Lead } from '../store/store.ts';
import type { Html } from './layout.ts';
import { careMarks, clinicMark, isOver, minorMark, outcomeMark, stateMarks } from './marks.ts';
import { type ListView, leadPath } from './paths.ts';
import { preferredText } from './words.ts';

export interface TableNeeds {
  readonly clinics: Clinics;
  readonly now: Date;
  /** The lead whose page is beside the list. */
  readonly open?: Pick<Lead, 'clinic' | 'id'>;
}

// The roles say again what the elements are: shown as cards, some browsers would forget it.
export const leadTable = (leads: readonly Lead[], view: ListView, needs: TableNeeds): Html => html`<table role="table">
  <thead role="rowgroup">
    <tr role="row">
      <th role="columnheader" scope="col">Who</th>
      <th role="columnheader" scope="col">Talk</th>
      <th role="columnheader" scope="col">Fits</th>
      <th role="columnheader" scope="col">State</th>
      <th role="columnheader" scope="col" class="came">Came in</th>
    </tr>
  </thead>
  <tbody role="rowgroup">
    ${leads.flatMap(lead => {
      const clinic = needs.clinics.get(lead.clinic);
      return clinic === undefined ? [] : leadRow(lead, clinic, view, needs);
    })}
  </tbody>
</table>`;

function leadRow(lead: Lead, clinic: ClinicFile, view: ListView, { clinics, now, open }: TableNeeds): Html {
  const nowThere = wallTimeOf(now.toISOString(), clinic);
  const isOpen = lead.id === open?.id && lead.clinic === open.clinic;
  const isMixed = view.clinic === undefined && clinics.all().length > 1;
  return html`<tr role="row" class="row ${isOver(lead) && 'over'} ${lead.state}">
    <th role="rowheader" scope="row" class="name"><span class="line">${isMixed && clinicMark(clinic)}
      <span class="line person"><a class="open" href="${leadPath(lead, view)}" ${isOpen && html`aria-current="true"`}><bdi>${lead.contact.name}</bdi></a>${minorMark(lead)}</span></span></th>
    <td role="cell" class="talk"><span class="line"><span class="when">${talkText(lead, clinic, nowThere)}</span>${careMarks(lead)}</span></td>
    <td role="cell" class="fits">${outcomeMark(lead)}</td>
    <td role="cell" class="state"><span class="chips">${stateMarks(lead, answerBy(lead, clinic, now))}</span></td>
    <td role="cell" class="came">${cameIn(lead, clinic, nowThere)}</td>
  </tr>`;
}

function talkText(lead: Lead, clinic: ClinicFile, nowThere: string): string | Html {
  const talk = talkTime(lead, clinic);
  if (talk === undefined) return `Call back ${preferredText(lead.request)}`;
  return html`<time datetime="${talk.start}">${shortDay(talk.local, nowThere, clinic)}, ${timeOfDay(talk.local, clinic)}</time>`;
}

/** What a request waits for, as short as a row needs it. */
const answerBy = ({ state, expiresAt }: Lead, clinic: ClinicFile, now: Date): string | undefined =>
  state === 'requested' && expiresAt !== undefined ? `Answer by ${momentText(expiresAt, now, clinic)}` : undefined;

function cameIn({ createdAt }: Lead, clinic: ClinicFile, nowThere: string): Html {
  const local = wallTimeOf(createdAt, clinic);
  const exact = `${fullDay(local, clinic)}, ${timeOfDay(local, clinic)}`;
  return html`<time datetime="${createdAt}" title="${exact}">${briefDay(local, nowThere, clinic)}</time>`;
}
