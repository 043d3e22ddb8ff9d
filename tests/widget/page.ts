/** A host page with the widget in it, and a server that the test plays. Nothing leaves the browser. */
import { aTimeout, nextFrame, waitUntil } from '@open-wc/testing';
import '../../widget/define.ts';
// Loaded with the page, so that no test waits for the network of a busy machine.
import '../../widget/intake.view.ts';
import type { UnknotIntake } from '../../widget/unknot-intake.ts';
import { CLINIC, RECEIPT, slot } from '../fixtures/clinic.ts';

type Reply = () => Response | Promise<Response>;

/** What the server answers to each kind of request. */
export interface Replies {
  readonly clinic: Reply;
  readonly slots: Reply;
  readonly consultation: Reply;
}

export const json =
  (body: unknown, status = 200): Reply =>
  () =>
    new Response(JSON.stringify(body), { status });

export const offline: Reply = () => Promise.reject(new TypeError('Failed to fetch'));
export const silence: Reply = () => new Promise(() => {});

/** Two free times on each of two days that are near whenever the test runs. */
const days = [2, 3].map(ahead => {
  const date = new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10);
  return { date, slots: [slot(date, '15:00'), slot(date, '19:30')] };
});

const KIND: Replies = {
  clinic: json(CLINIC),
  slots: json({ timeZone: CLINIC.timeZone, days }),
  consultation: json(RECEIPT, 201),
};

/** Requests so far, as `PUT /v1/clinics/…`. */
export const requests: string[] = [];

/**
 * A history on paper. The real one holds 50 entries, is shared by all test files that a tab sees, and drops first
 * what was added without a person's hand; the tests of Back use it nevertheless, a few entries at a time.
 */
class PaperHistory {
  #states: unknown[] = [null];
  #at = 0;

  get state(): unknown {
    return this.#states[this.#at];
  }

  pushState(state: unknown): void {
    this.#states = [...this.#states.slice(0, this.#at + 1), structuredClone(state)];
    this.#at += 1;
  }

  replaceState(state: unknown): void {
    this.#states[this.#at] = structuredClone(state);
  }

  go(delta: number): void {
    this.#at += delta;
    const { state } = this;
    queueMicrotask(() => dispatchEvent(new PopStateEvent('popstate', { state })));
  }
}

/** Puts the page on paper; gives the real history back. */
function takeHistory(): void {
  const paper = new PaperHistory();
  Object.defineProperties(history, {
    state: { configurable: true, get: () => paper.state },
    pushState: { configurable: true, value: (state: unknown) => paper.pushState(state) },
    replaceState: { configurable: true, value: (state: unknown) => paper.replaceState(state) },
    go: { configurable: true, value: (delta: number) => paper.go(delta) },
  });
}

function giveHistoryBack(): void {
  for (const name of ['state', 'pushState', 'replaceState', 'go']) Reflect.deleteProperty(history, name);
}

const realFetch = window.fetch;
const realError = console.error;
let replies = KIND;
let made = 0;

/** Before each test: a page nobody has been on, with a server that is kind but for what is said here. */
export function openPage(changes: Partial<Replies> = {}): void {
  takeHistory();
  replies = { ...KIND, ...changes };
  requests.length = 0;
  sessionStorage.clear();
  window.fetch = async (input, init) => {
    const { pathname } = new URL(String(input), location.href);
    requests.push(`${init?.method ?? 'GET'} ${pathname}`);
    return replies[
      /\/slots$/.test(pathname) ? 'slots' : /\/consultations\//.test(pathname) ? 'consultation' : 'clinic'
    ]();
  };
}

/** Like `openPage`, with the browser's own history. */
export function openPageWithHistory(): void {
  openPage();
  giveHistoryBack();
}

/** After each test: everything as it was. */
export function closePage(): void {
  for (const element of document.querySelectorAll('unknot-intake')) element.remove();
  window.fetch = realFetch;
  console.error = realError;
  sessionStorage.clear();
  giveHistoryBack();
  history.replaceState(null, '');
}

/** What is said to the console as an error until the page is closed. */
export function listenToErrors(): readonly string[] {
  const said: string[] = [];
  console.error = (...words: unknown[]) => said.push(words.join(' '));
  return said;
}

/** A clinic nobody has visited in this tab. */
export const newClinic = (): string => `clinic-${++made}`;

