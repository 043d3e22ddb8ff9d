/** What somebody sees and finds on a page, in every engine, however deep in shadow roots. Runs in the page. */
import * as z from 'zod/mini';
import { calling } from './page-value.ts';

/** Something that can be seen; `value` is that of a field. */
export const Seen = z.object({
  text: z.string(),
  value: z.nullable(z.string()),
  checked: z.boolean(),
  attributes: z.record(z.string(), z.string()),
});
export type Seen = z.infer<typeof Seen>;

/** Where something is to be pressed, or why it cannot be. */
export const Aim = z.union([
  z.object({ x: z.number(), y: z.number(), width: z.number() }),
  z.object({ hidden: z.string() }),
]);
type Aim = z.infer<typeof Aim>;

/** Whatever can be seen and is named by the selector, in the order of the page. */
export const seen = (selector: string): string => withFinding(findSeen, selector);
/** The nth of those, when it has come to rest, brought into sight. */
export const aim = (selector: string, nth: number): string => withFinding(takeAim, selector, nth);
/** Whether what has the keyboard is named by the selector. */
export const hasFocus = (selector: string): string => withFinding(isFocused, selector);
/** Where the visit stands, for whoever asks why a test failed. */
export const whereabouts = (): string => withFinding(describe);

/** The functions that the others use stand beside them in the page. */
const withFinding = (fn: (...args: never[]) => unknown, ...args: readonly unknown[]): string =>
  `(() => { ${[everything, visible, deepActive, deepHit].join('\n')}; return ${calling(fn, ...args)}; })()`;

function everything(root: Document | ShadowRoot, selector: string): HTMLElement[] {
  return [...root.querySelectorAll<HTMLElement>('*')].flatMap(element => [
    ...(element.matches(selector) ? [element] : []),
    ...(element.shadowRoot ? everything(element.shadowRoot, selector) : []),
  ]);
}

function visible(selector: string): HTMLElement[] {
  return everything(document, selector).filter(element => {
    const { width, height } = element.getBoundingClientRect();
    return width > 0 && height > 0 && element.checkVisibility({ visibilityProperty: true });
  });
}

function deepActive(root: Document | ShadowRoot = document): Element | null {
  const active = root.activeElement;
  return active?.shadowRoot?.activeElement ? deepActive(active.shadowRoot) : active;
}

function deepHit(root: Document | ShadowRoot, x: number, y: number): Element | null {
  const found = root.elementFromPoint(x, y);
  return found?.shadowRoot && found.shadowRoot !== root ? (deepHit(found.shadowRoot, x, y) ?? found) : found;
}

function findSeen(selector: string): Seen[] {
  return visible(selector).map(element => ({
    text: (element.textContent ?? '').replace(/\s+/g, ' ').trim(),
    value: element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement ? element.value : null,
    checked: element instanceof HTMLInputElement && element.checked,
    attributes: Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
  }));
}

async function takeAim(selector: string, nth: number): Promise<Aim> {
  const element = visible(selector)[nth];
  if (element === undefined) return { hidden: 'it is not there' };
  const nextFrame = () => new Promise(requestAnimationFrame);
  const before = element.getBoundingClientRect();
  const [x, y] = [before.x + before.width / 2, before.y + before.height / 2];
  const covering = deepHit(document, x, y);
  const label = element instanceof HTMLInputElement ? element.labels?.[0] : undefined;
  if (covering === null || !(element.contains(covering) || label?.contains(covering))) {
    element.scrollIntoView({ block: 'center', behavior: 'instant' });
    await nextFrame();
    return { hidden: `${covering?.outerHTML.slice(0, 80) ?? 'nothing'} is in its place` };
  }
  await nextFrame();
  await nextFrame();
  const after = element.getBoundingClientRect();
  if (after.x !== before.x || after.y !== before.y) return { hidden: 'it moves' };
  return { x, y, width: before.width };
}

function isFocused(selector: string): boolean {
  return deepActive()?.matches(selector) === true;
}

function describe(): string {
  const [panel] = visible('[data-screen]');
  const [question] = visible('[data-question]');
  const [notice] = visible('[role=status]');
  const active = deepActive();
  return [
    `screen ${panel?.dataset['screen']}`,
    `question ${question?.dataset['question']}`,
    `notice “${notice?.textContent?.trim() ?? ''}”`,
    `focus ${active?.cloneNode(false) instanceof Element ? active.outerHTML.slice(0, 100) : 'nowhere'}`,
  ].join(', ');
}
