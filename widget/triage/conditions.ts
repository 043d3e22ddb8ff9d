/**
 * Conditions as data. One definition is evaluated here, described in plain English (`describe.ts`),
 * traced on a lead and mutated by the tests, so that none of the four can drift from the others.
 */
import type { OptionId, QuestionId } from './questions.ts';

/**
 * Answers that count, by question id: a choice's id, the ticked ids, or 0–10.
 * Only cleaned answers get in here (`answers.ts`), so a condition never meets junk.
 */
export type Answers = { readonly [Q in QuestionId]?: AnswerValue };
export type AnswerValue = string | number | readonly string[];

export type Condition =
  /** The single answer is one of the options, or one of them is ticked. */
  | { readonly kind: 'is'; readonly question: QuestionId; readonly options: readonly string[] }
  /** The scale's answer is `value` or more. */
  | { readonly kind: 'atLeast'; readonly question: 'pain_level'; readonly value: number }
  | { readonly kind: 'all' | 'any'; readonly of: readonly Condition[] }
  | { readonly kind: 'not'; readonly of: Condition }
  /** A term of the specification, so that a reader meets its name and not its innards. */
  | { readonly kind: 'term'; readonly name: TermName; readonly of: Condition };

export type TermName =
  | 'complaint'
  | 'strong'
  | 'long'
  | 'six_weeks'
  | 'spine'
  | 'checked'
  | 'expecting'
  | 'age_50_up'
  | 'under_18'
  | 'had_cancer'
  | 'gave_birth';

/** Is this the answer, or is one of these ticked? An id the question does not have is a type error. */
export const is = <Q extends QuestionId>(question: Q, ...options: [OptionId<Q>, ...OptionId<Q>[]]): Condition => ({
  kind: 'is',
  question,
  options,
});

/** `pain_level` is `value` or more. */
export const pain = (value: number): Condition => ({ kind: 'atLeast', question: 'pain_level', value });
export const all = (...of: readonly Condition[]): Condition => ({ kind: 'all', of });
export const any = (...of: readonly Condition[]): Condition => ({ kind: 'any', of });
export const not = (of: Condition): Condition => ({ kind: 'not', of });
const term = (name: TermName, of: Condition): Condition => ({ kind: 'term', name, of });

// The terms of the specification, section 2.
export const complaint = term('complaint', any(is('goal', 'tension', 'pain', 'recovery'), pain(4)));
export const strong = term('strong', any(pain(7), is('impact', 'a_lot')));
export const long = term('long', is('duration', 'gt3m'));
export const sixWeeks = term('six_weeks', is('duration', '6w_3m', 'gt3m'));
export const spine = term('spine', is('area', 'neck', 'upper_back', 'low_back'));
export const checked = term('checked', is('other_care', 'recommended', 'checked_ok'));
export const expecting = term('expecting', is('pregnancy_stage', 't1', 't2_t3'));
export const gaveBirth = term('gave_birth', is('pregnancy_stage', 'post_lt6w', 'post_6w'));
export const fiftyUp = term('age_50_up', is('age', '50_64', '65_up'));
export const under18 = term('under_18', is('age', 'u16', '16_17'));
export const hadCancer = term('had_cancer', is('health', 'cancer_now', 'cancer_past'));

/**
 * Does the condition hold on these answers? An answer that is not there makes a test on it false,
 * so `not` of it true: callers ask only about answers that count (contract, "Walk").
 */
export function holds(condition: Condition, answers: Answers): boolean {
  switch (condition.kind) {
    case 'is': {
      const answer = answers[condition.question];
      if (answer === undefined) return false;
      return condition.options.some(option => (Array.isArray(answer) ? answer.includes(option) : answer === option));
    }
    case 'atLeast':
      return Number(answers[condition.question] ?? -1) >= condition.value;
    case 'all':
      return condition.of.every(part => holds(part, answers));
    case 'any':
      return condition.of.some(part => holds(part, answers));
    case 'not':
      return !holds(condition.of, answers);
    case 'term':
      return holds(condition.of, answers);
  }
}
