/** A lead's answers in the words the visitor read. */
import { type Answers, complaint, holds } from '#triage/conditions.ts';
import { QUESTION_IDS, QUESTIONS, type QuestionId, SCALE_MAX } from '#triage/questions.ts';
import { route } from '#triage/route.ts';
import { asking } from '#words/en/asking.ts';

/** One question and what was answered. */
export interface Exchange {
  readonly id: QuestionId;
  readonly question: string;
  readonly answers: readonly string[];
}

export interface Conversation {
  /** What was asked and counts, in the order it was asked. */
  readonly counted: readonly Exchange[];
  /** What came along and does not count: nothing a person sent is kept from the clinic. */
  readonly others: readonly Exchange[];
}

/** @param raw the answers as they were sent, by question id */
export function conversationOf(raw: Readonly<Partial<Record<QuestionId, unknown>>>): Conversation {
  const { answers } = route(raw);
  const sent = QUESTION_IDS.filter(id => raw[id] !== undefined);
  return {
    counted: sent.filter(id => answers[id] !== undefined).map(id => exchange(id, answers[id], answers)),
    others: sent.filter(id => answers[id] === undefined).map(id => exchange(id, raw[id], answers)),
  };
}

function exchange(id: QuestionId, answer: unknown, answers: Answers): Exchange {
  const words = wordsFor(id, answers);
  const given = Array.isArray(answer) ? answer : [answer];
  return { id, question: words.text, answers: given.map(option => sayAnswer(id, option, words.options)) };
}

interface Words {
  readonly text: string;
  readonly options: Readonly<Record<string, string>>;
}

const wordsFor = (id: QuestionId, answers: Answers): Words =>
  id === 'prior' && !holds(complaint, answers) ? asking.priorWithoutComplaint : asking.questions[id];

/** An id without words is shown as it came: an older rule set may have had it. */
function sayAnswer(id: QuestionId, option: unknown, options: Readonly<Record<string, string>>): string {
  if (QUESTIONS[id].kind === 'scale') return `${String(option)} out of ${SCALE_MAX}`;
  const text = Object.hasOwn(options, String(option)) ? options[String(option)] : undefined;
  return text ?? String(option);
}
