/** What a host page may hear before the engine has come, too. Apart from `events.ts`, or the first question would wait for those. */

/** The first question is on the page. */
export class UnknotReadyEvent extends CustomEvent<Record<string, never>> {
  constructor() {
    super('unknot-ready', { detail: {}, bubbles: true, composed: true });
  }
}

/** Something failed that the embedder may want to count. */
export class UnknotErrorEvent extends CustomEvent<{ readonly code: string }> {
  constructor(code: string) {
    super('unknot-error', { detail: { code }, bubbles: true, composed: true });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'unknot-ready': UnknotReadyEvent;
    'unknot-error': UnknotErrorEvent;
  }
}
