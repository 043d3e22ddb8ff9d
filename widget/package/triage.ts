/** `unknot/triage`: the rules alone, without a page. Same rules, ids and version as widget and server of this release. */
export type { Answers } from '../triage/conditions.ts';
export { QUESTIONS, type QuestionId } from '../triage/questions.ts';
export { RULESET_VERSION, type RuleId } from '../triage/rules.ts';
export {
  type Booking,
  isResult,
  type Outcome,
  type Result,
  triage,
  type Unanswered,
  type Urgency,
} from '../triage/triage.ts';
