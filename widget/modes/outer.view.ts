/**
 * What stands around a visit: a launcher with a window, a dialog, or for a sealed one a box in the page's text. The host's
 * `open` attribute is the one truth.
 */
import { outer as words } from '#words/en/outer.ts';
import type { ElementView, ViewNeeds, ViewSite } from '../element-view.ts';
import { UnknotEvent } from '../events.ts';
import { paintAccent } from './accent.ts';
import { Launcher } from './launcher.ts';
import { readLeft, writeLeft } from './open-memory.ts';
import { outerStyles, SMALL } from './outer.styles.ts';
import type { Room } from './room.ts';

/** Of the window. */
const ID = 'window';
const sheet = new CSSStyleSheet();
sheet.replaceSync(outerStyles);

export class OuterView implements ElementView {
  readonly #needs: ViewNeeds;
  readonly #small = matchMedia(SMALL);
  #site: ViewSite | undefined;
  /** What stands there; for anything else it is built anew. */
  #form = '';
  #launcher: Launcher | undefined;
  #room: Room | undefined;
  #furnishing: Promise<Room | undefined> | undefined;
  readonly #fallback = document.createElement('slot');
  #isOpen = false;
  /** Opens without taking the focus: nobody asked for it on this page. */
  #isByItself = false;

  constructor(needs: ViewNeeds) {
    const { adoptedStyleSheets } = needs.root;
    if (!adoptedStyleSheets.includes(sheet)) adoptedStyleSheets.push(sheet);
    this.#needs = needs;
  }

