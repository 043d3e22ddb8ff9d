/** What a host page may hear of the window: it came, it went. */

class UnknotWindowEvent<Name extends string> extends CustomEvent<Record<string, never>> {
  constructor(name: Name) {
    super(name, { detail: {}, bubbles: true, composed: true });
  }
}

/** The window was opened, by whomever. */
export class UnknotOpenEvent extends UnknotWindowEvent<'unknot-open'> {
  constructor() {
    super('unknot-open');
  }
}

/** The window was closed; the visit is kept. */
export class UnknotCloseEvent extends UnknotWindowEvent<'unknot-close'> {
  constructor() {
    super('unknot-close');
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'unknot-open': UnknotOpenEvent;
    'unknot-close': UnknotCloseEvent;
  }
}
