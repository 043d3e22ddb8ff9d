/** The clinic's day in numbers, so that mail nobody got is noticed. */
import type { MailWords } from '#words/mail-catalogue.ts';
import type { ClinicFile } from '../clinics.ts';
import { listPath } from '../desk/paths.ts';
import type { Letter } from './mail-letter.ts';
import { instantText } from './mail-when.ts';

export interface DigestCounts {
  readonly leads: number;
  readonly cancelled: number;
  /** Messages that wait for their turn or for another try, and when the oldest was made. */
  readonly waiting: number;
  readonly oldest?: string;
  /** Messages nobody will get unless somebody acts. */
  readonly dead: number;
}

export function digestLetter(clinic: ClinicFile, counts: DigestCounts, publicUrl: string, words: MailWords): Letter {
  const { leads, cancelled, waiting, dead, oldest } = counts;
  const { digest } = words;
  return {
    ...(dead > 0 ? digest.lost : digest.fine),
    facts: [],
    counts: [
      { label: digest.leads, count: leads },
      { label: digest.cancelled, count: cancelled },
      { label: digest.waiting, count: waiting },
      { label: digest.dead, count: dead },
    ],
    paragraphs: [
      ...(waiting > 0 && oldest !== undefined ? [digest.oldest(instantText(oldest, clinic, words))] : []),
      ...(dead > 0 ? [digest.whatToDo] : []),
    ],
    button: { label: words.clinic.openDesk, url: `${publicUrl}${listPath({ clinic: clinic.id })}` },
    asides: [],
    why: words.digest.whyThisMail,
    isSigned: false,
  };
}
