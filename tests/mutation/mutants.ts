// Every mutant of the rules as data: where it stands, what is wrong, and how to put it in place and take it out again.
// A mutant is as if one line of the source were written wrong. A name used in that line (a term, a shared condition, a
// group of rules) keeps its meaning; what is built from the line (such as "any C rule") follows it.
import { SHOWN_WHEN } from '#triage/answers.ts';
import {
  type Condition,
  checked,
  complaint,
  expecting,
  fiftyUp,
  gaveBirth,
  hadCancer,
  long,
  sixWeeks,
  spine,
  strong,
  under18,
} from '#triage/conditions.ts';
import { ASKED_WHEN, SKIPPED_WHEN_SOON } from '#triage/route.ts';
import {
  fitsMedical,
  medicalWithoutAsking,
  needsClearance,
  RULE_IDS,
  RULES,
  type RuleId,
  SOON_RULES,
} from '#triage/rules.ts';
import { TAGS } from '#triage/tags.ts';
import { EXCLUSIONS, EXTRAS, TECHNIQUES } from '#triage/techniques.ts';
import { childrenOf } from '../triage/condition-nodes.ts';
import { type Miswritten, miswritten, short, wholly } from './condition-mutants.ts';

export interface Mutant {
  readonly place: string;
  readonly what: string;
  /** The right condition at this place, to look for answers around it. */
  readonly around: Condition;
  /** Puts the mutant in place; what it returns takes it out again. */
  readonly apply: () => () => void;
}

function part(condition: Condition, index: number): Condition {
  const child = childrenOf(condition)[index];
  if (child === undefined) throw new Error(`${short(condition)} has no part ${index}`);
  return child;
}

const TERMS = [complaint, strong, long, sixWeeks, spine, checked, expecting, gaveBirth, fiftyUp, under18, hadCancer];

/** Conditions the source builds out of the rules themselves. */
const GROUPS: Readonly<Record<string, Condition>> = {
  needsClearance,
  medicalWithoutAsking,
  fitsMedical,
  softFlag: part(RULES.K19.when, 1),
};

/** Conditions the source shares between a few rules under a name of its own. */
const SHARED: Readonly<Record<string, Condition>> = {
  freshInjury: RULES.D3.when,
  painOrLong: part(RULES.M2.when, 2),
};

const NAMED = new Set<Condition>([...TERMS, ...Object.values(GROUPS), ...Object.values(SHARED)]);
const RULE_CONDITIONS = new Set<Condition>(Object.values(RULES).map(({ when }) => when));
const isName = (node: Condition): boolean => NAMED.has(node) || RULE_CONDITIONS.has(node);

/** Sets properties of an object that is read-only for everybody but a mutant. */
function put(target: object, values: Readonly<Record<string, unknown>>): () => void {
  const before = { ...target };
  for (const [key, value] of Object.entries(values)) Reflect.set(target, key, value);
  return () => {
    for (const key of Object.keys(target)) if (!Object.hasOwn(before, key)) Reflect.deleteProperty(target, key);
    Object.assign(target, before);
  };
}

/** Makes one node, wherever it is used, mean something else. */
function become(node: Condition, other: Condition): () => void {
  const before = { ...node };
  const swap = (to: Condition): void => {
    for (const key of Object.keys(node)) Reflect.deleteProperty(node, key);
    Object.assign(node, to);
  };
  swap(other);
  return () => swap(before);
}

const together = (undos: readonly (() => void)[]) => (): void => {
  for (const undo of undos) undo();
};

/** Changes a rule's condition, also inside the groups built from it. */
function putWhen(id: RuleId, when: Condition): () => void {
  const right = RULES[id].when;
  const follow = Object.values(GROUPS).flatMap(group =>
    childrenOf(group).includes(right)
      ? [put(group, { of: childrenOf(group).map(one => (one === right ? when : one)) })]
      : [],
  );
  return together([...follow, put(RULES[id], { when })]);
}

