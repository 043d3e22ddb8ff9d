/** Runs the machine for as long as its element is connected, and resumes it from the visit's record. */
import { type Actor, createActor, fromPromise } from 'xstate';
import type { Api } from './api.ts';
import { type IntakeMachine, intakeMachine, type VisitEvent } from './intake.machine.ts';
import { loadSecondPart } from './load-second-part.ts';
import { present, type Screen } from './present.ts';
import type {
  ContactProblems,
  ContactToCheck,
  Facts,
  FreeTimes,
  Pending,
  ReadyVisit,
  Settlement,
  VisitRecord,
} from './visit.ts';
import { VisitHistory } from './visit-history.ts';
import { recordOf, writeTab } from './visit-storage.ts';

export interface VisitSite {
  /** The server's address, without a slash at its end. */
  readonly api: string;
  readonly clinic: string;
  /** BCP 47, for dates and times. */
  readonly locale: string;
  /** Under which the tab keeps the visit. */
  readonly key: string;
  /** What the tab kept of an earlier visit. */
  readonly stored: string | undefined;
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
    this.#record = site.stored === undefined ? undefined : (await loadSecondPart()).readRecord(site.stored);
    // Another site may have been named meanwhile.
    if (this.#site !== site) return;
    this.#isRead = true;
    this.#resume();
  }

  connect(): void {
    this.#isConnected = true;
    this.#resume();
  }

  disconnect(): void {
    this.#isConnected = false;
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
    const machine = intakeMachine.provide({ actors: this.#actors(site) });
    this.#history = new VisitHistory(site.key, depth => this.#goBackTo(depth));
    this.#actor = createActor(machine, { input: { record: this.#record, moved: this.#screen !== undefined } });
    this.#actor.subscribe(snapshot => {
      this.#record = recordOf(snapshot);
      writeTab(site.key, this.#record);
      this.#screen = present(snapshot);
      this.#history?.follow(this.#screen.depth);
      this.#listener.screen(this.#screen);
      this.#listener.changed();
    });
    this.#history.connect();
    addEventListener('online', this.#retryOnline);
    this.#actor.start();
    if (this.#kept) this.send(this.#kept);
    this.#kept = undefined;
  }

  /** The world the machine needs. All of it is in the second part, which comes after the first question. */
  #actors({ api: base, clinic, locale }: VisitSite) {
    let known: Api | undefined;
    const api = async (): Promise<Api> => {
      known ??= (await loadSecondPart()).createApi(base, clinic);
      return known;
    };
    return {
      learnFacts: fromPromise<Facts>(async ({ signal }) => {
        try {
          return await (await api()).facts(signal);
        } catch (error) {
          if (!signal.aborted) this.#listener.failed('clinic_unreachable');
          throw error;
        }
      }),
      lookUpTimes: fromPromise<FreeTimes, { daysAhead: number; days: number }>(async ({ input, signal }) =>
        (await api()).times(input, signal),
      ),
      checkContact: fromPromise<ContactProblems, ContactToCheck>(async ({ input }) =>
        (await loadSecondPart()).checkContact(input),
      ),
      startProof: fromPromise<void>(async () => (await api()).startProof()),
      prepare: fromPromise<Pending, ReadyVisit | undefined>(async ({ input }) =>
        (await loadSecondPart()).prepare(expected(input), locale, (await api()).takeProof()),
      ),
      sendConsultation: fromPromise<Settlement, Pending | undefined>(async ({ input, signal }) =>
        (await api()).send(expected(input), signal),
      ),
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
    if (this.#screen) this.#history?.follow(this.#screen.depth);
  }
}

/** The machine's guards see to it that these are there; should one fail, the machine takes its error exit. */
function expected<T>(value: T | undefined): T {
  if (value === undefined) throw new TypeError('nothing to send');
  return value;
}
