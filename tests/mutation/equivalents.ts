// Mutants that no answer can show, because something else in the rules says the same. Each with the reason.
// A mutant that is listed and yet noticed makes the run fail, so the list cannot outlive its reasons.

const PLACE_IMPLIES = '`area` is asked only with a complaint, and pain of 7 or more is one.';
const PAIN_IMPLIES = 'Pain of 4 or more is a complaint by definition.';
const DURATION_IMPLIES = '`duration` is asked only with a complaint, so its answer counts only then.';
const PRIOR_IMPLIES = 'Without a complaint this answer to `prior` is not shown and counts as yes_general.';

/** By place, then by what was done: why nobody can tell. */
export const EQUIVALENTS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'shared freshInjury': { 'all without complaint': DURATION_IMPLIES },
  'rule U4': { 'all without complaint': PLACE_IMPLIES },
  'rule U11': { 'all without complaint': PLACE_IMPLIES },
  'rule S8': { 'all without complaint': PLACE_IMPLIES },
  'rule S9': { 'all without complaint': PLACE_IMPLIES },
  'rule S11': { 'all without complaint': PAIN_IMPLIES },
  'rule S12': { 'all without complaint': PAIN_IMPLIES },
  'rule S13': { 'all without complaint': PLACE_IMPLIES },
  'rule K16': { 'all without complaint': DURATION_IMPLIES },
  'rule M1': { 'all without complaint': '`other_care` is asked only with a complaint.' },
  'rule M2': { 'all without complaint': PRIOR_IMPLIES },
  'rule M3': { 'all without complaint': PRIOR_IMPLIES },
  'rule M4': { 'all without complaint': PRIOR_IMPLIES },
  'rule M6': { 'all without complaint': DURATION_IMPLIES },
  'rule T4': { 'all without complaint': PRIOR_IMPLIES },
  'rule T1': { 'all without any(8 rules)': '`course_ok` is asked only when an M rule holds.' },
  'rule T7': {
    'always instead of goal:sport|job': 'It is tried last, and every other goal has met a rule that holds before it.',
  },
  'rule K11': { 'all without any(8 rules)': '`clearance` is asked only when a C rule holds.' },
  'rule K19': {
    'all without checked':
      'Unchecked, the same flag is an S rule that holds: the result is REFER, which shows no caution.',
  },
};
