// The whole mutation pass over the rules as data: `npm run mutation`. Prints what was noticed, what was not and why,
// and fails below 97 % of the mutants that are not equivalent, or when the list of equivalents is wrong.
import { EQUIVALENTS } from './equivalents.ts';
import { CORPUS_SIZE, isClean, isKilled, searchKilling } from './killers.ts';
import { MUTANTS, type Mutant } from './mutants.ts';

const GOAL = 0.97;
/** Sets tried around a mutant's place before it is believed to be equivalent, beside the corpus. */
const SEARCH = Number(process.env['SEARCH'] ?? 20_000);

type Fate = 'killed' | 'equivalent' | 'survived';

const reasonOf = ({ place, what }: Mutant): string | undefined => EQUIVALENTS[place]?.[what];
const nameOf = ({ place, what }: Mutant): string => `${place}: ${what}`;
const kindOf = ({ place }: Mutant): string => place.split(' ')[0] ?? place;

const fates = MUTANTS.map(mutant => {
  const fate: Fate = isKilled(mutant) ? 'killed' : reasonOf(mutant) === undefined ? 'survived' : 'equivalent';
  return { mutant, fate };
});

function row(title: string, of: typeof fates): Record<string, string | number> {
  const count = (fate: Fate) => of.filter(one => one.fate === fate).length;
  const rate = count('killed') / (of.length - count('equivalent'));
  return {
    where: title,
    mutants: of.length,
    killed: count('killed'),
    equivalent: count('equivalent'),
    survived: count('survived'),
    rate: `${(100 * rate).toFixed(1)} %`,
  };
}

console.log(`${MUTANTS.length} mutants against ${CORPUS_SIZE} answer sets and two tables.`);
const kinds = [...Map.groupBy(fates, ({ mutant }) => kindOf(mutant))];
console.table([...kinds.map(([kind, of]) => row(kind, of)), row('all', fates)]);

const complaints: string[] = isClean() ? [] : ['The rules as they stand are noticed: a mutant was not taken out.'];

for (const { mutant, fate } of fates.filter(one => one.fate === 'equivalent')) {
  const shown = searchKilling(mutant, SEARCH);
  console.log(`${fate}  ${nameOf(mutant)}\n            ${reasonOf(mutant)}`);
  if (shown) complaints.push(`Not equivalent: ${nameOf(mutant)}, see ${JSON.stringify(shown)}`);
}
for (const { mutant } of fates.filter(one => one.fate === 'survived')) {
  const shown = searchKilling(mutant, SEARCH);
  console.log(`survived    ${nameOf(mutant)}\n            ${shown ? JSON.stringify(shown) : 'no answers found'}`);
}

const listed = Object.entries(EQUIVALENTS).flatMap(([place, of]) => Object.keys(of).map(what => `${place}: ${what}`));
const equivalent = fates.filter(one => one.fate === 'equivalent').map(({ mutant }) => nameOf(mutant));
for (const name of listed) {
  if (!equivalent.includes(name)) complaints.push(`Listed as equivalent, but noticed or unknown: ${name}`);
}

const killed = fates.filter(({ fate }) => fate === 'killed').length;
const rate = killed / (fates.length - equivalent.length);
if (rate < GOAL) complaints.push(`Only ${(100 * rate).toFixed(1)} % were noticed.`);
for (const complaint of complaints) console.error(complaint);
process.exitCode = complaints.length === 0 ? 0 : 1;
