/** Snapshot → the one screen to show. The only reader of the machine's context; screens get data, never context. */
import type { SnapshotFrom } from 'xstate';
import { shownOptions } from '#triage/answers.ts';
import { type AnswerValue, type Condition, complaint, holds } from '#triage/conditions.ts';
import type { Alternative, Clinic, Receipt, SlotList } from '#triage/consultation.ts';
import { daysToWait } from '#triage/defer.ts';
import { progress } from '#triage/progress.ts';
import { FIRST_HEALTH_GROUP, QUESTION_IDS, QUESTIONS, type QuestionId, type QuestionKind } from '#triage/questions.ts';
import { RULES, type RuleId } from '#triage/rules.ts';
import type { MassageType } from '#triage/techniques.ts';
import { type Result, urgencyOf } from '#triage/triage.ts';
import { earliestDate, usableDays } from './free-times.ts';
import {
  currentQuestion,
  FURTHEST_DAYS,
  type IntakeMachine,
  previousQuestion,
  resultOf,
  routeOf,
  type VisitContext,
} from './intake.machine.ts';
import type { Chosen, ContactDraft, ContactProblems, Notice } from './visit.ts';

export type IntakeSnapshot = SnapshotFrom<IntakeMachine>;

/** One question with its answer, as the conversation shows it. */
export interface Turn {
  readonly question: QuestionId;
  /** `prior` reads differently without a complaint. */
  readonly calm: boolean;
  readonly answer: AnswerValue;
  /** False: another answer made this one unneeded; it is shown struck. */
  readonly counts: boolean;
}

export interface AskedQuestion {
  readonly question: QuestionId;
  readonly kind: QuestionKind;
  readonly calm: boolean;
  /** The options in the groups they are shown in. */
  readonly groups: readonly (readonly string[])[];
  readonly ticked: readonly string[];
}

interface Common {
  readonly clinic: Clinic | undefined;
  readonly turns: readonly Turn[];
  readonly notice: Notice | undefined;
  readonly canGoBack: boolean;
  /** How many screens lie behind this one. */
  readonly depth: number;
  readonly canRestart: boolean;
}

export interface AskingScreen extends Common {
  readonly name: 'asking';
  /** Undefined when the server asks something this page does not know: it has to be reloaded. */
  readonly asked: AskedQuestion | undefined;
  readonly left: number;
  readonly grew: boolean;
  readonly revisiting: boolean;
  readonly canUndo: boolean;
}

export interface ReferredScreen extends Common {
  readonly name: 'referred';
  readonly urgency: 'EMERGENCY' | 'URGENT' | 'SOON';
  /** The rules of the top urgency. */
  readonly reasons: readonly RuleId[];
}

export interface RecommendedScreen extends Common {
  readonly name: 'recommended';
  readonly type: MassageType;
  readonly result: Result;
  /** Why this advice: the clearance or wait first, then the leading type reasons. */
  readonly reasons: { readonly safety: readonly RuleId[]; readonly type: readonly RuleId[] };
  readonly cautions: readonly RuleId[];
  /** The visitor's answers that led to the type. */
  readonly facts: readonly Turn[];
  readonly others: readonly MassageType[];
  readonly refusedCourse: boolean;
  readonly courseMaybe: boolean;
  /** Undefined while the clinic is unknown. */
  readonly offered: boolean | undefined;
  readonly price: string | undefined;
}

export interface ChoosingScreen extends Common {
  readonly name: 'choosing';
  readonly status: 'loading' | 'open' | 'none' | 'failed';
  readonly days: SlotList['days'];
  readonly day: SlotList['days'][number] | undefined;
  readonly alternatives: readonly Alternative[];
  readonly chosen: Alternative | undefined;
  readonly earliest: string | undefined;
  /** No therapist with the needed skill is free, though others are. */
  readonly lacksSkill: boolean;
  readonly canSeeFurther: boolean;
  readonly talkOnly: boolean;
}

export interface ContactScreen extends Common {
  readonly name: 'contact';
  readonly guardian: boolean;
  readonly chosen: Chosen | undefined;
  readonly contact: ContactDraft;
  readonly problems: ContactProblems;
  readonly talkOnly: boolean;
}

