/** Runs the machine for as long as its element is connected, and resumes it from the visit's record. */
import { type Actor, createActor } from 'xstate';
import type { Api } from './api.ts';
import type { ViewSite } from './element-view.ts';
import { type IntakeMachine, intakeMachine, type VisitEvent, type World } from './intake.machine.ts';
import { loadSecondPart } from './load-second-part.ts';
import { present, type Screen } from './present.ts';
import { readTab } from './read-tab.ts';
import type { VisitRecord } from './visit.ts';
import { VisitHistory } from './visit-history.ts';
import { recordOf, writeTab } from './visit-storage.ts';

export interface VisitSite extends ViewSite {
  /** BCP 47, for dates and times. */
  readonly locale: string;
}

/** What the view wants to hear of. */
export interface VisitListener {
  /** A new screen, before it is rendered. */
  screen(screen: Screen): void;
  /** There is something else to show. */
  changed(): void;
  /** Something failed that the embedder can do something about. */
  failed(code: 'clinic_unreachable'): void;
}

export class IntakeController {
  readonly #listener: VisitListener;
  #site: VisitSite | undefined;
  #isConnected = false;
  /** Whether the record of the site's earlier visit has been read. */
  #isRead = false;
  #kept: VisitEvent | undefined;
  #record: VisitRecord | undefined;
  /** What the tab holds since this visit has written there. */
  #written: string | undefined;
  #history: VisitHistory | undefined;
  #actor: Actor<IntakeMachine> | undefined;
  #screen: Screen | undefined;

  constructor(listener: VisitListener) {
    this.#listener = listener;
  }

  get screen(): Screen | undefined {
    return this.#screen;
  }

  readonly send = (event: VisitEvent): void => this.#actor?.send(event);

  /** Sends at once, or as soon as the visit has begun. */
  meet(event: VisitEvent): void {
    if (this.#actor) this.send(event);
    else this.#kept = event;
  }

  /**
   * Begins, or goes on with, the visit to this site's clinic, as soon as the element is on a page.
   * @param kept what the visitor has done already
   */
  async visit(site: VisitSite, kept?: VisitEvent): Promise<void> {
    this.#stop();
    this.#site = site;
    this.#isRead = false;
    this.#kept = kept;
    this.#screen = undefined;
    this.#record = undefined;
    if (site.stored !== undefined) this.#record = (await loadSecondPart()).readRecord(site.stored);
    // In one task with the evaluation of the engine itself, the start would keep a slow phone from anything else.
    else await new Promise(resolve => setTimeout(resolve));
    // Another site may have been named meanwhile.
    if (this.#site !== site) return;
    this.#isRead = true;
    this.#resume();
  }

  /** The screen that an answer would bring, made and shown nowhere: a visit of its own that knows no clinic. */
  ahead(event: VisitEvent): Screen | undefined {
    if (!this.#site) return undefined;
    const world = { ...this.#world(this.#site), facts: () => new Promise<never>(() => {}) };
    const actor = createActor(intakeMachine, { input: { world, record: undefined, moved: false } });
    actor.start().send(event);
    const screen = present(actor.getSnapshot());
    actor.stop();
    return screen;
  }

  /** The visitor has come: what takes its time is done before the first answer waits for it. */
  prepare(): void {
    this.#history?.mark();
  }

  /**
   * The tab may know of later: the visit has gone on, maybe to its booking, on another page while the browser kept this
   * one, or in another element on it. A tab that knows nothing has been cleared, and what is here stays.
   */
  readonly catchUp = (): void => {
    const stored = this.#actor && this.#site && readTab(this.#site.key);
    if (this.#site && stored !== undefined && stored !== this.#written) void this.visit({ ...this.#site, stored });
  };

  connect(): void {
    this.#isConnected = true;
    addEventListener('pageshow', this.catchUp);
    this.#resume();
  }

  disconnect(): void {
    this.#isConnected = false;
    removeEventListener('pageshow', this.catchUp);
    this.#stop();
  }

  #resume(): void {
    if (this.#isConnected && this.#isRead && this.#site && !this.#actor) this.#start(this.#site);
  }

  #stop(): void {
    this.#actor?.stop();
    this.#actor = undefined;
    this.#history?.disconnect();
    removeEventListener('online', this.#retryOnline);
  }

  #start(site: VisitSite): void {
    this.#history = new VisitHistory(site.key, depth => this.#goBackTo(depth));
    this.#actor = createActor(intakeMachine, {
      input: { world: this.#world(site), record: this.#record, moved: this.#screen !== undefined },
    });
    this.#actor.subscribe(snapshot => {
      this.#record = recordOf(snapshot);
      writeTab(site.key, this.#record);
      this.#written = readTab(site.key);
      this.#screen = present(snapshot);
      requestAnimationFrame(() => setTimeout(this.#follow));
      this.#listener.screen(this.#screen);
      this.#listener.changed();
    });
    this.#history.connect();
    addEventListener('online', this.#retryOnline);
    this.#actor.start();
    if (this.#kept) this.send(this.#kept);
    this.#kept = undefined;
  }

  /** To the browser each entry is a navigation, and costs a good part of an answer: the next question is shown first. */
  readonly #follow = (): void => {
    if (this.#actor && this.#screen) this.#history?.follow(this.#screen.depth);
  };

  /** All the machine needs of the world is in the second part, which comes after the first question. */
  #world({ api: base, clinic, locale }: VisitSite): World {
    let known: Api | undefined;
    const api = async (): Promise<Api> => {
      known ??= (await loadSecondPart()).createApi(base, clinic);
      return known;
    };
    return {
      facts: async signal => {
        try {
          return await (await api()).facts(signal);
        } catch (error) {
          if (!signal.aborted) this.#listener.failed('clinic_unreachable');
          throw error;
        }
      },
      times: async (span, signal) => (await api()).times(span, signal),
      check: async contact => (await loadSecondPart()).checkContact(contact),
      startProof: async () => (await api()).startProof(),
      prepare: async visit => (await loadSecondPart()).prepare(expected(visit), locale, (await api()).takeProof()),
      send: async (pending, signal) => (await api()).send(expected(pending), signal),
    };
  }

  readonly #retryOnline = (): void => {
    if (this.#screen?.name === 'unsent') this.send({ type: 'retry' });
  };

  /** Steps back until the screen is as deep as asked; each step is one screen, so the loop ends. */
  #goBackTo(depth: number): void {
    for (let before = Infinity; this.#screen && this.#screen.depth > depth && this.#screen.depth < before; ) {
      before = this.#screen.depth;
      this.send({ type: 'back' });
    }
    // A screen that can't be left (a booking on its way) keeps its entry.
    this.#follow();
  }
}

/** The machine's guards see to it that these are there; should one fail, the machine takes its error exit. */
function expected<T>(value: T | undefined): T {
  if (value === undefined) throw new TypeError('nothing to send');
  return value;
}
