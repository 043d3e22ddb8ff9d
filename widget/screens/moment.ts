/** A day and a time of it, as a heading says them. */
import { html, type TemplateResult } from 'lit/html.js';
import { clock, dayName } from '../local-time.ts';

/** The time is never torn in two: an `AM` alone on a line is read over. */
export const momentTemplate = (local: string, locale: string): TemplateResult =>
  html`<strong>${dayName(local.slice(0, 10), locale)}, <span class="whole">${clock(local, locale)}</span></strong>`;
