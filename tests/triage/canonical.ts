// One text per verdict: equal texts are equal verdicts. Lists count as sets, yet a double entry shows.
import type { Result, Unanswered } from '#triage/triage.ts';
import type { OracleResult } from './oracle.ts';

const sorted = (list: readonly string[]): readonly string[] => [...list].sort();

export function canonical(verdict: Result | Unanswered | OracleResult): string {
  if ('next' in verdict) return `next: ${verdict.next}`;
  const { outcome, urgency, booking, deciding, guardian } = verdict;
  const lists = [verdict.rules, verdict.cautions, verdict.tags, verdict.techniques].map(sorted);
  return JSON.stringify([outcome, urgency, booking, deciding, ...lists, guardian]);
}
