/** What the triage found, for the therapist: what to mind, why, and what fits. */
import { html } from 'hono/html';
import { EVIDENCE } from '#triage/evidence.ts';
import type { RuleId } from '#triage/rules.ts';
import type { Result } from '#triage/triage.ts';
import { asking } from '#words/en/asking.ts';
import { booking } from '#words/en/booking.ts';
import { tags as tagWords } from '#words/en/tags.ts';
import type { Html } from './layout.ts';
import { CAUTIONS } from './words.ts';

const REASONS: Readonly<Record<RuleId, string>> = { ...asking.reasons, ...booking.reasons };

/** Nothing to mind is said as well: silence would read like a part that is missing. */
export const therapistCard = ({ cautions, tags }: Result): Html => html`<section class="card" aria-labelledby="mind">
  <h2 id="mind">For the therapist</h2>
  ${cautions.length === 0 && tags.length === 0 && html`<p class="muted">No cautions and no special training needed, from what they answered.</p>`}
  ${
    cautions.length > 0 &&
    html`<ul class="cautions">
    ${cautions.map(id => html`<li><strong>${CAUTIONS[id].about}</strong><span>${CAUTIONS[id].act}</span></li>`)}
  </ul>`
  }
  ${
    tags.length > 0 &&
    html`<h3>Whom to choose</h3><ul class="dots">
    ${tags.map(tag => html`<li>${tagWords[tag]}</li>`)}
  </ul>`
  }
</section>`;

export const reasonsCard = ({
  outcome,
  rules,
  deciding,
  techniques,
}: Result): Html => html`<section class="card" aria-labelledby="why">
  <h2 id="why">${outcome === 'REFER' ? 'Why a doctor first' : `Why ${booking.types[outcome].name.toLowerCase()}`}</h2>
  <ul class="reasons">
    ${inReadingOrder(rules, deciding).map(
      id => html`<li>
      <span>${REASONS[id]}</span>
      <span class="rule"><code>${id}</code>${EVIDENCE[id].strength}${id === deciding && html`<b>decided</b>`}</span>
    </li>`,
    )}
  </ul>
  ${
    techniques.length > 0 &&
    html`<h3>Techniques they were shown</h3><ul class="dots">
    ${techniques.map(technique => html`<li>${booking.techniques[technique]}</li>`)}
  </ul>`
  }
</section>`;

/** The reason behind the type comes first, then the others in the order of the rule book. */
const inReadingOrder = (rules: readonly RuleId[], deciding: RuleId): readonly RuleId[] => [
  deciding,
  ...rules.filter(id => id !== deciding),
];
