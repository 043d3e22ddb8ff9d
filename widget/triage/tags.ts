/** Specialisations (spec, section 7): they help to pick the therapist and never change type or urgency. */
import {
  type Answers,
  any,
  type Condition,
  expecting,
  gaveBirth,
  hadCancer,
  holds,
  is,
  long,
  under18,
} from './conditions.ts';

export const TAGS = {
  sports: is('goal', 'sport', 'job'),
  physical_job: is('goal', 'job'),
  prenatal: expecting,
  postnatal: gaveBirth,
  lymphatic: is('health', 'lymph'),
  oncology: hadCancer,
  post_surgical: is('health', 'surgery'),
  injury: any(is('goal', 'recovery'), is('pain_flags', 'fall')),
  chronic: long,
  headache: is('area', 'head_jaw'),
  minor: under18,
} as const satisfies Record<string, Condition>;

export type Tag = keyof typeof TAGS;
export const TAG_IDS = Object.keys(TAGS) as readonly Tag[];

/** The tags of a result with a massage type, in the spec's order. */
export const tagsFor = (answers: Answers): readonly Tag[] => TAG_IDS.filter(tag => holds(TAGS[tag], answers));
