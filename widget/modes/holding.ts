/** Holds the content: makes it when it is first needed, and keeps it. */
import type { Content, ContentNeeds } from './content.ts';
import { nestedContent } from './nested.ts';

export class Holding {
  readonly #place: HTMLElement;
  readonly #needs: ContentNeeds;
  #content: Content | undefined;
  #filling: Promise<void> | undefined;
  #isReady = false;
  #hasFailed = false;

  /** @param place what the content is put into */
  constructor(place: HTMLElement, needs: ContentNeeds) {
    this.#place = place;
    this.#needs = needs;
  }

  /** Makes the content, unless it is there or on its way. */
  fill(): Promise<void> {
    this.#filling ??= this.#make();
    return this.#filling;
  }

  async focus(): Promise<void> {
    await this.fill();
    this.#content?.focus();
  }

  async restart(): Promise<void> {
    await this.fill();
    this.#content?.restart();
  }

  update(): void {
    this.#content?.update();
  }

  /** The page is left, maybe for a moment. A frame is unloaded with that, so it is made anew when it is next needed. */
  disconnect(): void {
    if (this.#content?.element instanceof HTMLIFrameElement) this.release();
  }

  release(): void {
    this.#content?.release();
    this.#content?.element.remove();
    this.#content = undefined;
    this.#filling = undefined;
    this.#isReady = false;
    this.#hasFailed = false;
  }

  async #make(): Promise<void> {
    const { host } = this.#needs;
    try {
      const make = host.hasAttribute('sealed')
        ? (await import('../sealed/sealed-frame.ts')).sealedContent
        : nestedContent;
      if (this.#hasFailed) this.release();
      // The page may have been left meanwhile, and come back to.
      if (this.#content) return;
      if (!this.#place.isConnected) {
        this.#filling = undefined;
        return;
      }
      this.#content = make({ ...this.#needs, ready: this.#ready, fail: this.#fail });
      this.#content.element.classList.add('content');
      this.#place.append(this.#content.element);
    } catch {
      // The next opening tries again.
      this.#filling = undefined;
      this.#fail('part_missing');
    }
  }

  readonly #ready = (): void => {
    this.#isReady = true;
    // Late, and all the same there.
    this.#hasFailed = false;
    this.#show();
    this.#needs.ready();
  };

  /** Where there is nothing to answer yet, the site's own way out stands. */
  readonly #fail = (code: string): void => {
    if (!this.#isReady) {
      // It may still come; if it has not, the next opening begins anew.
      this.#hasFailed = true;
      this.#filling = undefined;
      this.#show(document.createElement('slot'));
    }
    this.#needs.fail(code);
  };

  /** @param instead of the content */
  #show(instead?: Element): void {
    for (const other of this.#place.querySelectorAll(':scope > .panel, :scope > slot')) other.remove();
    this.#content?.element.toggleAttribute('hidden', instead !== undefined);
    if (instead) this.#place.append(instead);
  }
}
