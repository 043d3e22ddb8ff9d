/** What a host page may hear of the element. Ids and step numbers only: never an answer, an outcome or a contact. */

/** What the `detail` of each event holds. */
export interface UnknotDetails {
  /** The first question, or the launcher, is on the page. */
  readonly ready: Nothing;
  /** The window was opened, by whomever. */
  readonly open: Nothing;
  /** The window was closed; the visit is kept. */
  readonly close: Nothing;
  /** Another screen is shown; `index` counts the screens behind it. */
  readonly step: { readonly index: number };
  /** A result is shown. Which one is nobody's business but the visitor's. */
  readonly result: Nothing;
  /** A consultation is booked, or a call back asked for. */
  readonly booked: { readonly id: string };
  /** Something failed that the embedder may want to count. */
  readonly error: { readonly code: string };
}

type Nothing = Record<string, never>;

/** One of the element's events: `UnknotEvent<'booked'>` is an `unknot-booked`. It bubbles, and leaves shadow roots. */
export class UnknotEvent<Name extends keyof UnknotDetails> extends CustomEvent<UnknotDetails[Name]> {
  constructor(name: Name, detail: UnknotDetails[Name]) {
    super(`unknot-${name}`, { detail, bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'unknot-ready': UnknotEvent<'ready'>;
    'unknot-open': UnknotEvent<'open'>;
    'unknot-close': UnknotEvent<'close'>;
    'unknot-step': UnknotEvent<'step'>;
    'unknot-result': UnknotEvent<'result'>;
    'unknot-booked': UnknotEvent<'booked'>;
    'unknot-error': UnknotEvent<'error'>;
  }
}