export interface ReviewScreen extends Common {
  readonly name: 'review';
  readonly guardian: boolean;
  readonly chosen: Chosen | undefined;
  readonly contact: ContactDraft;
  readonly type: MassageType | undefined;
  readonly talkOnly: boolean;
  readonly consent: { readonly collect: boolean; readonly conduct: boolean };
}

export interface SendingScreen extends Common {
  readonly name: 'sending';
  readonly slow: boolean;
}

export interface UnsentScreen extends Common {
  readonly name: 'unsent';
}

export interface BookedScreen extends Common {
  readonly name: 'booked';
  readonly receipt: Receipt;
  /** The visitor left a number. */
  readonly hasPhone: boolean;
  readonly talkOnly: boolean;
}

export type Screen =
  | AskingScreen
  | ReferredScreen
  | RecommendedScreen
  | ChoosingScreen
  | ContactScreen
  | ReviewScreen
  | SendingScreen
  | UnsentScreen
  | BookedScreen;

/** The screen for a snapshot: a pure function of it. */
export function present(snapshot: IntakeSnapshot): Screen {
  const { context } = snapshot;
  const result = resultOf(context);
  const common = commonOf(snapshot);
  const talkOnly = result?.booking === 'talk_only';
  const { chosen, contact, problems, consent, receipt } = context;
  if (snapshot.matches('sending'))
    return { ...common, name: 'sending', slow: snapshot.matches({ sending: { underway: 'slow' } }) };
  if (snapshot.matches('unsent')) return { ...common, name: 'unsent' };
  if (snapshot.matches('booked') && receipt) {
    return {
      ...common,
      name: 'booked',
      receipt,
      hasPhone: contact.phone.trim() !== '',
      talkOnly,
    };
  }
  if (!result || snapshot.matches('asking')) return presentAsking(context, common);
  if (snapshot.matches('referred')) return presentReferral(result, common);
  if (snapshot.matches('choosing')) return presentChoosing(snapshot, result, common);
  const guardian = result.guardian;
  if (snapshot.matches('contact')) return { ...common, name: 'contact', guardian, chosen, contact, problems, talkOnly };
  if (snapshot.matches('review')) {
    return { ...common, name: 'review', guardian, chosen, contact, consent, talkOnly, type: typeOf(result) };
  }
  return presentRecommendation(context, result, common);
}

function commonOf(snapshot: IntakeSnapshot): Common {
  const { context } = snapshot;
  // What is on its way or booked is no longer changed; a new visit begins from the booked screen itself.
  const isOpen = !snapshot.matches('booked') && !snapshot.matches('sending') && !snapshot.matches('unsent');
  return {
    clinic: context.clinic,
    turns: turnsOf(context),
    notice: context.notice,
    canGoBack: isOpen && previousQuestion(context) !== undefined,
    depth: depthOf(snapshot),
    canRestart: isOpen && Object.keys(context.answers).length > 0,
  };
}

/** Screens after the last question, in the order they are gone through. */
const AFTER_QUESTIONS = ['recommended', 'choosing', 'contact', 'review'] as const;

function depthOf(snapshot: IntakeSnapshot): number {
  const { context } = snapshot;
  const { answers, next } = routeOf(context);
  const current = context.revisiting ?? next;
  const questions = QUESTION_IDS.filter(id => id in answers && (!current || isBefore(id, current))).length;
  if (snapshot.matches('booked')) return 0;
  if (snapshot.matches('sending') || snapshot.matches('unsent')) return questions + AFTER_QUESTIONS.length - 1;
  const after = AFTER_QUESTIONS.findIndex(state => snapshot.matches(state));
  return questions + Math.max(after, 0);
}

const isBefore = (one: QuestionId, other: QuestionId): boolean =>
  QUESTION_IDS.indexOf(one) < QUESTION_IDS.indexOf(other);

/**
 * The conversation so far, in the order it is asked, up to the current question: whether an answer after it still
 * counts is not known yet.
 */
function turnsOf(context: VisitContext): readonly Turn[] {
  const { answers } = routeOf(context);
  const calm = !holds(complaint, answers);
  const current = currentQuestion(context);
  const until = current ? QUESTION_IDS.indexOf(current) : QUESTION_IDS.length;
  return QUESTION_IDS.slice(0, until).flatMap(question => {
    const answer = answers[question] ?? context.answers[question];
    return answer === undefined ? [] : [{ question, calm, answer, counts: question in answers }];
  });
}

