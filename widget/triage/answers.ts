/** One raw answer: does it fit its question as shown to this person? (contract, "Cleaning one raw answer") */
import { type Answers, type AnswerValue, type Condition, complaint, expecting, holds, is } from './conditions.ts';
import { isQuestionId, type OptionId, optionsOf, QUESTIONS, type QuestionId, SCALE_MAX } from './questions.ts';

/** Options that only some people are shown (spec, Q7, Q13, Q15). */
export const SHOWN_WHEN: { readonly [Q in QuestionId]?: { readonly [O in OptionId<Q>]?: Condition } } = {
  pregnancy_flags: { baby: expecting },
  pain_flags: { dizzy: is('area', 'head_jaw', 'neck'), head_eye: is('area', 'head_jaw') },
  prior: { resolved: complaint, partial: complaint, no_help: complaint, worse: complaint },
};

/** The options of a question that this person is shown, in the spec's order. */
export function shownOptions(question: QuestionId, answers: Answers): readonly string[] {
  const shownWhen: Readonly<Record<string, Condition>> = SHOWN_WHEN[question] ?? {};
  return optionsOf(question).filter(option => {
    const condition = shownWhen[option];
    return condition === undefined || holds(condition, answers);
  });
}

/**
 * Cleans one raw answer of a question that is being asked.
 * @param raw anything, also what never was an answer
 * @param answers the answers that count so far
 * @returns the answer that counts, or undefined where there is none and the question is asked again; never throws
 */
export function cleanAnswer(question: QuestionId, raw: unknown, answers: Answers): AnswerValue | undefined {
  switch (QUESTIONS[question].kind) {
    case 'scale':
      // `+ 0` turns -0 into 0.
      return typeof raw === 'number' && Number.isInteger(raw) && raw >= 0 && raw <= SCALE_MAX ? raw + 0 : undefined;
    case 'single':
      return cleanSingle(question, raw, answers);
    case 'multi':
      return cleanMulti(question, raw, answers);
  }
}

function cleanSingle(question: QuestionId, raw: unknown, answers: Answers): AnswerValue | undefined {
  if (typeof raw !== 'string' || !optionsOf(question).includes(raw)) return undefined;
  // Only `prior` hides options of a single choice: a hidden one still says there has been a massage.
  return shownOptions(question, answers).includes(raw) ? raw : 'yes_general';
}

function cleanMulti(question: QuestionId, raw: unknown, answers: Answers): AnswerValue | undefined {
  const ticked = readTicks(question, raw);
  if (ticked === undefined) return undefined;
  const counted = shownOptions(question, answers).filter(option => option !== 'none' && ticked.has(option));
  if (counted.length > 0) return counted;
  return optionsOf(question).includes('none') ? ['none'] : undefined;
}

/** The ticked ids, or undefined where an entry is none of the question's: then nothing was answered. */
function readTicks(question: QuestionId, raw: unknown): ReadonlySet<string> | undefined {
  if (!Array.isArray(raw) || raw.length === 0) return undefined;
  const options = optionsOf(question);
  const ticked = new Set<string>();
  for (let i = 0; i < raw.length; i++) {
    const entry: unknown = raw[i];
    if (typeof entry !== 'string' || !options.includes(entry)) return undefined;
    ticked.add(entry);
  }
  return ticked;
}

/**
 * What of something stored could be answers: by question id, of a kind an answer has.
 * Whether an answer fits its question is the route's to say.
 */
export function rawAnswers(stored: unknown): Readonly<Partial<Record<QuestionId, AnswerValue>>> {
  if (typeof stored !== 'object' || stored === null) return {};
  return Object.fromEntries(Object.entries(stored).filter(([id, value]) => isQuestionId(id) && isAnswerValue(value)));
}

const isAnswerValue = (value: unknown): value is AnswerValue =>
  typeof value === 'string' ||
  typeof value === 'number' ||
  (Array.isArray(value) && value.every(entry => typeof entry === 'string'));
