/**
 * Who was forgotten: ids only, in a file of the data folder and not in the database, so that a copy of the database
 * that is older than an erasure brings nobody back.
 */

import { existsSync, readFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { writeSafely } from './safe-file.ts';
import type { LeadKey, Store } from './store/store.ts';

export interface ErasureLedger {
  /** Keeps that a lead is forgotten; it is on the disk when this has ended. */
  add(clinic: string, id: string, at: string): Promise<void>;
  entries(): readonly Erasure[];
}

export type Erasure = z.infer<typeof Erasure>;
const Erasure = z.object({ clinic: z.string(), id: z.string(), at: z.string() });

/** Where the ledger of a data folder is. */
export const ledgerOf = (folder: string): string => join(folder, 'erased.log');

/** @param folder the data folder; the ledger is made there when there is none yet */
export function createLedger(folder: string): ErasureLedger {
  const file = ledgerOf(folder);
  if (!existsSync(file)) writeSafely(file, '', 'a');
  return {
    async add(clinic, id, at) {
      const handle = await open(file, 'a+', 0o600);
      try {
        // What a power cut has torn off stays a line of its own.
        const start = (await endsWithLine(handle)) ? '' : '\n';
        await handle.appendFile(`${start}${JSON.stringify({ clinic, id, at })}\n`);
        await handle.sync();
      } finally {
        await handle.close();
      }
    },

    entries: () => readFileSync(file, 'utf8').split('\n').flatMap(entryOf),
  };
}

async function endsWithLine(handle: Awaited<ReturnType<typeof open>>): Promise<boolean> {
  const { size } = await handle.stat();
  if (size === 0) return true;
  const { buffer } = await handle.read(Buffer.alloc(1), 0, 1, size - 1);
  return buffer.toString() === '\n';
}

/** A line that was torn off tells of an erasure that never took place: the line comes first. */
function entryOf(line: string): Erasure[] {
  try {
    return [Erasure.parse(JSON.parse(line))];
  } catch {
    return [];
  }
}

/** Forgets people for good: before anything is deleted, the ledger knows of it. */
export const eraseForGood =
  (store: Store, ledger: ErasureLedger): Store['erase'] =>
  async (clinic, id, at, tells, audit) => {
    await ledger.add(clinic, id, at);
    return store.erase(clinic, id, at, tells, audit);
  };

/**
 * Forgets again whom the database still knows of those in the ledger: it is an older copy, or the erasure broke off.
 * @returns how many
 */
export async function replayErasures(store: Store, ledger: ErasureLedger): Promise<number> {
  const entries = ledger.entries();
  const keyOf = ({ clinic, id }: LeadKey): string => `${clinic} ${id}`;
  const back = new Set((await store.unforgotten(entries)).map(keyOf));
  let count = 0;
  for (const entry of entries) {
    if (back.has(keyOf(entry)) && (await store.erase(entry.clinic, entry.id, entry.at, []))) count += 1;
  }
  return count;
}
