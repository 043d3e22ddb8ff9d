/** Files that are on the disk, not only on their way there, once these functions have returned. */
import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes a file that only the owner of the process may read.
 * @param flag `wx` refuses a file that is there already, `w` writes it anew, `a` adds to it
 */
export function writeSafely(file: string, text: string, flag: 'wx' | 'w' | 'a'): void {
  const handle = openSync(file, flag, 0o600);
  try {
    writeSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  syncFolder(dirname(file));
}

/** Gives a file of the same folder another name; whatever had that name is gone. */
export function renameSafely(from: string, to: string): void {
  renameSync(from, to);
  syncFolder(dirname(to));
}

/** Names are kept by their folder: it has to be on the disk too. */
export function syncFolder(folder: string): void {
  // Windows knows no such thing.
  if (process.platform !== 'win32') syncFile(folder);
}

/** Sees to it that all that was written to a file is on the disk. */
export function syncFile(file: string): void {
  const handle = openSync(file, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
