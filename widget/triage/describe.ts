/** Conditions in plain English, for the printed rule book: the same data that is evaluated, put into words. */
import {
  type Condition,
  checked,
  complaint,
  expecting,
  fiftyUp,
  gaveBirth,
  hadCancer,
  long,
  sixWeeks,
  spine,
  strong,
  type TermName,
  under18,
} from './conditions.ts';
import { QUESTIONS, type QuestionId } from './questions.ts';

/** The words of one option, as a visitor reads them. */
export type TextOf = (question: QuestionId, option: string) => string;

/** A name to use instead of spelling a condition out, where there is one. */
export type NameOf = (condition: Condition) => string | undefined;

/** What a single answer or the scale is about. */
const SUBJECTS: Readonly<Partial<Record<QuestionId, string>>> = {
  goal: 'the wish',
  age: 'the age',
  pregnancy_stage: 'the stage of pregnancy or birth',
  clearance: 'the answer about a doctor’s OK',
  pain_level: 'the pain',
  duration: 'the time it has lasted',
  impact: 'the bother it causes',
  other_care: 'the answer about a check-up',
  prior: 'the answer about earlier massage',
  want: 'the hoped-for result',
  course_ok: 'the answer about a course',
};

const TERMS: Readonly<Record<TermName, { readonly yes: string; readonly no: string; readonly term: Condition }>> = {
  complaint: { yes: 'there is a complaint', no: 'there is no complaint', term: complaint },
  strong: { yes: 'it is strong', no: 'it is not strong', term: strong },
  long: { yes: 'it has lasted long', no: 'it has not lasted long', term: long },
  six_weeks: { yes: 'it has lasted 6 weeks or more', no: 'it has not lasted 6 weeks', term: sixWeeks },
  spine: { yes: 'it is at the spine', no: 'it is not at the spine', term: spine },
  checked: { yes: 'it has been checked', no: 'it has not been checked', term: checked },
  expecting: { yes: 'the person is expecting', no: 'the person is not expecting', term: expecting },
  gave_birth: { yes: 'the person gave birth within a year', no: 'there was no birth within a year', term: gaveBirth },
  age_50_up: { yes: 'the age is 50 or over', no: 'the age is under 50', term: fiftyUp },
  under_18: { yes: 'the age is under 18', no: 'the age is 18 or over', term: under18 },
  had_cancer: { yes: 'there is or was cancer', no: 'there was never cancer', term: hadCancer },
};

/**
 * Puts a condition into words.
 * @param textOf the words of an option
 * @param nameOf names that stand for whole conditions, such as "rule D3 holds"
 * @returns one sentence without capital or full stop; terms stand by their name (`glossary` explains them)
 */
export function describe(condition: Condition, textOf: TextOf, nameOf: NameOf = () => undefined): string {
  return say(condition, { textOf, nameOf });
}

/** The terms by the words used for them, and what each means. */
export const glossary = (textOf: TextOf): readonly { readonly phrase: string; readonly means: string }[] =>
  Object.values(TERMS).map(({ yes, term }) => ({
    phrase: yes,
    means: term.kind === 'term' ? describe(term.of, textOf) : describe(term, textOf),
  }));

interface Voice {
  readonly textOf: TextOf;
  readonly nameOf: NameOf;
}

function say(condition: Condition, voice: Voice): string {
  const name = voice.nameOf(condition);
  if (name !== undefined) return name;
  switch (condition.kind) {
    case 'is':
      return choice(condition.question, quoted(condition.question, condition.options, voice));
    case 'atLeast':
      return `${SUBJECTS[condition.question]} is ${condition.value} or more`;
    case 'term':
      return TERMS[condition.name].yes;
    case 'not':
      return deny(condition.of, voice);
    case 'all':
    case 'any':
      return condition.of.map(part => nested(part, voice)).join(condition.kind === 'all' ? ', and ' : ', or ');
  }
}

/** A part of a list that is a list itself stands in brackets. */
const nested = (part: Condition, voice: Voice): string => {
  const text = say(part, voice);
  const isList = (part.kind === 'all' || part.kind === 'any') && voice.nameOf(part) === undefined;
  return isList ? `(${text})` : text;
};

function deny(condition: Condition, voice: Voice): string {
  if (voice.nameOf(condition) === undefined) {
    switch (condition.kind) {
      case 'is':
        return refusal(condition.question, quoted(condition.question, condition.options, voice));
      case 'atLeast':
        return `${SUBJECTS[condition.question]} is ${condition.value - 1} or less`;
      case 'term':
        return TERMS[condition.name].no;
    }
  }
  return `not (${say(condition, voice)})`;
}

const quoted = (question: QuestionId, options: readonly string[], { textOf }: Voice): readonly string[] =>
  options.map(option => `“${textOf(question, option)}”`);

const isTicked = (question: QuestionId): boolean => QUESTIONS[question].kind === 'multi';

const choice = (question: QuestionId, texts: readonly string[]): string =>
  isTicked(question)
    ? `${texts.length > 1 ? 'any of ' : ''}${texts.join(', ')} is ticked`
    : `${SUBJECTS[question]} is ${texts.join(' or ')}`;

const refusal = (question: QuestionId, texts: readonly string[]): string =>
  isTicked(question)
    ? `${texts.length > 1 ? 'none of ' : ''}${texts.join(', ')} is ${texts.length > 1 ? '' : 'not '}ticked`
    : `${SUBJECTS[question]} is not ${texts.join(' or ')}`;
