/** Where a visit stands, once it is there. Follows `outer.styles.ts`, which knows the corner. */
import { SMALL } from './outer.styles.ts';

export const roomStyles = `
  .window:not(:is([open], :popover-open)) { display: none; }
  .window {
    display: block;
    inset: var(--seen-top, 0) 0 auto; inline-size: 100%; block-size: var(--seen-height, 100dvh); max-inline-size: none; max-block-size: none;
    overflow: hidden auto; overscroll-behavior: contain; background: var(--surface);
  }
  /* Browsers of before 2024 are light. */
  @supports not (color: light-dark(red, red)) {
    .window { --surface: var(--unknot-surface, #fff); }
  }
  .window:modal::backdrop { background: rgb(0 0 0 / 0.45); }
  .close { position: absolute; z-index: 1; inset-block-start: 0.5em; inset-inline-end: 0.5em; color: inherit; }
  .close:hover { background: color-mix(in oklch, var(--text) 10%, transparent); }

  /* A size in em has been taken once already. */
  .content { --unknot-font-size: 1em; display: block; inline-size: 100%; block-size: 100%; min-inline-size: 0; border: 0; }
  .content[hidden] { display: none !important; }
  .content::part(panel) { block-size: 100%; }
  .window > .content { --unknot-room: 3.25em; }
  .window > slot { display: block; padding: 1.5em 4em 1.5em 1.5em; }

  .box { display: block; position: relative; block-size: var(--unknot-height, clamp(18em, 88svh, 44em)); overflow: hidden; }
  .box > .content { position: absolute; inset: 0; }

  @media (prefers-reduced-motion: no-preference) {
    .window { animation: come 150ms ease-out; }
  }
  @media (forced-colors: active) {
    .window { border: 2px solid; }
  }
  @media ${SMALL} {
    .window > .content::part(panel) { border: 0; border-radius: 0; }
  }
  @media (max-height: 28em) {
    .content::part(panel) { block-size: auto; min-block-size: 100%; }
    /* The header goes up with all else. */
    .close { position: fixed; background: var(--surface); }
    .box { block-size: var(--natural, clamp(18em, 88svh, 44em)); }
  }
  @media not (${SMALL}) {
    .window {
      inset: auto; inset-inline-end: var(--x); inset-block-end: calc(var(--y) + 4.25em); z-index: var(--unknot-z, 2147483000);
      inline-size: min(var(--unknot-width, 26em), 100vw - 2 * var(--x));
      block-size: var(--unknot-height, 44em); max-block-size: calc(100dvh - 2 * var(--y) - 4.25em);
      border-radius: var(--radius); box-shadow: 0 0.5em 3em rgb(0 0 0 / 0.28);
    }
    :host([placement='start']) .window { inset-inline: var(--x) auto; }
    :host([mode='dialog']) .window {
      inset: 0; margin: auto; inline-size: min(var(--unknot-width, 30em), 100vw - 2em); max-block-size: calc(100dvh - 2em);
    }
  }
`;
