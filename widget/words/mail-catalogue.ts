/**
 * What a language must say in mails. Mail is read on locked screens and by other people's servers: no word about health
 * stands in it, and no blank is ever filled with what a visitor typed. Only the server reads this part.
 */
import type { CallWords, TalkWords } from './catalogue.ts';

/** One mail's own words; the subject has no blanks, so that it is the same for everybody. */
export interface MailHead {
  readonly subject: string;
  readonly title: string;
  readonly lead: string;
}

export interface MailWords {
  /** The language itself, for the HTML. */
  readonly language: string;
  readonly visitor: VisitorMailWords;
  readonly clinic: ClinicMailWords;
  readonly digest: DigestWords;
  /** Names of facts, with what stands under them. */
  readonly facts: {
    readonly when: string;
    readonly newTime: string;
    readonly askedFor: string;
    readonly cancelledTime: string;
    readonly whenToCall: string;
    readonly how: string;
  };
  readonly time: (time: string, zone: string) => string;
  readonly dayAndTime: (day: string, time: string) => string;
  readonly talk: TalkWords;
  readonly call: CallWords;
  readonly anyPart: string;
  readonly calendar: {
    readonly summary: (clinic: string) => string;
    readonly how: { readonly phone: string; readonly video: string; readonly visit: string };
    readonly changes: (phone: string) => string;
  };
}

interface VisitorMailWords {
  readonly booked: MailHead;
  readonly callback: MailHead;
  readonly requested: MailHead;
  readonly unverified: Omit<MailHead, 'lead'> & { readonly lead: (minutes: number) => string };
  readonly approved: MailHead;
  readonly declined: MailHead;
  /** The clinic did not answer. */
  readonly expiredRequest: MailHead;
  /** The link in the mail was not followed. */
  readonly expiredLink: MailHead;
  readonly moved: MailHead;
  readonly cancelledByClinic: MailHead;
  readonly cancelledByVisitor: MailHead;
  readonly reminder_24h: MailHead;
  readonly reminder_2h: MailHead;
  readonly answerBy: (when: string) => string;
  readonly confirm: string;
  readonly notYou: string;
  readonly notYet: string;
  readonly attached: string;
  readonly plansChange: string;
  readonly manage: string;
  readonly manageRequest: string;
  readonly keepToYourself: string;
  readonly callUs: (phone: string) => string;
  readonly bookAgain: string;
  readonly whyThisMail: string;
}

interface ClinicMailWords {
  readonly booked: MailHead;
  readonly callback: MailHead;
  readonly requested: MailHead;
  readonly moved: MailHead;
  readonly cancelled: MailHead;
  readonly expired: MailHead;
  readonly erased: MailHead;
  readonly answerBy: (when: string) => string;
  readonly openLead: string;
  readonly openDesk: string;
  readonly whyThisMail: string;
}

interface DigestWords {
  readonly fine: MailHead;
  /** Somebody has not been told something, and will not be unless a person acts. */
  readonly lost: MailHead;
  readonly whatToDo: string;
  readonly oldest: (when: string) => string;
  readonly leads: string;
  readonly cancelled: string;
  readonly waiting: string;
  readonly dead: string;
  readonly whyThisMail: string;
}
