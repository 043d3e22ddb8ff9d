/**
 * The visit as a statechart (`design.md`, section 4). States say what mode the visit is in; which question is
 * current follows from the answers. The world (clinic, free times, sending, ids) comes in as actors and input.
 */
import { assign, fromPromise, setup } from 'xstate';
import { cleanAnswer } from '#triage/answers.ts';
import type { AnswerValue } from '#triage/conditions.ts';
import type { Alternative, Clinic, Receipt } from '#triage/consultation.ts';
import type { PartOfDay } from '#triage/parts-of-day.ts';
import { QUESTION_IDS, QUESTIONS, type QuestionId } from '#triage/questions.ts';
import { type Route, route } from '#triage/route.ts';
import { isResult, type Result, triage, type Unanswered } from '#triage/triage.ts';
import { usableDays } from './free-times.ts';
import type {
  Chosen,
  ContactDraft,
  ContactProblems,
  ContactToCheck,
  Facts,
  FreeTimes,
  Notice,
  Pending,
  RawAnswers,
  ReadyVisit,
  Settlement,
  VisitRecord,
} from './visit.ts';

/** What a visit asks of the world. The controller answers, or a test. */
export interface World {
  facts(signal: AbortSignal): Promise<Facts>;
  /** Free times of `days` days, `daysAhead` days from the clinic's today. */
  times(span: { readonly daysAhead: number; readonly days: number }, signal: AbortSignal): Promise<FreeTimes>;
  check(contact: ContactToCheck): Promise<ContactProblems>;
  startProof(): Promise<void>;
  /** Makes the consultation out of all that is to be sent. */
  prepare(visit: ReadyVisit | undefined): Promise<Pending>;
  send(pending: Pending | undefined, signal: AbortSignal): Promise<Settlement>;
}

export interface VisitInput {
  readonly world: World;
  readonly record?: VisitRecord | undefined;
  /** The element was only moved: the visitor has not been away. */
  readonly moved?: boolean;
}

export interface VisitContext {
  readonly input: VisitInput;
  readonly answers: RawAnswers;
  /** An earlier question the visitor has opened again. */
  readonly revisiting?: QuestionId | undefined;
  /** Ticks of the current multi-select, and the value of the scale, before Continue. */
  readonly ticked: readonly string[];
  readonly notice?: Notice | undefined;
  /** What "Start over" cleared, until the next answer. */
  readonly cleared?: RawAnswers | undefined;
  readonly clinic?: Clinic | undefined;
  readonly judge: (answers: RawAnswers) => Result | Unanswered;
  readonly freeTimes?: FreeTimes | undefined;
  readonly alternatives: readonly Alternative[];
  /** How many days from the clinic's today have been looked up. */
  readonly lookedAhead: number;
  readonly day?: string | undefined;
  readonly chosen?: Chosen | undefined;
  readonly contact: ContactDraft;
  readonly problems: ContactProblems;
  readonly consent: { readonly collect: boolean; readonly conduct: boolean };
  readonly pending?: Pending | undefined;
  /** How the server settled the last booking that was sent. */
  readonly settlement?: Settlement | undefined;
  readonly receipt?: Receipt | undefined;
}

export type VisitEvent =
  | { readonly type: 'answer'; readonly question: QuestionId; readonly value: AnswerValue }
  | { readonly type: 'tick'; readonly option: string; readonly on: boolean }
  | { readonly type: 'change'; readonly question: QuestionId }
  | {
      readonly type:
        | 'keep'
        | 'back'
        | 'restart'
        | 'undo'
        | 'book'
        | 'callback'
        | 'give'
        | 'send'
        | 'retry'
        | 'moreDays';
    }
  | { readonly type: 'openDay'; readonly date: string }
  | { readonly type: 'pick'; readonly slot: Alternative }
  | { readonly type: 'typed'; readonly field: keyof ContactDraft; readonly value: string }
  | { readonly type: 'prefer'; readonly part: PartOfDay; readonly on: boolean }
  | { readonly type: 'agree'; readonly to: 'collect' | 'conduct'; readonly on: boolean };

