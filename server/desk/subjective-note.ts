/** The "S" of a SOAP note from a lead's answers, ready to paste into a chart. The same answers give the same note. */
import { shownOptions } from '#triage/answers.ts';
import { type Answers, complaint, holds } from '#triage/conditions.ts';
import type { Contact } from '#triage/consultation.ts';
import { type QuestionId, SCALE_MAX } from '#triage/questions.ts';
import { NOTE_WORDS } from './note-words.ts';

export interface NoteInput {
  /** The answers that count. */
  readonly answers: Answers;
  /** Who gave them. */
  readonly relation: Contact['relation'];
  /** The clinic's date on which they came in, such as `2026-12-01`. */
  readonly receivedOn: string;
}

/** Questions whose ticks are warning signs. */
const FLAGS: readonly QuestionId[] = ['now', 'soon', 'pain_flags'];

/** @returns one finding a line, `S:` first; what was not asked about is left out */
export function subjectiveNote({ answers, relation, receivedOn }: NoteInput): string {
  const reporter = relation === 'guardian' ? 'parent or guardian' : 'client';
  const say = (...questions: QuestionId[]) => sentence(questions.flatMap(question => ticked(question, answers)));
  const deny = (...questions: QuestionId[]) => sentence(questions.flatMap(question => declined(question, answers)));
  const findings: readonly (readonly [name: string, text: string | undefined])[] = [
    ['S', `Reported online by ${reporter} on ${receivedOn}; not yet verified in person.`],
    ['Age', say('age')],
    ['Goal', say('goal')],
    ['Area', say('area')],
    ['Pain', painText(answers)],
    ['Duration', say('duration')],
    ['Impact on sleep, work, chores or leisure', say('impact')],
    ['Prior massage', priorText(answers) ?? say('prior')],
    ['Care so far', say('other_care')],
    ['Wants', say('want')],
    ['Course of 1 or 2 visits a week', say('course_ok')],
    ['Health', say('health')],
    ['Pregnancy or birth', say('pregnancy_stage', 'pregnancy_flags')],
    ["Doctor's OK for massage", say('clearance')],
    ['Flags', say(...FLAGS)],
    ['Denies', deny(...FLAGS, 'pregnancy_flags')],
    ['Denies (health)', deny('health')],
  ];
  return findings.flatMap(([name, text]) => (text === undefined ? [] : `${name}: ${text}`)).join('\n');
}

const sentence = (parts: readonly string[]): string | undefined =>
  parts.length === 0 ? undefined : `${parts.join('; ')}.`;

const painText = ({ pain_level: level }: Answers): string | undefined =>
  level === undefined ? undefined : `${level}/${SCALE_MAX} on most days in the past week.`;

/** Without a complaint the question was about any massage at all. */
const priorText = (answers: Answers): string | undefined =>
  answers.prior === 'yes_general' && !holds(complaint, answers) ? 'yes.' : undefined;

/** What was chosen of a question, in the note's words. */
function ticked(question: QuestionId, answers: Answers): readonly string[] {
  const answer = answers[question];
  return shownOptions(question, answers)
    .filter(option => option !== 'none' && (Array.isArray(answer) ? answer.includes(option) : answer === option))
    .map(option => wordsOf(question, option));
}

/** What was asked and not ticked. */
function declined(question: QuestionId, answers: Answers): readonly string[] {
  const answer = answers[question];
  if (!Array.isArray(answer)) return [];
  return shownOptions(question, answers)
    .filter(option => option !== 'none' && !answer.includes(option))
    .map(option => wordsOf(question, option));
}

function wordsOf(question: QuestionId, option: string): string {
  const words: Readonly<Record<string, string>> = NOTE_WORDS[question];
  return words[option] ?? option;
}
