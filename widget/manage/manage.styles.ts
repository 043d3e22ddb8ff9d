/** Where the page differs from the widget: it is as long as what it says, and stands in no other page. */
import { css } from 'lit';

export const manageStyles = css`
  .panel { --pad: 1.25em; block-size: auto; max-inline-size: 42em; margin-inline: auto; }
  .scroll { overflow: visible; }
  /* As far in as the rest: its own letters are smaller. */
  footer { padding-inline: calc(1.25em / 0.8125); }
  .current { margin: 0; }
  .news p { margin-block-end: 1em; }
  .card { max-inline-size: none; }
  .when { display: grid; }
  .when strong { font-size: 1.125em; line-height: 1.35; }
  .gone strong { font-weight: 500; text-decoration: line-through; color: var(--muted); }
  .wide { margin-block: 0.25em; gap: 0.5em; }
  .wide .secondary { flex: 1 1 11em; }
  .card a.secondary { color: inherit; }
  .data { display: grid; gap: 0.25em; padding-block-start: 0.875em; border-block-start: 1px solid var(--line); }
  .data .actions { margin-block-start: 0; }
  .moves > div { display: grid; gap: 0.125em; }
  .decide { display: grid; gap: 0.25em; justify-items: center; }
  .field textarea {
    inline-size: 100%; padding: 0.5em 0.75em; border: 1px solid var(--edge); border-radius: 0.625em; background: var(--surface);
    color: inherit; font: inherit; font-size: max(1em, 16px); resize: vertical;
  }
  .field small { font-weight: 400; }
  .primary[aria-disabled] { opacity: 0.6; cursor: default; }
  /* Always there, so that a screen reader hears what comes into it; without a word it takes no room. */
  .working:empty, [role='alert']:empty { position: absolute; }
  .working { font-size: 0.875em; color: var(--muted); text-align: center; }
  .working:not(:empty) { animation: late 200ms step-end; }
  @keyframes late { from { opacity: 0; } }
  .lines { grid-template-columns: 1fr; animation: late 200ms step-end; }
`;
