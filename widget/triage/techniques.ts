/** Techniques a result lists: the type's own and the extras, less what section 8 leaves out. */
import {
  type Answers,
  all,
  any,
  type Condition,
  expecting,
  gaveBirth,
  hadCancer,
  holds,
  is,
  not,
} from './conditions.ts';

export type MassageType = 'RELAXATION' | 'THERAPEUTIC' | 'MEDICAL';

/** Seed A's lists (spec, section 6). */
export const TECHNIQUES = {
  RELAXATION: ['swedish', 'reflexology'],
  THERAPEUTIC: ['deep_tissue', 'trigger_point', 'myofascial_release', 'sports', 'cupping', 'swedish', 'reflexology'],
  MEDICAL: [
    'lymphatic_drainage',
    'connective_tissue',
    'neuromuscular',
    'pnf_stretching',
    'vibration',
    'periosteal',
    'cross_fiber_friction',
    'myofascial_release',
    'segment_reflex',
  ],
} as const satisfies Record<MassageType, readonly string[]>;

export type Technique = (typeof TECHNIQUES)[MassageType][number] | 'prenatal_postnatal';

const deepGroup = [
  'deep_tissue',
  'trigger_point',
  'neuromuscular',
  'cross_fiber_friction',
  'periosteal',
  'cupping',
] as const satisfies readonly Technique[];

interface Exclusion {
  readonly when: Condition;
  readonly leaveOut: readonly Technique[];
}

/** Section 8, row by row; what backs each row stands in `evidence.ts`. */
export const EXCLUSIONS: readonly Exclusion[] = [
  {
    when: is('health', 'blood_thinner', 'clot_bleed'),
    leaveOut: [...deepGroup, 'vibration', 'connective_tissue'],
  },
  { when: is('health', 'clot_bleed', 'organ'), leaveOut: ['lymphatic_drainage'] },
  {
    when: is('health', 'bones'),
    leaveOut: ['deep_tissue', 'periosteal', 'cross_fiber_friction', 'vibration', 'pnf_stretching', 'cupping'],
  },
  { when: is('health', 'numb'), leaveOut: ['deep_tissue', 'cupping', 'periosteal'] },
  { when: hadCancer, leaveOut: ['deep_tissue', 'periosteal', 'cupping'] },
  {
    when: all(is('health', 'cancer_now'), not(is('clearance', 'yes'))),
    leaveOut: ['lymphatic_drainage'],
  },
  { when: is('health', 'lymph'), leaveOut: ['deep_tissue', 'cupping'] },
  {
    when: expecting,
    leaveOut: [...deepGroup, 'vibration', 'reflexology', 'segment_reflex', 'pnf_stretching'],
  },
  {
    when: is('pregnancy_stage', 'post_lt6w'),
    leaveOut: ['deep_tissue', 'cupping', 'pnf_stretching'],
  },
  {
    when: is('health', 'surgery'),
    leaveOut: ['deep_tissue', 'cupping', 'cross_fiber_friction', 'pnf_stretching'],
  },
  {
    when: is('duration', 'lt72h'),
    leaveOut: ['deep_tissue', 'cross_fiber_friction', 'periosteal', 'cupping'],
  },
  { when: is('health', 'arthritis'), leaveOut: ['cross_fiber_friction', 'periosteal'] },
  { when: is('prior', 'worse'), leaveOut: ['deep_tissue', 'periosteal', 'cupping'] },
];

/** Techniques that an answer adds to the type's list (spec, section 6; contract, "Result"). */
export const EXTRAS: readonly {
  readonly technique: Technique;
  readonly when: Condition;
  readonly notWith?: MassageType;
}[] = [
  { technique: 'prenatal_postnatal', when: any(expecting, gaveBirth) },
  { technique: 'sports', when: is('goal', 'sport', 'job') },
  { technique: 'lymphatic_drainage', when: is('health', 'lymph'), notWith: 'RELAXATION' },
];

/**
 * @param type the massage type of the result
 * @param answers the answers that count
 * @returns the techniques that may be shown, without doubles, extras first
 */
export function techniquesFor(type: MassageType, answers: Answers): readonly Technique[] {
  const extras = EXTRAS.filter(({ when, notWith }) => notWith !== type && holds(when, answers));
  const leftOut = new Set(EXCLUSIONS.filter(({ when }) => holds(when, answers)).flatMap(({ leaveOut }) => leaveOut));
  const listed = new Set<Technique>([...extras.map(({ technique }) => technique), ...TECHNIQUES[type]]);
  return [...listed].filter(technique => !leftOut.has(technique));
}
