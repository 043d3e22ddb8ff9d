/** Mails made from what happened: pure, and in the end one recipient, two bodies and perhaps an entry for a calendar. */
import type { MailWords } from '#words/mail-catalogue.ts';
import type { ClinicFile } from '../clinics.ts';
import { oneLine } from '../one-line.ts';
import type { BookedTime } from '../store/store.ts';
import { invitationFor } from './invitation.ts';
import { clinicLetter, erasedLetter } from './mail-clinic.ts';
import { type DigestCounts, digestLetter } from './mail-digest.ts';
import { mailHtml } from './mail-html.ts';
import type { Letter, Mail } from './mail-letter.ts';
import type { LeadEvent, LetterNeeds } from './mail-needs.ts';
import { mailText } from './mail-text.ts';
import { visitorLetter } from './mail-visitor.ts';
import { mailWords } from './mail-words.ts';

export interface MailNeeds extends LetterNeeds {
  /** The visitor's language, such as `en-US`. */
  readonly locale: string;
  readonly now: Date;
}

/**
 * @returns undefined where there is nothing to send: no address, nothing the receiver has to be told, or no longer true
 * @throws {TypeError} for an unverified talk without the link that confirms it
 */
export async function composeMail(
  event: LeadEvent,
  channel: 'visitor' | 'clinic',
  needs: MailNeeds,
): Promise<Mail | undefined> {
  const { clinic, lead, locale } = needs;
  if (channel === 'clinic') {
    const words = wordsOf(clinic);
    const letter = clinicLetter(event, needs, words);
    return letter && mailOf(clinic.email, clinic, letter, words);
  }
  const to = lead.contact.email;
  const words = mailWords(locale);
  const letter = to === undefined ? undefined : visitorLetter(event, needs, words);
  if (to === undefined || letter === undefined) return undefined;
  const invitation = invitationFor(event, needs, words);
  return { ...(await mailOf(to, clinic, letter, words)), ...(invitation && { invitation }) };
}

/** Tells the clinic of a lead whose person was forgotten; the visitor is told nothing more. */
export function composeErased(
  clinic: ClinicFile,
  remains: { readonly time?: BookedTime },
  publicUrl: string,
): Promise<Mail> {
  const words = wordsOf(clinic);
  return mailOf(clinic.email, clinic, erasedLetter(clinic, remains, publicUrl, words), words);
}

export function composeDigest(clinic: ClinicFile, counts: DigestCounts, publicUrl: string): Promise<Mail> {
  const words = wordsOf(clinic);
  return mailOf(clinic.email, clinic, digestLetter(clinic, counts, publicUrl, words), words);
}

const wordsOf = ({ languages }: ClinicFile): MailWords => mailWords(languages[0] ?? '');

async function mailOf(to: string, clinic: ClinicFile, letter: Letter, { language }: MailWords): Promise<Mail> {
  const paper = { language, clinic, letter };
  return {
    to,
    fromName: oneLine(clinic.name),
    replyTo: clinic.email,
    subject: letter.subject,
    text: mailText(paper),
    html: await mailHtml(paper),
  };
}
