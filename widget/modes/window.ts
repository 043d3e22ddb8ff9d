/** The window: beside its launcher on a wide screen, over the page as a dialog, all of the screen on a small phone. */
import type { OuterWords } from '#words/catalogue.ts';
import { CROSS, icon, part } from './part.ts';
import { followVisualViewport } from './visual-viewport.ts';

export interface WindowNeeds {
  readonly words: OuterWords;
  readonly id: string;
  /** What the window is about. */
  readonly label: string;
  /** The visitor wants it closed. */
  readonly close: () => void;
  /** Whether a click beside it closes it. */
  readonly closesBeside: boolean;
}

export class OuterWindow {
  readonly element: HTMLDialogElement;
  readonly #close: () => void;
  /** What had the focus when it was opened. */
  #opener: Element | null = null;
  #unfollow: (() => void) | undefined;
  #isPressedBeside = false;
  #isModal = false;

  constructor({ words, id, label, close, closesBeside }: WindowNeeds) {
    this.#close = close;
    const cross = part('button', { class: 'cross close', type: 'button', 'aria-label': words.close }, icon(CROSS));
    this.element = part('dialog', { class: 'window', part: 'window', id, 'aria-label': label }, cross);
    cross.addEventListener('click', close);
    // The browser closes a modal one by itself: with Escape, or with a phone's gesture for Back.
    this.element.addEventListener('close', () => this.#wasClosed());
    if (closesBeside) this.#closeBeside();
  }

  get isShown(): boolean {
    return this.element.open || (this.element.popover !== null && this.element.matches(':popover-open'));
  }

  get hasFocus(): boolean {
    const root = this.element.getRootNode();
    // Not :focus-within, which is no match in WebKit while a frame has the focus.
    return root instanceof ShadowRoot && this.element.contains(root.activeElement);
  }

  /**
   * Takes no focus by itself unless it is modal; a focus in it stays where it is.
   * @returns whether it is to be seen: the page may not display the element at all
   */
  show(isModal: boolean): boolean {
    const { element, hasFocus } = this;
    if (this.isShown && this.#isModal === isModal) return true;
    const active = deepestFocus();
    if (!hasFocus) this.#opener = active;
    this.hide();
    this.#isModal = isModal;
    if (isModal) element.showModal();
    else if (typeof element.showPopover === 'function') this.#float();
    else element.setAttribute('open', '');
    this.#unfollow = followVisualViewport(element);
    if (hasFocus && active instanceof HTMLElement) active.focus({ preventScroll: true });
    return element.getClientRects().length > 0;
  }

  /**
   * Closes, and gives the focus back to what had it before.
   * @returns whether nothing is there to take it
   */
  close(): boolean {
    const { hasFocus } = this;
    this.hide();
    if (!hasFocus) return false;
    if (!(this.#opener instanceof HTMLElement) || this.#opener === document.body) return true;
    this.#opener.focus({ preventScroll: true });
    return !this.#opener.matches(':focus');
  }

  /** For a moment, or for good. */
  hide(): void {
    const { element } = this;
    this.#unfollow?.();
    this.#unfollow = undefined;
    if (element.open) element.close();
    element.popover = null;
  }

  /** In the top layer, where neither a cookie banner nor an ancestor's overflow gets in its way. */
  #float(): void {
    const { element } = this;
    element.popover = 'manual';
    // A dialog takes the focus when it is shown, unless nothing in it can have it.
    element.inert = true;
    element.showPopover();
    element.inert = false;
  }

  #wasClosed(): void {
    // Tells of the past: it may have been moved, or be shown again in another way.
    if (!this.isShown && this.element.isConnected) this.#close();
  }

  /** A press that began inside, such as to mark a text, is not meant for what is beside. */
  #closeBeside(): void {
    const { element } = this;
    element.addEventListener('pointerdown', ({ target, clientX: x, clientY: y }) => {
      // What is in it may not be there yet, and then the press is on the window itself.
      const { left, right, top, bottom } = element.getBoundingClientRect();
      this.#isPressedBeside = target === element && (x < left || x > right || y < top || y > bottom);
    });
    element.addEventListener('click', ({ target }) => {
      if (target === element && this.#isPressedBeside) this.#close();
    });
  }
}

function deepestFocus(): Element | null {
  let { activeElement } = document;
  while (activeElement?.shadowRoot?.activeElement) ({ activeElement } = activeElement.shadowRoot);
  return activeElement;
}
