/** The launcher in its corner. Follows `first.styles.ts`, which names the tokens at `:host`. */

/** A phone, or a window as low: here a window takes all of the screen. */
export const SMALL = '(max-width: 30em) or (max-height: 28em)';

export const outerStyles = `
  /* Takes no place in the page's text, and is no frame of reference for what is fixed to the screen. */
  :host(:is([mode='bubble'], [mode='dialog']):not([hidden])) { display: contents; container-type: normal; }

  .corner, .window {
    --x: calc(var(--unknot-offset-x, 1em) + max(env(safe-area-inset-left, 0px), env(safe-area-inset-right, 0px)));
    --y: calc(var(--unknot-offset-y, 1em) + env(safe-area-inset-bottom, 0px));
    position: fixed; inset: auto; inset-inline-end: var(--x); margin: 0; padding: 0; border: 0; color: var(--text); line-height: 1.5;
  }
  .launcher, .cross, .greeting button { border: 0; border-radius: 99em; cursor: pointer; touch-action: manipulation; }
  .launcher:focus-visible, .cross:focus-visible, .greeting :focus-visible {
    outline: 2px solid var(--text); box-shadow: 0 0 0 2px var(--surface);
  }
  svg { flex: none; inline-size: 1.5em; fill: none; stroke: currentColor; stroke-width: 1.75; stroke-linecap: round; }

  /* Browsers of before 2024 are light. */
  @supports not (color: light-dark(red, red)) {
    .corner { --surface: var(--unknot-surface, #fff); }
  }
  .corner {
    --accent: var(--unknot-accent, var(--clinic-accent, #1f6b5a));
    --on-accent: var(--unknot-on-accent, #fff);
    inset-block-end: var(--y); z-index: var(--unknot-z, 2147483000);
    display: grid; justify-items: end; gap: 0.75em; overflow: visible; background: none; pointer-events: none;
  }
  :host([placement='start']) .corner { inset-inline: var(--x) auto; justify-items: start; }
  .corner > * { pointer-events: auto; }
  /* As in the panel: black or white, whichever can be read. */
  @supports (color: oklch(from red l c h)) {
    .corner {
      --lit: clamp(0, (0.179 - 0.2126 * r - 0.7152 * g - 0.0722 * b) * 9999, 1);
      --on-accent: var(--unknot-on-accent, color(from var(--accent) srgb-linear var(--lit) var(--lit) var(--lit)));
    }
  }
  .launcher {
    position: relative; display: flex; align-items: center; justify-content: center; gap: 0.5em;
    min-inline-size: 3.5em; min-block-size: 3.5em; padding: 0; padding-inline: 1em 1.25em;
    background: var(--accent); color: var(--on-accent); font-weight: 650;
  }
  .launcher, .greeting { box-shadow: 0 0.25em 1em rgb(0 0 0 / 0.25); }
  .launcher:hover { filter: brightness(0.93); }
  .dot {
    position: absolute; inset-block-start: 0; inset-inline-end: 0; inline-size: 1em; block-size: 1em; overflow: hidden; text-indent: 2em;
    border: 2px solid var(--surface); border-radius: 50%; background: #c8371b;
  }
  .dot[hidden], .greeting:empty { display: none; }

  .greeting { display: flex; max-inline-size: 19em; border-radius: 1.125em; background: var(--surface); }
  .greeting button { border-radius: inherit; background: none; text-align: start; }
  .greeting > :first-child { padding: 0.75em 0; padding-inline-start: 1em; }
  .cross { display: grid; place-items: center; flex: none; inline-size: max(2.75em, 44px); block-size: max(2.75em, 44px); padding: 0; background: none; }

  @media (prefers-reduced-motion: no-preference) {
    .greeting { animation: come 150ms ease-out; }
    @keyframes come { from { opacity: 0.6; translate: 0 6px; } }
  }
  @media (forced-colors: active) {
    .launcher, .greeting { border: 2px solid; }
    .dot { forced-color-adjust: none; background: Highlight; }
  }
  [aria-expanded='true'] { padding: 0; }
  [aria-expanded='true'] .offer { position: absolute; clip-path: inset(50%); }
  @media ${SMALL} {
    .launcher { padding: 0; }
    .offer { position: absolute; clip-path: inset(50%); }
    .greeting { display: none; }
  }
  @media print { .corner { display: none; } }
`;
