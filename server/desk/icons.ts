/** Small pictures beside words, never instead of them: 16 by 16, in the colour of the text around. */
import { raw } from 'hono/html';

const icon = (paths: string) =>
  raw(
    `<svg class="icon" viewBox="0 0 16 16" width="16" height="16" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${paths}</svg>`,
  );

export const ICONS = {
  knot: icon('<path d="M2 10.5c3.2 0 3.6-6 6.6-6a3 3 0 1 1 0 6C5.6 10.5 5.4 4.5 2 4.5M10.5 10.3 14 12.5"/>'),
  leads: icon('<path d="M2.5 4h11M2.5 8h11M2.5 12h7"/>'),
  setup: icon('<path d="m5.5 5-3 3 3 3M10.5 5l3 3-3 3M9 3.5l-2 9"/>'),
  leave: icon('<path d="M6.5 3H4a1 1 0 0 0-1 1v8a1 1 0 0 0 1 1h2.5M10 5l3 3-3 3M13 8H6.5"/>'),
  search: icon('<circle cx="7" cy="7" r="4"/><path d="m10 10 3.5 3.5"/>'),
  back: icon('<path d="M9.5 3.5 5 8l4.5 4.5"/>'),
  phone: icon(
    '<path d="M3.5 2.5h2l1.2 3-1.5 1.2a8 8 0 0 0 4 4l1.2-1.5 3 1.2v2a1 1 0 0 1-1.1 1A10.5 10.5 0 0 1 2.5 3.6a1 1 0 0 1 1-1.1Z"/>',
  ),
  mail: icon('<rect x="2" y="3.5" width="12" height="9" rx="1.5"/><path d="m2.5 5 5.5 4 5.5-4"/>'),
  video: icon('<rect x="1.5" y="4" width="8.5" height="8" rx="1.5"/><path d="m10 7 4.5-2.5v7L10 9"/>'),
  place: icon(
    '<path d="M8 14s4.5-4.2 4.5-7.5a4.5 4.5 0 0 0-9 0C3.5 9.8 8 14 8 14Z"/><circle cx="8" cy="6.5" r="1.5"/>',
  ),
  clock: icon('<circle cx="8" cy="8" r="5.5"/><path d="M8 5v3l2 1.5"/>'),
  check: icon('<path d="m3.5 8.5 3 3 6-7"/>'),
  cross: icon('<path d="m4.5 4.5 7 7M11.5 4.5l-7 7"/>'),
  absent: icon('<circle cx="8" cy="8" r="5.5"/><path d="m4.2 11.8 7.6-7.6"/>'),
  /** An open hand: talk, don't touch. */
  hand: icon(
    '<path d="M5 8.5V4a1 1 0 0 1 2 0v3.5-5a1 1 0 0 1 2 0v5V3.5a1 1 0 0 1 2 0V8l.7-1a1 1 0 0 1 1.7 1l-1.9 3.8A4 4 0 0 1 8 14a3.5 3.5 0 0 1-3-1.6L2.8 9a1 1 0 0 1 1.6-1.2Z"/>',
  ),
  wait: icon(
    '<path d="M4.5 2.5h7M4.5 13.5h7M5.5 2.5c0 3 5 3.5 5 5.5s-5 2.5-5 5.5M10.5 2.5c0 3-5 3.5-5 5.5s5 2.5 5 5.5"/>',
  ),
  minor: icon(
    '<circle cx="5.5" cy="4.5" r="2"/><path d="M2 13c0-3 1.5-4.5 3.5-4.5S9 10 9 13"/><circle cx="11.5" cy="8" r="1.5"/><path d="M9.7 13c.2-1.7.8-2.3 1.8-2.3s1.7.6 2 2.3"/>',
  ),
  warn: icon('<path d="M8 2.5 14.5 13.5h-13ZM8 6.8v3M8 11.6v.1"/>'),
  unsent: icon(
    '<path d="M14 8.5V5a1.5 1.5 0 0 0-1.5-1.5h-9A1.5 1.5 0 0 0 2 5v6a1.5 1.5 0 0 0 1.5 1.5H9M2.5 5 8 9l5.5-4M11.5 10.5l3 3M14.5 10.5l-3 3"/>',
  ),
  again: icon('<path d="M13 8a5 5 0 1 1-1.6-3.7M13.2 2v2.8h-2.8"/>'),
  bin: icon('<path d="M3 4.5h10M6 4.5v-2h4v2M4.5 4.5l.6 9h5.8l.6-9M6.8 7v4M9.2 7v4"/>'),
  copy: icon(
    '<rect x="5.5" y="5.5" width="8" height="8" rx="1.5"/><path d="M10.5 3.5v-.5a1 1 0 0 0-1-1h-6a1 1 0 0 0-1 1v6a1 1 0 0 0 1 1h.5"/>',
  ),
  relaxation: icon('<circle cx="8" cy="8" r="4" fill="currentColor" stroke="none"/>'),
  therapeutic: icon('<path d="m8 2.8 5.2 5.2L8 13.2 2.8 8Z" fill="currentColor" stroke="none"/>'),
  medical: icon('<rect x="4" y="4" width="8" height="8" rx="1" fill="currentColor" stroke="none"/>'),
  refer: icon('<path d="M8 3.5 13.5 13h-11Z" fill="currentColor" stroke="none"/>'),
} as const;
