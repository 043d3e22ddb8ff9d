/**
 * How well each rule is backed, and by what: for the clinician who signs the rules off and for the clinic's pages.
 * Apart from the rules, as a visitor's phone decides without it.
 */
import type { RuleId } from './rules.ts';

/** By a national service, guideline or the seeds; by professional bodies; by caution alone. */
export type Strength = 'strong' | 'moderate' | 'precaution';

export interface Evidence {
  readonly strength: Strength;
  /** Ids of the specification's sources (section 12), blank-separated; `A` and `B` are the two seed texts. */
  readonly sources: string;
}

const strong = (sources: string): Evidence => ({ strength: 'strong', sources });
const moderate = (sources: string): Evidence => ({ strength: 'moderate', sources });
const precaution = (sources: string): Evidence => ({ strength: 'precaution', sources });

export const EVIDENCE: Readonly<Record<RuleId, Evidence>> = {
  E1: strong('L14 L15'),
  E2: strong('L13 L23'),
  E3: strong('L12'),
  E4: strong('L04 L05 L06'),
  E5: strong('L04 L06 L07'),
  E6: strong('L04 L19'),
  E7: strong('L16'),
  E8: strong('L17'),
  E9: strong('L12 L18'),
  U1: strong('L15 L31 L33'),
  U2: strong('L20 L21'),
  U3: strong('L14'),
  U4: strong('L04 L05 L07'),
  U5: strong('L04 L05 L07'),
  U6: strong('L25 L26 L62'),
  U7: strong('L05 L07 L24'),
  U8: strong('L22'),
  U9: moderate('L05 L63'),
  U10: strong('L10 L12'),
  U11: strong('L05 L08'),
  U12: moderate('L34 L35 L31'),
  S1: strong('L04 L07'),
  S2: strong('L04 L33'),
  S3: strong('L04 L05 L07'),
  S4: strong('L04 L07'),
  S5: strong('L09 L11'),
  S6: moderate('L23 L38'),
  S7: moderate('L12'),
  S8: moderate('L10 L12'),
  S9: moderate('L33 L14'),
  S10: precaution('L07'),
  S11: moderate('L58'),
  S12: moderate('L05 L08'),
  S13: moderate('L05 L63'),
  S14: precaution('L38 L59'),
  S15: moderate('L62 L25'),
  C1: moderate('L39 L36'),
  C2: strong('L32 L33'),
  C3: strong('L34 L35 L32'),
  C4: moderate('L31 L33'),
  C5: moderate('L36'),
  C6: precaution('L27 L28 L32'),
  C7: strong('L28 L33'),
  C8: moderate('L29 L30'),
  D1: strong('L39'),
  D2: strong('L39 L33'),
  D3: strong('L22'),
  M1: strong('B'),
  M2: strong('A'),
  M3: strong('A'),
  M4: moderate('A L38'),
  M5: strong('A L36'),
  M6: moderate('B L47 L43'),
  M7: strong('B'),
  M8: strong('A'),
  T1: strong('A'),
  R1: strong('A'),
  R2: moderate('A'),
  R3: moderate('A'),
  T2: strong('A L48'),
  T3: moderate('A'),
  T4: strong('A'),
  T5: strong('A L44'),
  T6: strong('A'),
  T7: strong('B L42'),
  K1: strong('L32 L33'),
  K2: moderate('L37 L33'),
  K3: moderate('L61'),
  K4: moderate('L34 L35'),
  K5: moderate('L39'),
  K6: strong('L33 L34'),
  K7: moderate('L39 B'),
  K8: moderate('L03 L24'),
  K9: moderate('L28 L29'),
  K10: moderate('L25 L29 L30'),
  K11: moderate('L34 B'),
  K12: strong('L40 L41'),
  K13: strong('L40 L41'),
  K14: precaution('L54'),
  K15: moderate('L38 L59'),
  K16: moderate('L22 L44'),
  K17: precaution('B L33'),
  K18: moderate('L03 L33'),
  K19: moderate('B L07'),
  K20: precaution('L22 B'),
};

/** The sources of section 8, row by row as in `EXCLUSIONS`. */
export const EXCLUSION_SOURCES: readonly string[] = [
  'L32 L33',
  'L36',
  'L37',
  'L61',
  'L34 L35',
  'L34 L35',
  'L35 L36',
  'L28 L29',
  'L29 L30',
  'L31',
  'L22',
  'L39',
  'L38',
];
