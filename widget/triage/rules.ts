/**
 * The 85 rules of the specification (sections 3 and 4), in its order. A rule's first letter is its group:
 * E emergency, U urgent, S see a doctor first, C clearance, D defer, K caution, M/T/R the type of massage.
 * The visitor's reason for each stands in `#words` under the same id, what backs it in `evidence.ts`.
 */
import {
  all,
  any,
  type Condition,
  checked,
  complaint,
  expecting,
  fiftyUp,
  gaveBirth,
  hadCancer,
  is,
  long,
  not,
  pain,
  sixWeeks,
  spine,
  strong,
  under18,
} from './conditions.ts';

export const RULESET_VERSION = '1.0.0';

export interface Rule {
  readonly when: Condition;
  /** An S rule that a doctor's or physical therapist's check lifts ("unless checked"). */
  readonly unlessChecked?: true;
  /** The machine name of a K rule. */
  readonly caution?: Caution;
}

export type Caution =
  | 'blood_thinner'
  | 'fragile_bones'
  | 'reduced_feeling'
  | 'cancer_history'
  | 'joint_flare'
  | 'skin_avoid'
  | 'long_term_condition'
  | 'nerve_signs'
  | 'pregnancy_care'
  | 'postnatal_care'
  | 'cleared_condition'
  | 'guardian_consent'
  | 'guardian_present'
  | 'first_time'
  | 'massage_flare'
  | 'fresh_pain'
  | 'tests_pending'
  | 'advise_doctor'
  | 'checked_flag'
  | 'injury_start';

const rule = (when: Condition): Rule => ({ when });
const unlessChecked = (when: Condition): Rule => ({ when, unlessChecked: true });
const caution = (name: Caution, when: Condition): Rule => ({ when, caution: name });

const freshInjury = all(complaint, is('duration', 'lt72h'), any(is('pain_flags', 'fall'), is('goal', 'recovery')));
const painOrLong = any(pain(4), long);

const emergency = {
  E1: rule(is('now', 'chest_breath')),
  E2: rule(is('now', 'stroke')),
  E3: rule(is('now', 'worst_headache')),
  E4: rule(is('now', 'saddle')),
  E5: rule(is('now', 'legs')),
  E6: rule(is('now', 'accident')),
  E7: rule(is('now', 'cold_limb')),
  E8: rule(is('now', 'tummy_back')),
  E9: rule(is('now', 'meningitis')),
} satisfies Record<string, Rule>;

const urgent = {
  U1: rule(is('soon', 'one_leg')),
  U2: rule(is('soon', 'hot_area')),
  U3: rule(is('soon', 'effort')),
  U4: rule(all(is('soon', 'fever'), complaint, any(spine, pain(7)))),
  U5: rule(all(is('soon', 'weight'), complaint)),
  U6: rule(
    any(
      is('pregnancy_flags', 'bleed', 'tummy', 'head', 'swell', 'baby'),
      all(is('health', 'pregnant'), is('soon', 'fever')),
    ),
  ),
  U7: rule(is('pain_flags', 'weak')),
  U8: rule(is('pain_flags', 'no_weight')),
  U9: rule(all(is('pain_flags', 'fall'), any(is('health', 'bones'), is('age', '65_up')))),
  U10: rule(all(is('pain_flags', 'head_eye'), fiftyUp)),
  U11: rule(all(hadCancer, complaint, spine, any(is('pain_flags', 'night', 'worsening'), pain(7)))),
  U12: rule(all(is('soon', 'fever'), is('health', 'cancer_now', 'surgery'))),
} satisfies Record<string, Rule>;

const soon = {
  S1: rule(all(is('soon', 'weight'), not(complaint))),
  S2: rule(is('soon', 'lump')),
  S3: unlessChecked(is('pain_flags', 'night')),
  S4: unlessChecked(is('pain_flags', 'worsening')),
  S5: unlessChecked(is('pain_flags', 'stiff_morning')),
  S6: unlessChecked(is('pain_flags', 'dizzy')),
  S7: unlessChecked(all(is('pain_flags', 'head_eye'), not(fiftyUp))),
  S8: unlessChecked(all(complaint, is('area', 'head_jaw'), fiftyUp, pain(4))),
  S9: unlessChecked(all(complaint, is('area', 'tummy_chest'))),
  S10: unlessChecked(pain(9)),
  S11: unlessChecked(all(under18, complaint, any(pain(7), all(pain(4), sixWeeks)))),
  S12: unlessChecked(all(hadCancer, complaint, any(all(spine, pain(4)), pain(7)))),
  S13: unlessChecked(all(is('age', '65_up'), complaint, spine, pain(7))),
  S14: unlessChecked(all(is('prior', 'worse'), pain(7))),
  S15: unlessChecked(all(any(expecting, is('pregnancy_stage', 'post_lt6w')), pain(7))),
} satisfies Record<string, Rule>;

const clearance = {
  C1: rule(is('health', 'organ')),
  C2: rule(is('health', 'clot_bleed')),
  C3: rule(is('health', 'cancer_now')),
  C4: rule(is('health', 'surgery')),
  C5: rule(is('health', 'lymph')),
  C6: rule(is('pregnancy_stage', 't1')),
  C7: rule(is('pregnancy_flags', 'high_risk')),
  C8: rule(is('pregnancy_stage', 'post_lt6w')),
} satisfies Record<string, Rule>;

