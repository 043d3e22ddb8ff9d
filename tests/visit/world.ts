/** The world a visit needs, played by its tests: a clinic, its free times, a server that settles. No network. */
import { type Actor, createActor, SimulatedClock } from 'xstate';
import { checkContact } from '../../widget/contact.ts';
import { type IntakeMachine, intakeMachine, type VisitEvent, type World } from '../../widget/intake.machine.ts';
import { present, type Screen } from '../../widget/present.ts';
import type { ContactDraft, VisitRecord } from '../../widget/visit.ts';
import { recordOf } from '../../widget/visit-storage.ts';
import { answersOf } from '../fixtures/booking.ts';
import { CLINIC, NO_TIMES, PICKED, RECEIPT, TIMES } from '../fixtures/clinic.ts';

export const CONTACT: ContactDraft = { name: 'Robin Vale', email: 'robin@mail.example', phone: '' };
const NO_CONTACT: ContactDraft = { name: '', email: '', phone: '' };

/** A record of a visit with all questions answered, chosen and typed. */
export const record = (changes: Partial<VisitRecord> = {}): VisitRecord => ({
  place: 'review',
  answers: answersOf('V49'),
  ticked: [],
  contact: CONTACT,
  slot: PICKED,
  ...changes,
});

/** One of nothing but answers. */
export const answered = (answers: VisitRecord['answers'], ticked: readonly string[] = []): VisitRecord => ({
  place: 'asking',
  answers,
  ticked,
  contact: NO_CONTACT,
});

/** What each of the visit's questions to the world is answered. */
export const KIND: World = {
  facts: async () => ({ clinic: CLINIC }),
  times: async ({ daysAhead }) => (daysAhead === 0 ? TIMES : NO_TIMES),
  check: async contact => checkContact(contact),
  startProof: async () => {},
  prepare: async visit => ({ id: 'id-1', body: JSON.stringify(visit) }),
  send: async () => ({ kind: 'booked', receipt: RECEIPT }),
};

/** An answer that never comes. */
export const never = <T>(): Promise<T> => new Promise(() => {});

export class Visit {
  readonly clock = new SimulatedClock();
  readonly #actor: Actor<IntakeMachine>;

  /**
   * @param start what the tab remembers, if anything
   * @param world what is not as usual
   */
  constructor(start?: VisitRecord, world: Partial<World> = {}) {
    const input = { world: { ...KIND, ...world }, record: start };
    this.#actor = createActor(intakeMachine, { input, clock: this.clock });
    this.#actor.start();
  }

  get screen(): Screen {
    return present(this.#actor.getSnapshot());
  }

  /** What a reload would begin with. */
  get record(): VisitRecord {
    return recordOf(this.#actor.getSnapshot());
  }

  /** What the visitor does, one after the other, and the screen after it. */
  does(...events: readonly VisitEvent[]): Screen {
    for (const event of events) this.#actor.send(event);
    return this.screen;
  }

  /**
   * The screen as soon as it is this one. All answers of the world are there at once, so a few turns of the event
   * loop are enough for any chain of them.
   * @throws {Error} when it does not come
   */
  async sees<N extends Screen['name']>(name: N, fits: (screen: Screen) => boolean = () => true): Promise<ScreenOf<N>> {
    for (let turns = 0; turns < 30 && !(this.screen.name === name && fits(this.screen)); turns++) {
      await new Promise(setImmediate);
    }
    if (!fits(this.screen)) throw new Error(`${name} is not as expected: ${JSON.stringify(this.screen)}`);
    return screenNamed(name, this.screen);
  }
}

export type ScreenOf<N extends Screen['name']> = Extract<Screen, { name: N }>;

/** @throws {Error} when it is another screen */
export function screenNamed<N extends Screen['name']>(name: N, screen: Screen): ScreenOf<N> {
  const isIt = (screen: Screen): screen is ScreenOf<N> => screen.name === name;
  if (!isIt(screen)) throw new Error(`not ${name} but ${screen.name}`);
  return screen;
}
