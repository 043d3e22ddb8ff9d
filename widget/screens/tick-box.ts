/** A choice of which several may hold. All of its row is the control. */
import { html, type TemplateResult } from 'lit/html.js';

interface Tick {
  readonly option: string;
  readonly text: string;
  readonly isOn: boolean;
  /** A class beside its own. */
  readonly look?: string;
  readonly turn: (on: boolean) => void;
}

export const tickBox = ({ option, text, isOn, look = '', turn }: Tick): TemplateResult => html`
  <label class="choice ${look} ${isOn ? 'ticked' : ''}" part="choice">
    <input type="checkbox" data-option=${option} .checked=${isOn} @change=${(event: Event) => turn(isChecked(event))} />
    <span>${text}</span><i class="mark"></i>
  </label>
`;

const isChecked = ({ target }: Event): boolean => target instanceof HTMLInputElement && target.checked;
