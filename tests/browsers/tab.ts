/** What a test needs of a browser, whichever engine it has. */

/** How somebody comes: the size of their screen in CSS pixels, and finger (where the engine can) or mouse. */
export interface Device {
  readonly name: 'phone' | 'desktop';
  readonly width: number;
  readonly height: number;
  readonly touch: boolean;
}

export const PHONE: Device = { name: 'phone', width: 390, height: 844, touch: true };
export const DESKTOP: Device = { name: 'desktop', width: 1280, height: 800, touch: false };
/** Of every browser: the demo clinic's own zone. */
export const TIME_ZONE = 'America/New_York';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A document that somebody uses. */
export interface Ground {
  /**
   * @param expression JavaScript, in the document; a promise is awaited
   * @returns its value, as far as JSON can say it
   */
  run(expression: string): Promise<unknown>;
  /** Taps or clicks there, in CSS pixels of its viewport, once or twice in a row. */
  press(at: Point, times: 1 | 2): Promise<void>;
  /** Presses these keys one after the other: a character each, a name such as `Enter`, or `Shift+Tab`. */
  keys(keys: readonly string[]): Promise<void>;
}

/** The page of a tab. */
export interface Tab extends Ground {
  /** What stands in the page's only frame. */
  readonly frame: Ground;
  /** Opens an address and waits until it has loaded. */
  goTo(url: string): Promise<void>;
  reload(): Promise<void>;
  /** The browser's own Back. What it brings is to be waited for. */
  back(): Promise<void>;
  /** What went wrong in scripts of the pages that were shown, as far as the engine tells. */
  failures(): Promise<readonly string[]>;
  close(): Promise<void>;
}

export interface Browser {
  /** Such as `Firefox 153.7.0`. */
  readonly version: string;
  /** A tab in a profile of its own. Close it before the next one is opened. */
  newTab(): Promise<Tab>;
  close(): Promise<void>;
}
