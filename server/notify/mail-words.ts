/** The words of mails by language: English where there are no others. */
import { mail as english } from '#words/en/mail.ts';
import type { MailWords } from '#words/mail-catalogue.ts';

const LANGUAGES: ReadonlyMap<string, MailWords> = new Map([['en', english]]);

/** @param locale such as `en-US` */
export const mailWords = (locale: string): MailWords =>
  LANGUAGES.get(locale.split('-')[0]?.toLowerCase() ?? '') ?? english;