function presentAsking(context: VisitContext, common: Common): AskingScreen {
  const question = currentQuestion(context);
  const { revisiting } = context;
  const { left, grew } = progress(context.answers);
  return {
    ...common,
    name: 'asking',
    asked: question && askedQuestion(question, context),
    left,
    grew: grew && !revisiting,
    revisiting: revisiting !== undefined,
    canUndo: context.cleared !== undefined,
  };
}

function askedQuestion(question: QuestionId, context: VisitContext): AskedQuestion {
  const { answers } = routeOf(context);
  const options = shownOptions(question, answers);
  const groups =
    question === 'health' ? [options.slice(0, FIRST_HEALTH_GROUP), options.slice(FIRST_HEALTH_GROUP)] : [options];
  return {
    question,
    kind: QUESTIONS[question].kind,
    calm: !holds(complaint, answers),
    groups,
    ticked: context.ticked.filter(option => QUESTIONS[question].kind === 'scale' || options.includes(option)),
  };
}

function presentReferral(result: Result, common: Common): ReferredScreen {
  const { urgency } = result;
  return {
    ...common,
    name: 'referred',
    urgency: urgency === 'EMERGENCY' || urgency === 'URGENT' ? urgency : 'SOON',
    reasons: result.rules.filter(rule => urgencyOf(rule) === urgency),
  };
}

const typeOf = ({ outcome }: Result): MassageType | undefined => (outcome === 'REFER' ? undefined : outcome);
const TYPES: readonly MassageType[] = ['RELAXATION', 'THERAPEUTIC', 'MEDICAL'];

function presentRecommendation(context: VisitContext, result: Result, common: Common): RecommendedScreen {
  const type = typeOf(result) ?? 'RELAXATION';
  const inGroup = (letters: string) => result.rules.filter(rule => letters.includes(rule.charAt(0)));
  const service = context.clinic?.services.find(offer => offer.type === type);
  const refusedCourse = result.deciding === 'T1';
  return {
    ...common,
    name: 'recommended',
    type,
    result,
    reasons: { safety: inGroup('CD'), type: refusedCourse ? ['T1'] : inGroup('MTR') },
    cautions: inGroup('K'),
    facts: factsOf(result, common.turns),
    others: TYPES.filter(other => other !== type),
    refusedCourse,
    courseMaybe: type === 'MEDICAL' && context.answers.course_ok === 'maybe',
    offered: context.clinic && service !== undefined,
    price: service?.price,
  };
}

/** The answers the type's rules looked at: what the visitor said that led here. */
function factsOf(result: Result, turns: readonly Turn[]): readonly Turn[] {
  const typeRules = result.rules.filter(rule => 'MTR'.includes(rule.charAt(0)));
  const looked = new Set(typeRules.flatMap(rule => questionsIn(RULES[rule].when)));
  return turns.filter(({ question, counts }) => counts && looked.has(question));
}

function questionsIn(condition: Condition): readonly QuestionId[] {
  switch (condition.kind) {
    case 'is':
    case 'atLeast':
      return [condition.question];
    case 'not':
    case 'term':
      return questionsIn(condition.of);
    case 'all':
    case 'any':
      return condition.of.flatMap(questionsIn);
  }
}

function presentChoosing(snapshot: IntakeSnapshot, result: Result, common: Common): ChoosingScreen {
  const { context } = snapshot;
  const { freeTimes } = context;
  const days = usableDays(freeTimes, result);
  const isNone = snapshot.matches({ choosing: 'none' });
  return {
    ...common,
    name: 'choosing',
    status: isNone
      ? 'none'
      : snapshot.matches({ choosing: 'failed' })
        ? 'failed'
        : snapshot.matches({ choosing: 'open' })
          ? 'open'
          : 'loading',
    days,
    day: days.find(({ date }) => date === context.day) ?? days[0],
    alternatives: context.alternatives,
    chosen: context.chosen?.kind === 'slot' ? context.chosen.slot : undefined,
    earliest: freeTimes && daysToWait(result.rules) > 0 ? earliestDate(freeTimes.today, result) : undefined,
    lacksSkill: isNone && usableDays(freeTimes, { ...result, tags: [] }).length > 0,
    canSeeFurther: context.lookedAhead < FURTHEST_DAYS,
    talkOnly: result.booking === 'talk_only',
  };
}
