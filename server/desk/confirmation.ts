/** A second step before what cannot be undone; it needs no script. */
import { html } from 'hono/html';
import type { ICONS } from './icons.ts';
import type { Html } from './layout.ts';

export interface Confirmation {
  readonly icon: (typeof ICONS)[keyof typeof ICONS];
  /** What the first step is called. */
  readonly open: string;
  /** What will happen. */
  readonly ask: string;
  /** What the second step is called. */
  readonly yes: string;
}

/** @param action where the form is sent */
export const confirmed = (action: string, { icon, open, ask, yes }: Confirmation): Html =>
  html`<details class="confirm" name="confirm">
    <summary class="button">${icon}${open}</summary>
    <form method="post" action="${action}"><p>${ask}</p><button class="danger">${yes}</button></form>
  </details>`;
