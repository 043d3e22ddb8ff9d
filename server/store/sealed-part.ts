/** What of a lead is sealed, and what is left of it once its health data has been deleted. */
import { seal, unseal } from './sealing.ts';
import type { Lead, LeadHealth, LeadSecrets } from './store.ts';

/** What a row seals. */
export type SealedPart = LeadSecrets & Pick<Lead, 'source'>;

interface RowKey {
  readonly clinic: string;
  readonly id: string;
}

/** As it stands in the sealed text. */
type Stored = Omit<SealedPart, 'health'> & Partial<LeadHealth>;

export function sealPart(dataKey: Buffer, { clinic, id }: RowKey, { health, ...part }: SealedPart): Uint8Array {
  const stored: Stored = { ...part, ...health };
  return seal(dataKey, clinic, id, JSON.stringify(stored));
}

/** @throws {Error} where the bytes were changed or belong to another row */
export function openPart(dataKey: Buffer, { clinic, id }: RowKey, sealed: Uint8Array): SealedPart {
  // Sealed by this server for this row and authenticated when opened, so it is what was sealed.
  const { answers, result, note, ...part }: Stored = JSON.parse(unseal(dataKey, clinic, id, sealed));
  if (answers === undefined || result === undefined) return part;
  return { ...part, health: { answers, result, ...(note !== undefined && { note }) } };
}

/** With the visitor's words on why it ended. */
export const withReason = (part: SealedPart, reason: string): SealedPart => ({ ...part, reason });

/** Only how to reach the person. */
export const withoutHealth = ({ contact }: SealedPart): SealedPart => ({ contact });
