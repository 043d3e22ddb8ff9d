/** Answers → which questions are asked, which answers count, what is asked next (contract, "Walk"). */
import { cleanAnswer } from './answers.ts';
import {
  type Answers,
  type AnswerValue,
  all,
  type Condition,
  checked,
  complaint,
  holds,
  is,
  not,
  pain,
} from './conditions.ts';
import { QUESTION_IDS, type QuestionId } from './questions.ts';
import {
  EMERGENCY_RULES,
  fitsMedical,
  medicalWithoutAsking,
  needsClearance,
  RULES,
  type RuleId,
  SOON_RULES,
  URGENT_RULES,
} from './rules.ts';

export interface Route {
  /** The answers that count, cleaned. */
  readonly answers: Answers;
  /** The question to ask now; absent when nothing is left to ask. */
  readonly next?: QuestionId;
}

/** When a question is asked; one that is not here is always asked (spec, section 2). */
export const ASKED_WHEN: { readonly [Q in QuestionId]?: Condition } = {
  pregnancy_stage: is('health', 'pregnant'),
  pregnancy_flags: is('health', 'pregnant'),
  clearance: needsClearance,
  area: complaint,
  duration: complaint,
  impact: all(complaint, not(pain(7))),
  pain_flags: complaint,
  other_care: complaint,
  want: all(complaint, not(medicalWithoutAsking)),
  course_ok: fitsMedical,
};

/** What can't make the advice stronger once an S rule is certain, and is not asked then (stop rule 3). */
export const SKIPPED_WHEN_SOON: readonly QuestionId[] = [
  'clearance',
  'duration',
  'impact',
  'other_care',
  'prior',
  'want',
  'course_ok',
];

/** Does this rule hold whatever is answered from here on? */
function isCertain(id: RuleId, answers: Answers): boolean {
  const { when, unlessChecked } = RULES[id];
  return holds(when, answers) && (!unlessChecked || (answers.other_care !== undefined && !holds(checked, answers)));
}

/** An E or U rule is certain: nothing more is asked (stop rule 2). */
const stops = (answers: Answers): boolean =>
  EMERGENCY_RULES.some(id => isCertain(id, answers)) || URGENT_RULES.some(id => isCertain(id, answers));

const isAsked = (question: QuestionId, answers: Answers): boolean => {
  if (SKIPPED_WHEN_SOON.includes(question) && SOON_RULES.some(id => isCertain(id, answers))) return false;
  const condition = ASKED_WHEN[question];
  return condition === undefined || holds(condition, answers);
};

/**
 * Walks the questions once over raw answers.
 * @param raw anything; what is not a plain object holds no answer
 * @returns the answers that count and the next question, if any; never throws, never changes its argument
 */
export function route(raw: unknown): Route {
  const answers: Partial<Record<QuestionId, AnswerValue>> = {};
  for (const question of QUESTION_IDS) {
    if (stops(answers)) break;
    if (!isAsked(question, answers)) continue;
    const answer = readAnswer(raw, question, answers);
    if (answer === undefined) return { answers, next: question };
    answers[question] = answer;
  }
  return { answers };
}

/** A key that throws when read, or is only inherited, was not answered (contract, "Input"). */
function readAnswer(raw: unknown, question: QuestionId, answers: Answers): AnswerValue | undefined {
  try {
    if (!isPlainObject(raw) || !Object.hasOwn(raw, question)) return undefined;
    return cleanAnswer(question, raw[question], answers);
  } catch {
    // Only a getter or a proxy of the caller's can throw here: whatever it is, it is not an answer.
    return undefined;
  }
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // The second test accepts the plain objects of another realm, such as a frame's.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
