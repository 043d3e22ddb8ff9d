/**
 * The one tag: `<script async src="https://HOST/v1/embed.js" data-clinic="riverside" data-mode="bubble">`. It puts the
 * element where it stands itself, or where an element with `data-clinic` does, and passes on what is said to `Unknot`.
 *
 * A classic script, which has to live with being deferred, renamed, made anew and concatenated, and with old pages that
 * patch what arrays and functions can do. What it knows of itself it reads from the page, so a second copy adds nothing.
 * No text stands in backticks: tools that squeeze a site's scripts may not know them, and take `//` in one for a comment.
 */

/**
 * `Unknot('open')`, or of one of several clinics `Unknot('open', 'harbour')`; `Unknot('configure', { theme: 'dark' })`.
 * Without a command: what was said earlier may be possible now.
 */
type Unknot = ((...call: unknown[]) => void) & Partial<Earlier>;

interface Earlier {
  /** What was said before the script came, kept by the line that site owners paste. */
  readonly q: Iterable<Iterable<unknown>>;
  /** There only where the script has come. */
  readonly open: unknown;
}

declare global {
  interface Window {
    Unknot?: Unknot;
  }
}

/** The server writes its own address here. */
const HOME = 'https://home.unknot.invalid';
const ATTRIBUTES = ['clinic', 'mode', 'placement', 'lang', 'theme', 'sealed', 'api', 'greet'];
const COMMANDS = ['open', 'close', 'toggle', 'restart', 'configure'];
/** What the panel will need, measured as it measures itself. */
const SPACE =
  'display:block;font-size:var(--unknot-font-size,medium);min-height:var(--unknot-height,clamp(18em,88svh,44em))';

const isInline = (element: Element): boolean => !/bubble|dialog/.test(element.getAttribute('mode') || '');

/** The server's address, from whichever attribute a plugin has moved it to. */
function homeOf(tag: Element): string | undefined {
  const link = document.createElement('a');
  for (const { value } of tag.attributes) {
    link.href = value;
    if (link.pathname === '/v1/embed.js') return link.origin;
  }
  return undefined;
}

function elementFor({ dataset }: HTMLElement, home: string): HTMLElement {
  const element = document.createElement('unknot-intake');
  element.setAttribute('api', home);
  for (const name of ATTRIBUTES) {
    const value = dataset[name];
    if (value !== undefined && value !== 'false') element.setAttribute(name, value);
  }
  const { phone } = dataset;
  if (phone) {
    const link = document.createElement('a');
    link.href = 'tel:'.concat(phone);
    link.textContent = 'Call us';
    element.appendChild(link);
  }
  return element;
}

const elements = (): HTMLCollectionOf<HTMLElement> => document.getElementsByTagName('unknot-intake');

/** The same tag may be on a page twice, and a copy of the script may have been here. */
function isThere(element: Element): boolean {
  for (const other of elements()) {
    if (other.getAttribute('clinic') === element.getAttribute('clinic') && isInline(other) === isInline(element)) {
      return true;
    }
  }
  return false;
}

const isInBody = (tag: Element): boolean => tag.closest('body') !== null;

function place(element: HTMLElement, tag: Element): void {
  if (isThere(element)) return;
  if (!isInline(element) || !isInBody(tag)) document.body.appendChild(element);
  else if (tag instanceof HTMLScriptElement) tag.after(element);
  else tag.appendChild(element);
  unknot();
}

function whenParsed(act: () => void): void {
  if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', act);
  else act();
}

/** Until the widget has come, its room is kept, or what has no room in the page is not seen. */
function embed(tag: HTMLElement): void {
  const home = homeOf(tag) || HOME;
  const element = elementFor(tag, home);
  element.style.cssText = isInline(element) ? SPACE : 'display:none';
  if (isInline(element) && isInBody(tag)) place(element, tag);
  else whenParsed(() => place(element, tag));
  const settled = (): void => {
    element.removeAttribute('style');
    unknot();
  };
  // Unlike a script element this needs neither a copied nonce nor a policy for trusted types.
  import(/* @vite-ignore */ home.concat('/v1/unknot.js')).then(settled, error => {
    settled();
    console.error(error);
  });
}

function embedAll(): void {
  const all = document.querySelectorAll<HTMLElement>('[data-clinic]');
  const own: HTMLElement[] = [];
  for (const tag of all) if (tag instanceof HTMLScriptElement || homeOf(tag)) own.push(tag);
  for (const tag of own.length > 0 ? own : all) embed(tag);
}

/** The element a call is for: of the clinic if one is named, and rather one that can be opened. */
function elementOf(clinic: unknown): Element | undefined {
  let found: Element | undefined;
  for (const element of elements()) {
    const isAsked = typeof clinic !== 'string' || clinic === element.getAttribute('clinic');
    if (isAsked && (!found || (isInline(found) && !isInline(element)))) found = element;
  }
  return found;
}

/** @returns whether there is nothing left to do; else there is nobody yet who could */
function obey(command: string, option: unknown, clinic: unknown): boolean {
  const element = elementOf(clinic || option);
  const method: unknown = element && Reflect.get(element, command);
  if (!COMMANDS.includes(command)) console.error('Unknot: no such command:', command);
  else if (typeof method === 'function') method.call(element, option);
  else return false;
  return true;
}

/** @returns what passes calls on: that of an earlier copy of the script, where there is one */
function listen(): Unknot {
  const { open, q = [] }: Partial<Earlier> = window.Unknot || {};
  if (open && window.Unknot) return window.Unknot;
  let calls: unknown[][] = [];
  const say = (...call: unknown[]): void => {
    const now = call.length > 0 ? [...calls, call] : calls;
    calls = [];
    for (const said of now) if (!obey(String(said[0]), said[1], said[2])) calls.push(said);
  };
  for (const command of COMMANDS) Object.assign(say, { [command]: (...rest: unknown[]) => say(command, ...rest) });
  window.Unknot = say;
  for (const call of q) say(...call);
  return say;
}

const unknot = listen();
const self = document.currentScript;
if (self instanceof HTMLElement && self.dataset['clinic']) embed(self);
else whenParsed(embedAll);
