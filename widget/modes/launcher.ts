/** The button in the corner, with what it says by itself beside it. */
import type { OuterWords } from '#words/catalogue.ts';
import { watchCorner } from './corner-watch.ts';
import { Greeting } from './greeting.ts';
import { CROSS, icon, part } from './part.ts';

const BUBBLE = 'M5 5h14a2 2 0 0 1 2 2v7a2 2 0 0 1-2 2h-7l-5 4v-4H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2z';

export interface LauncherNeeds {
  readonly words: OuterWords;
  /** Id of the window. */
  readonly opens: string;
  readonly toggle: () => void;
  /** Somebody is about to press it. */
  readonly prepare: () => void;
  /** The greeting was said. */
  readonly said: () => void;
}

export class Launcher {
  readonly element: HTMLElement;
  readonly greeting: Greeting;
  readonly #button: HTMLButtonElement;
  readonly #dot: HTMLElement;
  readonly #said: () => void;
  #unwatch: (() => void) | undefined;

  constructor({ words, opens, toggle, prepare, said }: LauncherNeeds) {
    this.#said = said;
    this.#dot = part('span', { class: 'dot', hidden: '' }, words.unread);
    this.#button = part(
      'button',
      {
        class: 'launcher',
        part: 'launcher',
        type: 'button',
        'aria-controls': opens,
      },
      icon(BUBBLE),
      part('span', { class: 'offer' }, words.launcher),
      this.#dot,
    );
    this.#button.addEventListener('click', toggle);
    for (const name of ['pointerenter', 'focus']) this.#button.addEventListener(name, prepare, { once: true });
    this.greeting = new Greeting({ words, open: toggle, said: () => this.#markUnread(), close: () => this.hush() });
    this.element = part('div', { class: 'corner' }, this.greeting.element, this.#button);
  }

  connect(): void {
    this.#unwatch ??= watchCorner(this.element);
  }

  disconnect(): void {
    this.#unwatch?.();
    this.#unwatch = undefined;
    this.greeting.stop();
  }

  /** @param isOpen from now on */
  show(isOpen: boolean): void {
    this.#button.setAttribute('aria-expanded', String(isOpen));
    this.#button.querySelector('path')?.setAttribute('d', isOpen ? CROSS : BUBBLE);
    if (!isOpen) return;
    this.greeting.end();
    this.#dot.hidden = true;
  }

  /** Takes back what was said. */
  hush(): void {
    const hadFocus = this.greeting.element.matches(':focus-within');
    this.greeting.stop();
    if (hadFocus) this.focus();
  }

  focus(): void {
    this.#button.focus({ preventScroll: true });
  }

  #markUnread(): void {
    this.#dot.hidden = false;
    this.#said();
  }
}
