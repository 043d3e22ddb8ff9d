/** The rule book's techniques and tags: what a result may list, and what leaves a technique out. */
import { html } from 'hono/html';
import { EXCLUSION_SOURCES } from '#triage/evidence.ts';
import { TAG_IDS, TAGS } from '#triage/tags.ts';
import { EXCLUSIONS, EXTRAS, type MassageType, TECHNIQUES, type Technique } from '#triage/techniques.ts';
import { booking } from '#words/en/booking.ts';
import { tags as tagWords } from '#words/en/tags.ts';
import { sentence } from './names.ts';
import { type Html, list, table } from './table.ts';

const TYPES: readonly MassageType[] = ['RELAXATION', 'THERAPEUTIC', 'MEDICAL'];

const code = (id: string): Html => html`<code>${id}</code>`;
const technique = (id: Technique): Html => html`${booking.techniques[id]} (${code(id)})`;

const typeRow = (type: MassageType): Html =>
  html`<tr>
    <th scope="row">${booking.types[type].name}</th>
    <td>
      <ul>
        ${TECHNIQUES[type].map(id => html`<li>${technique(id)}</li>`)}
      </ul>
    </td>
  </tr>`;

const extraRow = ({ technique: id, when, notWith }: (typeof EXTRAS)[number]): Html =>
  html`<tr>
    <td>${technique(id)}</td>
    <td>${sentence(when)}${notWith === undefined ? '' : ` Not with ${booking.types[notWith].name}.`}</td>
  </tr>`;

const exclusionRow = ({ when, leaveOut }: (typeof EXCLUSIONS)[number], row: number): Html =>
  html`<tr>
    <td>${sentence(when)}</td>
    <td>${list(leaveOut.map(code))}</td>
    <td>${list((EXCLUSION_SOURCES[row] ?? '').split(' '))}</td>
    <td><span class="box"></span></td>
  </tr>`;

export const techniquesSection = (): Html =>
  html`<section id="techniques">
    <h2>Techniques</h2>
    <p>A result lists the techniques of its type and the extras, less what the last table leaves out.</p>
    ${table(['Type', 'Techniques listed'], TYPES.map(typeRow))} ${table(['Also listed', 'When'], EXTRAS.map(extraRow))}
    <h3>Not shown or promised</h3>
    <p>The therapist may decide otherwise face to face.</p>
    ${table(['When', 'Left out', 'Sources', 'Agreed'], EXCLUSIONS.map(exclusionRow), 'exclusions')}
  </section>`;

const tagRow = (id: (typeof TAG_IDS)[number]): Html =>
  html`<tr>
    <th scope="row">${code(id)}</th>
    <td>${sentence(TAGS[id])}</td>
    <td>${tagWords[id]}</td>
  </tr>`;

export const tagsSection = (): Html =>
  html`<section id="tags">
    <h2>Tags</h2>
    <p>They sit on top of a massage type, help to pick the therapist, and never change type or urgency.</p>
    ${table(['Tag', 'When', 'What it means for the clinic'], TAG_IDS.map(tagRow))}
  </section>`;
