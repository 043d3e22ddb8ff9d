/** Answers → what is asked next, or the result with the rules that led to it (spec, section 5; contract, "Result"). */
import { type Answers, checked, holds, under18 } from './conditions.ts';
import type { QuestionId } from './questions.ts';
import { route } from './route.ts';
import {
  CAUTION_RULES,
  type Caution,
  CLEARANCE_RULES,
  DEFER_RULES,
  EMERGENCY_RULES,
  MEDICAL_RULES,
  RULES,
  type RuleId,
  SOON_RULES,
  TYPE_RULES,
  URGENT_RULES,
} from './rules.ts';
import { type Tag, tagsFor } from './tags.ts';
import { type MassageType, type Technique, techniquesFor } from './techniques.ts';

export type Urgency = 'EMERGENCY' | 'URGENT' | 'SOON' | 'CLEARANCE' | 'DEFER' | 'ROUTINE';
export type Outcome = MassageType | 'REFER';
/** What may be booked: nothing, a talk without hands-on work, a later date, or any free time. */
export type Booking = 'none' | 'talk_only' | 'later' | 'open';

export interface Result {
  readonly outcome: Outcome;
  readonly urgency: Urgency;
  readonly booking: Booking;
  /** The rule that decided: the first of the top urgency for REFER, else the one behind the massage type. */
  readonly deciding: RuleId;
  /** Every rule that fired, in the spec's order. */
  readonly rules: readonly RuleId[];
  readonly cautions: readonly Caution[];
  readonly tags: readonly Tag[];
  readonly techniques: readonly Technique[];
  /** Under 18: a parent or guardian books. */
  readonly guardian: boolean;
}

export interface Unanswered {
  readonly next: QuestionId;
}

export const isResult = (verdict: Result | Unanswered): verdict is Result => 'outcome' in verdict;

const BOOKING: Readonly<Record<Urgency, Booking>> = {
  EMERGENCY: 'none',
  URGENT: 'none',
  SOON: 'none',
  CLEARANCE: 'talk_only',
  DEFER: 'later',
  ROUTINE: 'open',
};

/**
 * The triage of one person.
 * @param raw answers by question id; anything else is met as if nothing had been answered
 * @returns `{ next }` while a question is open, else the result; the same for widget and server; never throws
 */
export function triage(raw: unknown): Result | Unanswered {
  const { answers, next } = route(raw);
  return next === undefined ? decide(answers) : { next };
}

/** Decides over answers that count and leave nothing to ask. */
function decide(answers: Answers): Result {
  const fired = firedSafetyRules(answers);
  const urgency = highest(fired);
  const guardian = holds(under18, answers);
  const common = { urgency, booking: BOOKING[urgency], guardian };
  const first = fired[0];
  if (BOOKING[urgency] === 'none' && first !== undefined) {
    return { ...common, outcome: 'REFER', deciding: first, rules: fired, cautions: [], tags: [], techniques: [] };
  }
  const { type, rules, deciding } = decideType(answers);
  const cautionRules = CAUTION_RULES.filter(id => holds(RULES[id].when, answers));
  return {
    ...common,
    outcome: type,
    deciding,
    rules: [...fired, ...rules, ...cautionRules],
    cautions: cautionRules.flatMap(id => RULES[id].caution ?? []),
    tags: tagsFor(answers),
    techniques: techniquesFor(type, answers),
  };
}

/** E, U, S, C and D rules that hold and were not lifted by a check-up or a doctor's OK, strongest first. */
function firedSafetyRules(answers: Answers): readonly RuleId[] {
  const isChecked = holds(checked, answers);
  const isCleared = answers.clearance === 'yes';
  return [
    ...EMERGENCY_RULES,
    ...URGENT_RULES,
    ...SOON_RULES.filter(id => !(isChecked && RULES[id].unlessChecked)),
    ...(isCleared ? [] : CLEARANCE_RULES),
    ...DEFER_RULES,
  ].filter(id => holds(RULES[id].when, answers));
}

const URGENCY_OF_GROUP: Readonly<Record<string, Urgency>> = {
  E: 'EMERGENCY',
  U: 'URGENT',
  S: 'SOON',
  C: 'CLEARANCE',
  D: 'DEFER',
};

/** Rules come strongest first, so the first one's group is the urgency. */
export const urgencyOf = (rule: RuleId): Urgency => URGENCY_OF_GROUP[rule.charAt(0)] ?? 'ROUTINE';
const highest = (fired: readonly RuleId[]): Urgency => (fired[0] === undefined ? 'ROUTINE' : urgencyOf(fired[0]));

interface TypeDecision {
  readonly type: MassageType;
  readonly deciding: RuleId;
  readonly rules: readonly RuleId[];
}

/** Section 4, from the top. */
function decideType(answers: Answers): TypeDecision {
  const medical = MEDICAL_RULES.filter(id => holds(RULES[id].when, answers));
  if (medical[0] !== undefined) {
    return holds(RULES.T1.when, answers)
      ? { type: 'THERAPEUTIC', deciding: 'T1', rules: [...medical, 'T1'] }
      : { type: 'MEDICAL', deciding: medical[0], rules: medical };
  }
  // T3, T5, T6 and T7 together cover every goal, so the last resort is never reached (invariant 1).
  const deciding = TYPE_RULES.find(id => holds(RULES[id].when, answers)) ?? 'T5';
  return { type: deciding.startsWith('R') ? 'RELAXATION' : 'THERAPEUTIC', deciding, rules: [deciding] };
}
