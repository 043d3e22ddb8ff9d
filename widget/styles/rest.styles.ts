/** What comes after the first question. Follows `first.styles.ts`, which names the tokens. */
export const restStyles = `
  .panel {
    -webkit-text-size-adjust: 100%;
    --level: 0%;
    --on-accent: var(--unknot-on-accent, #fff);
    --edge: color-mix(in oklch, var(--text) 52%, var(--surface));
    --tint: light-dark(color-mix(in oklch, var(--accent) 11%, var(--surface)), color-mix(in oklch, var(--accent) 32%, var(--surface)));
    --amber: light-dark(#8a5a00, #f0bd62);
    --stop: light-dark(#a3161a, #ff8a80);
    /* Where to stand is decided with each screen; a browser that holds on to what was there would move the host's page. */
    overflow-anchor: none;
    overflow-wrap: break-word;
  }
  /* An accent is not obeyed blindly: on it stands black or white, whichever has 4.5:1 by the measure of WCAG; as a text it is dark or light enough. */
  @supports (color: oklch(from red l c h)) {
    .panel {
      --lit: clamp(0, (0.179 - 0.2126 * r - 0.7152 * g - 0.0722 * b) * 9999, 1);
      --on-accent: var(--unknot-on-accent, color(from var(--accent) srgb-linear var(--lit) var(--lit) var(--lit)));
      --strong: light-dark(oklch(from var(--accent) min(l, 0.5) c h), oklch(from var(--accent) max(l, 0.75) c h));
    }
  }
  /* In browsers of before 2024 it is light, and plain. */
  @supports not (color: light-dark(red, red)) {
    .panel { --surface: #fff; --text: #222; }
  }
  ::before, ::after { box-sizing: border-box; min-inline-size: 0; }
  /* On a page that runs from right to left, English still ends at its own full stop. */
  p, legend, h2, h3, h4, li, dt, dd, span { unicode-bidi: plaintext; }
  input { font: inherit; color: inherit; margin: 0; }
  header { gap: 0.25em 0.5em; flex-wrap: wrap; padding-inline-end: calc(var(--pad) + var(--unknot-room, 0em)); }
  .face { display: grid; place-items: center; overflow: hidden; color: var(--on-accent); font-weight: 650; }
  .left { flex: 1; min-inline-size: min-content; }
  /* The line for a clinic that is not known yet is a long one: what stands beside it keeps its place when the clinic's own comes. */
  .long { max-inline-size: 62%; }
  footer { flex-wrap: wrap; gap: 0 0.75em; }
  legend { max-inline-size: 34em; }
  .choice { position: relative; }
  [data-focus]:focus { outline: none; }
  .ticked { border-color: var(--strong); background: var(--tint); }
  .mark { display: grid; place-items: center; }
  :checked ~ .mark { background: var(--strong); border-color: var(--strong); }
  button, summary, label, a { cursor: pointer; touch-action: manipulation; -webkit-tap-highlight-color: transparent; }
  .visually-hidden { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
  .visually-hidden, .whole { white-space: nowrap; }
  h4, dt, small, .hint, .label, .group, .anchors, .tag, .day span { font-size: 0.8125em; color: var(--muted); }
  h2, h3, h4, dl, dd, ul, ol { margin: 0; padding: 0; }
  h2 { font-size: 1.375em; font-weight: 650; line-height: 1.25; }
  h3 { font-size: 1em; font-weight: 650; line-height: 1.25; }
  h4, .group { font-weight: 500; }
  .segment, .time, .day, .chosen, .result { border: 1px solid var(--line); border-radius: 0.75em; background: var(--surface); }
  /* Over all of its choice, and nothing of it is drawn but the focus ring. */
  .choice input, .segment input { position: absolute; inset: 0; inline-size: 100%; block-size: 100%; appearance: none; border-radius: inherit; cursor: pointer; }
  .name { flex: 1 1 4.75em; padding-inline-start: 0.25em; font-weight: 650; line-height: 1.25; }
  .face img { inline-size: 100%; block-size: 100%; object-fit: cover; }

  .turns { gap: 1em; }
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
  .current.tall { min-block-size: 100%; }
  .question .hint { margin-block-start: 0.375em; }
  .choices + .choices { margin-block-start: 1.5em; }
  .choice.apart { margin-block-start: 0.75em; }
  .choice.apart::before { content: ''; position: absolute; inset-inline: 0; inset-block-start: -0.7em; border-block-start: 1px solid var(--line); }

  .mark:not(.round) { border-radius: 0.35em; }
  :checked ~ .mark::after, [aria-pressed=true] .mark::after {
    content: ''; inline-size: 0.3em; block-size: 0.6em; margin-block-start: -0.15em;
    border: solid var(--surface); border-width: 0 0.16em 0.16em 0; rotate: 45deg;
  }
  @media (hover: hover) {
    .choice:hover, .time:hover, .day:hover, .secondary:hover { border-color: var(--strong); }
    .quiet:hover { text-decoration: underline; }
  }

  .scale { margin-block-start: 0.75em; max-inline-size: 34em; }
  .value { display: block; font-size: 2.25em; font-weight: 650; line-height: 1.2; text-align: center; font-variant-numeric: tabular-nums; color: var(--strong); }
  .segments { display: grid; grid-template-columns: repeat(6, 1fr); gap: 0.25em; margin-block: 0.5em; }
  .segment {
    position: relative; display: grid; place-items: center; min-block-size: 3em; border-radius: 0.5em;
    background: color-mix(in oklch, var(--accent) var(--level), var(--surface)); font-variant-numeric: tabular-nums;
  }
  .segment.ticked { background: var(--strong); border-color: var(--strong); color: var(--surface); font-weight: 650; }
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
  header .quiet { padding: 0 0.25em; }
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

  .chosen { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: start; gap: 0.5em; padding: 0.75em 0.875em; }
  .chosen p { display: grid; flex: 1 1 7em; }
  .chosen .quiet, .reply .quiet, .answers .quiet { flex: none; }
  .line { overflow-wrap: anywhere; }
  .days { display: flex; gap: 0.5em; overflow-x: auto; padding: 0.25em; margin-inline: -0.25em; }
  .day { flex: none; display: grid; justify-items: center; min-inline-size: 4.75em; padding: 0.5em 0.625em; line-height: 1.3; }
  .day.more { align-content: center; }
  .day[aria-pressed=true] span { color: var(--text); }
  .card .times { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(7em, 100%), 1fr)); gap: 0.5em; padding: 0; list-style: none; }
  .card .near { grid-template-columns: none; }
  .time { display: grid; align-content: center; inline-size: 100%; min-block-size: 3em; padding: 0.375em 0.75em; border-radius: 99em; font-variant-numeric: tabular-nums; text-align: center; }
  .time.tall { border-radius: 1em; }
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
  footer .quiet { font-size: 1em; margin-inline-start: -0.5em; }

  .skeleton { display: grid; grid-template-columns: repeat(auto-fill, minmax(7em, 1fr)); gap: 0.5em; }
  .skeleton i { block-size: 3em; border-radius: 99em; background: var(--say); animation: breathe 1.6s ease-in-out infinite alternate; }
  @keyframes breathe { to { opacity: 0.45; } }
  .card { animation: settle 160ms ease-out; }
  @keyframes settle { from { opacity: 0.6; translate: 0 6px; } }
  @media (prefers-reduced-motion: reduce) { .card, .skeleton i { animation: none; } }

  @media (forced-colors: active) {
    .ticked, [aria-pressed=true] { outline: 2px solid Highlight; }
    .choice :focus-visible, .segment :focus-visible { outline: 3px solid CanvasText; }
    .primary, .choice, .segment, .say, .reply p { border: 1px solid; }
    :checked ~ .mark, [aria-pressed=true] .mark { forced-color-adjust: none; background: Highlight; }
  }
  @media (max-height: 28em) {
    .go { inset-block-end: 0; }
  }
  @container (max-width: 24em) {
    .result { padding: 0.875em; }
  }
`;
