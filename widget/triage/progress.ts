/** How many questions are left, so that a visitor is never surprised (spec, section 2, "Typical paths"). */
import { type Answers, type AnswerValue, complaint, holds } from './conditions.ts';
import { QUESTION_IDS, type QuestionId } from './questions.ts';
import { route } from './route.ts';

export interface Progress {
  /** Questions still to come on the usual path, the current one included. */
  readonly left: number;
  /** The last answer added questions: say so, as the number grew. */
  readonly grew: boolean;
}

type RawAnswers = Readonly<Partial<Record<QuestionId, AnswerValue>>>;

/** Answers of the usual visit: nothing alarming, and a problem that massage has eased but not ended. */
const USUAL: Readonly<Record<QuestionId, AnswerValue>> = {
  goal: 'pain',
  now: ['none'],
  soon: ['none'],
  age: '18_49',
  health: ['none'],
  pregnancy_stage: 't2_t3',
  pregnancy_flags: ['none'],
  clearance: 'yes',
  pain_level: 5,
  area: ['low_back'],
  duration: 'gt3m',
  impact: 'some',
  pain_flags: ['none'],
  other_care: 'no',
  prior: 'partial',
  want: 'ease',
  course_ok: 'yes',
};

/** Without a complaint so far, the usual visitor has little pain and goes the short way. */
const calm = { ...USUAL, pain_level: 2, prior: 'never' };

function leftAfter(raw: RawAnswers): number {
  const { answers } = route(raw);
  const isCalm = answers.goal !== undefined && !holds(complaint, answers);
  const filled = route({ ...(isCalm ? calm : USUAL), ...answers });
  return Object.keys(filled.answers).length - Object.keys(answers).length;
}

/**
 * @param raw answers so far, by question id
 * @returns what is left on the usual path; `grew` when there are now as many as before the last answer, or more
 */
export function progress(raw: RawAnswers): Progress {
  const { answers } = route(raw);
  const left = leftAfter(answers);
  const last = lastAnswered(answers);
  if (last === undefined || last === 'goal') return { left, grew: false };
  const { [last]: _, ...before } = answers;
  return { left, grew: left >= leftAfter(before) };
}

const lastAnswered = (answers: Answers): QuestionId | undefined =>
  QUESTION_IDS.findLast(question => answers[question] !== undefined);