/** Free times are looked up in steps of so many days, and no further ahead than this. */
const DAYS_AT_ONCE = 14;
export const FURTHEST_DAYS = 56;

const isEmpty = (answers: RawAnswers): boolean => Object.keys(answers).length === 0;
const NO_CONTACT: ContactDraft = { name: '', email: '', phone: '' };
const NO_CONSENT = { collect: false, conduct: false };

/** The result the current answers lead to, if nothing is left to ask. */
export function resultOf({ judge, answers }: Pick<VisitContext, 'judge' | 'answers'>): Result | undefined {
  const verdict = judge(answers);
  return isResult(verdict) ? verdict : undefined;
}

const routes = new WeakMap<RawAnswers, Route>();

/** The route of the same answers is walked once: many ask for it, and the walk tries every rule at every question. */
export function routeOf({ answers }: Pick<VisitContext, 'answers'>): Route {
  const known = routes.get(answers) ?? route(answers);
  routes.set(answers, known);
  return known;
}

/** The question on the screen: one opened again, else the next one of the route. */
export const currentQuestion = (context: VisitContext): QuestionId | undefined =>
  context.revisiting ?? routeOf(context).next;

/** The question answered before the current one. */
export function previousQuestion(context: VisitContext): QuestionId | undefined {
  const asked = Object.keys(QUESTIONS).filter(
    (id): id is QuestionId => id in routeOf(context).answers || id === context.revisiting,
  );
  const current = currentQuestion(context);
  const at = current === undefined ? asked.length : asked.indexOf(current);
  return asked[(at < 0 ? asked.length : at) - 1];
}

/** The ticks a question starts with: what was answered before, so that changing starts from there. */
const ticksOf = (answers: RawAnswers, question: QuestionId | undefined): readonly string[] => {
  const answer = question === undefined ? undefined : answers[question];
  if (answer === undefined) return [];
  return Array.isArray(answer) ? answer : [String(answer)];
};

/** "None of these" unticks the rest and the other way round (spec, section 2); a scale has one value. */
function toggle(ticked: readonly string[], option: string, on: boolean, isScale: boolean): readonly string[] {
  const others = ticked.filter(id => id !== option && !isScale && option !== 'none' && id !== 'none');
  return on ? [...others, option] : ticked.filter(id => id !== option);
}

const slipOf = (question: QuestionId | undefined): Notice => {
  const kind = question === undefined ? 'single' : QUESTIONS[question].kind;
  return kind === 'multi' ? 'tickOne' : kind === 'scale' ? 'chooseNumber' : 'chooseOne';
};

/** The same to the visitor: what is advised, how soon, and what may be booked. */
const sameResult = (one: Result | undefined, other: Result | undefined): boolean =>
  one?.outcome === other?.outcome && one?.urgency === other?.urgency && one?.booking === other?.booking;

/** While the fate of a sent booking is unknown nothing may change it, or it could be booked twice. */
const UNSETTLED = {
  change: { actions: { type: 'tell', params: 'settleFirst' } },
  restart: { actions: { type: 'tell', params: 'settleFirst' } },
  back: { actions: { type: 'tell', params: 'settleFirst' } },
} as const;

const chosenIn = (record: VisitRecord | undefined): Chosen | undefined =>
  record?.slot
    ? { kind: 'slot', slot: record.slot }
    : record?.preferred && { kind: 'callback', preferred: record.preferred };

/** What is sent, once all of it is there. */
function readyVisit(context: VisitContext): ReadyVisit | undefined {
  const { answers, clinic, chosen, contact, consent } = context;
  const relation = resultOf(context)?.guardian ? 'guardian' : 'self';
  return clinic && chosen && { answers, clinic, chosen, contact, relation, consent };
}

const output = <T>({ event }: { readonly event: { readonly output: T } }): T => event.output;

const whole = ({ context }: { readonly context: VisitContext }): VisitContext => context;

