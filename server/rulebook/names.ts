/** How the rule book puts conditions: options in the visitor's words, other rules by their ids. */
import type { Condition } from '#triage/conditions.ts';
import { describe, type TextOf } from '#triage/describe.ts';
import { RULE_IDS, RULES, type RuleId } from '#triage/rules.ts';
import { asking } from '#words/en/asking.ts';

export const textOf: TextOf = (question, option) => {
  const options: Readonly<Record<string, string>> = asking.questions[question].options;
  const text = options[option];
  if (text === undefined) throw new Error(`no words for ${question}.${option}`);
  return text;
};

/** Terms have names of their own, also where a rule is nothing but the term. */
const RULE_OF = new Map<Condition, RuleId>(
  RULE_IDS.map(id => [RULES[id].when, id] as const).filter(([when]) => when.kind !== 'term'),
);

function nameOf(condition: Condition): string | undefined {
  const rule = RULE_OF.get(condition);
  if (rule !== undefined) return `the condition of ${rule} holds`;
  if (condition.kind !== 'any') return undefined;
  const rules = condition.of.flatMap(part => RULE_OF.get(part) ?? []);
  return rules.length === condition.of.length ? `the condition of any of ${listed(rules)} holds` : undefined;
}

function listed(rules: readonly RuleId[]): string {
  const run = RULE_IDS.filter(id => rules.includes(id));
  const isRun = RULE_IDS.join().includes(run.join());
  return isRun ? `${run[0]} to ${run.at(-1)}` : run.join(', ');
}

/** The condition as a sentence, with capital and full stop. */
export function sentence(condition: Condition): string {
  const text = describe(condition, textOf, part =>
    part === condition && RULE_OF.has(part) ? undefined : nameOf(part),
  );
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
