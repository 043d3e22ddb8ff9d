/** The visitor's own page without its looks: what is shown, and what each press does. */
import type { Alternative } from '#triage/consultation.ts';
import type { ManageSlots, ManageView } from '#triage/manage.ts';
import type { ManageWords } from '#words/manage-catalogue.ts';
import type { Times } from '../screens/choosing.ts';
import type { ManageApi, Outcome } from './manage-api.ts';

export type Notice = keyof ManageWords['notices'];

export interface ChoosingScreen extends Times {
  readonly name: 'choosing';
  /** The date from which there may be more times. */
  readonly later: string | undefined;
}

export type Screen =
  | { readonly name: 'loading' | 'unopened' | 'missing' | 'talk' | 'cancelling' | 'erasing' | 'erased' }
  | ChoosingScreen
  | { readonly name: 'moving'; readonly to: Alternative };

export interface PageState {
  readonly screen: Screen;
  /** The booking as the server last told it. */
  readonly talk?: ManageView;
  readonly notice?: Notice;
  /** Something is on its way to the server. */
  readonly isBusy: boolean;
}

export type PageEvent =
  | {
      readonly type:
        | 'open'
        | 'confirm'
        | 'choose'
        | 'moreDays'
        | 'move'
        | 'leave'
        | 'keep'
        | 'forget'
        | 'erase'
        | 'download';
    }
  | { readonly type: 'cancel'; readonly reason: string }
  | { readonly type: 'openDay'; readonly date: string }
  | { readonly type: 'pick'; readonly slot: Alternative };

interface World {
  readonly api: ManageApi;
  readonly save: (text: string) => void;
  readonly changed: () => void;
}

const NO_TIMES: ChoosingScreen = {
  name: 'choosing',
  status: 'loading',
  days: [],
  day: undefined,
  alternatives: [],
  canSeeFurther: false,
  later: undefined,
};

export class OwnPage {
  readonly #world: World;
  #state: PageState = { screen: { name: 'loading' }, isBusy: false };
  /** How many times free times were looked up: an answer that came too late is not shown. */
  #lookUps = 0;

  constructor(world: World) {
    this.#world = world;
  }

  get state(): PageState {
    return this.#state;
  }

  /** What is pressed while something is on its way is not heard. */
  send = (event: PageEvent): void => {
    if (this.#state.isBusy) return;
    this.#set({ notice: undefined });
    void this.#take(event);
  };

  async #take(event: PageEvent): Promise<void> {
    const { api, save } = this.#world;
    const { screen } = this.#state;
    switch (event.type) {
      case 'open':
        return this.#open();
      case 'keep':
        return this.#show({ name: 'talk' });
      case 'leave':
        return this.#show({ name: 'cancelling' });
      case 'forget':
        return this.#show({ name: 'erasing' });
      case 'choose':
        return this.#choose({});
      case 'moreDays':
        return screen.name === 'choosing' ? this.#lookUp(screen) : undefined;
      case 'openDay':
        return screen.name === 'choosing' ? this.#openDay(screen, event.date) : undefined;
      case 'pick':
        return this.#show({ name: 'moving', to: event.slot });
      case 'move':
        return screen.name === 'moving' ? this.#change(api.reschedule(screen.to.start), 'moved') : undefined;
      case 'confirm':
        return this.#change(api.confirm(), 'confirmed');
      case 'cancel':
        return this.#change(api.cancel(event.reason));
      case 'erase':
        return this.#attempt(api.erase(), () => this.#show({ name: 'erased' }));
      case 'download':
        return this.#attempt(api.export(), text => {
          save(text);
          this.#set({ notice: 'downloaded' });
        });
    }
  }

  async #open(): Promise<void> {
    this.#show({ name: 'loading' });
    const outcome = await this.#world.api.view();
    if (outcome.kind === 'done') this.#set({ talk: outcome.value, screen: { name: 'talk' } });
    else this.#show({ name: outcome.kind === 'missing' ? 'missing' : 'unopened' });
  }

  #change(attempt: Promise<Outcome<ManageView>>, notice?: Notice): Promise<void> {
    return this.#attempt(attempt, talk => this.#set({ talk, screen: { name: 'talk' }, notice }));
  }

  async #attempt<T>(attempt: Promise<Outcome<T>>, done: (value: T) => void): Promise<void> {
    this.#set({ isBusy: true });
    const outcome = await attempt;
    this.#set({ isBusy: false });
    if (outcome.kind === 'done') done(outcome.value);
    else await this.#explain(outcome);
  }

  async #explain(outcome: Exclude<Outcome<unknown>, { kind: 'done' }>): Promise<void> {
    switch (outcome.kind) {
      case 'missing':
        return this.#show({ name: 'missing' });
      case 'taken':
        return this.#choose({ notice: 'taken', alternatives: outcome.alternatives });
      case 'notOffered':
        return this.#choose({ notice: 'notOffered' });
      case 'over':
        // Somebody else has changed it meanwhile: what is true now is shown.
        await this.#open();
        return this.#set({ notice: 'over' });
      case 'busy':
      case 'unreached':
        return this.#set({ notice: outcome.kind });
    }
  }

  #choose({ notice, alternatives = [] }: { notice?: Notice; alternatives?: readonly Alternative[] }): Promise<void> {
    this.#set({ notice });
    return this.#lookUp({ ...NO_TIMES, alternatives });
  }

  #openDay(screen: ChoosingScreen, date: string): void {
    this.#show({ ...screen, day: screen.days.find(day => day.date === date) });
  }

  /** Adds the times of the next weeks, as many weeks on as it takes to find one. */
  async #lookUp(from: ChoosingScreen): Promise<void> {
    this.#show({ ...from, status: 'loading' });
    this.#lookUps += 1;
    const mine = this.#lookUps;
    const outcome = await this.#world.api.slots(from.later);
    const { screen } = this.#state;
    if (screen.name !== 'choosing' || mine !== this.#lookUps) return;
    if (outcome.kind === 'missing') return this.#show({ name: 'missing' });
    if (outcome.kind !== 'done') return this.#show({ ...screen, status: 'failed' });
    const found = withMore(screen, outcome.value);
    if (found.days.length === screen.days.length && found.canSeeFurther) return this.#lookUp(found);
    this.#show(found);
  }

  #show(screen: Screen): void {
    this.#set({ screen });
  }

  #set(change: { readonly [K in keyof PageState]?: PageState[K] | undefined }): void {
    const { screen, talk, notice, isBusy } = { ...this.#state, ...change };
    this.#state = {
      screen: screen ?? this.#state.screen,
      isBusy: isBusy ?? false,
      ...(talk && { talk }),
      ...(notice && { notice }),
    };
    this.#world.changed();
  }
}

function withMore(screen: ChoosingScreen, { days: more, later }: ManageSlots): ChoosingScreen {
  const days = [...screen.days, ...more];
  const isOpen = days.length > 0;
  // Whoever asks for later days wants to see them.
  const day = more[0] ?? screen.day;
  return { ...screen, status: isOpen ? 'open' : 'none', days, day, later, canSeeFurther: later !== undefined };
}