const conditionMutants = (
  place: string,
  right: Condition,
  apply: (wrong: Condition) => () => void,
  wrongs: readonly Miswritten[] = NAMED.has(right) ? wholly(right) : miswritten(right, isName),
): readonly Mutant[] =>
  wrongs.map(({ what, condition }) => ({ place, what, around: right, apply: () => apply(condition) }));

const named = (kind: string, name: string, node: Condition): readonly Mutant[] =>
  // The copy keeps a mutant such as "not itself" from containing itself.
  conditionMutants(`${kind} ${name}`, node, wrong => become(node, wrong), miswritten({ ...node }, isName));

function termMutants(term: Condition): readonly Mutant[] {
  const name = short(term);
  return conditionMutants(`term ${name}`, part(term, 0), of => put(term, { of }));
}

function checkMutant(id: RuleId): Mutant {
  const soft = GROUPS['softFlag'];
  if (soft === undefined) throw new Error('no soft flags');
  const { when, unlessChecked } = RULES[id];
  const others = childrenOf(soft).filter(one => one !== when);
  return {
    place: `rule ${id}`,
    what: unlessChecked ? 'not lifted by a check' : 'lifted by a check',
    around: when,
    apply: () =>
      together([
        put(RULES[id], { unlessChecked: unlessChecked ? undefined : true }),
        put(soft, { of: unlessChecked ? others : [...others, when] }),
      ]),
  };
}

const listMutants = (place: string, list: readonly string[], around: Condition): readonly Mutant[] =>
  list.map((entry, index) => ({
    place,
    what: `list without ${entry}`,
    around,
    apply: () => {
      const before = [...list];
      const rewrite = (to: readonly string[]): void => {
        Reflect.set(list, 'length', 0);
        for (const [at, value] of to.entries()) Reflect.set(list, at, value);
      };
      rewrite(before.filter((_, other) => other !== index));
      return () => rewrite(before);
    },
  }));

const always: Condition = { kind: 'all', of: [] };

/** All mutants, in the order of the source. */
export const MUTANTS: readonly Mutant[] = [
  ...TERMS.flatMap(termMutants),
  ...Object.entries(SHARED).flatMap(([name, node]) => named('shared', name, node)),
  ...Object.entries(GROUPS).flatMap(([name, node]) => named('group', name, node)),
  ...RULE_IDS.flatMap(id => conditionMutants(`rule ${id}`, RULES[id].when, wrong => putWhen(id, wrong))),
  ...SOON_RULES.map(checkMutant),
  ...Object.entries(ASKED_WHEN).flatMap(([id, when]) =>
    conditionMutants(`asked ${id}`, when, wrong => put(ASKED_WHEN, { [id]: wrong })),
  ),
  ...listMutants('skipped when soon', SKIPPED_WHEN_SOON, { kind: 'is', question: 'soon', options: ['lump', 'weight'] }),
  ...Object.values(SHOWN_WHEN).flatMap(options =>
    Object.entries(options).flatMap(([option, when]) =>
      conditionMutants(`shown ${option}`, when, wrong => put(options, { [option]: wrong })),
    ),
  ),
  ...Object.entries(TAGS).flatMap(([id, when]) =>
    conditionMutants(`tag ${id}`, when, wrong => put(TAGS, { [id]: wrong })),
  ),
  ...EXTRAS.flatMap(extra => conditionMutants(`extra ${extra.technique}`, extra.when, when => put(extra, { when }))),
  ...EXCLUSIONS.flatMap((row, index) => [
    ...conditionMutants(`exclusion ${index + 1}`, row.when, when => put(row, { when })),
    ...listMutants(`exclusion ${index + 1}`, row.leaveOut, row.when),
  ]),
  ...Object.entries(TECHNIQUES).flatMap(([type, list]) => listMutants(`techniques ${type}`, list, always)),
];
