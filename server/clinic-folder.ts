/** The folder of clinic files: read whole at the start, again when a file changes. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type ClinicFile, ClinicFileError, type Clinics, parseClinic } from './clinics.ts';

interface Kept {
  readonly clinic: ClinicFile | undefined;
  /** What the file was like when it was read. */
  readonly stamp: string;
}

/**
 * @param folder holds one `<clinic>.json` each
 * @param say told when a changed file is wrong: its last good version stays in use
 * @param recheckMs how long what was read is trusted before the folder is looked at again
 * @throws {ClinicFileError} where a file is wrong now, or there is none
 */
export function openClinicFolder(folder: string, say: (message: string) => void, recheckMs = 1_000): Clinics {
  let files = readFolder(folder, new Map(), error => {
    throw error;
  });
  if (files.size === 0) throw new ClinicFileError(`${folder}: has no clinic file (*.json)`);
  let checkedAt = performance.now();

  const current = (): ReadonlyMap<string, Kept> => {
    if (performance.now() - checkedAt >= recheckMs) {
      files = readFolder(folder, files, error => say(error.message));
      checkedAt = performance.now();
    }
    return files;
  };
  return {
    all: () => [...current().values()].flatMap(({ clinic }) => clinic ?? []),
    get: id => current().get(id)?.clinic,
  };
}

type Files = ReadonlyMap<string, Kept>;
type Complain = (error: ClinicFileError) => void;

function readFolder(folder: string, before: Files, complain: Complain): Files {
  try {
    const names = readdirSync(folder).filter(name => name.endsWith('.json'));
    return new Map(
      names.sort().map(name => {
        const id = name.slice(0, -'.json'.length);
        return [id, readClinic(id, join(folder, name), before.get(id), complain)];
      }),
    );
  } catch (error) {
    complain(asFileError(folder, error));
    return before;
  }
}

function readClinic(id: string, file: string, before: Kept | undefined, complain: Complain): Kept {
  let stamp = 'unreadable';
  try {
    const { mtimeMs, size, ino } = statSync(file);
    stamp = `${mtimeMs} ${size} ${ino}`;
    if (before?.stamp === stamp) return before;
    return { clinic: parseClinic(id, file, readFileSync(file, 'utf8')), stamp };
  } catch (error) {
    complain(asFileError(file, error));
    return { clinic: before?.clinic, stamp };
  }
}

const asFileError = (path: string, error: unknown): ClinicFileError =>
  error instanceof ClinicFileError
    ? error
    : new ClinicFileError(`${path}: ${error instanceof Error ? error.message : 'unreadable'}`, { cause: error });
