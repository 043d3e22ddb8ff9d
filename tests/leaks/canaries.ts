/** Who visits in the leak suite, and the 40 texts by which everything that gets out of the visit is known. */
import type { AnswerValue } from '#triage/conditions.ts';
import { QUESTION_IDS, type QuestionId } from '#triage/questions.ts';
import { asking } from '#words/en/asking.ts';
import { answersOf } from '../fixtures/booking.ts';

/** Typed one after the other into the same fields, as by somebody who cannot make up their mind; the last one is sent. */
export const PEOPLE = [
  'Quokka',
  'Numbat',
  'Bilby',
  'Potoroo',
  'Bettong',
  'Wambenger',
  'Dunnart',
  'Kowari',
  'Phascogale',
].map((name, index) => ({
  name: `${name} Z`,
  email: `${name.toLowerCase()}@z.example`,
  phone: `212555017${index}`,
}));

const ANSWERS = answersOf('V61');
/** Ticked by mistake, and taken back. */
const SLIPS: Readonly<Partial<Record<QuestionId, readonly string[]>>> = {
  now: ['chest_breath'],
  soon: ['weight', 'lump'],
  health: ['cancer_now', 'blood_thinner'],
};

interface Given {
  readonly question: QuestionId;
  readonly value: AnswerValue;
  readonly slips: readonly string[];
}

/** In the order in which the questions are asked. */
export const GIVEN: readonly Given[] = QUESTION_IDS.flatMap(question => {
  const value = ANSWERS[question];
  return value === undefined ? [] : [{ question, value, slips: SLIPS[question] ?? [] }];
});

/** What is as good as nothing to know: "Yes", "None of these". */
const isTelling = (text: string): boolean => text.length > 15;

const chosen = GIVEN.flatMap(({ question, value, slips }) => {
  const texts: Readonly<Record<string, string>> = asking.questions[question].options;
  return [value, ...slips].flat().map(option => texts[option] ?? '');
});

export const CANARIES: readonly string[] = [
  ...PEOPLE.flatMap(person => Object.values(person)),
  ...chosen.filter(isTelling),
];
