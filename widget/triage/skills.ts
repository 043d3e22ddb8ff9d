/** Which of a result's tags say something about the therapist (spec, section 7). */
import type { Tag } from './tags.ts';

/** What a clinic's file may list as a therapist's skills: tags that ask for training of their own. */
export const SKILL_TAGS = [
  'sports',
  'prenatal',
  'postnatal',
  'lymphatic',
  'oncology',
] as const satisfies readonly Tag[];
export type Skill = (typeof SKILL_TAGS)[number];

/** Skills that are wished for: a therapist who has them is asked first, one who has not may still hold the talk. */
const WISHED: readonly Skill[] = ['sports'];

/** The skills a therapist must have for these tags. */
export const skillsNeeded = (tags: readonly Tag[]): readonly Skill[] =>
  SKILL_TAGS.filter(skill => tags.includes(skill) && !WISHED.includes(skill));

/** The skills that put a therapist first among those who have what is needed. */
export const skillsWished = (tags: readonly Tag[]): readonly Skill[] => WISHED.filter(skill => tags.includes(skill));

/** Does one of these therapists (a slot's `for`) have every skill that is needed? */
export const suits = (therapists: readonly (readonly string[])[], needed: readonly Skill[]): boolean =>
  therapists.some(skills => needed.every(skill => skills.includes(skill)));
