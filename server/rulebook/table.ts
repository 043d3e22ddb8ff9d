/** A table of the rule book. */
import { html } from 'hono/html';

export type Html = ReturnType<typeof html>;

/**
 * @param columns the heads, from first to last
 * @param rows `tr` elements
 * @param look a class the style sheet knows
 */
export const table = (columns: readonly string[], rows: readonly Html[], look = ''): Html =>
  html`<table class="${look}">
    <thead>
      <tr>
        ${columns.map(column => html`<th scope="col">${column}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;

export const list = (parts: readonly (Html | string)[]): Html =>
  html`${parts.map((part, index) => html`${index > 0 ? ', ' : ''}${part}`)}`;
