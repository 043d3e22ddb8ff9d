// Every condition the triage reads, by the place it stands in, and the nodes inside one.
import { SHOWN_WHEN } from '#triage/answers.ts';
import { type Condition, holds } from '#triage/conditions.ts';
import { optionsOf } from '#triage/questions.ts';
import { ASKED_WHEN } from '#triage/route.ts';
import { RULES, TYPE_RULES } from '#triage/rules.ts';
import { TAGS } from '#triage/tags.ts';
import { EXCLUSIONS, EXTRAS } from '#triage/techniques.ts';

export const childrenOf = (condition: Condition): readonly Condition[] => {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of;
    case 'not':
    case 'term':
      return [condition.of];
    default:
      return [];
  }
};

/** The condition and everything below it. */
export const nodesOf = (condition: Condition): readonly Condition[] => [
  condition,
  ...childrenOf(condition).flatMap(nodesOf),
];

export const placesOf = (): ReadonlyMap<string, Condition> =>
  new Map<string, Condition>([
    ...Object.entries(RULES).map(([id, { when }]) => [`rule ${id}`, when] as const),
    ...Object.entries(ASKED_WHEN).map(([id, when]) => [`asked ${id}`, when] as const),
    ...Object.entries(SHOWN_WHEN).flatMap(([question, options]) =>
      Object.entries(options).map(([option, when]) => [`shown ${question}.${option}`, when] as const),
    ),
    ...Object.entries(TAGS).map(([id, when]) => [`tag ${id}`, when] as const),
    ...EXCLUSIONS.map(({ when }, row) => [`exclusion ${row + 1}`, when] as const),
    ...EXTRAS.map(({ technique, when }) => [`extra ${technique}`, when] as const),
  ]);

/** Goals for which no type rule holds on the goal alone: with one, section 4 could end without a type. */
export const goalsWithoutType = (): readonly string[] =>
  optionsOf('goal').filter(
    goal => !TYPE_RULES.some(id => nodesOf(RULES[id].when).length === 1 && holds(RULES[id].when, { goal })),
  );
