/**
 * What must hold of a store at any moment (`api.md`, section 2), looked at anew and not by the guards that see to it.
 * Nothing is changed, and servers may go on beside it.
 */
import type { MasterKey } from '../keys.ts';
import { QUESTIONS } from './check-rows.ts';
import { checkSealed } from './check-sealed.ts';
import { lookUpKey } from './master-key.ts';
import { openDatabase, type Place } from './open.ts';
import type { LeadKey } from './store.ts';
import type { Database } from './transact.ts';

/** One thing that must hold, and how often it does not. */
export interface Finding {
  /** The invariant of `api.md`, or a word for what it is about. */
  readonly check: string;
  /** What there should be none of. */
  readonly what: string;
  readonly count: number;
  /** Some of them: a clinic and an id, or what the database says. */
  readonly examples: readonly string[];
}

/**
 * Looks at everything there is.
 * @param master the key this database should be wrapped by
 * @returns every check, also those that found nothing
 * @throws where the database can't be read at all
 */
export const checkStore = ({ db, flavour }: Database, master: MasterKey): Promise<readonly Finding[]> =>
  flavour.unhurried(db, async one => {
    const damage = await flavour.inspect(one);
    const findings = [finding('integrity', 'damage, and guards that are gone', damage)];
    const look = async (work: () => Promise<readonly Finding[]>): Promise<void> => {
      try {
        findings.push(...(await work()));
      } catch (error) {
        // Of a damaged database not everything can be asked.
        if (damage.length === 0) throw error;
        findings.push(finding('integrity', 'checks that the damage stopped', [String(error)]));
      }
    };
    for (const { check, what, rows } of QUESTIONS) {
      await look(async () => [finding(check, what, (await rows.execute(one)).rows)]);
    }
    await look(async () => (await checkSealed(one, master)).map(({ check, what, rows }) => finding(check, what, rows)));
    return findings;
  });

/** Looks at a database that nobody here has opened. @param keyFile where the key is kept, unless it is not in a file */
export async function checkPlace(place: Place, key: MasterKey, keyFile?: string): Promise<readonly Finding[]> {
  const database = openDatabase(place);
  try {
    return await checkStore(database, await lookUpKey(database, key, keyFile));
  } finally {
    await database.db.destroy();
  }
}

const MOST_EXAMPLES = 5;

const finding = (check: string, what: string, rows: readonly (LeadKey | string)[]): Finding => ({
  check,
  what,
  count: rows.length,
  examples: rows.slice(0, MOST_EXAMPLES).map(row => (typeof row === 'string' ? row : `${row.clinic}/${row.id}`)),
});

/** For people: one line a check. */
export const linesOf = (findings: readonly Finding[]): string =>
  findings
    .map(({ check, what, count, examples }) => {
      const mark = count === 0 ? 'ok   ' : 'WRONG';
      const some = examples.map(example => `\n         ${example}`).join('');
      return `${mark}  ${check.padEnd(9)}  ${count} ${what}${some}\n`;
    })
    .join('');

export const isSound = (findings: readonly Finding[]): boolean => findings.every(({ count }) => count === 0);
