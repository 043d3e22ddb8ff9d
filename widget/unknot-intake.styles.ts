/** Tokens at `:host`, then the parts from the outside in. Sizes are `em` of one font size, directions are logical. */
import { css } from 'lit';

export const styles = css`
  :host {
    --accent: var(--unknot-accent, var(--clinic-accent, #1f6b5a));
    --on-accent: var(--unknot-on-accent, #fff);
    --surface: var(--unknot-surface, #fdfcfa);
    --text: var(--unknot-text, #23302c);
    --muted: var(--unknot-muted, #58655f);
    --amber: #8a5a00;
    --stop: #a3161a;
    --radius: var(--unknot-radius, 1.125em);
    display: block;
    container-type: inline-size;
    /* In a flex row or a float, what is sized by its own container would have no width at all. */
    min-inline-size: min(100%, 20em);
    /* inherit has no place in the shorthand, which would be dropped as a whole. */
    font: 400 var(--unknot-font-size, medium) / 1.5 sans-serif;
    font-family: var(--unknot-font, inherit);
    letter-spacing: normal;
    text-transform: none;
    white-space: normal;
    text-align: start;
  }
  :host([hidden]) { display: none; }

  .panel {
    /* The clinic's accent arrives here, so what is made of it is made here. */
    --accent: var(--unknot-accent, var(--clinic-accent, #1f6b5a));
    --strong: var(--accent);
    --tint: color-mix(in oklch, var(--accent) 11%, var(--surface));
    --raised: color-mix(in oklch, var(--accent) 4%, var(--surface));
    --say: color-mix(in oklch, var(--accent) 5%, color-mix(in oklch, var(--text) 4%, var(--surface)));
    --line: color-mix(in oklch, var(--text) 16%, var(--surface));
    --edge: color-mix(in oklch, var(--text) 52%, var(--surface));
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto auto;
    box-sizing: border-box;
    block-size: var(--unknot-height, min(44em, 88svh));
    overflow: clip;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--text);
    color-scheme: light;
    overflow-wrap: break-word;
    -webkit-text-size-adjust: 100%;
  }
  :host([theme='dark']) .panel {
    --surface: var(--unknot-surface, #19211e);
    --text: var(--unknot-text, #e8ece9);
    --muted: var(--unknot-muted, #a7b3ad);
    --strong: color-mix(in oklch, var(--accent) 50%, #fff);
    --tint: color-mix(in oklch, var(--accent) 32%, var(--surface));
    --amber: #f0bd62;
    --stop: #ff8a80;
    color-scheme: dark;
  }
  @media (prefers-color-scheme: dark) {
    :host(:not([theme='light'])) .panel {
      --surface: var(--unknot-surface, #19211e);
      --text: var(--unknot-text, #e8ece9);
      --muted: var(--unknot-muted, #a7b3ad);
      --strong: color-mix(in oklch, var(--accent) 50%, #fff);
      --tint: color-mix(in oklch, var(--accent) 32%, var(--surface));
      --amber: #f0bd62;
      --stop: #ff8a80;
      color-scheme: dark;
    }
  }
  *, ::before, ::after { box-sizing: border-box; min-inline-size: 0; }
  p, h2, h3, h4, dl, dd, ul, ol, fieldset { margin: 0; padding: 0; border: 0; min-inline-size: 0; }
  button, input { font: inherit; color: inherit; margin: 0; }
  button, summary, label, a { cursor: pointer; touch-action: manipulation; -webkit-tap-highlight-color: transparent; }
  :focus-visible { outline: 2px solid var(--strong); outline-offset: 2px; }
  [data-focus]:focus { outline: none; }
  .visually-hidden {
    position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap;
  }
  h2 { font-size: 1.375em; font-weight: 650; line-height: 1.25; }
  h3 { font-size: 1em; font-weight: 650; line-height: 1.25; }
  h4, .group { font-weight: 500; }
  h4, dt, small, footer, .hint, .small, .label, .group, .anchors, .tag, .day span { font-size: 0.8125em; color: var(--muted); }
  .choice, .segment, .time, .day, .chosen, .result { border: 1px solid var(--line); border-radius: 0.75em; background: var(--surface); }
  .choice input, .segment input { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; opacity: 0; cursor: pointer; }

  header {
    display: flex; align-items: center; gap: 0.25em 0.75em; flex-wrap: wrap;
    padding: 0.5em 1em; border-block-end: 1px solid var(--line); background: var(--raised); min-block-size: 3.75em;
  }
  .face {
    display: grid; place-items: center; flex: none; inline-size: 2.5em; block-size: 2.5em; overflow: hidden;
    border-radius: 50%; background: var(--accent); color: var(--on-accent); font-size: 0.875em; font-weight: 650;
  }
  .face img { inline-size: 100%; block-size: 100%; object-fit: cover; }
  .name { flex: 1 1 6em; font-weight: 650; line-height: 1.25; }

  /* Positioned, or what is hidden in the conversation would lengthen the host's page. */
  /* Where to stand is decided with each screen; a browser that holds on to what was there would move the host's page. */
  .panel { overflow-anchor: none; }
  .scroll { --pad: 1em; position: relative; overflow-y: auto; padding: var(--pad); }
  .turns, .turn { display: grid; grid-auto-columns: minmax(0, 1fr); gap: 0.5em; }
  .turns { gap: 1em; }
  .say, .reply p { padding: 0.5em 0.875em; border-radius: 1.125em; max-inline-size: min(85%, 34em); inline-size: fit-content; }
  .say { background: var(--say); border-end-start-radius: 0.375em; }
  .turn .say { color: var(--muted); }
  .reply { display: flex; flex-direction: row-reverse; align-items: center; gap: 0.25em; margin-inline-start: 1em; }
  .reply p { background: var(--tint); border-end-end-radius: 0.375em; }
  .said { display: block; }
  .said + .said { margin-block-start: 0.25em; padding-block-start: 0.25em; border-block-start: 1px solid var(--line); }
  .reply .quiet { font-size: 0.8125em; }
  @media (hover: hover) {
    .turn:not(:hover) .quiet:not(:focus) { color: var(--muted); }
  }
  .dropped .say, .dropped .said { text-decoration: line-through; color: var(--muted); }
  .dropped .reply p { background: none; border: 1px dashed var(--line); }

  .current { margin-block-start: 1.25em; }
  .current:has(.card) { min-block-size: 100%; }
  .question legend { padding: 0; font-size: 1.125em; font-weight: 650; line-height: 1.3; max-inline-size: 34em; }
  .question .hint { margin-block-start: 0.375em; }
  .choices { display: grid; gap: 0.5em; margin-block-start: 1em; }
  .choices + .choices { margin-block-start: 1.5em; }
  .choice {
    position: relative; display: flex; align-items: center; gap: 0.75em; inline-size: 100%; min-block-size: 3em;
    padding: 0.5em 0.875em; border-radius: calc(var(--radius) * 0.7); text-align: start; line-height: 1.35;
  }
  .choice span { flex: 1; min-inline-size: 0; }
  .choice.apart { margin-block-start: 0.75em; }
  .choice.apart::before { content: ''; position: absolute; inset-inline: 0; inset-block-start: -0.7em; border-block-start: 1px solid var(--line); }
  .mark {
    flex: none; inline-size: 1.375em; block-size: 1.375em; border: 1.5px solid var(--edge); border-radius: 0.35em;
    display: grid; place-items: center; background: var(--surface);
  }
  .mark.round { border-radius: 50%; }
  .choice:has(:checked), [aria-pressed='true'] { border-color: var(--strong); background: var(--tint); }
  :checked ~ .mark, [aria-pressed='true'] .mark { background: var(--strong); border-color: var(--strong); }
  :checked ~ .mark::after, [aria-pressed='true'] .mark::after {
    content: ''; inline-size: 0.3em; block-size: 0.6em; margin-block-start: -0.15em;
    border: solid var(--surface); border-width: 0 0.16em 0.16em 0; rotate: 45deg;
  }
  .choice:has(:focus-visible), .segment:has(:focus-visible) { outline: 2px solid var(--strong); outline-offset: 2px; }
  @media (hover: hover) {
    .choice:hover, .time:hover, .day:hover, .secondary:hover { border-color: var(--strong); }
    .quiet:hover { text-decoration: underline; }
  }

  .scale { margin-block-start: 0.75em; max-inline-size: 34em; }
  .value { display: block; font-size: 2.25em; font-weight: 650; line-height: 1.2; text-align: center; font-variant-numeric: tabular-nums; color: var(--strong); }
  .segments { display: grid; grid-template-columns: repeat(6, 1fr); gap: 0.25em; margin-block: 0.5em; }
  .segment {
    position: relative; display: grid; place-items: center; min-block-size: 3em; border-radius: 0.5em;
    background: color-mix(in oklch, var(--accent) var(--level, 0%), var(--surface)); font-variant-numeric: tabular-nums;
  }
  .segment:has(:checked) { background: var(--strong); border-color: var(--strong); color: var(--surface); font-weight: 650; }
  .segment:nth-child(n + 3) { --level: 6%; } .segment:nth-child(n + 5) { --level: 12%; } .segment:nth-child(n + 7) { --level: 18%; }
  .segment:nth-child(n + 9) { --level: 24%; } .segment:nth-child(n + 11) { --level: 30%; }
  .anchors { display: flex; justify-content: space-between; gap: 1em; }
  @container (min-width: 27em) {
    .segments { grid-template-columns: repeat(11, 1fr); }
  }

  .go { position: sticky; inset-block-end: calc(-1 * var(--pad)); margin: 1em calc(-1 * var(--pad)) calc(-1 * var(--pad)); padding: 0.75em var(--pad) var(--pad); background: linear-gradient(transparent, var(--surface) 0.75em); }
  .after { display: flex; flex-wrap: wrap; align-items: start; gap: 0.5em 1em; margin-block-start: 1em; }
  .why { flex: 1 1 12em; font-size: 0.875em; color: var(--muted); }
  summary { padding-block: 0.5em; font-weight: 500; border-radius: 0.375em; }
  .why[open] p { padding-block-end: 0.5em; }

  .primary, .secondary, .quiet { display: inline-flex; align-items: center; justify-content: center; min-block-size: 2.75em; border-radius: 99em; text-decoration: none; line-height: 1.25; text-align: center; }
  .primary { inline-size: 100%; min-block-size: 3em; padding: 0.5em 1.25em; border: 1px solid transparent; background: var(--accent); color: var(--on-accent); font-weight: 650; }
  .primary:active { background: color-mix(in oklch, var(--accent) 85%, #000); }
  .primary.stop { background: #a3161a; color: #fff; }
  .secondary { padding: 0.5em 1.25em; border: 1px solid var(--edge); background: none; font-weight: 500; }
  .quiet { padding: 0 0.5em; border: 0; background: none; color: var(--strong); font-weight: 500; font-size: 0.875em; }
  .actions { display: flex; flex-wrap: wrap; gap: 0.25em 1em; align-items: center; margin-block-start: 0.5em; }
  .actions .quiet { margin-inline-start: -0.5em; }

  .card { display: grid; gap: 0.875em; max-inline-size: 36em; }
  .result { padding: 1.125em; border-radius: var(--radius); }
  .result, .chosen { background: var(--raised); }
  .result h2 { font-size: 1.5em; }
  .result.stop { border-inline-start: 0.3em solid var(--stop); }
  .result.caution { border-inline-start: 0.3em solid var(--amber); }
  .result .do { font-weight: 500; font-size: 1.0625em; }
  .note { padding: 0.75em 0.875em; border-radius: 0.75em; background: var(--tint); display: grid; gap: 0.5em; }
  .note.caution { background: none; border: 1px solid var(--amber); border-inline-start-width: 0.3em; }
  .card details { border-block-start: 1px solid var(--line); }
  .card details > summary { padding-block: 0.75em; }
  .card details > :not(summary) { margin-block-end: 0.75em; }
  .card ul, .card ol { padding-inline-start: 1.25em; display: grid; gap: 0.375em; }
  dl { display: grid; gap: 0.625em; }
  .card details dt { font-size: 1em; font-weight: 500; color: inherit; }
  .facts, .tell, .answers { display: grid; gap: 0.5em; }
  .facts dl { padding-inline-start: 0.875em; border-inline-start: 2px solid var(--line); }

  .chosen { display: flex; justify-content: space-between; align-items: start; gap: 0.5em; padding: 0.75em 0.875em; }
  .chosen p { display: grid; }
  .chosen .quiet, .reply .quiet, .answers .quiet { flex: none; }
  .line { overflow-wrap: anywhere; }
  .days { display: flex; gap: 0.5em; overflow-x: auto; padding: 0.25em; margin-inline: -0.25em; }
  .day { flex: none; display: grid; justify-items: center; min-inline-size: 4.75em; padding: 0.5em 0.625em; line-height: 1.3; }
  .day.more { align-content: center; }
  .day[aria-pressed='true'] span { color: var(--text); }
  .card .times { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(7em, 100%), 1fr)); gap: 0.5em; padding: 0; list-style: none; }
  .card .near { grid-template-columns: none; }
  .time { display: grid; align-content: center; inline-size: 100%; min-block-size: 3em; padding: 0.375em 0.75em; border-radius: 99em; font-variant-numeric: tabular-nums; text-align: center; }
  .time:has(small) { border-radius: 1em; }
  .choice:active, .time:active, .day:active, .secondary:active { background: var(--tint); }

  .field { display: grid; gap: 0.25em; }
  label, legend { font-weight: 500; }
  .choice { font-weight: 400; }
  .field input { inline-size: 100%; min-block-size: 3em; padding: 0.5em 0.75em; border: 1px solid var(--edge); border-radius: 0.625em; background: var(--surface); font-size: max(1em, 16px); }
  .field input[aria-invalid] { border-color: var(--stop); border-inline-start-width: 0.3em; }
  .problem { color: var(--stop); font-size: 0.875em; font-weight: 500; }
  .preferred { display: grid; gap: 0.5em; }
  .consents { display: grid; gap: 0.5em; padding-block-start: 0.875em; border-block-start: 1px solid var(--line); }
  .card a:not(.primary) { color: var(--strong); }
  .answers dd { display: flex; justify-content: space-between; align-items: start; gap: 0.5em; overflow-wrap: anywhere; }
  .answers .quiet { margin-block-start: -0.625em; }
  .when { display: grid; gap: 0.125em; }

  .notice p { padding: 0.5em 1em; border-block-start: 1px solid var(--line); background: var(--tint); font-size: 0.9375em; }
  footer { display: flex; flex-wrap: wrap; align-items: center; gap: 0 0.75em; min-block-size: 3em; padding: 0.125em 1em; border-block-start: 1px solid var(--line); }
  footer .quiet { font-size: 1em; margin-inline-start: -0.5em; }
  .left { flex: 1; }

  .skeleton { display: grid; grid-template-columns: repeat(auto-fill, minmax(7em, 1fr)); gap: 0.5em; }
  .skeleton i { block-size: 3em; border-radius: 99em; background: var(--say); animation: breathe 1.6s ease-in-out infinite alternate; }
  @keyframes breathe { to { opacity: 0.45; } }
  .current > * { animation: settle 160ms ease-out; }
  @keyframes settle { from { opacity: 0.6; translate: 0 6px; } }
  @media (prefers-reduced-motion: reduce) { *, .current > * { animation: none; } }

  /* In a low window (a phone on its side, 400 % zoom) a scrolling box in a scrolling page helps nobody. */
  @media (max-height: 28em) {
    .panel { block-size: auto; }
    .scroll { overflow: visible; }
    .go { inset-block-end: 0; }
  }
  @container (max-width: 24em) {
    .scroll { --pad: 0.75em; }
    .result { padding: 0.875em; }
    header, footer { padding-inline: 0.75em; }
  }
  @media (forced-colors: active) {
    .choice:has(:checked), [aria-pressed='true'], .segment:has(:checked) { outline: 2px solid Highlight; }
    .choice:has(:focus-visible), .segment:has(:focus-visible) { outline: 3px solid CanvasText; }
    .primary, .choice, .segment, .say, .reply p { border: 1px solid; }
    :checked ~ .mark, [aria-pressed='true'] .mark { forced-color-adjust: none; background: Highlight; }
  }
`;
