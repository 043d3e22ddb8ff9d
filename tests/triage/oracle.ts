// A second statement of the triage, written from the specification and its contract alone. It shares no code, data or
// type with widget/triage, on purpose: where the two agree on random answers, neither is merely agreeing with itself.

interface Referred {
  outcome: string;
  urgency: string;
  booking: string;
  deciding: string;
  rules: string[];
  cautions: string[];
  tags: string[];
  techniques: string[];
  guardian: boolean;
}

/** What the contract promises: the next question's id, or the whole result. Lists are in the specification's order. */
export type OracleResult = { next: string } | Referred;

type Said = { [question: string]: string | number | string[] };

const CHOICES: { [question: string]: string[] } = {
  goal: ['relax', 'tension', 'pain', 'sport', 'job', 'recovery'],
  now: [
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
  soon: ['one_leg', 'hot_area', 'effort', 'fever', 'ill', 'weight', 'lump', 'none'],
  age: ['u16', '16_17', '18_49', '50_64', '65_up'],
  health: [
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
  pregnancy_stage: ['t1', 't2_t3', 'post_lt6w', 'post_6w'],
  pregnancy_flags: ['bleed', 'tummy', 'head', 'swell', 'baby', 'high_risk', 'none'],
  clearance: ['yes', 'no', 'unsure'],
  area: ['head_jaw', 'neck', 'shoulder_arm', 'upper_back', 'low_back', 'hip_leg', 'foot', 'tummy_chest', 'all_over'],
  duration: ['lt72h', 'lt6w', '6w_3m', 'gt3m'],
  impact: ['little', 'some', 'a_lot'],
  pain_flags: [
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
  other_care: ['recommended', 'checked_ok', 'waiting', 'no'],
  prior: ['never', 'yes_general', 'resolved', 'partial', 'no_help', 'worse'],
  want: ['relaxed', 'ease', 'find_cause', 'get_back'],
  course_ok: ['yes', 'maybe', 'no'],
};

const ORDER = [
  'goal',
  'now',
  'soon',
  'age',
  'health',
  'pregnancy_stage',
  'pregnancy_flags',
  'clearance',
  'pain_level',
  'area',
  'duration',
  'impact',
  'pain_flags',
  'other_care',
  'prior',
  'want',
  'course_ok',
];

const MULTI = ['now', 'soon', 'health', 'pregnancy_flags', 'area', 'pain_flags'];
const SKIPPED_WHEN_SOON = ['clearance', 'duration', 'impact', 'other_care', 'prior', 'want', 'course_ok'];
const UNLESS_CHECKED = ['S3', 'S4', 'S5', 'S6', 'S7', 'S8', 'S9', 'S10', 'S11', 'S12', 'S13', 'S14', 'S15'];

/** Was this option chosen (single) or ticked (multi)? */
function said(a: Said, question: string, ...options: string[]): boolean {
  const answer = a[question];
  if (typeof answer === 'string') return options.includes(answer);
  if (Array.isArray(answer)) return options.some(option => answer.includes(option));
  return false;
}

function painAtLeast(a: Said, level: number): boolean {
  const pain = a['pain_level'];
  return typeof pain === 'number' && pain >= level;
}

// The terms of section 2.

function complaint(a: Said): boolean {
  return said(a, 'goal', 'tension', 'pain', 'recovery') || painAtLeast(a, 4);
}

function strong(a: Said): boolean {
  return painAtLeast(a, 7) || said(a, 'impact', 'a_lot');
}

function long(a: Said): boolean {
  return said(a, 'duration', 'gt3m');
}

function sixWeeksOrMore(a: Said): boolean {
  return said(a, 'duration', '6w_3m', 'gt3m');
}

function spine(a: Said): boolean {
  return said(a, 'area', 'neck', 'upper_back', 'low_back');
}

function checked(a: Said): boolean {
  return said(a, 'other_care', 'recommended', 'checked_ok');
}

function expecting(a: Said): boolean {
  return said(a, 'pregnancy_stage', 't1', 't2_t3');
}

function fiftyPlus(a: Said): boolean {
  return said(a, 'age', '50_64', '65_up');
}

function under18(a: Said): boolean {
  return said(a, 'age', 'u16', '16_17');
}

function hadCancer(a: Said): boolean {
  return said(a, 'health', 'cancer_now', 'cancer_past');
}

// Section 3: for each table the ids of the rules whose condition column holds.

function emergencies(a: Said): string[] {
  const found: string[] = [];
  if (said(a, 'now', 'chest_breath')) found.push('E1');
  if (said(a, 'now', 'stroke')) found.push('E2');
  if (said(a, 'now', 'worst_headache')) found.push('E3');
  if (said(a, 'now', 'saddle')) found.push('E4');
  if (said(a, 'now', 'legs')) found.push('E5');
  if (said(a, 'now', 'accident')) found.push('E6');
  if (said(a, 'now', 'cold_limb')) found.push('E7');
  if (said(a, 'now', 'tummy_back')) found.push('E8');
  if (said(a, 'now', 'meningitis')) found.push('E9');
  return found;
}

function urgents(a: Said): string[] {
  const found: string[] = [];
  const fever = said(a, 'soon', 'fever');
  if (said(a, 'soon', 'one_leg')) found.push('U1');
  if (said(a, 'soon', 'hot_area')) found.push('U2');
  if (said(a, 'soon', 'effort')) found.push('U3');
  if (fever && complaint(a) && (spine(a) || painAtLeast(a, 7))) found.push('U4');
  if (said(a, 'soon', 'weight') && complaint(a)) found.push('U5');
  if (said(a, 'pregnancy_flags', 'bleed', 'tummy', 'head', 'swell', 'baby')) found.push('U6');
  else if (said(a, 'health', 'pregnant') && fever) found.push('U6');
  if (said(a, 'pain_flags', 'weak')) found.push('U7');
  if (said(a, 'pain_flags', 'no_weight')) found.push('U8');
  if (said(a, 'pain_flags', 'fall') && (said(a, 'health', 'bones') || said(a, 'age', '65_up'))) found.push('U9');
  if (said(a, 'pain_flags', 'head_eye') && fiftyPlus(a)) found.push('U10');
  const alarming = said(a, 'pain_flags', 'night', 'worsening') || painAtLeast(a, 7);
  if (hadCancer(a) && complaint(a) && spine(a) && alarming) found.push('U11');
  if (fever && said(a, 'health', 'cancer_now', 'surgery')) found.push('U12');
  return found;
}

/** Conditions only: whether a check-up lifts the rule is decided by the callers. */
function soons(a: Said): string[] {
  const found: string[] = [];
  if (said(a, 'soon', 'weight') && !complaint(a)) found.push('S1');
  if (said(a, 'soon', 'lump')) found.push('S2');
  if (said(a, 'pain_flags', 'night')) found.push('S3');
  if (said(a, 'pain_flags', 'worsening')) found.push('S4');
  if (said(a, 'pain_flags', 'stiff_morning')) found.push('S5');
  if (said(a, 'pain_flags', 'dizzy')) found.push('S6');
  if (said(a, 'pain_flags', 'head_eye') && !fiftyPlus(a)) found.push('S7');
  if (complaint(a) && said(a, 'area', 'head_jaw') && fiftyPlus(a) && painAtLeast(a, 4)) found.push('S8');
  if (complaint(a) && said(a, 'area', 'tummy_chest')) found.push('S9');
  if (painAtLeast(a, 9)) found.push('S10');
  const strongOrLasting = painAtLeast(a, 7) || (painAtLeast(a, 4) && sixWeeksOrMore(a));
  if (under18(a) && complaint(a) && strongOrLasting) found.push('S11');
  const spinalOrStrong = (spine(a) && painAtLeast(a, 4)) || painAtLeast(a, 7);
  if (hadCancer(a) && complaint(a) && spinalOrStrong) found.push('S12');
  if (said(a, 'age', '65_up') && complaint(a) && spine(a) && painAtLeast(a, 7)) found.push('S13');
  if (said(a, 'prior', 'worse') && painAtLeast(a, 7)) found.push('S14');
  if ((expecting(a) || said(a, 'pregnancy_stage', 'post_lt6w')) && painAtLeast(a, 7)) found.push('S15');
  return found;
}

function clearances(a: Said): string[] {
  const found: string[] = [];
  if (said(a, 'health', 'organ')) found.push('C1');
  if (said(a, 'health', 'clot_bleed')) found.push('C2');
  if (said(a, 'health', 'cancer_now')) found.push('C3');
  if (said(a, 'health', 'surgery')) found.push('C4');
  if (said(a, 'health', 'lymph')) found.push('C5');
  if (said(a, 'pregnancy_stage', 't1')) found.push('C6');
  if (said(a, 'pregnancy_flags', 'high_risk')) found.push('C7');
  if (said(a, 'pregnancy_stage', 'post_lt6w')) found.push('C8');
  return found;
}

function deferrals(a: Said): string[] {
  const found: string[] = [];
  if (said(a, 'soon', 'ill')) found.push('D1');
  if (said(a, 'soon', 'fever')) found.push('D2');
  const injury = said(a, 'pain_flags', 'fall') || said(a, 'goal', 'recovery');
  if (complaint(a) && said(a, 'duration', 'lt72h') && injury) found.push('D3');
  return found;
}

/** Pairs of rule id and the caution's machine name. */
function cautionRules(a: Said): [string, string][] {
  const found: [string, string][] = [];
  if (said(a, 'health', 'blood_thinner')) found.push(['K1', 'blood_thinner']);
  if (said(a, 'health', 'bones')) found.push(['K2', 'fragile_bones']);
  if (said(a, 'health', 'numb')) found.push(['K3', 'reduced_feeling']);
  if (said(a, 'health', 'cancer_past')) found.push(['K4', 'cancer_history']);
  if (said(a, 'health', 'arthritis')) found.push(['K5', 'joint_flare']);
  if (said(a, 'health', 'skin')) found.push(['K6', 'skin_avoid']);
  if (said(a, 'health', 'other')) found.push(['K7', 'long_term_condition']);
  if (said(a, 'pain_flags', 'tingle')) found.push(['K8', 'nerve_signs']);
  if (expecting(a)) found.push(['K9', 'pregnancy_care']);
  if (said(a, 'pregnancy_stage', 'post_lt6w', 'post_6w')) found.push(['K10', 'postnatal_care']);
  if (clearances(a).length > 0 && said(a, 'clearance', 'yes')) found.push(['K11', 'cleared_condition']);
  if (said(a, 'age', '16_17')) found.push(['K12', 'guardian_consent']);
  if (said(a, 'age', 'u16')) found.push(['K13', 'guardian_present']);
  if (said(a, 'prior', 'never')) found.push(['K14', 'first_time']);
  if (said(a, 'prior', 'worse')) found.push(['K15', 'massage_flare']);
  const fresh = complaint(a) && said(a, 'duration', 'lt72h');
  if (fresh && !deferrals(a).includes('D3')) found.push(['K16', 'fresh_pain']);
  if (said(a, 'other_care', 'waiting')) found.push(['K17', 'tests_pending']);
  if (said(a, 'other_care', 'no') && (long(a) || painAtLeast(a, 7))) found.push(['K18', 'advise_doctor']);
  if (checked(a) && soons(a).some(id => UNLESS_CHECKED.includes(id))) found.push(['K19', 'checked_flag']);
  if (said(a, 'pain_flags', 'fall')) found.push(['K20', 'injury_start']);
  return found;
}

// Section 4.

function firstSixMedical(a: Said): string[] {
  const found: string[] = [];
  const painOrLong = painAtLeast(a, 4) || long(a);
  if (complaint(a) && said(a, 'other_care', 'recommended')) found.push('M1');
  if (complaint(a) && said(a, 'prior', 'partial') && painOrLong) found.push('M2');
  if (complaint(a) && said(a, 'prior', 'no_help') && painOrLong) found.push('M3');
  if (complaint(a) && said(a, 'prior', 'worse') && painOrLong) found.push('M4');
  if (said(a, 'health', 'lymph') && !said(a, 'goal', 'relax')) found.push('M5');
  if (complaint(a) && long(a) && strong(a)) found.push('M6');
  return found;
}

function medical(a: Said): string[] {
  const found = firstSixMedical(a);
  const worthAPlan = said(a, 'goal', 'recovery') || strong(a) || sixWeeksOrMore(a);
  if (said(a, 'want', 'get_back') && worthAPlan) found.push('M7');
  const keepsComing = long(a) || (painAtLeast(a, 4) && sixWeeksOrMore(a));
  if (said(a, 'want', 'find_cause') && keepsComing) found.push('M8');
  return found;
}

function otherType(a: Said): [string, string] {
  const relax = said(a, 'goal', 'relax');
  const calm = said(a, 'want', 'relaxed');
  if (relax && !complaint(a)) return ['R1', 'RELAXATION'];
  if (relax && calm && !strong(a)) return ['R2', 'RELAXATION'];
  if (said(a, 'goal', 'tension') && calm && !painAtLeast(a, 4) && !strong(a)) return ['R3', 'RELAXATION'];
  if (relax && strong(a)) return ['T2', 'THERAPEUTIC'];
  if (relax) return ['T3', 'THERAPEUTIC'];
  if (complaint(a) && said(a, 'prior', 'resolved')) return ['T4', 'THERAPEUTIC'];
  if (said(a, 'goal', 'pain', 'recovery')) return ['T5', 'THERAPEUTIC'];
  if (said(a, 'goal', 'tension')) return ['T6', 'THERAPEUTIC'];
  return ['T7', 'THERAPEUTIC'];
}

// Section 7.

function tagsFor(a: Said): string[] {
  const tags: string[] = [];
  if (said(a, 'goal', 'sport', 'job')) tags.push('sports');
  if (said(a, 'goal', 'job')) tags.push('physical_job');
  if (expecting(a)) tags.push('prenatal');
  if (said(a, 'pregnancy_stage', 'post_lt6w', 'post_6w')) tags.push('postnatal');
  if (said(a, 'health', 'lymph')) tags.push('lymphatic');
  if (hadCancer(a)) tags.push('oncology');
  if (said(a, 'health', 'surgery')) tags.push('post_surgical');
  if (said(a, 'goal', 'recovery') || said(a, 'pain_flags', 'fall')) tags.push('injury');
  if (long(a)) tags.push('chronic');
  if (said(a, 'area', 'head_jaw')) tags.push('headache');
  if (under18(a)) tags.push('minor');
  return tags;
}

// Section 8, with the lists of section 6.

const DEEP = ['deep_tissue', 'trigger_point', 'neuromuscular', 'cross_fiber_friction', 'periosteal', 'cupping'];

const LISTS: { [type: string]: string[] } = {
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
};

function leftOut(a: Said): string[] {
  const out: string[] = [];
  const health = (...options: string[]) => said(a, 'health', ...options);
  if (health('blood_thinner', 'clot_bleed')) out.push(...DEEP, 'vibration', 'connective_tissue');
  if (health('clot_bleed', 'organ')) out.push('lymphatic_drainage');
  if (health('bones')) {
    out.push('deep_tissue', 'periosteal', 'cross_fiber_friction', 'vibration', 'pnf_stretching', 'cupping');
  }
  if (health('numb')) out.push('deep_tissue', 'cupping', 'periosteal');
  if (hadCancer(a)) out.push('deep_tissue', 'periosteal', 'cupping');
  if (health('cancer_now') && !said(a, 'clearance', 'yes')) out.push('lymphatic_drainage');
  if (health('lymph')) out.push('deep_tissue', 'cupping');
  if (expecting(a)) out.push(...DEEP, 'vibration', 'reflexology', 'segment_reflex', 'pnf_stretching');
  if (said(a, 'pregnancy_stage', 'post_lt6w')) out.push('deep_tissue', 'cupping', 'pnf_stretching');
  if (health('surgery')) out.push('deep_tissue', 'cupping', 'cross_fiber_friction', 'pnf_stretching');
  if (said(a, 'duration', 'lt72h')) out.push('deep_tissue', 'cross_fiber_friction', 'periosteal', 'cupping');
  if (health('arthritis')) out.push('cross_fiber_friction', 'periosteal');
  if (said(a, 'prior', 'worse')) out.push('deep_tissue', 'periosteal', 'cupping');
  return out;
}

function techniquesFor(a: Said, type: string): string[] {
  const wished: string[] = [];
  if (said(a, 'health', 'pregnant')) wished.push('prenatal_postnatal');
  if (said(a, 'goal', 'sport', 'job')) wished.push('sports');
  if (said(a, 'health', 'lymph') && type !== 'RELAXATION') wished.push('lymphatic_drainage');
  wished.push(...(LISTS[type] ?? []));
  const out = leftOut(a);
  return [...new Set(wished)].filter(technique => !out.includes(technique));
}

// The contract: reading, cleaning, walking.

function read(answers: unknown, question: string): unknown {
  try {
    if (typeof answers !== 'object' || answers === null) return undefined;
    const proto: unknown = Object.getPrototypeOf(answers);
    if (proto !== null && proto !== Object.prototype) return undefined;
    if (!Object.hasOwn(answers, question)) return undefined;
    return Reflect.get(answers, question);
  } catch {
    return undefined;
  }
}

function shown(a: Said, question: string, option: string): boolean {
  if (option === 'baby') return expecting(a);
  if (option === 'dizzy') return said(a, 'area', 'head_jaw', 'neck');
  if (option === 'head_eye') return said(a, 'area', 'head_jaw');
  if (question === 'prior' && !complaint(a)) return option === 'never' || option === 'yes_general';
  return true;
}

function cleanTicks(a: Said, question: string, raw: unknown): string[] | undefined {
  if (!Array.isArray(raw) || raw.length === 0) return undefined;
  const choices = CHOICES[question] ?? [];
  let ticks: string[] = [];
  for (let i = 0; i < raw.length; i++) {
    const entry: unknown = raw[i];
    if (typeof entry !== 'string' || !choices.includes(entry)) return undefined;
    if (!ticks.includes(entry)) ticks.push(entry);
  }
  ticks = ticks.filter(tick => shown(a, question, tick));
  if (ticks.length > 1) ticks = ticks.filter(tick => tick !== 'none');
  if (ticks.length > 0) return ticks;
  return choices.includes('none') ? ['none'] : undefined;
}

function clean(a: Said, question: string, raw: unknown): string | number | string[] | undefined {
  if (question === 'pain_level') {
    return typeof raw === 'number' && Number.isInteger(raw) && raw >= 0 && raw <= 10 ? raw : undefined;
  }
  if (MULTI.includes(question)) {
    try {
      return cleanTicks(a, question, raw);
    } catch {
      return undefined;
    }
  }
  if (typeof raw !== 'string' || !(CHOICES[question] ?? []).includes(raw)) return undefined;
  return shown(a, question, raw) ? raw : 'yes_general';
}

function asked(a: Said, question: string): boolean {
  switch (question) {
    case 'pregnancy_stage':
    case 'pregnancy_flags':
      return said(a, 'health', 'pregnant');
    case 'clearance':
      return clearances(a).length > 0;
    case 'area':
    case 'duration':
    case 'pain_flags':
    case 'other_care':
      return complaint(a);
    case 'impact':
      return complaint(a) && !painAtLeast(a, 7);
    case 'want':
      return complaint(a) && firstSixMedical(a).length === 0;
    case 'course_ok':
      return medical(a).length > 0;
    default:
      return true;
  }
}

/** Is an S rule certain on what was said so far? */
function soonCertain(a: Said): boolean {
  const careKnown = a['other_care'] !== undefined && !checked(a);
  return soons(a).some(id => !UNLESS_CHECKED.includes(id) || careKnown);
}

function safety(a: Said): { e: string[]; u: string[]; s: string[]; c: string[]; d: string[] } {
  const lifted = checked(a);
  return {
    e: emergencies(a),
    u: urgents(a),
    s: soons(a).filter(id => !(lifted && UNLESS_CHECKED.includes(id))),
    c: said(a, 'clearance', 'yes') ? [] : clearances(a),
    d: deferrals(a),
  };
}

function refer(a: Said): Referred | undefined {
  const { e, u, s, c, d } = safety(a);
  const first = e[0] ?? u[0] ?? s[0];
  if (first === undefined) return undefined;
  return {
    outcome: 'REFER',
    urgency: e.length > 0 ? 'EMERGENCY' : u.length > 0 ? 'URGENT' : 'SOON',
    booking: 'none',
    deciding: first,
    rules: [...e, ...u, ...s, ...c, ...d],
    cautions: [],
    tags: [],
    techniques: [],
    guardian: under18(a),
  };
}

function typeOf(a: Said): { type: string; deciding: string; rules: string[] } {
  const m = medical(a);
  const first = m[0];
  if (first === undefined) {
    const [rule, type] = otherType(a);
    return { type, deciding: rule, rules: [rule] };
  }
  if (said(a, 'course_ok', 'no')) return { type: 'THERAPEUTIC', deciding: 'T1', rules: [...m, 'T1'] };
  return { type: 'MEDICAL', deciding: first, rules: m };
}

function result(a: Said): Referred {
  const referred = refer(a);
  if (referred !== undefined) return referred;
  const { c, d } = safety(a);
  const { type, deciding, rules } = typeOf(a);
  const cautions = cautionRules(a);
  return {
    outcome: type,
    urgency: c.length > 0 ? 'CLEARANCE' : d.length > 0 ? 'DEFER' : 'ROUTINE',
    booking: c.length > 0 ? 'talk_only' : d.length > 0 ? 'later' : 'open',
    deciding,
    rules: [...c, ...d, ...rules, ...cautions.map(([rule]) => rule)],
    cautions: cautions.map(([, name]) => name),
    tags: tagsFor(a),
    techniques: techniquesFor(a, type),
    guardian: under18(a),
  };
}

/**
 * The triage as the contract defines it.
 * @param answers anything; answers by question id are expected, in a plain object.
 * @returns the next question's id, or the result. Never throws and never changes its argument.
 */
export function oracle(answers: unknown): OracleResult {
  const a: Said = {};
  for (const question of ORDER) {
    if (emergencies(a).length > 0 || urgents(a).length > 0) break;
    if (soonCertain(a) && SKIPPED_WHEN_SOON.includes(question)) continue;
    if (!asked(a, question)) continue;
    const answer = clean(a, question, read(answers, question));
    if (answer === undefined) return { next: question };
    a[question] = answer;
  }
  return result(a);
}
