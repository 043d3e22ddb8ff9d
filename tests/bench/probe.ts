/**
 * Watches a page from within, in every frame, from before its first script. It says what it sees through a binding, so
 * that nobody has to ask while the page works. `PARTS` go into the page as text: they use nothing but each other.
 */
import type { Report } from './report.ts';

/** An element: a CSS path, in which `>>>` goes into open shadow roots, and a text in it. */
export interface Spot {
  readonly path: string;
  readonly text?: string;
}

/** What is said, and the control that answers it. */
export interface Question {
  readonly said: Spot;
  readonly control: Spot;
}

export interface Watched {
  readonly first: Question;
  readonly next: Question;
  /** The frame the questions are in, if they are in one. */
  readonly frame?: Spot;
}

/** The name of the binding. */
export const BINDING = 'tellBench';

declare global {
  interface Window {
    [BINDING](report: string): void;
  }
}

/** @returns the script to run in each new document */
export const probeFor = (watched: Watched): string =>
  `(() => {${PARTS.map(String).join('\n')}\nstart(${JSON.stringify(watched)});})();`;

const PARTS = [start, watchVisitor, watchEntries, whenTapped, whenThere, afterPaint, tell, find, tapOn, topmost, above];

function start(watched: Watched): void {
  const { first, frame } = watched;
  whenThere(first, tap => tell('first', performance.now(), tap));
  watchVisitor(watched);
  watchEntries('layout-shift', entry => {
    if ('value' in entry && !('hadRecentInput' in entry && entry.hadRecentInput)) {
      tell('shift', entry.startTime, { size: Number(entry.value) });
    }
  });
  // The rest is told once for the whole page: a long task is seen from every frame of its process.
  if (window !== window.top) return;
  tell('opened', 0);
  addEventListener('load', () => tell('load', performance.now()));
  watchEntries('longtask', ({ startTime, duration }) => tell('task', startTime, { size: duration }));
  if (frame) whenThere({ said: frame, control: frame }, (_, { x, y }) => tell('frame', performance.now(), { x, y }));
}

function watchVisitor({ first, next }: Watched): void {
  const answer = (event: MouseEvent): void => {
    if (!event.isTrusted) return;
    removeEventListener('click', answer, { capture: true });
    tell('click', event.timeStamp);
    whenTapped(first, () => tell('taken', performance.now()));
    whenThere(next, tap => tell('next', performance.now(), tap));
  };
  addEventListener('click', answer, { capture: true });
}

function watchEntries(type: string, seen: (entry: PerformanceEntry) => void): void {
  new PerformanceObserver(list => list.getEntries().forEach(seen)).observe({ type, buffered: true });
}

/** Calls back once the answered choice looks otherwise to a script, or is gone; what hovering does changes neither. */
function whenTapped({ control }: Question, done: () => void): void {
  const marks = (): string =>
    JSON.stringify([...(find(control)?.attributes ?? [])].map(({ name, value }) => [name, value]));
  const before = marks();
  const look = (): void => {
    if (marks() !== before) afterPaint(done);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Calls back after the first frame in which the question can be answered, with where to tap and the control's box. */
function whenThere({ said, control }: Question, done: (tap: { x: number; y: number }, box: DOMRect) => void): void {
  const look = (): void => {
    const found = find(said) && find(control);
    const tap = found && tapOn(found);
    if (tap) afterPaint(() => done(tap, found.getBoundingClientRect()));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

function afterPaint(done: () => void): void {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => done();
  port2.postMessage('painted');
}

function tell(what: Report['what'], at: number, more: Partial<Report> = {}): void {
  const report: Report = { what, size: 0, x: 0, y: 0, ...more, at: performance.timeOrigin + at };
  window.tellBench(JSON.stringify(report));
}

/** The first that fits, or what fits within it. */
function find({ path, text = '' }: Spot): Element | undefined {
  let roots: (Document | ShadowRoot)[] = [document];
  let found: Element[] = [];
  for (const step of path.split('>>>')) {
    found = roots.flatMap(root => [...root.querySelectorAll(step)]);
    roots = found.flatMap(({ shadowRoot }) => shadowRoot ?? []);
  }
  const fitting = found.filter(element => element.textContent.includes(text));
  return fitting.reduce<Element | undefined>((best, next) => (!best || best.contains(next) ? next : best), undefined);
}

/** The middle of a control that is enabled, to be seen, and on top there. */
function tapOn(control: Element): { x: number; y: number } | undefined {
  const { left, top, width, height } = control.getBoundingClientRect();
  if (width < 4 || height < 4 || control.matches(':disabled')) return undefined;
  if (getComputedStyle(control).visibility === 'hidden') return undefined;
  let opacity = 1;
  for (let at: Element | null = control; at; at = above(at)) opacity *= Number(getComputedStyle(at).opacity);
  if (opacity < 0.5) return undefined;
  const tap = { x: left + width / 2, y: top + height / 2 };
  for (let at = topmost(tap); at; at = above(at)) if (at === control) return tap;
  return undefined;
}

function topmost({ x, y }: { x: number; y: number }): Element | null {
  let hit = document.elementFromPoint(x, y);
  let inner = hit?.shadowRoot?.elementFromPoint(x, y);
  while (inner && inner !== hit) {
    hit = inner;
    inner = hit.shadowRoot?.elementFromPoint(x, y);
  }
  return hit;
}

/** What an element is shown in, across shadow roots. */
function above(element: Element): Element | null {
  const root = element.getRootNode();
  return element.assignedSlot ?? element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
}
