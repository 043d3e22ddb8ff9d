/**
 * What the first question needs: tokens at `:host`, then the parts from the outside in. Sizes are `em` of one font size,
 * directions are logical.
 */
export const firstStyles = `
  :host {
    display: block;
    container-type: inline-size;
    /* In a flex row or a float, what is sized by its own container would have no width at all. */
    contain-intrinsic-size: 20em;
  }
  :host([hidden]) { display: none; }

  /* Nothing of the page's text style comes in but its font, not even by a rule for all elements; what a page hides stays hidden. */
  .panel, .corner, .window, .box {
    all: initial;
    box-sizing: border-box;
    visibility: inherit;
    --surface: var(--unknot-surface, light-dark(#fdfcfa, #19211e));
    --text: var(--unknot-text, light-dark(#23302c, #e8ece9));
    --muted: var(--unknot-muted, color-mix(in oklch, var(--text) 72%, var(--surface)));
    --radius: var(--unknot-radius, 1.125em);
    font-size: var(--unknot-font-size, medium);
    font-family: var(--unknot-font, inherit);
    line-height: 1.5;
    color-scheme: light dark;
  }
  :host([theme=light])>* { color-scheme: light; }
  :host([theme=dark])>* { color-scheme: dark; }

  .panel {
    /* The clinic's accent arrives here, so what is made of it is made here. */
    --accent: var(--unknot-accent, var(--clinic-accent, #1f6b5a));
    --strong: light-dark(var(--accent), color-mix(in oklch, var(--accent) 50%, #fff));
    --tint: color-mix(in oklch, var(--accent) 11%, var(--surface));
    --raised: color-mix(in oklch, var(--accent) 4%, var(--surface));
    --say: color-mix(in oklch, var(--text) 4%, var(--raised));
    --line: color-mix(in oklch, var(--text) 16%, var(--surface));
    --pad: clamp(0.75em, 4cqi, 1em);
    display: grid;
    grid-template-rows: auto minmax(0, 1fr) auto auto;
    block-size: var(--unknot-height, clamp(18em, 88svh, 44em));
    overflow: clip;
    border: 1px solid var(--line);
    border-radius: var(--radius);
    background: var(--surface);
    color: var(--text);
  }
  * { box-sizing: border-box; min-inline-size: 0; }
  p, fieldset, legend { margin: 0; padding: 0; border: 0; }
  button { font: inherit; color: inherit; margin: 0; }
  :focus-visible { outline: 2px solid var(--strong); outline-offset: 2px; }
  footer, .small { font-size: 0.8125em; color: var(--muted); }

  header {
    display: flex; align-items: center;
    padding: 0.5em var(--pad); border-block-end: 1px solid var(--line); background: var(--raised); min-block-size: 3.75em;
  }
  .face {
    flex: none; inline-size: 2.5em; block-size: 2.5em; border-radius: 50%; background: var(--accent); font-size: 0.875em;
  }

  /* Positioned, or what is hidden in the conversation would lengthen the host's page. */
  .scroll { position: relative; overflow-y: auto; padding: var(--pad); }
  .turns, .turn, .choices { display: grid; grid-auto-columns: minmax(0, 1fr); gap: 0.5em; }
  .say, .reply p { padding: 0.5em 0.875em; border-radius: 1.125em; max-inline-size: min(85%, 34em); inline-size: fit-content; }
  .say { background: var(--say); border-end-start-radius: 0.375em; }

  .turn .say { color: var(--muted); }

  .current { margin-block-start: 1.25em; }
  .question legend { font-size: 1.125em; font-weight: 650; line-height: 1.3; }
  .choices { margin-block-start: 1em; }
  .choice {
    display: flex; align-items: center; gap: 0.75em; inline-size: 100%; min-block-size: 3em;
    padding: 0.5em 0.875em; border: 1px solid var(--line); border-radius: calc(var(--radius) * 0.7); background: var(--surface);
    text-align: start; line-height: 1.35;
  }
  .choice span { flex: 1; }
  .mark {
    flex: none; inline-size: 1.375em; block-size: 1.375em; border: 1.5px solid var(--muted); border-radius: 50%; background: var(--surface);
  }
  [aria-pressed=true] { border-color: var(--strong); background: var(--tint); }
  [aria-pressed=true] .mark { background: var(--strong); border-color: var(--strong); }
  footer { display: flex; align-items: center; justify-content: end; min-block-size: 3.1em; padding: 0 var(--pad); border-block-start: 1px solid var(--line); }

  /* In a low window (a phone on its side, 400 % zoom) a scrolling box in a scrolling page helps nobody. */
  @media (max-height: 28em) {
    .panel { block-size: auto; }
    .scroll { overflow: visible; }
  }
`;
