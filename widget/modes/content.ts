/** What a window, a box or a dialog holds: a nested element, or a frame of another origin. */
import type { FirstWords } from '#words/catalogue.ts';
import type { ViewSite } from '../element-view.ts';

export interface Content {
  /** What stands in the box; the box gives it its size. */
  readonly element: HTMLElement;
  /** The host's attributes or tokens may have changed. */
  update(): void;
  /** Begins a new visit. */
  restart(): void;
  /** Moves the keyboard to the current question. */
  focus(): void;
  /** Frees listeners. */
  release(): void;
}

export interface ContentNeeds {
  readonly host: HTMLElement;
  readonly site: ViewSite;
  readonly first: FirstWords;
  /** The content asks to be closed: Escape inside a frame. */
  readonly escape: () => void;
  /** Tells the page that something can be answered. */
  readonly ready: () => void;
  /** Tells console and page of something that failed. */
  readonly fail: (code: string) => void;
  /** Natural height of the content in px, where it knows it (sealed inline in a low window). */
  readonly size: (height: number) => void;
}
