/** What the element hands its place on the page over to, once that has come: the engine, or what stands around it. */
import type { FirstWords } from '#words/catalogue.ts';

/** Whose visit it is, and where it is kept. */
export interface ViewSite {
  /** The server's address, without a slash at its end. */
  readonly api: string;
  readonly clinic: string;
  /** Under which the tab keeps the visit. */
  readonly key: string;
  /** What the tab kept of an earlier visit. */
  readonly stored: string | undefined;
}

export interface ViewNeeds {
  readonly host: HTMLElement;
  readonly root: ShadowRoot;
  readonly first: FirstWords;
  /** The answer to the first question, where it was given already. */
  readonly kept: string | undefined;
  /** Tells the page that something can be answered. */
  readonly ready: () => void;
  /** Tells console and page of something that failed. */
  readonly fail: (code: string) => void;
}

export interface ElementView {
  /** The element is on a page, for the first time or again. */
  connect(): void;
  /** It has left the page: nothing is listened to until it comes back. */
  disconnect(): void;
  /** The site, or any of the element's attributes, is another. */
  visit(site: ViewSite): void;
  /** Begins a new visit. */
  restart(): void;
  /** The `open` attribute came or went. */
  show(isOpen: boolean): void;
}