const defer = {
  D1: rule(is('soon', 'ill')),
  D2: rule(is('soon', 'fever')),
  D3: rule(freshInjury),
} satisfies Record<string, Rule>;

const anyOf = (rules: Readonly<Record<string, Rule>>): Condition =>
  any(...Object.values(rules).map(({ when }) => when));

/** Some C rule's condition holds, cleared or not: whether `clearance` is asked (Q8) and K11 can be. */
export const needsClearance = anyOf(clearance);

const softFlag = any(
  ...Object.values<Rule>(soon)
    .filter(({ unlessChecked }) => unlessChecked)
    .map(({ when }) => when),
);

const cautions = {
  K1: caution('blood_thinner', is('health', 'blood_thinner')),
  K2: caution('fragile_bones', is('health', 'bones')),
  K3: caution('reduced_feeling', is('health', 'numb')),
  K4: caution('cancer_history', is('health', 'cancer_past')),
  K5: caution('joint_flare', is('health', 'arthritis')),
  K6: caution('skin_avoid', is('health', 'skin')),
  K7: caution('long_term_condition', is('health', 'other')),
  K8: caution('nerve_signs', is('pain_flags', 'tingle')),
  K9: caution('pregnancy_care', expecting),
  K10: caution('postnatal_care', gaveBirth),
  K11: caution('cleared_condition', all(needsClearance, is('clearance', 'yes'))),
  K12: caution('guardian_consent', is('age', '16_17')),
  K13: caution('guardian_present', is('age', 'u16')),
  K14: caution('first_time', is('prior', 'never')),
  K15: caution('massage_flare', is('prior', 'worse')),
  K16: caution('fresh_pain', all(complaint, is('duration', 'lt72h'), not(freshInjury))),
  K17: caution('tests_pending', is('other_care', 'waiting')),
  K18: caution('advise_doctor', all(is('other_care', 'no'), any(long, pain(7)))),
  K19: caution('checked_flag', all(checked, softFlag)),
  K20: caution('injury_start', is('pain_flags', 'fall')),
} satisfies Record<string, Rule>;

/** M1 to M6 need nothing of `want`; while none of them holds, `want` is asked (Q16). */
const medicalByFacts = {
  M1: rule(all(complaint, is('other_care', 'recommended'))),
  M2: rule(all(complaint, is('prior', 'partial'), painOrLong)),
  M3: rule(all(complaint, is('prior', 'no_help'), painOrLong)),
  M4: rule(all(complaint, is('prior', 'worse'), painOrLong)),
  M5: rule(all(is('health', 'lymph'), not(is('goal', 'relax')))),
  M6: rule(all(complaint, long, strong)),
} satisfies Record<string, Rule>;

export const medicalWithoutAsking = anyOf(medicalByFacts);

const medical = {
  ...medicalByFacts,
  M7: rule(all(is('want', 'get_back'), any(is('goal', 'recovery'), strong, sixWeeks))),
  M8: rule(all(is('want', 'find_cause'), any(long, all(pain(4), sixWeeks)))),
} satisfies Record<string, Rule>;

export const fitsMedical = anyOf(medical);

const types = {
  T1: rule(all(fitsMedical, is('course_ok', 'no'))),
  R1: rule(all(is('goal', 'relax'), not(complaint))),
  R2: rule(all(is('goal', 'relax'), is('want', 'relaxed'), not(strong))),
  R3: rule(all(is('goal', 'tension'), is('want', 'relaxed'), not(pain(4)), not(strong))),
  T2: rule(all(is('goal', 'relax'), strong)),
  T3: rule(is('goal', 'relax')),
  T4: rule(all(complaint, is('prior', 'resolved'))),
  T5: rule(is('goal', 'pain', 'recovery')),
  T6: rule(is('goal', 'tension')),
  T7: rule(is('goal', 'sport', 'job')),
} satisfies Record<string, Rule>;

const groups = { ...emergency, ...urgent, ...soon, ...clearance, ...defer, ...medical, ...types, ...cautions };

export type RuleId = keyof typeof groups;

/** All rules by id, in the order in which they decide and are shown. */
export const RULES: Readonly<Record<RuleId, Rule>> = groups;

const idsOf = <Id extends RuleId>(group: Readonly<Record<Id, Rule>>): readonly Id[] =>
  Object.keys(group).filter((id): id is Id => id in group);
export const RULE_IDS = idsOf(groups);
export const EMERGENCY_RULES = idsOf(emergency);
export const URGENT_RULES = idsOf(urgent);
export const SOON_RULES = idsOf(soon);
export const CLEARANCE_RULES = idsOf(clearance);
export const DEFER_RULES = idsOf(defer);
export const CAUTION_RULES = idsOf(cautions);
export const MEDICAL_RULES = idsOf(medical);
/** The T and R rules that decide when no M rule holds, in the order they are tried (section 4, step 3). */
export const TYPE_RULES = idsOf(types).filter(id => id !== 'T1');