/** Puts the tag on the page as a site owner would. */
export function append(attributes: Readonly<Record<string, string>> = {}, inside = ''): UnknotIntake {
  const element = document.createElement('unknot-intake');
  for (const [name, value] of Object.entries({ clinic: newClinic(), ...attributes })) element.setAttribute(name, value);
  element.innerHTML = inside;
  document.body.append(element);
  return element;
}

/** The same, and waits until all of it is there. */
export async function place(attributes: Readonly<Record<string, string>> = {}, inside = ''): Promise<UnknotIntake> {
  const element = append(attributes, inside);
  await engineOf(element);
  return element;
}

/** Waits until the engine has taken over from what the element shows by itself; Lit marks what is its own. */
export const engineOf = ({ shadowRoot }: UnknotIntake): Promise<void> =>
  waitUntil(
    () => [...(shadowRoot?.childNodes ?? [])].some(({ nodeType }) => nodeType === Node.COMMENT_NODE),
    'no engine',
  );

/** The one thing in the widget that a selector names. */
export function find(widget: UnknotIntake, selector: string): HTMLElement {
  const found = widget.shadowRoot?.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`there is no ${selector} on ${screenOf(widget)} ${questionOf(widget)}`);
  return found;
}

export const has = (widget: UnknotIntake, selector: string): boolean =>
  Boolean(widget.shadowRoot?.querySelector(selector));

export const screenOf = (widget: UnknotIntake): string | undefined =>
  widget.shadowRoot?.querySelector<HTMLElement>('[data-screen]')?.dataset['screen'];

export const questionOf = (widget: UnknotIntake): string | undefined =>
  widget.shadowRoot?.querySelector<HTMLElement>('[data-question]')?.dataset['question'];

export const noticeOf = (widget: UnknotIntake): string => find(widget, '.notice').textContent.trim();

/** Presses what a selector names, as a person does: with a pointer first. */
export async function press(widget: UnknotIntake, selector: string): Promise<void> {
  const target = find(widget, selector);
  target.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
  target.click();
  await nextFrame();
  // Behind the frame, the browser's history follows.
  await aTimeout(0);
}

/** Answers the current question: a choice, ticks and Continue, or a number and Continue. */
export async function answer(widget: UnknotIntake, value: string | readonly string[]): Promise<void> {
  const question = questionOf(widget);
  for (const option of [value].flat()) await press(widget, `[data-question=${question}] [data-option="${option}"]`);
  if (questionOf(widget) === question && has(widget, '[data-action=continue]')) {
    await press(widget, '[data-action=continue]');
  }
}

/** Waits for something that a promise of the widget's brings about. */
export const until = (widget: UnknotIntake, screen: string, selector = '*'): Promise<void> =>
  waitUntil(() => screenOf(widget) === screen && has(widget, selector), `${screen} with ${selector}`);

/** Answers of somebody who wants to relax, in the order of the questions. */
export const CALM = ['relax', ['none'], ['none'], '18_49', ['none'], ['1'], 'never'] as const;

/** The ways through the visit, each going on from the one before. */
export async function goTo(widget: UnknotIntake, screen: 'recommended' | 'choosing' | 'contact' | 'review' | 'booked') {
  for (const value of CALM) await answer(widget, value);
  await until(widget, 'recommended', '[data-action=book]');
  if (screen === 'recommended') return;
  await press(widget, '[data-action=book]');
  await until(widget, 'choosing', '[data-action=pick]');
  if (screen === 'choosing') return;
  await press(widget, '[data-action=pick]');
  await typeInto(widget, 'name', 'Robin Vale');
  await typeInto(widget, 'email', 'robin@mail.example');
  if (screen === 'contact') return;
  await press(widget, '[data-action=continue]');
  await until(widget, 'review', '[href]');
  if (screen === 'review') return;
  for (const box of ['collect', 'conduct']) await press(widget, `[data-option=${box}]`);
  await press(widget, '[data-action=send]');
  await until(widget, 'booked', '[data-action=print]');
}

export async function typeInto(widget: UnknotIntake, field: string, text: string): Promise<void> {
  const input = find(widget, `#${field}`);
  if (!(input instanceof HTMLInputElement)) throw new Error(`${field} is no field`);
  input.value = text;
  input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await nextFrame();
}
