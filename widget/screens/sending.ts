/** On its way, or not through yet: what happened, that nothing is lost, and the next step. */
import { html, type TemplateResult } from 'lit/html.js';
import type { SendingScreen, UnsentScreen } from '../present.ts';
import { button } from './buttons.ts';
import type { BookingView } from './view.ts';

export const sendingTemplate = ({ slow }: SendingScreen, { booking }: BookingView): TemplateResult => html`
  <section class="card" aria-busy="true">
    <h2 data-focus tabindex="-1">${booking.sending.title}</h2>
    <p role="status">${slow ? booking.sending.retrying : ''}</p>
    <div class="skeleton" aria-hidden="true"><i></i><i></i><i></i></div>
  </section>
`;

export const unsentTemplate = (_: UnsentScreen, { booking, send }: BookingView): TemplateResult => html`
  <section class="card result caution">
    <h2 data-focus tabindex="-1">${booking.sending.unsentTitle}</h2>
    <p>${navigator.onLine ? booking.sending.unsentServer : booking.sending.unsentOffline}</p>
    <p>${booking.sending.nothingLost}</p>
    ${button('retry', booking.sending.retry, () => send({ type: 'retry' }), { look: 'primary' })}
  </section>
`;
