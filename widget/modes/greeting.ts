/** What the bubble says by itself, where the clinic wants that: once, after a while on the page, and without taking the focus. */
import type { OuterWords } from '#words/catalogue.ts';
import { CROSS, icon, part } from './part.ts';

/** For so long the page must have been seen in one go. */
const PATIENCE_MS = 4000;

export interface GreetingNeeds {
  readonly words: OuterWords;
  /** It was said. */
  readonly said: () => void;
  /** It was answered. */
  readonly open: () => void;
  /** It was waved away. */
  readonly close: () => void;
}

export class Greeting {
  /** Stands there empty from the beginning, so that what comes into it is read out. */
  readonly element: HTMLElement = part('div', { class: 'greeting', role: 'status' });
  readonly #needs: GreetingNeeds;
  #isDone = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(needs: GreetingNeeds) {
    this.#needs = needs;
  }

  wait(): void {
    if (this.#timer !== undefined || this.#isDone) return;
    document.addEventListener('visibilitychange', this.#count);
    this.#count();
  }

  /** There is nothing to say any more. */
  end(): void {
    this.#isDone = true;
    this.stop();
  }

  /** Waits no longer, and takes back what it said. */
  stop(): void {
    document.removeEventListener('visibilitychange', this.#count);
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.element.replaceChildren();
  }

  readonly #count = (): void => {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#say(), PATIENCE_MS);
  };

  #say(): void {
    const { words, said, open, close: dismiss } = this.#needs;
    // Behind another tab, or where the site does not show it, nobody would hear it.
    if (document.hidden || !this.element.parentElement?.offsetHeight) {
      this.#count();
      return;
    }
    this.end();
    const text = part('button', { type: 'button' }, words.greeting);
    const close = part('button', { type: 'button', class: 'cross', 'aria-label': words.closeGreeting }, icon(CROSS));
    text.addEventListener('click', open);
    close.addEventListener('click', dismiss);
    this.element.append(text, close);
    said();
  }
}
