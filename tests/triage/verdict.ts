// What the invariants look at in a complete answer set: its result, the answers that counted, and how grave it is.
import assert from 'node:assert/strict';
import type { Answers, AnswerValue } from '#triage/conditions.ts';
import { isQuestionId, type QuestionId } from '#triage/questions.ts';
import { route } from '#triage/route.ts';
import type { RuleId } from '#triage/rules.ts';
import { isResult, type Outcome, type Result, triage, type Urgency } from '#triage/triage.ts';

export interface Verdict extends Result {
  /** The answers that counted. */
  readonly answers: Answers;
}

/** The result of a complete set; fails where something is still asked. */
export function verdictOf(raw: unknown): Verdict {
  const result = triage(raw);
  assert.ok(isResult(result), `still asks ${JSON.stringify(result)}`);
  return { ...result, answers: route(raw).answers };
}

export const askedIn = ({ answers }: Verdict): readonly QuestionId[] => Object.keys(answers).filter(isQuestionId);

/** Did this answer count, alone or among the ticks? */
export function said(answers: Answers, question: QuestionId, ...options: readonly string[]): boolean {
  const answer: AnswerValue | undefined = answers[question];
  return options.some(option => (Array.isArray(answer) ? answer.includes(option) : answer === option));
}

export const painOf = (answers: Answers): number => Number(answers.pain_level ?? 0);

export const hasComplaint = (answers: Answers): boolean =>
  said(answers, 'goal', 'tension', 'pain', 'recovery') || painOf(answers) >= 4;

/** The rules of one group, by the first letter of their ids. */
export const group = (verdict: Result, ...letters: readonly string[]): readonly RuleId[] =>
  verdict.rules.filter(id => letters.includes(id.charAt(0)));

const OUTCOMES: readonly Outcome[] = ['RELAXATION', 'THERAPEUTIC', 'MEDICAL', 'REFER'];
const URGENCIES: readonly Urgency[] = ['ROUTINE', 'DEFER', 'CLEARANCE', 'SOON', 'URGENT', 'EMERGENCY'];

/** Grows away from relaxation. */
export const outcomeRank = ({ outcome }: Result): number => OUTCOMES.indexOf(outcome);
export const urgencyRank = ({ urgency }: Result): number => URGENCIES.indexOf(urgency);
