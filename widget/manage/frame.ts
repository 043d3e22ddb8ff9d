/** What stands around every screen, and the screens that are about no booking. */
import { html, nothing, type TemplateResult } from 'lit';
import type { ManageView } from '#triage/manage.ts';
import { button } from '../screens/buttons.ts';
import type { View } from './view.ts';

interface Parts {
  /** Undefined until the booking is known. */
  readonly clinic: ManageView['clinic'] | undefined;
  readonly name: string;
  /** What the last press has brought about. */
  readonly news: string | undefined;
  readonly body: TemplateResult;
}

export function frameTemplate({ clinic, name, news, body }: Parts, { words }: View): TemplateResult {
  return html`
    <section class="panel" data-screen=${name}>
      ${clinic ? header(clinic, words.callClinic) : nothing}
      <div class="scroll">
        <div class="news" role="status">${news ? html`<p class="note">${news}</p>` : nothing}</div>
        <div class="current">${body}</div>
      </div>
      ${clinic ? html`<footer><a class="quiet" href=${clinic.privacyNotice}>${words.privacyNotice}</a></footer>` : nothing}
    </section>
  `;
}

const header = ({ face, name, phone }: ManageView['clinic'], callClinic: string): TemplateResult => html`
  <header>
    <span class="face" aria-hidden="true">${face.picture ? html`<img src=${face.picture} alt="" />` : face.initials}</span>
    <p class="name">${name}</p>
    <a class="quiet" data-action="call-clinic" href="tel:${phone.tel}" aria-label="${callClinic}: ${phone.shown}">${callClinic}</a>
  </header>
`;

export const loadingTemplate = ({ words }: View): TemplateResult => html`
  <div class="card" role="status">
    <span class="visually-hidden">${words.working}</span>
    <div class="skeleton lines"><i></i><i></i><i></i></div>
  </div>
`;

interface Story {
  readonly title: string;
  readonly lead: string;
}

export const storyTemplate = (
  { title, lead }: Story,
  more: TemplateResult | typeof nothing = nothing,
): TemplateResult => html`
  <div class="card">
    <h2 data-focus tabindex="-1">${title}</h2>
    <p>${lead}</p>
    ${more}
  </div>
`;

export const unopenedTemplate = ({ words, send }: View): TemplateResult =>
  storyTemplate(
    words.unopened,
    button('retry', words.retry, () => send({ type: 'open' }), { look: 'primary' }),
  );
