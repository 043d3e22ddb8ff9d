/** How long a massage has to wait (spec, section 3, DEFER). */
import { DEFER_RULES, type RuleId } from './rules.ts';

const DAYS: Readonly<Partial<Record<RuleId, 3 | 7>>> = { D1: 7, D2: 7, D3: 3 };

/**
 * @param rules the rules of a result
 * @returns calendar days in the clinic's zone from today to the first bookable day; 0 when any day will do
 */
export function daysToWait(rules: readonly RuleId[]): 0 | 3 | 7 {
  const days = DEFER_RULES.filter(id => rules.includes(id)).map(id => DAYS[id] ?? 7);
  return days.includes(7) ? 7 : (days[0] ?? 0);
}
