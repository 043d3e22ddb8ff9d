/** What the leak suite needs of a browser, so that the same visit is driven in every engine. */

export interface Driver {
  /** Opens a page and waits until it has loaded. */
  goTo(url: string): Promise<void>;
  /**
   * Where the widget's panel stands from now on: in the shadow root of the page's own `<unknot-intake>`, or in that of
   * the `<unknot-intake>` in the frame which the page's element holds in its shadow root.
   */
  look(place: 'page' | 'frame'): void;
  /** Waits until something in the panel can be seen. */
  see(selector: string): Promise<void>;
  /** The same, and presses it with a pointer. */
  click(selector: string): Promise<void>;
  /** Types key by key into a field of the panel, instead of what is in it. */
  type(selector: string, text: string): Promise<void>;
  /** Copies all of a field and pastes it into another, instead of what is in that, with the keyboard. */
  copyOver(from: string, to: string): Promise<void>;
  /** What a script of the host page gets when it evaluates this expression; its value survives JSON. */
  evaluate(expression: string): Promise<unknown>;
}
