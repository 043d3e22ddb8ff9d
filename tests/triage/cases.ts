// Two people and a table of answers, worked out by hand from the contract.
import type { QuestionId } from '#triage/questions.ts';
import type { RawAnswers } from './samples.ts';

/** A person who is asked all 17 questions. */
export const ALL_ASKED = {
  goal: 'pain',
  now: ['none'],
  soon: ['none'],
  age: '18_49',
  health: ['pregnant', 'organ'],
  pregnancy_stage: 't2_t3',
  pregnancy_flags: ['none'],
  clearance: 'no',
  pain_level: 5,
  area: ['hip_leg'],
  duration: '6w_3m',
  impact: 'some',
  pain_flags: ['none'],
  other_care: 'no',
  prior: 'never',
  want: 'get_back',
  course_ok: 'yes',
} as const satisfies RawAnswers;

/** A person who wants to relax and is asked seven. */
export const CALM = {
  goal: 'relax',
  now: ['none'],
  soon: ['none'],
  age: '18_49',
  health: ['none'],
  pain_level: 0,
  prior: 'yes_general',
} as const satisfies RawAnswers;

/** What one raw answer counts as, for the person asked everything, some of whose answers are changed. */
export const CLEANING: readonly [question: QuestionId, given: unknown, counts: unknown, around?: RawAnswers][] = [
  ['pain_level', 0, 0],
  ['pain_level', -0, 0],
  ['pain_level', 10, 10],
  ['pain_level', 4.0, 4],
  ['soon', ['ill', 'ill'], ['ill']],
  ['soon', ['none', 'ill'], ['ill']],
  ['soon', ['ill', 'none'], ['ill']],
  ['soon', ['none', 'none'], ['none']],
  ['soon', ['ill', 'foo'], undefined],
  ['soon', ['foo', 'none'], undefined],
  ['area', ['none'], undefined],
  ['area', ['neck', 'foot', 'neck'], ['neck', 'foot']],
  ['pregnancy_flags', ['baby', 'high_risk'], ['baby', 'high_risk']],
  ['pregnancy_flags', ['baby', 'high_risk'], ['high_risk'], { pregnancy_stage: 'post_6w' }],
  ['pregnancy_flags', ['baby'], ['none'], { pregnancy_stage: 'post_lt6w' }],
  ['pain_flags', ['dizzy'], ['none']],
  ['pain_flags', ['dizzy'], ['dizzy'], { area: ['neck'] }],
  ['pain_flags', ['dizzy', 'head_eye'], ['dizzy'], { area: ['neck'] }],
  ['pain_flags', ['dizzy', 'head_eye'], ['dizzy', 'head_eye'], { area: ['head_jaw'] }],
  ['pain_flags', ['head_eye', 'none', 'tingle'], ['tingle']],
  ['prior', 'worse', 'worse'],
  ['prior', 'worse', 'yes_general', { goal: 'sport', pain_level: 3 }],
  ['prior', 'resolved', 'yes_general', { goal: 'relax', pain_level: 0 }],
  ['prior', 'partial', 'yes_general', { goal: 'job', pain_level: 1 }],
  ['prior', 'no_help', 'yes_general', { goal: 'relax', pain_level: 3 }],
  ['prior', 'never', 'never', { goal: 'relax', pain_level: 3 }],
  ['prior', 'partial', 'partial', { goal: 'relax', pain_level: 4 }],
  ['prior', 'often', undefined, { goal: 'relax', pain_level: 3 }],
];