/** The clinic as the server knows it now: at the start of a visit, and again where it matters. */
const READ_CLINIC = {
  src: 'learnFacts',
  input: whole,
  onDone: [
    {
      guard: { type: 'changesResult', params: output<Facts> },
      target: '#visit.asking',
      actions: [
        { type: 'learn', params: output<Facts> },
        { type: 'tell', params: 'guideChanged' },
      ],
    },
    { actions: { type: 'learn', params: output<Facts> } },
  ],
  // Nothing is lost without the clinic: questions go on, choosing a time asks again, and sending says what is missing.
  onError: {},
} as const;

/** Begun early enough that nobody waits for it. The work goes on over the screens that follow; sending takes what is there. */
const START_PROOF = {
  src: 'startProof',
  input: whole,
  // Without a proof the server takes less of one address, but it takes it.
  onError: {},
} as const;

export const intakeMachine = setup({
  types: {
    context: {} as VisitContext,
    events: {} as VisitEvent,
    input: {} as VisitInput,
  },
  actors: {
    learnFacts: fromPromise<Facts, VisitContext>(({ input: { input }, signal }) => input.world.facts(signal)),
    lookUpTimes: fromPromise<FreeTimes, VisitContext>(({ input: { input, lookedAhead }, signal }) =>
      input.world.times({ daysAhead: lookedAhead, days: DAYS_AT_ONCE }, signal),
    ),
    checkContact: fromPromise<ContactProblems, VisitContext>(({ input: { input, contact, chosen } }) =>
      input.world.check({ contact, kind: chosen?.kind ?? 'slot' }),
    ),
    startProof: fromPromise<void, VisitContext>(({ input: { input } }) => input.world.startProof()),
    prepare: fromPromise<Pending, VisitContext>(({ input }) => input.input.world.prepare(readyVisit(input))),
    sendConsultation: fromPromise<Settlement, VisitContext>(({ input: { input, pending }, signal }) =>
      input.world.send(pending, signal),
    ),
  },
  guards: {
    fits: ({ context, event }) =>
      event.type === 'answer' &&
      event.question === currentQuestion(context) &&
      cleanAnswer(event.question, event.value, routeOf(context).answers) !== undefined,
    mustStop: ({ context }) => context.revisiting === undefined && resultOf(context)?.booking === 'none',
    nothingLeft: ({ context }) => context.revisiting === undefined && resultOf(context) !== undefined,
    /** What is on its way or booked stays as it was sent. */
    changesResult: ({ context }, facts: Facts) =>
      context.pending === undefined &&
      context.receipt === undefined &&
      !sameResult(resultOf(context), resultOf({ ...context, judge: facts.judge ?? triage })),
    hasTimes: ({ context }) => usableDays(context.freeTimes, resultOf(context)).length > 0,
    maySeeFurther: ({ context }) => context.lookedAhead < FURTHEST_DAYS,
    settledAs: ({ context }, kind: Settlement['kind']) => context.settlement?.kind === kind,
    wasAnswered: ({ context, event }) => event.type === 'change' && event.question in context.answers,
    wasCleared: ({ context }) => context.cleared !== undefined,
    hasEarlier: ({ context }) => previousQuestion(context) !== undefined,
    takesCallsOnly: ({ context }) => context.clinic?.booking === 'callback',
    wantsCallback: ({ context }) => context.chosen?.kind === 'callback',
    isUsable: (_, problems: ContactProblems) => Object.keys(problems).length === 0,
    agreed: ({ context }) => context.consent.collect && context.consent.conduct && readyVisit(context) !== undefined,
    lacksClinic: ({ context }) => context.clinic === undefined,
    isPending: ({ context }) => context.pending !== undefined,
    isBooked: ({ context }) => context.receipt !== undefined,
    resumesAt: ({ context }, place: VisitRecord['place']) =>
      context.input.record?.place === place && (resultOf(context)?.booking ?? 'none') !== 'none',
  },
  actions: {
    keepAnswer: assign(({ context, event }) => {
      if (event.type !== 'answer') return {};
      const answers = { ...context.answers, [event.question]: event.value };
      const { answers: counted, next } = routeOf({ answers });
      // Whether an answer after the next question still counts is not known yet.
      const settled = next ? QUESTION_IDS.slice(0, QUESTION_IDS.indexOf(next)) : QUESTION_IDS;
      const before = routeOf(context).answers;
      const isDropped = settled.some(id => id in before && !(id in counted));
      const notice: Notice | undefined = isDropped ? 'dropped' : undefined;
      return { answers, revisiting: undefined, ticked: ticksOf(answers, next), cleared: undefined, notice };
    }),
    tellSlip: assign({ notice: ({ context }) => slipOf(currentQuestion(context)) }),
    tick: assign(({ context, event }) => {
      const question = currentQuestion(context);
      if (event.type !== 'tick' || question === undefined) return {};
      return { ticked: toggle(context.ticked, event.option, event.on, QUESTIONS[question].kind === 'scale') };
    }),
    reopen: assign(({ context, event }) =>
      event.type === 'change' ? { revisiting: event.question, ticked: ticksOf(context.answers, event.question) } : {},
    ),
    reopenPrevious: assign(({ context }) => {
      const previous = previousQuestion(context);
      return { revisiting: previous, ticked: ticksOf(context.answers, previous) };
    }),
    keepAsItWas: assign(({ context }) => ({
      revisiting: undefined,
      ticked: ticksOf(context.answers, routeOf(context).next),
    })),
    clear: assign(({ context }) => ({
      answers: {},
      cleared: isEmpty(context.answers) ? undefined : context.answers,
      revisiting: undefined,
      ticked: [],
      chosen: undefined,
      receipt: undefined,
      contact: NO_CONTACT,
      problems: {},
      consent: NO_CONSENT,
      alternatives: [],
      notice: 'restarted' as const,
    })),
    bringBack: assign(({ context }) => ({ answers: context.cleared ?? context.answers, cleared: undefined })),
    hush: assign({ notice: undefined }),
    tell: assign({ notice: (_, notice: Notice) => notice }),
    learn: assign(({ context }, { clinic, judge }: Facts) => ({
      clinic,
      judge: judge ?? triage,
      // A tick was for the text that was shown.
      consent: context.clinic?.consent.version === clinic.consent.version ? context.consent : NO_CONSENT,
    })),
    keepTimes: assign(({ context }, times: FreeTimes) => ({
      freeTimes: { ...times, days: [...(context.freeTimes?.days ?? []), ...times.days] },
      lookedAhead: context.lookedAhead + DAYS_AT_ONCE,
    })),
    forgetTimes: assign({ freeTimes: undefined, day: undefined, lookedAhead: 0 }),
    openDay: assign(({ event }) => (event.type === 'openDay' ? { day: event.date } : {})),
    chooseSlot: assign(({ event }) =>
      event.type === 'pick'
        ? { chosen: { kind: 'slot' as const, slot: event.slot }, problems: {}, alternatives: [] }
        : {},
    ),
    chooseCallback: assign(({ context }) => ({
      chosen: context.chosen?.kind === 'callback' ? context.chosen : { kind: 'callback' as const, preferred: [] },
      problems: {},
    })),
    keepTyped: assign(({ context, event }) => {
      if (event.type !== 'typed') return {};
      const { [event.field]: _, ...problems } = context.problems;
      return { contact: { ...context.contact, [event.field]: event.value }, problems };
    }),
    keepPreferred: assign(({ context, event }) => {
      if (event.type !== 'prefer' || context.chosen?.kind !== 'callback') return {};
      const others = context.chosen.preferred.filter(part => part !== event.part);
      return { chosen: { kind: 'callback' as const, preferred: event.on ? [...others, event.part] : others } };
    }),
    tellProblems: assign({ problems: (_, problems: ContactProblems) => problems }),
    agree: assign(({ context, event }) =>
      event.type === 'agree' ? { consent: { ...context.consent, [event.to]: event.on } } : {},
    ),
    keepPending: assign((_, pending: Pending) => ({ pending })),
    /** The fate is known: what it says is kept, and the visit may change again. */
    settle: assign((_, settlement: Settlement) => ({
      settlement,
      pending: undefined,
      ...(settlement.kind === 'booked' && { receipt: settlement.receipt }),
      ...(settlement.kind === 'taken' && { alternatives: settlement.alternatives, chosen: undefined }),
      ...(settlement.kind === 'badContact' && { problems: settlement.problems }),
      ...(settlement.kind === 'consentChanged' && { consent: NO_CONSENT }),
    })),
    tellRefusal: assign(({ context: { settlement } }) => ({
      notice: settlement?.kind === 'consentChanged' || settlement?.kind === 'notBookable' ? settlement.kind : 'refused',
    })),
  },
  delays: { soon: 4000 },
}).createMachine({
  id: 'visit',
  context: ({ input }) => ({
    input,
    answers: input.record?.answers ?? {},
    ticked: input.record?.ticked ?? [],
    contact: input.record?.contact ?? NO_CONTACT,
    chosen: chosenIn(input.record),
    pending: input.record?.pending,
    receipt: input.record?.receipt,
    notice: input.moved || !input.record || isEmpty(input.record.answers) ? undefined : 'welcomeBack',
    judge: triage,
    alternatives: [],
    lookedAhead: 0,
    problems: {},
    consent: NO_CONSENT,
  }),
  invoke: READ_CLINIC,
  initial: 'resuming',
  on: {
    change: [
      { guard: 'wasAnswered', target: '.asking', actions: ['reopen', 'hush'] },
      { actions: { type: 'tell', params: 'notYet' } },
    ],
    restart: { target: '.asking', actions: ['clear', 'forgetTimes'] },
  },
  states: {
    resuming: {
      always: [
        { guard: 'isPending', target: 'sending' },
        { guard: 'isBooked', target: 'booked' },
        { guard: { type: 'resumesAt', params: 'choosing' }, target: 'choosing' },
        { guard: { type: 'resumesAt', params: 'contact' }, target: 'contact' },
        { guard: { type: 'resumesAt', params: 'review' }, target: 'review' },
        { target: 'asking' },
      ],
    },
    asking: {
      always: [
        { guard: 'mustStop', target: 'referred' },
        { guard: 'nothingLeft', target: 'recommended' },
      ],
      on: {
        answer: [{ guard: 'fits', actions: 'keepAnswer' }, { actions: 'tellSlip' }],
        tick: { actions: ['tick', 'hush'] },
        keep: { actions: ['keepAsItWas', 'hush'] },
        back: [
          { guard: 'hasEarlier', actions: ['reopenPrevious', 'hush'] },
          { actions: { type: 'tell', params: 'notYet' } },
        ],
        undo: [
          { guard: 'wasCleared', actions: ['bringBack', 'hush'] },
          { actions: { type: 'tell', params: 'notYet' } },
        ],
      },
    },
    referred: {
      on: { back: { target: 'asking', actions: ['reopenPrevious', 'hush'] } },
    },
    recommended: {
      on: {
        book: [
          { guard: 'takesCallsOnly', target: 'contact', actions: ['chooseCallback', 'hush'] },
          { target: 'choosing', actions: ['forgetTimes', 'hush'] },
        ],
        callback: { target: 'contact', actions: ['chooseCallback', 'hush'] },
        back: { target: 'asking', actions: ['reopenPrevious', 'hush'] },
      },
    },
    choosing: {
      invoke: READ_CLINIC,
      initial: 'loading',
      on: {
        callback: { target: 'contact', actions: ['chooseCallback', 'hush'] },
        pick: { target: 'contact', actions: ['chooseSlot', 'hush'] },
        back: { target: 'recommended', actions: 'hush' },
      },
      states: {
        loading: {
          invoke: {
            src: 'lookUpTimes',
            input: whole,
            onDone: { target: 'sifting', actions: { type: 'keepTimes', params: output } },
            onError: 'failed',
          },
        },
        sifting: {
          always: [
            { guard: 'hasTimes', target: 'open' },
            { guard: 'maySeeFurther', target: 'loading' },
            { target: 'none' },
          ],
        },
        open: { on: { openDay: { actions: 'openDay' }, moreDays: 'loading' } },
        none: {},
        failed: { on: { retry: 'loading' } },
      },
    },
    contact: {
      invoke: START_PROOF,
      initial: 'editing',
      states: {
        editing: { on: { give: 'checking' } },
        checking: {
          invoke: {
            src: 'checkContact',
            input: whole,
            onDone: [
              {
                guard: { type: 'isUsable', params: output },
                target: '#visit.review',
                actions: 'hush',
              },
              { target: 'editing', actions: { type: 'tellProblems', params: output } },
            ],
            onError: { target: 'editing', actions: { type: 'tell', params: 'partMissing' } },
          },
        },
      },
      on: {
        typed: { actions: 'keepTyped' },
        prefer: { actions: 'keepPreferred' },
        back: [
          { guard: 'wantsCallback', target: 'recommended', actions: 'hush' },
          { target: 'choosing', actions: ['forgetTimes', 'hush'] },
        ],
        book: { target: 'choosing', actions: ['forgetTimes', 'hush'] },
        callback: { actions: ['chooseCallback', 'hush'] },
      },
    },
    review: {
      // So that consent text and rule set are the server's of now; and so is a challenge that has grown old.
      invoke: [READ_CLINIC, START_PROOF],
      on: {
        agree: { actions: ['agree', 'hush'] },
        send: [
          { guard: 'agreed', target: 'sending', actions: 'hush' },
          // There is no text to agree to yet: the clinic is read again.
          { guard: 'lacksClinic', target: 'review', reenter: true, actions: { type: 'tell', params: 'partMissing' } },
          { actions: { type: 'tell', params: 'tickBoth' } },
        ],
        back: { target: 'contact', actions: 'hush' },
        book: { target: 'choosing', actions: ['forgetTimes', 'hush'] },
      },
    },
    sending: {
      initial: 'preparing',
      on: UNSETTLED,
      states: {
        preparing: {
          always: { guard: 'isPending', target: 'underway' },
          // The id is made when the visitor presses Send; id and body then stay as they are until their fate is known.
          invoke: {
            src: 'prepare',
            input: whole,
            onDone: { target: 'underway', actions: { type: 'keepPending', params: output } },
            onError: { target: '#visit.review', actions: { type: 'tell', params: 'partMissing' } },
          },
        },
        underway: {
          initial: 'first',
          states: { first: { after: { soon: 'slow' } }, slow: {} },
          invoke: {
            src: 'sendConsultation',
            input: whole,
            onDone: { target: 'settled', actions: { type: 'settle', params: output } },
            onError: '#visit.unsent',
          },
        },
        settled: {
          always: [
            { guard: { type: 'settledAs', params: 'booked' }, target: '#visit.booked' },
            {
              guard: { type: 'settledAs', params: 'taken' },
              target: '#visit.choosing',
              actions: ['forgetTimes', { type: 'tell', params: 'taken' }],
            },
            {
              guard: { type: 'settledAs', params: 'notOffered' },
              target: '#visit.choosing',
              actions: ['forgetTimes', { type: 'tell', params: 'notOffered' }],
            },
            { guard: { type: 'settledAs', params: 'badContact' }, target: '#visit.contact' },
            { target: '#visit.review', actions: 'tellRefusal' },
          ],
        },
      },
    },
    unsent: {
      on: { ...UNSETTLED, retry: { target: 'sending', actions: 'hush' } },
    },
    booked: {
      // What was sent is sent: a new visit starts over.
      on: { change: {} },
    },
  },
});

export type IntakeMachine = typeof intakeMachine;
