/** What one visit holds, and what of it survives a reload. */

import type { AnswerValue } from '#triage/conditions.ts';
import type { Alternative, Clinic, Contact, Receipt, SlotList } from '#triage/consultation.ts';
import type { PartOfDay } from '#triage/parts-of-day.ts';
import type { QuestionId } from '#triage/questions.ts';
import type { Result, Unanswered } from '#triage/triage.ts';

export type RawAnswers = Readonly<Partial<Record<QuestionId, AnswerValue>>>;

/** What the visitor asked for: a free time, or a call back. */
export type Chosen =
  | { readonly kind: 'slot'; readonly slot: Alternative }
  | { readonly kind: 'callback'; readonly preferred: readonly PartOfDay[] };

export interface ContactDraft {
  readonly name: string;
  readonly email: string;
  readonly phone: string;
}

/** A consultation on its way: kept as it is until its fate is known, so that trying again can't book twice. */
export interface Pending {
  readonly id: string;
  readonly body: string;
}

/** How the server settled a consultation it was sent. An unknown fate is no settlement but an error. */
export type Settlement =
  | { readonly kind: 'booked'; readonly receipt: Receipt }
  | { readonly kind: 'taken'; readonly alternatives: readonly Alternative[] }
  | { readonly kind: 'notOffered' | 'consentChanged' | 'notBookable' | 'refused' }
  | { readonly kind: 'badContact'; readonly problems: ContactProblems };

/** What the contact screen holds, with what decides which of it is needed. */
export interface ContactToCheck {
  readonly contact: ContactDraft;
  readonly kind: Chosen['kind'];
}

export type ContactProblems = { readonly [F in keyof ContactDraft]?: string };

/** What the last event got wrong or brought about, told once beside the current screen. */
export type Notice =
  | 'chooseOne'
  | 'tickOne'
  | 'chooseNumber'
  | 'dropped'
  | 'restarted'
  | 'welcomeBack'
  | 'guideChanged'
  | 'taken'
  | 'notOffered'
  | 'tickBoth'
  | 'consentChanged'
  | 'notBookable'
  | 'refused'
  | 'settleFirst'
  | 'notYet'
  | 'partMissing';

/** The free times known so far, and the clinic's own date when they were looked up. */
export interface FreeTimes {
  readonly days: SlotList['days'];
  /** `YYYY-MM-DD` in the clinic's zone. */
  readonly today: string;
}

export interface Facts {
  readonly clinic: Clinic;
  /** The server's own triage, when it runs another rule set than this page. */
  readonly judge?: (answers: RawAnswers) => Result | Unanswered;
}

/** Where a reload comes back to; every other place follows from the answers. */
export type Place = 'asking' | 'choosing' | 'contact' | 'review' | 'booked';

/** What a reload, or a moved element, resumes from. */
export interface VisitRecord {
  readonly place: Place;
  readonly answers: RawAnswers;
  readonly ticked: readonly string[];
  readonly contact: ContactDraft;
  /** The chosen time, or when a call back suits. */
  readonly slot?: Alternative | undefined;
  readonly preferred?: readonly PartOfDay[] | undefined;
  readonly pending?: Pending | undefined;
  readonly receipt?: Receipt | undefined;
}

export type Relation = Contact['relation'];

/** All that a consultation says of a visit. */
export interface ReadyVisit {
  readonly answers: RawAnswers;
  readonly clinic: Clinic;
  readonly chosen: Chosen;
  readonly contact: ContactDraft;
  readonly relation: Relation;
  readonly consent: { readonly collect: boolean; readonly conduct: boolean };
}
