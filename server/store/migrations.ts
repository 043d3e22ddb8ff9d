/** The schema, step by step. A step that has been released is never changed; a new one follows it. */
import type { Kysely } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { Flavour } from './dialect.ts';
import { first } from './migrations/001-first.ts';
import { telling } from './migrations/002-telling.ts';

/**
 * Brings the database to the newest schema; does nothing where it is there already.
 * @returns the names of the steps taken
 * @throws what the failing step threw; nothing of that step remains
 */
export async function migrate<Tables>(db: Kysely<Tables>, flavour: Flavour): Promise<readonly string[]> {
  const migrations: Record<string, Migration> = {
    '001-first': { up: step => first(step, flavour) },
    '002-telling': { up: step => telling(step, flavour) },
  };
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } });
  const { error, results = [] } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  return results.map(({ migrationName }) => migrationName);
}
