// The ways in which one condition can be written wrong. Trees are copied, never changed.
import type { Condition } from '#triage/conditions.ts';

/** A wrong condition and what was done to the right one. */
export interface Miswritten {
  readonly what: string;
  readonly condition: Condition;
}

/** The condition in short, as a reader of the mutation report knows it. */
export function short(condition: Condition): string {
  switch (condition.kind) {
    case 'is':
      return `${condition.question}:${condition.options.join('|')}`;
    case 'atLeast':
      return `pain>=${condition.value}`;
    case 'not':
      return `not(${short(condition.of)})`;
    case 'term':
      return condition.name;
    case 'all':
    case 'any':
      // The groups of rules would fill a page.
      return `${condition.kind}(${condition.of.length > 4 ? `${condition.of.length} rules` : condition.of.map(short).join(', ')})`;
  }
}

const not = (of: Condition): Condition => (of.kind === 'not' ? of.of : { kind: 'not', of });
const without = <T>(list: readonly T[], index: number): readonly T[] => list.filter((_, other) => other !== index);

/** Slips that take the condition as a whole. */
export const wholly = (condition: Condition): readonly Miswritten[] => [
  { what: `always instead of ${short(condition)}`, condition: { kind: 'all', of: [] } },
  { what: `never instead of ${short(condition)}`, condition: { kind: 'any', of: [] } },
  { what: `not ${short(condition)}`, condition: not(condition) },
];

/**
 * @param condition the right one, whose top node is always opened
 * @param isName says that a node below stands in the source as a name: it is negated or dropped, but not opened
 */
export const miswritten = (condition: Condition, isName: (node: Condition) => boolean): readonly Miswritten[] => [
  ...wholly(condition),
  ...slips(condition, isName),
];

const inside = (node: Condition, isName: (node: Condition) => boolean): readonly Miswritten[] => [
  { what: `not ${short(node)}`, condition: not(node) },
  ...(isName(node) ? [] : slips(node, isName)),
];

function slips(node: Condition, isName: (node: Condition) => boolean): readonly Miswritten[] {
  switch (node.kind) {
    case 'is':
      // Without its only option it never holds, which is a slip of the whole.
      return node.options.length === 1 ? [] : optionSlips(node);
    case 'atLeast':
      return [1, -1].map(by => ({ what: `pain>=${node.value + by}`, condition: { ...node, value: node.value + by } }));
    case 'not':
      return inside(node.of, isName).map(({ what, condition }) => ({
        what,
        condition: { kind: 'not', of: condition },
      }));
    case 'term':
      return [];
    case 'all':
    case 'any':
      return groupSlips(node, isName);
  }
}

const optionSlips = (node: Extract<Condition, { kind: 'is' }>): readonly Miswritten[] =>
  node.options.map((option, index) => ({
    what: `without ${node.question}.${option}`,
    condition: { ...node, options: without(node.options, index) },
  }));

type Group = Extract<Condition, { kind: 'all' | 'any' }>;

function groupSlips(node: Group, isName: (node: Condition) => boolean): readonly Miswritten[] {
  const { kind, of } = node;
  const swapped = kind === 'all' ? 'any' : 'all';
  return [
    { what: `${swapped} instead of ${short(node)}`, condition: { kind: swapped, of } },
    ...of.map((part, index) => ({
      what: `${kind} without ${short(part)}`,
      condition: { kind, of: without(of, index) },
    })),
    ...of.flatMap((part, index) =>
      inside(part, isName).map(({ what, condition }) => ({ what, condition: { kind, of: of.with(index, condition) } })),
    ),
  ];
}
