/** What a host page may hear once a visit is under way. Ids and step numbers only: never an answer, an outcome or a contact. */

class UnknotEvent<Name extends string, Detail> extends CustomEvent<Detail> {
  constructor(name: Name, detail: Detail) {
    super(name, { detail, bubbles: true, composed: true });
  }
}

/** Another screen is shown; `index` counts the screens behind it. */
export class UnknotStepEvent extends UnknotEvent<'unknot-step', { readonly index: number }> {
  constructor(index: number) {
    super('unknot-step', { index });
  }
}

/** A result is shown. Which one is nobody's business but the visitor's. */
export class UnknotResultEvent extends UnknotEvent<'unknot-result', Record<string, never>> {
  constructor() {
    super('unknot-result', {});
  }
}

/** A consultation is booked, or a call back asked for. */
export class UnknotBookedEvent extends UnknotEvent<'unknot-booked', { readonly id: string }> {
  constructor(id: string) {
    super('unknot-booked', { id });
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'unknot-step': UnknotStepEvent;
    'unknot-result': UnknotResultEvent;
    'unknot-booked': UnknotBookedEvent;
  }
}
