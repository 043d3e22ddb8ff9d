/** What must be true of a database whatever was done to it (`api.md`, section 2). */
import { join } from 'node:path';
import { type MasterKey, readMasterKey } from '../../server/keys.ts';
import { checkStore, isSound, linesOf } from '../../server/store/check.ts';
import { lookUpKey } from '../../server/store/master-key.ts';
import { openDatabase } from '../../server/store/open.ts';
import type { Ground } from './ground.ts';

export interface Invariants {
  /** Pairs of talks of one therapist that overlap. */
  readonly double: number;
  /** Ids without their consultation, consultations without their id, and leads nobody is told of. */
  readonly orphans: number;
  /** `ok`, or what the database says of itself. */
  readonly integrity: string;
}

const ACTIVE = "('unverified', 'requested', 'confirmed')";

const DOUBLE = `
  select count(*) from consultations a join consultations b
    on a.clinic = b.clinic and a.resource = b.resource and a.id < b.id
    and a.start_at < b.held_until and a.held_until > b.start_at
  where a.state in ${ACTIVE} and b.state in ${ACTIVE}`;

const ORPHANS = `
  select (select count(*) from attempts a where outcome = 'booked'
      and not exists (select 1 from consultations c where c.clinic = a.clinic and c.id = a.id))
    + (select count(*) from consultations c
      where not exists (select 1 from attempts a where a.clinic = c.clinic and a.id = c.id and outcome = 'booked'))
    + (select count(*) from consultations c
      where not exists (select 1 from outbox o where o.clinic = c.clinic and o.lead = c.id))`;

/** @param key the master key; the one in the server's data folder where none is given */
export const inspect = async (ground: Ground, key = keyIn(ground)): Promise<Invariants> => ({
  double: await ground.count(DOUBLE),
  orphans: await ground.count(ORPHANS),
  integrity: await integrityOf(ground, key),
});

const keyIn = ({ env }: Ground): MasterKey => readMasterKey(join(env['DATA_DIR'] ?? '', 'master.key'));

/** What `npm run verify` says: the database's own check, and whether all that is sealed can be opened. */
async function integrityOf({ place }: Ground, key: MasterKey): Promise<string> {
  const database = openDatabase(place);
  try {
    const findings = await checkStore(database, await lookUpKey(database, key));
    return isSound(findings) ? 'ok' : linesOf(findings.filter(({ count }) => count > 0));
  } finally {
    await database.db.destroy();
  }
}

export const brokenInvariants = ({ double, orphans, integrity }: Invariants): Readonly<Record<string, number>> => ({
  'talks that overlap': double,
  'rows without what belongs to them': orphans,
  [`integrity: ${integrity}`]: integrity === 'ok' ? 0 : 1,
});
