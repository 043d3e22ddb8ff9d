/** The browser's Back goes one screen back: one history entry a screen, none of the page's own is touched. */

/** How deep in the visit a history entry is; undefined for entries that are the page's own or another visit's. */
function depthOf(state: unknown, visit: string): number | undefined {
  const [depth, of] = String(Reflect.get(Object(state), 'unknot')).split(' ');
  return of === visit ? Number(depth) : undefined;
}

export class VisitHistory {
  readonly #key: string;
  readonly #goBackTo: (depth: number) => void;
  #depth: number;

  /**
   * @param key tells this visit's entries from others on the page
   * @param goBackTo called when the visitor pressed the browser's Back, with the depth to return to
   */
  constructor(key: string, goBackTo: (depth: number) => void) {
    this.#key = key;
    this.#goBackTo = goBackTo;
    this.#depth = depthOf(history.state, key) ?? 0;
  }

  connect(): void {
    addEventListener('popstate', this.#popped);
  }

  disconnect(): void {
    removeEventListener('popstate', this.#popped);
  }

  /** Says of the page's current entry which screen it shows: the entry may be the page's own, and Back comes back to it. */
  mark(): void {
    if (depthOf(history.state, this.#key) !== this.#depth) history.replaceState(this.#state(this.#depth), '');
  }

  /** Brings the history in line with the screen: `depth` screens lie behind it. */
  follow(depth: number): void {
    // On top of ours may be an entry of the page's own, or of another visit on it: those are not ours to undo.
    if (depth < this.#depth && depthOf(history.state, this.#key) !== undefined) history.go(depth - this.#depth);
    if (depth > this.#depth) this.mark();
    for (let next = this.#depth + 1; next <= depth; next++) history.pushState(this.#state(next), '');
    this.#depth = depth;
  }

  #state(depth: number): object {
    return { ...history.state, unknot: `${depth} ${this.#key}` };
  }

  readonly #popped = (event: PopStateEvent): void => {
    const depth = depthOf(event.state, this.#key);
    // An entry of the page's own says nothing about the visit.
    if (depth === undefined || depth === this.#depth) return;
    const wentBack = depth < this.#depth;
    this.#depth = depth;
    if (wentBack) this.#goBackTo(depth);
  };
}
