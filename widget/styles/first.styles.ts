/**
 * What the first question needs: tokens at `:host`, then the parts from the outside in. Sizes are `em` of one font size,
 * directions are logical.
 */
export const firstStyles = `
  :host {
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
    block-size: var(--unknot-height, clamp(18em, 88svh, 44em));
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
  p, fieldset { margin: 0; padding: 0; border: 0; min-inline-size: 0; }
  button, input { font: inherit; color: inherit; margin: 0; }
  :focus-visible { outline: 2px solid var(--strong); outline-offset: 2px; }
  [data-focus]:focus { outline: none; }
  footer, .small { font-size: 0.8125em; color: var(--muted); }

  header {
    display: flex; align-items: center; gap: 0.25em 0.75em; flex-wrap: wrap;
    padding: 0.5em 1em; border-block-end: 1px solid var(--line); background: var(--raised); min-block-size: 3.75em;
  }
  .face {
    display: grid; place-items: center; flex: none; inline-size: 2.5em; block-size: 2.5em; overflow: hidden;
    border-radius: 50%; background: var(--accent); color: var(--on-accent); font-size: 0.875em; font-weight: 650;
  }

  /* Positioned, or what is hidden in the conversation would lengthen the host's page. */
  /* Where to stand is decided with each screen; a browser that holds on to what was there would move the host's page. */
  .panel { overflow-anchor: none; }
  .scroll { --pad: 1em; position: relative; overflow-y: auto; padding: var(--pad); }
  .turns, .turn { display: grid; grid-auto-columns: minmax(0, 1fr); gap: 0.5em; }
  .say, .reply p { padding: 0.5em 0.875em; border-radius: 1.125em; max-inline-size: min(85%, 34em); inline-size: fit-content; }
  .say { background: var(--say); border-end-start-radius: 0.375em; }

  .turn .say { color: var(--muted); }

  .current { margin-block-start: 1.25em; }
  .question legend { padding: 0; font-size: 1.125em; font-weight: 650; line-height: 1.3; max-inline-size: 34em; }
  .choices { display: grid; gap: 0.5em; margin-block-start: 1em; }
  .choice {
    position: relative; display: flex; align-items: center; gap: 0.75em; inline-size: 100%; min-block-size: 3em;
    padding: 0.5em 0.875em; border: 1px solid var(--line); border-radius: calc(var(--radius) * 0.7); background: var(--surface);
    text-align: start; line-height: 1.35;
  }
  .choice span { flex: 1; }
  .mark {
    flex: none; inline-size: 1.375em; block-size: 1.375em; border: 1.5px solid var(--edge); border-radius: 50%;
    display: grid; place-items: center; background: var(--surface);
  }
  .choice:has(:checked), [aria-pressed='true'] { border-color: var(--strong); background: var(--tint); }
  :checked ~ .mark, [aria-pressed='true'] .mark { background: var(--strong); border-color: var(--strong); }
  footer { display: flex; flex-wrap: wrap; align-items: center; gap: 0 0.75em; min-block-size: 3.1em; padding: 0 1em; border-block-start: 1px solid var(--line); }
  .left { flex: 1; }

  /* In a low window (a phone on its side, 400 % zoom) a scrolling box in a scrolling page helps nobody. */
  @media (max-height: 28em) {
    .panel { block-size: auto; }
    .scroll { overflow: visible; }
  }
  @container (max-width: 24em) {
    .scroll { --pad: 0.75em; }
    header, footer { padding-inline: 0.75em; }
  }
`;
