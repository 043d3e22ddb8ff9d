/** How to reach the visitor, or the parent or guardian of a minor. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import { PARTS_OF_DAY } from '#triage/parts-of-day.ts';
import { visitorTime } from '../local-time.ts';
import type { ContactScreen } from '../present.ts';
import type { Chosen, ContactDraft } from '../visit.ts';
import { button } from './buttons.ts';
import { momentTemplate } from './moment.ts';
import { tickBox } from './tick-box.ts';
import type { BookingView } from './view.ts';

export function contactTemplate(screen: ContactScreen, view: BookingView): TemplateResult {
  const { contact } = view.booking;
  const isCall = screen.chosen?.kind === 'callback';
  const hasProblems = Object.keys(screen.problems).length > 0;
  return html`
    <form class="card" novalidate @submit=${(event: Event) => give(event, view)}>
      <h2 data-focus tabindex="-1">${screen.guardian ? contact.titleGuardian : contact.title}</h2>
      ${screen.guardian ? html`<p class="note">${contact.guardianOnly}</p>` : nothing}
      ${chosenTime(screen.chosen, view, screen.talkOnly)}
      ${hasProblems ? html`<p class="problem" role="alert">${contact.check}</p>` : nothing}
      ${field({ name: 'name', label: screen.guardian ? contact.nameGuardian : contact.name, type: 'text', autocomplete: 'name' }, screen, view)}
      ${
        isCall
          ? html`${phone(screen, view, true)}${email(screen, view, false)}${preferred(screen.chosen, view)}`
          : html`${email(screen, view, true)}${phone(screen, view, false)}`
      }
      <button class="primary" part="action" type="submit" data-action="continue">${contact.continue}</button>
    </form>
  `;
}

/** Sends what was typed; the first field with a problem then has the focus (see the element's `updated`). */
function give(event: Event, { send }: BookingView): void {
  event.preventDefault();
  send({ type: 'give' });
}

/** The time stays in sight until it is sent. */
export function chosenTime(
  chosen: Chosen | undefined,
  view: BookingView,
  talkOnly: boolean,
): TemplateResult | typeof nothing {
  const { contact, booked } = view.booking;
  if (chosen?.kind !== 'slot') return nothing;
  const own = visitorTime(chosen.slot.start, chosen.slot.local, view.locale);
  return html`
    <div class="chosen">
      <p>
        <span class="label">${contact.chosenTime}</span>
        ${momentTemplate(chosen.slot.local, view.locale)}
        ${own ? html`<small>${view.booking.slots.yourTime(own)}</small>` : nothing}
        ${talkOnly ? html`<small>${booked.talkOnly}</small>` : nothing}
      </p>
      ${button('book', view.words.chat.change, () => view.send({ type: 'book' }), {
        name: `${view.words.chat.change}: ${contact.chosenTime}`,
      })}
    </div>
  `;
}

const email = (screen: ContactScreen, view: BookingView, isRequired: boolean): TemplateResult => {
  const { contact } = view.booking;
  const hint = contact.emailHint;
  return field(
    { name: 'email', label: contact.email, hint, type: 'email', autocomplete: 'email', isOptional: !isRequired },
    screen,
    view,
  );
};

const phone = (screen: ContactScreen, view: BookingView, isRequired: boolean): TemplateResult => {
  const { contact } = view.booking;
  const isByPhone = screen.clinic?.consultation.by === 'phone';
  const hint = isRequired ? contact.phoneForCall : isByPhone ? contact.phoneForTalk : contact.phoneHint;
  return field(
    { name: 'phone', label: contact.phone, hint, type: 'tel', autocomplete: 'tel', isOptional: !isRequired },
    screen,
    view,
  );
};

interface Field {
  readonly name: keyof ContactDraft;
  readonly label: string;
  readonly type: 'text' | 'email' | 'tel';
  readonly autocomplete: 'name' | 'email' | 'tel';
  readonly hint?: string;
  readonly isOptional?: boolean;
}

function field(each: Field, { contact, problems }: ContactScreen, view: BookingView): TemplateResult {
  const { name, label, hint, type, autocomplete, isOptional } = each;
  const problem = problems[name] && problemText(problems[name], view);
  return html`
    <div class="field">
      <label for=${name}>${label} ${isOptional ? html`<span class="hint">(${view.booking.contact.optional})</span>` : nothing}</label>
      ${hint ? html`<p class="hint" id="${name}-hint">${hint}</p>` : nothing}
      <input
        id=${name}
        name=${name}
        type=${type}
        inputmode=${type}
        autocomplete=${autocomplete}
        autocapitalize=${name === 'name' ? 'words' : 'off'}
        aria-describedby="${name}-hint ${name}-problem"
        aria-invalid=${problem ? 'true' : nothing}
        aria-required=${isOptional ? nothing : 'true'}
        .value=${contact[name]}
        @input=${(event: Event) => keepTyped(event, name, view)}
      />
      ${problem ? html`<p class="problem" id="${name}-problem">${problem}</p>` : nothing}
    </div>
  `;
}

function keepTyped({ target }: Event, field: keyof ContactDraft, { send }: BookingView): void {
  if (target instanceof HTMLInputElement) send({ type: 'typed', field, value: target.value });
}

function problemText(code: string, { booking }: BookingView): string {
  const texts: Readonly<Record<string, string>> = booking.contact.problems;
  return texts[code] ?? booking.contact.problems.unprintable;
}

function preferred(chosen: Chosen | undefined, { booking, send }: BookingView): TemplateResult {
  const ticked = chosen?.kind === 'callback' ? chosen.preferred : [];
  return html`
    <fieldset class="preferred">
      <legend>${booking.contact.preferred} <span class="hint">(${booking.contact.optional})</span></legend>
      ${PARTS_OF_DAY.map(part =>
        tickBox({
          option: part,
          text: booking.slots.parts[part],
          isOn: ticked.includes(part),
          turn: on => send({ type: 'prefer', part, on }),
        }),
      )}
    </fieldset>
  `;
}