  connect(): void {
    document.addEventListener('click', this.#clicked, { capture: true });
    this.#needs.host.addEventListener('keydown', this.#pressed);
    this.#small.addEventListener('change', this.#fit);
    this.#launcher?.connect();
    if (!this.#isFloating) void this.#room?.holding.fill();
    this.#fit();
    this.#greet();
  }

  disconnect(): void {
    document.removeEventListener('click', this.#clicked, { capture: true });
    this.#needs.host.removeEventListener('keydown', this.#pressed);
    this.#small.removeEventListener('change', this.#fit);
    this.#launcher?.disconnect();
    this.#room?.disconnect();
  }

  visit(site: ViewSite): void {
    const { host, ready } = this.#needs;
    const form = [site.key, this.#mode, host.hasAttribute('sealed')].join();
    const isFirst = this.#form === '';
    this.#site = site;
    if (form === this.#form) this.#room?.holding.update();
    else {
      this.#form = form;
      this.#stand(site);
    }
    if (isFirst) this.#recall(site);
    if (isFirst && this.#isFloating) ready();
    if (this.#isFloating) this.show(host.hasAttribute('open'));
    this.#isByItself = false;
    this.#greet();
  }

  restart(): void {
    void this.#furnish().then(room => room?.holding.restart());
  }

  show(isOpen: boolean): void {
    if (!this.#isFloating) {
      if (isOpen) this.#bringIntoView();
      return;
    }
    if (isOpen === this.#isOpen) return;
    this.#isOpen = isOpen;
    this.#launcher?.show(isOpen);
    if (isOpen) this.#open();
    else if (this.#room?.window?.close()) this.#launcher?.focus();
    if (this.#launcher && this.#site) writeLeft(this.#site.key, isOpen ? 'open' : 'closed');
    this.#needs.host.dispatchEvent(new UnknotEvent(isOpen ? 'open' : 'close', {}));
  }

  get #mode(): string {
    return this.#needs.host.getAttribute('mode') ?? '';
  }

  get #isFloating(): boolean {
    return ['bubble', 'dialog'].includes(this.#mode);
  }

  #stand(site: ViewSite): void {
    const { host, root } = this.#needs;
    this.#launcher?.disconnect();
    this.#launcher?.element.remove();
    this.#room?.release();
    this.#room = undefined;
    this.#furnishing = undefined;
    this.#launcher = undefined;
    // What is to come into a box has its picture there already.
    if (this.#isFloating) root.replaceChildren();
    else this.#isOpen = false;
    if (this.#mode === 'bubble') {
      this.#launcher = this.#newLauncher(site);
      root.append(this.#launcher.element);
    }
    if (host.isConnected) this.#launcher?.connect();
    if (this.#isOpen || !this.#launcher) void this.#furnish().then(this.#fit);
  }

  #newLauncher(site: ViewSite): Launcher {
    const launcher = new Launcher({
      words,
      opens: ID,
      toggle: this.#ask(),
      prepare: () => void this.#furnish().then(room => room?.holding.fill()),
      // Greeted once is enough, whatever the visitor made of it.
      said: () => writeLeft(site.key, 'closed'),
    });
    launcher.show(this.#isOpen);
    // A sealed visit asks the page's own policy for no connection.
    if (!this.#needs.host.hasAttribute('sealed')) void paintAccent(launcher.element, site);
    return launcher;
  }

  #furnish(): Promise<Room | undefined> {
    this.#furnishing ??= this.#newRoom();
    return this.#furnishing;
  }

  async #newRoom(): Promise<Room | undefined> {
    const { host, root, fail } = this.#needs;
    const form = this.#form;
    try {
      const { Room } = await import('./room.ts');
      // It may have become another meanwhile.
      if (form !== this.#form || !this.#site) return undefined;
      // A window can be used before anything is in it, and has said so.
      const ready = this.#isFloating ? () => {} : this.#needs.ready;
      // Not remove(): old libraries replace it by one that fails for what stands nowhere.
      this.#fallback.parentNode?.removeChild(this.#fallback);
      this.#room = new Room({ ...this.#needs, site: this.#site, words, id: ID, escape: this.#ask(false), ready });
      return this.#room;
    } catch {
      // The next opening tries again; meanwhile the site's own way out shows.
      this.#furnishing = undefined;
      root.append(this.#fallback);
      fail('part_missing');
      host.removeAttribute('open');
      return undefined;
    }
  }

  /** What the visitor wants, told to the host: the rest follows from its attribute. */
  #ask(isOpen?: boolean): () => void {
    return () => this.#needs.host.toggleAttribute('open', isOpen);
  }

  /** Takes up what the tab remembers. On a small phone nothing that was open on another page covers this one. */
  #recall({ key }: ViewSite): void {
    const { host } = this.#needs;
    // Not known everywhere; then somebody may well have asked.
    const isUntouched = navigator.userActivation?.hasBeenActive === false;
    const left = this.#launcher && readLeft(key);
    const isUnwanted = isUntouched && left === 'closed';
    const isAsked = host.hasAttribute('open') && !isUnwanted;
    this.#isByItself = isUntouched || !isAsked;
    host.toggleAttribute('open', isAsked || (left === 'open' && !this.#small.matches));
  }

  #open(): void {
    const wantsFocus = !this.#isByItself;
    void this.#furnish().then(room => {
      this.#fit();
      if (wantsFocus && this.#isOpen) void room?.holding.focus();
    });
  }

  /** Shows the window, if it is open, in the way that suits the screen now. */
  readonly #fit = (): void => {
    const { window, holding } = this.#room ?? {};
    if (!this.#isOpen || !this.#needs.host.isConnected || !window) return;
    void holding?.fill();
    if (window.show(this.#mode === 'dialog' || this.#small.matches)) return;
    // A modal one that nobody sees would keep the page from everybody.
    this.#needs.fail('not_displayed');
    this.#ask(false)();
  };

  #bringIntoView(): void {
    this.#needs.host.scrollIntoView({ block: 'nearest' });
    void this.#furnish().then(room => room?.holding.focus());
  }

  /** The page's own elements that open it, whenever they came to the page; without a name they open each widget on it. */
  readonly #clicked = (event: MouseEvent): void => {
    const openers = event
      .composedPath()
      .map(at => (at instanceof Element ? at.getAttribute('data-unknot-open') : null));
    const name = openers.find(value => value !== null);
    if (!this.#isFloating || name === undefined || !['', this.#site?.clinic].includes(name)) return;
    event.preventDefault();
    this.#ask(true)();
  };

  readonly #pressed = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
    if (this.#isOpen) {
      // One press closes one thing: a dialog of the page, around it, stays.
      event.stopPropagation();
      event.preventDefault();
      this.#ask(false)();
    } else this.#launcher?.hush();
  };

  #greet(): void {
    const { host } = this.#needs;
    const { key, stored } = this.#site ?? {};
    if (!host.hasAttribute('greet')) this.#launcher?.greeting.stop();
    else if (host.isConnected && key !== undefined && !stored && !this.#isOpen && !readLeft(key)) {
      this.#launcher?.greeting.wait();
    }
  }
}
