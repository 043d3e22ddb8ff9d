// What has to notice a wrong rule: the vignettes; a fixed corpus of answer sets around every condition, each with the
// verdict of the independent second statement; and the two tables of `npm test` that look below the verdict.
import { isDeepStrictEqual } from 'node:util';
import type { Condition } from '#triage/conditions.ts';
import { QUESTION_IDS } from '#triage/questions.ts';
import { route } from '#triage/route.ts';
import { triage } from '#triage/triage.ts';
import { canonical } from '../triage/canonical.ts';
import { ALL_ASKED, CLEANING } from '../triage/cases.ts';
import { goalsWithoutType, placesOf } from '../triage/condition-nodes.ts';
import { oracle } from '../triage/oracle.ts';
import { boundarySet, mulberry32, type RawAnswers, withGaps } from '../triage/samples.ts';
import cases from '../triage/vignettes.json' with { type: 'json' };
import type { Mutant } from './mutants.ts';

interface Killer {
  readonly raw: unknown;
  readonly verdict: string;
}

const SETS_PER_CONDITION = 40;

const judged = (raw: unknown): Killer => ({ raw, verdict: canonical(oracle(raw)) });

/** A set around the condition, now and then with an answer missing. */
function around(condition: Condition, seed: number): RawAnswers {
  const random = mulberry32(seed);
  const raw = boundarySet(random, condition);
  return seed % 4 === 0 ? withGaps(random, raw) : raw;
}

/** Some thousand sets, the same on every run; made before any mutant is in place. */
const KILLERS: readonly Killer[] = [
  ...cases.vignettes.map(({ answers }) => judged(answers)),
  // What is skipped after a certain S rule is not missed.
  ...QUESTION_IDS.map(id => judged({ ...ALL_ASKED, soon: ['lump'], [id]: undefined })),
  ...[...placesOf().values()].flatMap((condition, place) =>
    Array.from({ length: SETS_PER_CONDITION }, (_, set) => judged(around(condition, place * SETS_PER_CONDITION + set))),
  ),
];

export const CORPUS_SIZE = KILLERS.length;

function notices({ raw, verdict }: Killer): boolean {
  try {
    return canonical(triage(raw)) !== verdict;
  } catch {
    // A rule that cannot even be evaluated is noticed.
    return true;
  }
}

const tablesNotice = (): boolean =>
  goalsWithoutType().length > 0 ||
  CLEANING.some(
    ([question, given, counts, changed]) =>
      !isDeepStrictEqual(route({ ...ALL_ASKED, ...changed, [question]: given }).answers[question], counts),
  );

const isNoticed = (): boolean => tablesNotice() || KILLERS.some(notices);

function whileApplied<T>(mutant: Mutant, run: () => T): T {
  const undo = mutant.apply();
  try {
    return run();
  } finally {
    undo();
  }
}

/** Does the fixed corpus notice the mutant? Stops at the first that does. */
export const isKilled = (mutant: Mutant): boolean => whileApplied(mutant, isNoticed);

/** With no mutant in place nothing may be noticed. */
export const isClean = (): boolean => !isNoticed();

/**
 * Looks for an answer set that shows the mutant, among `count` sets around its place.
 * @returns the set, or undefined where none was found
 */
export function searchKilling(mutant: Mutant, count: number): RawAnswers | undefined {
  for (let seed = 0; seed < count; seed++) {
    const raw = around(mutant.around, 1_000_000 + seed);
    const killer = judged(raw);
    if (whileApplied(mutant, () => notices(killer))) return raw;
  }
  return undefined;
}

/** Guards the report: an undone mutant leaves everything as it was. */
export const leavesNoTrace = (mutant: Mutant): boolean => {
  const before = structuredClone([...placesOf()]);
  mutant.apply()();
  return isDeepStrictEqual([...placesOf()], before);
};
