/**
 * The 17 questions of the specification (section 2): ids, kinds and options, in the order they are asked.
 * When a question is asked is the route's business (`route.ts`), what it says is the words' (`#words`).
 */

export type QuestionKind = 'single' | 'multi' | 'scale';

interface QuestionShape {
  readonly kind: QuestionKind;
  readonly options: readonly string[];
}

export const QUESTIONS = {
  goal: { kind: 'single', options: ['relax', 'tension', 'pain', 'sport', 'job', 'recovery'] },
  now: {
    kind: 'multi',
    options: [
      'chest_breath',
      'stroke',
      'worst_headache',
      'saddle',
      'legs',
      'accident',
      'cold_limb',
      'tummy_back',
      'meningitis',
      'none',
    ],
  },
  soon: { kind: 'multi', options: ['one_leg', 'hot_area', 'effort', 'fever', 'ill', 'weight', 'lump', 'none'] },
  age: { kind: 'single', options: ['u16', '16_17', '18_49', '50_64', '65_up'] },
  health: {
    kind: 'multi',
    options: [
      'pregnant',
      'surgery',
      'organ',
      'clot_bleed',
      'cancer_now',
      'lymph',
      'blood_thinner',
      'bones',
      'cancer_past',
      'numb',
      'arthritis',
      'skin',
      'other',
      'none',
    ],
  },
  pregnancy_stage: { kind: 'single', options: ['t1', 't2_t3', 'post_lt6w', 'post_6w'] },
  pregnancy_flags: { kind: 'multi', options: ['bleed', 'tummy', 'head', 'swell', 'baby', 'high_risk', 'none'] },
  clearance: { kind: 'single', options: ['yes', 'no', 'unsure'] },
  pain_level: { kind: 'scale', options: [] },
  area: {
    kind: 'multi',
    options: [
      'head_jaw',
      'neck',
      'shoulder_arm',
      'upper_back',
      'low_back',
      'hip_leg',
      'foot',
      'tummy_chest',
      'all_over',
    ],
  },
  duration: { kind: 'single', options: ['lt72h', 'lt6w', '6w_3m', 'gt3m'] },
  impact: { kind: 'single', options: ['little', 'some', 'a_lot'] },
  pain_flags: {
    kind: 'multi',
    options: [
      'weak',
      'no_weight',
      'fall',
      'night',
      'worsening',
      'tingle',
      'stiff_morning',
      'dizzy',
      'head_eye',
      'none',
    ],
  },
  other_care: { kind: 'single', options: ['recommended', 'checked_ok', 'waiting', 'no'] },
  prior: { kind: 'single', options: ['never', 'yes_general', 'resolved', 'partial', 'no_help', 'worse'] },
  want: { kind: 'single', options: ['relaxed', 'ease', 'find_cause', 'get_back'] },
  course_ok: { kind: 'single', options: ['yes', 'maybe', 'no'] },
} as const satisfies Record<string, QuestionShape>;

export type QuestionId = keyof typeof QUESTIONS;

/** The option ids of one question; `never` for the 0–10 scale. */
export type OptionId<Q extends QuestionId> = (typeof QUESTIONS)[Q]['options'][number];

/** The ids in the order the questions are asked. */
export const QUESTION_IDS = Object.keys(QUESTIONS) as readonly QuestionId[];

/** How many of the first options of `health` stand together as the first group on its screen (spec, Q5). */
export const FIRST_HEALTH_GROUP = 6;

/** The greatest value of the 0–10 scale. */
export const SCALE_MAX = 10;

export const isQuestionId = (value: unknown): value is QuestionId =>
  typeof value === 'string' && Object.hasOwn(QUESTIONS, value);

/** The options of a question as plain strings, for code that walks over any question. */
export const optionsOf = (question: QuestionId): readonly string[] => QUESTIONS[question].options;
