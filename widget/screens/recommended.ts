/** Which massage fits and why, then what happens next; the rest folds under headings that say what is inside. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { RecommendedScreen } from '../present.ts';
import { button, copyButtons } from './buttons.ts';
import { answerItem, type BookingView, linesFor, reasonText } from './view.ts';

export function recommendedTemplate(screen: RecommendedScreen, view: BookingView): TemplateResult {
  const { words, booking } = view;
  const { result } = booking;
  const isTalkOnly = screen.result.booking === 'talk_only';
  const type = booking.types[screen.type];
  return html`
    <article class="card result" part="result" data-printed>
      <h2 data-focus tabindex="-1">${isTalkOnly ? result.onceCleared(type.name) : result.looksRight(type.name)}</h2>
      ${safetyNote(screen, view)}
      ${reasons(screen.reasons.type, view).map(text => html`<p class="why-this">${text}</p>`)}
      ${facts(screen, view)}
      ${screen.offered === false ? html`<p class="note">${result.notOffered(type.name)}</p>` : nothing}
      ${cautions(screen, view)}
      ${nextStep(screen, view)}
      ${visit(screen, view)}
      ${others(screen, view)}
      <details>
        <summary>${result.freeTalk}</summary>
        <p>${result.freeTalkText(screen.clinic?.consultation.minutes ?? 20)}</p>
      </details>
      <p class="small">${words.chat.guide(linesFor(words, screen).emergency)} ${signOff(screen, view)}</p>
      <div class="actions">${copyButtons(screen.turns, view)}</div>
    </article>
  `;
}

const reasons = (rules: readonly string[], { booking }: BookingView): readonly string[] =>
  rules.flatMap(rule => reasonText(booking.reasons, rule));

/** What comes before the type: a doctor's OK, or a wait. */
function safetyNote(screen: RecommendedScreen, view: BookingView): TemplateResult | typeof nothing {
  const { booking } = screen.result;
  if (screen.reasons.safety.length === 0) return nothing;
  const { talkOnly, laterDate } = view.booking.result;
  return html`
    <div class="note ${booking === 'talk_only' ? 'caution' : ''}">
      ${reasons(screen.reasons.safety, view).map(text => html`<p>${text}</p>`)}
      <p><strong>${booking === 'talk_only' ? talkOnly : laterDate}</strong></p>
    </div>
  `;
}

function facts(screen: RecommendedScreen, view: BookingView): TemplateResult | typeof nothing {
  const said = screen.facts.filter(({ answer }) => !(Array.isArray(answer) && answer.includes('none')));
  if (said.length === 0) return nothing;
  return html`
    <section class="facts" aria-label=${view.booking.result.youTold}>
      <h3>${view.booking.result.youTold}</h3>
      <dl>
        ${said.map(turn => answerItem(turn, view))}
      </dl>
    </section>
  `;
}

function cautions(screen: RecommendedScreen, view: BookingView): TemplateResult | typeof nothing {
  if (screen.cautions.length === 0) return nothing;
  return html`
    <section class="tell">
      <h3>${view.booking.result.tellTherapist}</h3>
      <ul>
        ${reasons(screen.cautions, view).map(text => html`<li>${text}</li>`)}
      </ul>
    </section>
  `;
}

/** The one primary button, and the quieter way for those who would rather be called. */
function nextStep(screen: RecommendedScreen, { booking, send }: BookingView): TemplateResult {
  const { result } = booking;
  const isCallback = screen.clinic?.booking === 'callback';
  return html`
    ${screen.result.guardian ? html`<p class="note"><strong>${result.guardianBooks}</strong></p>` : nothing}
    <div class="actions">
      ${button('book', isCallback ? booking.review.callback : screen.result.booking === 'talk_only' ? result.bookTalk : result.book, () => send({ type: 'book' }), { look: 'primary' })}
      ${isCallback ? nothing : button('callback', result.callMe, () => send({ type: 'callback' }))}
    </div>
  `;
}

function visit(screen: RecommendedScreen, { booking }: BookingView): TemplateResult {
  const { result } = booking;
  const type = booking.types[screen.type];
  const isCalm = screen.type === 'RELAXATION';
  return html`
    <details>
      <summary>${result.visit}</summary>
      <p>${type.whatItIs}</p>
      <p>${type.aVisit}</p>
      <h3>${result.howOften}</h3>
      <p>${type.howOften} ${screen.courseMaybe ? result.courseMaybe : nothing}</p>
      ${screen.price ? html`<p>${result.price(screen.price)}</p>` : nothing}
      ${screen.type === 'THERAPEUTIC' && !screen.refusedCourse ? html`<p>${result.comesBack}</p>` : nothing}
      ${screen.type === 'MEDICAL' ? html`<p>${result.withOthers}</p>` : nothing}
      <h3>${result.techniques}</h3>
      <ul>
        ${screen.result.techniques.flatMap(id => reasonText(booking.techniques, id)).map(text => html`<li>${text}</li>`)}
      </ul>
      ${isCalm ? nothing : html`<p>${result.evidence}</p>`}
    </details>
  `;
}

const others = (screen: RecommendedScreen, { booking }: BookingView): TemplateResult => html`
  <details>
    <summary>${booking.result.otherTypes}</summary>
    <dl>
      ${screen.others.map(
        other => html`<div>
          <dt>${booking.types[other].name}</dt>
          <dd>
            ${
              screen.refusedCourse && other === 'MEDICAL'
                ? booking.result.refusedCourse
                : booking.types[screen.type].others[other]
            }
          </dd>
        </div>`,
      )}
    </dl>
  </details>
`;

function signOff(screen: RecommendedScreen, { booking, locale }: BookingView): string {
  const signed = screen.clinic?.signOff;
  if (!signed) return booking.result.notSignedOff;
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(signed.date));
  return booking.result.signedOff(signed.name, date);
}
