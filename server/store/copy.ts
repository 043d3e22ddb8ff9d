/** Copies of the database, each whole in one file of SQLite, wherever it was made and wherever it goes. */
import { chmodSync, copyFileSync, existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { backup, DatabaseSync } from 'node:sqlite';
import { renameSafely, syncFile, syncFolder, writeSafely } from '../safe-file.ts';
import { carry, isUnused } from './carry.ts';
import { migrate } from './migrations.ts';
import { openDatabase, type Place } from './open.ts';

/** All pages in one go: bookings go on meanwhile, and would make a copy in steps begin again and again. */
const ALL_PAGES = 2 ** 31 - 1;

/**
 * Copies the database as it is at one moment, while others may go on writing.
 * @param to a file for its owner only, which must not be there yet
 * @throws {Error} where it is, or where the copy is not whole; then there is none
 */
export async function copyDatabase(from: Place, to: string): Promise<void> {
  writeSafely(to, '', 'wx');
  try {
    await ('file' in from ? copyFile(from.file, to) : copyRows(from, to));
    checkCopy(to);
    syncFile(to);
  } catch (error) {
    removeDatabase(to);
    throw error;
  }
}

async function copyFile(from: string, to: string): Promise<void> {
  const source = new DatabaseSync(from, { timeout: 5_000 });
  try {
    await backup(source, to, { rate: ALL_PAGES });
  } finally {
    source.close();
  }
}

async function copyRows(from: Place, to: string): Promise<void> {
  const [source, target] = [openDatabase(from), openDatabase({ file: to })];
  try {
    await migrate(target.db, target.flavour);
    await carry(source, target);
  } finally {
    await Promise.all([source.db.destroy(), target.db.destroy()]);
  }
}

/**
 * Fills a database that nobody has used yet with what a copy holds.
 * @throws {Error} where somebody has
 */
export async function fillDatabase(copy: string, to: Place): Promise<void> {
  const [source, target] = [openDatabase({ file: copy }), openDatabase(to)];
  try {
    await migrate(target.db, target.flavour);
    if (!(await isUnused(target))) throw new Error('there is something in this database: restore into a new one');
    await carry(source, target);
  } finally {
    await Promise.all([source.db.destroy(), target.db.destroy()]);
  }
}

/** Puts a copy beside the database it shall replace. @throws {Error} where it is not a whole copy */
export function stageCopy(copy: string, staged: string): void {
  removeDatabase(staged);
  copyFileSync(copy, staged);
  chmodSync(staged, 0o600);
  checkCopy(staged);
}

/** Makes it one file, and looks whether it is whole and ours. */
function checkCopy(file: string): void {
  const copy = new DatabaseSync(file);
  try {
    copy.exec('pragma journal_mode = delete');
    const said = copy.prepare('pragma integrity_check').all().flatMap(Object.values);
    if (said.some(words => words !== 'ok')) throw new Error(said.join('; '));
    const name = copy.prepare("select value from settings where name = 'master_key'").get();
    if (name === undefined) throw new Error('it names no master key');
  } catch (cause) {
    throw new Error(`${file} is not a whole copy of a database of this server`, { cause });
  } finally {
    copy.close();
  }
}

/**
 * Puts a whole database, all in one file, in the place of another one, which stays beside it.
 * @param kept the other one's new name; nothing is kept where there is none
 */
export function replaceDatabase(staged: string, database: string, kept: string): void {
  syncFile(staged);
  if (existsSync(database)) {
    // At no moment is there no database: a server started just then would make an empty one.
    linkSync(database, kept);
    if (existsSync(`${database}-wal`)) renameSync(`${database}-wal`, `${kept}-wal`);
    rmSync(`${database}-shm`, { force: true });
    syncFolder(dirname(database));
  }
  renameSafely(staged, database);
}

export function removeDatabase(file: string): void {
  for (const end of ['', '-journal', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
}
