/** Where a visit stands: a box in the page's text, or a window. Loaded when somebody is about to see it. */
import type { OuterWords } from '#words/catalogue.ts';
import type { ContentNeeds } from './content.ts';
import { Holding } from './holding.ts';
import { part } from './part.ts';
import { roomStyles } from './room.styles.ts';
import { OuterWindow } from './window.ts';

const sheet = new CSSStyleSheet();
sheet.replaceSync(roomStyles);

export interface RoomNeeds extends Omit<ContentNeeds, 'size'> {
  readonly root: ShadowRoot;
  readonly words: OuterWords;
  /** Of the window. */
  readonly id: string;
}

export class Room {
  readonly holding: Holding;
  /** Not for a visit in the page's text. */
  readonly window: OuterWindow | undefined;
  readonly #place: HTMLElement;

  constructor(needs: RoomNeeds) {
    const { host, root, words, id, first, escape: close } = needs;
    if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets.push(sheet);
    const mode = host.getAttribute('mode') ?? '';
    if (['bubble', 'dialog'].includes(mode)) {
      const closesBeside = mode === 'dialog';
      this.window = new OuterWindow({ words, id, label: first.chat.label, close, closesBeside });
    }
    // What stands on the page is a picture of what comes into the box.
    const place = this.window?.element ?? part('div', { class: 'box' }, ...root.childNodes);
    this.#place = place;
    root.append(place);
    this.holding = new Holding(place, {
      ...needs,
      size: height => place.style.setProperty('--natural', `${height}px`),
    });
    if (!this.window) void this.holding.fill();
  }

  /** The page is left, maybe for a moment. */
  disconnect(): void {
    this.window?.hide();
    this.holding.disconnect();
  }

  /** Something else comes in its place. */
  release(): void {
    this.window?.hide();
    this.holding.release();
    this.#place.remove();
  }
}
