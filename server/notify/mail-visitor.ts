/** What a visitor is told by mail: when, how, and where to change it. Nothing they typed, nothing about health. */
import type { MailHead, MailWords } from '#words/mail-catalogue.ts';
import type { ClinicFile } from '../clinics.ts';
import { minutesBetween } from '../moments.ts';
import { oneLine } from '../one-line.ts';
import { shownPhone } from '../phone.ts';
import type { LeadState } from '../store/store.ts';
import type { Fact, Letter } from './mail-letter.ts';
import type { LeadEvent, LetterNeeds, MailLead } from './mail-needs.ts';
import { instantText, talkLines } from './mail-when.ts';

/** Mail is written when it is sent. Where things have moved on since, the mail about the next step says what is true. */
const TRUE_WHILE: Partial<Readonly<Record<LeadEvent, readonly LeadState[]>>> = {
  booked: ['confirmed', 'callback'],
  requested: ['requested'],
  unverified: ['unverified'],
  approved: ['confirmed'],
  moved: ['confirmed', 'requested'],
  reminder_24h: ['confirmed'],
  reminder_2h: ['confirmed'],
};

/**
 * @returns undefined where it is no longer true
 * @throws {TypeError} for an unverified talk without the link that confirms it
 */
export function visitorLetter(event: LeadEvent, needs: LetterNeeds, words: MailWords): Letter | undefined {
  if (TRUE_WHILE[event]?.includes(needs.lead.state) === false) return undefined;
  switch (event) {
    case 'booked':
      return needs.lead.time === undefined ? callback(needs, words) : standing(words.visitor.booked, needs, words);
    case 'approved':
    case 'reminder_24h':
    case 'reminder_2h':
      return standing(words.visitor[event], needs, words);
    case 'moved':
      return moved(needs, words);
    case 'requested':
      return requested(needs, words);
    case 'unverified':
      return unverified(needs, words);
    case 'declined':
    case 'expired':
    case 'cancelled':
      return over(event, needs, words);
  }
}

/** A talk that stands. */
function standing(head: MailHead, needs: LetterNeeds, words: MailWords): Letter {
  const facts = [...timeFact(words.facts.when, needs, words), howFact(needs, words)];
  const isNews = head === words.visitor.booked || head === words.visitor.approved;
  const { attached, plansChange } = words.visitor;
  const paragraphs = isNews ? [attached, plansChange] : [plansChange];
  return { ...letterOf(head, facts, words), paragraphs, ...manageable(words.visitor.manage, needs, words) };
}

function callback(needs: LetterNeeds, words: MailWords): Letter {
  const fact = { label: words.facts.whenToCall, lines: [preferred(needs.lead, words)] };
  const letter = letterOf(words.visitor.callback, [fact], words);
  return { ...letter, ...manageable(words.visitor.manageRequest, needs, words) };
}

function requested(needs: LetterNeeds, words: MailWords): Letter {
  const { visitor, facts } = words;
  const { clinic, lead } = needs;
  const letter = letterOf(visitor.requested, timeFact(facts.askedFor, needs, words), words);
  const paragraphs =
    lead.expiresAt === undefined
      ? []
      : [visitor.answerBy(instantText(lead.expiresAt, { ...clinic, ...lead.time }, words))];
  return { ...letter, paragraphs, ...manageable(visitor.manageRequest, needs, words) };
}

function unverified(needs: LetterNeeds, words: MailWords): Letter {
  const { verifyUrl, lead } = needs;
  if (verifyUrl === undefined || lead.expiresAt === undefined) {
    throw new TypeError('an unverified talk needs its link and its end');
  }
  const { visitor, facts } = words;
  const head = { ...visitor.unverified, lead: visitor.unverified.lead(minutesBetween(lead.createdAt, lead.expiresAt)) };
  return {
    ...letterOf(head, timeFact(facts.askedFor, needs, words), words),
    button: { label: visitor.confirm, url: verifyUrl },
    asides: [visitor.notYou],
  };
}

function moved(needs: LetterNeeds, words: MailWords): Letter {
  const { visitor, facts } = words;
  const isRequest = needs.lead.state === 'requested';
  const letter = letterOf(
    visitor.moved,
    [...timeFact(facts.newTime, needs, words), ...(isRequest ? [] : [howFact(needs, words)])],
    words,
  );
  const paragraphs = [isRequest ? visitor.notYet : visitor.plansChange];
  return { ...letter, paragraphs, ...manageable(isRequest ? visitor.manageRequest : visitor.manage, needs, words) };
}

/** A talk or a request that is no more. */
function over(event: 'declined' | 'expired' | 'cancelled', needs: LetterNeeds, words: MailWords): Letter {
  const { visitor, facts } = words;
  const { clinic, lead, publicUrl } = needs;
  const head = headOfEnd(event, needs, words);
  const label = event === 'cancelled' ? facts.cancelledTime : facts.askedFor;
  const isTheirOwn = event === 'cancelled' && lead.endedBy === 'visitor';
  const again = { label: visitor.bookAgain, url: `${publicUrl}/c/${clinic.id}` };
  return {
    ...letterOf(head, timeFact(label, needs, words), words),
    paragraphs: isTheirOwn ? [] : [visitor.callUs(shownPhone(clinic.phone))],
    // A clinic that says no is not asked again by a button.
    ...(event !== 'declined' && { button: again }),
  };
}

function headOfEnd(
  event: 'declined' | 'expired' | 'cancelled',
  { clinic, lead }: LetterNeeds,
  { visitor }: MailWords,
): MailHead {
  if (event === 'declined') return visitor.declined;
  if (event === 'expired') return clinic.booking === 'approve' ? visitor.expiredRequest : visitor.expiredLink;
  return lead.endedBy === 'visitor' ? visitor.cancelledByVisitor : visitor.cancelledByClinic;
}

const letterOf = (head: MailHead, facts: readonly Fact[], { visitor }: MailWords): Letter => ({
  ...head,
  facts,
  paragraphs: [],
  asides: [],
  why: visitor.whyThisMail,
  isSigned: true,
});

const manageable = (label: string, { manageUrl }: LetterNeeds, { visitor }: MailWords) => ({
  button: { label, url: manageUrl },
  asides: [visitor.keepToYourself],
});

const timeFact = (label: string, { clinic, lead }: LetterNeeds, words: MailWords): readonly Fact[] =>
  lead.time === undefined ? [] : [{ label, lines: talkLines(lead.time, clinic, words) }];

function howFact({ clinic, lead }: LetterNeeds, words: MailWords): Fact {
  const { minutes } = clinic.consultation;
  return { label: words.facts.how, lines: [howText(clinic, lead, words), words.talk.minutes(minutes)] };
}

function howText(clinic: ClinicFile, { contact }: MailLead, { talk: { how } }: MailWords): string {
  switch (clinic.consultation.by) {
    case 'phone':
      return (contact.phone === undefined ? how.phoneUs : how.phone)(shownPhone(clinic.phone));
    case 'video':
      return how.video;
    case 'visit':
      return how.visit(oneLine(clinic.address));
  }
}

function preferred({ request }: MailLead, words: MailWords): string {
  if (request.kind === 'slot' || request.preferred.length === 0 || request.preferred.length === 3) return words.anyPart;
  return words.call.either(request.preferred.map(part => words.call.parts[part]));
}
