/** What a clinic is told by mail: that something happened, when the talk is, and where to read the rest. */
import type { MailHead, MailWords } from '#words/mail-catalogue.ts';
import type { ClinicFile } from '../clinics.ts';
import { leadPath, listPath } from '../desk/paths.ts';
import type { BookedTime } from '../store/store.ts';
import type { Letter } from './mail-letter.ts';
import type { LeadEvent, LetterNeeds } from './mail-needs.ts';
import { instantText, talkLines } from './mail-when.ts';

/** @returns undefined for what the clinic did itself, or need not know */
export function clinicLetter(
  event: LeadEvent,
  { lead, clinic, publicUrl }: LetterNeeds,
  words: MailWords,
): Letter | undefined {
  const head = headOf(event, lead, words);
  if (head === undefined) return undefined;
  const isWaiting = event === 'requested' && lead.expiresAt !== undefined;
  return {
    ...head,
    facts: whenFacts(lead.time, clinic, words),
    paragraphs: isWaiting ? [words.clinic.answerBy(instantText(lead.expiresAt, clinic, words))] : [],
    button: { label: words.clinic.openLead, url: `${publicUrl}${leadPath({ clinic: clinic.id, id: lead.id }, {})}` },
    asides: [],
    why: words.clinic.whyThisMail,
    isSigned: false,
  };
}

/** For a lead of which nothing is left but the time of its talk. */
export const erasedLetter = (
  clinic: ClinicFile,
  remains: { readonly time?: BookedTime },
  publicUrl: string,
  words: MailWords,
): Letter => ({
  ...words.clinic.erased,
  facts: whenFacts(remains.time, clinic, words),
  paragraphs: [],
  button: { label: words.clinic.openDesk, url: `${publicUrl}${listPath({ clinic: clinic.id })}` },
  asides: [],
  why: words.clinic.whyThisMail,
  isSigned: false,
});

function headOf(
  event: LeadEvent,
  { time, state, endedBy }: LetterNeeds['lead'],
  { clinic: words }: MailWords,
): MailHead | undefined {
  switch (event) {
    case 'booked':
      return time === undefined ? words.callback : words.booked;
    case 'requested':
      return state === 'requested' ? words.requested : undefined;
    case 'moved':
      return words.moved;
    case 'cancelled':
      return endedBy === 'visitor' ? words.cancelled : undefined;
    case 'expired':
      return words.expired;
    default:
      return undefined;
  }
}

const whenFacts = (time: BookedTime | undefined, clinic: ClinicFile, words: MailWords): Letter['facts'] =>
  time === undefined ? [] : [{ label: words.facts.when, lines: talkLines(time, clinic, words) }];
