/**
 * What a language must say. Two parts, so that a page loads what it shows: `AskingWords` with the first question,
 * `BookingWords` when a result comes near. Keys are the specification's ids; rules and routes never hold a sentence.
 */
import type { Region } from '#triage/consultation.ts';
import type { ContactProblem } from '#triage/contact-fields.ts';
import type { PartOfDay } from '#triage/parts-of-day.ts';
import type { OptionId, QuestionId } from '#triage/questions.ts';
import type { RuleId } from '#triage/rules.ts';
import type { Tag } from '#triage/tags.ts';
import type { MassageType, Technique } from '#triage/techniques.ts';

export interface QuestionWords<Q extends QuestionId> {
  readonly text: string;
  readonly hint?: string;
  /** "Why we ask", in one sentence. */
  readonly why: string;
  readonly options: { readonly [O in OptionId<Q>]: string };
}

/** Whom to call, in the region's own terms. `tel` is there where the line is one number. */
export interface Lines {
  readonly emergency: string;
  readonly urgent: string;
  readonly urgentTel?: string;
  readonly crisis: string;
}

type SafetyRule = Extract<RuleId, `${'E' | 'U' | 'S'}${number}`>;
type OtherRule = Exclude<RuleId, SafetyRule>;

/** Stands on the page before anything else has come, so it is as little as can be. */
export interface FirstWords {
  readonly goal: Omit<QuestionWords<'goal'>, 'why'>;
  readonly chat: {
    readonly label: string;
    readonly greeting: string;
    readonly stays: string;
    readonly notForEmergencies: string;
    readonly footer: (emergency: string) => string;
  };
  /** Until the clinic is known, nobody's number is guessed. */
  readonly unknownEmergency: string;
  readonly partMissing: string;
  readonly retry: string;
}

/** All of the first part but what stands on the page at once. */
export interface LaterWords extends Omit<AskingWords, 'questions' | 'unknownRegion' | 'chat' | 'notices' | 'trouble'> {
  readonly questions: Omit<AskingWords['questions'], 'goal'> & { readonly goal: { readonly why: string } };
  readonly unknownRegion: Omit<Lines, 'emergency'>;
  readonly chat: Omit<AskingWords['chat'], keyof FirstWords['chat']>;
  readonly notices: Omit<AskingWords['notices'], 'partMissing'>;
  readonly trouble: Omit<AskingWords['trouble'], 'retry'>;
}

export interface AskingWords {
  readonly questions: { readonly [Q in QuestionId]: QuestionWords<Q> };
  /** How `prior` is put to somebody without pain or tightness. */
  readonly priorWithoutComplaint: {
    readonly text: string;
    readonly options: { readonly never: string; readonly yes_general: string };
  };
  readonly reasons: { readonly [R in SafetyRule]: string };
  readonly regions: { readonly [R in Region]: Lines };
  /** Until the clinic is known, nobody's number is guessed. */
  readonly unknownRegion: Lines;
  readonly referral: {
    readonly EMERGENCY: ReferralWords;
    readonly URGENT: ReferralWords;
    readonly SOON: ReferralWords;
  };
  readonly chat: FirstWords['chat'] & {
    readonly whyWeAsk: string;
    readonly callClinic: string;
    readonly yourAnswer: string;
    readonly change: string;
    readonly changeAnswer: (question: string) => string;
    readonly changing: string;
    readonly keep: string;
    readonly noLongerNeeded: string;
    readonly left: (count: number) => string;
    readonly lastOne: string;
    readonly leftGrew: (count: number) => string;
    readonly continue: string;
    readonly continueWith: (count: number) => string;
    readonly firstGroup: string;
    readonly secondGroup: string;
    readonly scaleLow: string;
    readonly scaleHigh: string;
    readonly scaleValue: (value: number) => string;
    readonly back: string;
    readonly restart: string;
    readonly undo: string;
    readonly print: string;
    readonly copyAnswers: string;
    readonly copied: string;
    readonly copyFailed: string;
    readonly changeAnAnswer: string;
    readonly call: (line: string) => string;
    readonly guide: (emergency: string) => string;
  };
  /** What is told beside a screen, by the machine's own names for it. */
  readonly notices: {
    readonly chooseOne: string;
    readonly tickOne: string;
    readonly chooseNumber: string;
    readonly dropped: string;
    readonly restarted: string;
    readonly welcomeBack: string;
    readonly guideChanged: string;
    readonly settleFirst: string;
    readonly notYet: string;
    readonly partMissing: string;
  };
  readonly trouble: {
    readonly newerQuestions: string;
    readonly retry: string;
  };
}

interface ReferralWords {
  readonly title: string;
  readonly action: (lines: Lines) => string;
}

interface TypeWords {
  readonly name: string;
  readonly whatItIs: string;
  readonly aVisit: string;
  readonly howOften: string;
  /** What each other type is for, and why it came second. */
  readonly others: Partial<Readonly<Record<MassageType, string>>>;
}

/** Of a talk: what the widget, the mails and the visitor's own page all say. */
export interface TalkWords {
  readonly how: {
    readonly phone: (number: string) => string;
    /** Without a number the visitor calls. */
    readonly phoneUs: (number: string) => string;
    readonly video: string;
    readonly visit: (where: string) => string;
  };
  readonly minutes: (minutes: number) => string;
}

/** When the clinic is to call. */
export interface CallWords {
  readonly parts: { readonly [P in PartOfDay]: string };
  /** Two or three parts of a day. */
  readonly either: (parts: readonly string[]) => string;
}

/** Of free times, wherever a visitor picks one. */
export interface TimesWords {
  readonly zone: (zone: string) => string;
  readonly yourTime: (time: string) => string;
  readonly days: string;
  readonly count: (count: number) => string;
  readonly parts: { readonly [P in PartOfDay]: string };
  readonly nextFreeDay: string;
  readonly moreDays: string;
  readonly loading: string;
}

export interface BookingWords {
  readonly reasons: { readonly [R in OtherRule]: string };
  readonly types: { readonly [T in MassageType]: TypeWords };
  readonly techniques: { readonly [T in Technique]: string };
  readonly result: {
    readonly looksRight: (type: string) => string;
    readonly onceCleared: (type: string) => string;
    readonly youTold: string;
    readonly talkOnly: string;
    readonly laterDate: string;
    readonly visit: string;
    readonly howOften: string;
    readonly techniques: string;
    readonly comesBack: string;
    readonly withOthers: string;
    readonly courseMaybe: string;
    readonly evidence: string;
    readonly tellTherapist: string;
    readonly otherTypes: string;
    readonly refusedCourse: string;
    readonly freeTalk: string;
    readonly freeTalkText: (minutes: number) => string;
    readonly price: (price: string) => string;
    readonly notOffered: (type: string) => string;
    readonly book: string;
    readonly bookTalk: string;
    readonly callMe: string;
    readonly guardianBooks: string;
    readonly notSignedOff: string;
    readonly signedOff: (name: string, date: string) => string;
  };
  readonly notices: {
    readonly taken: string;
    readonly notOffered: string;
    readonly tickBoth: string;
    readonly consentChanged: string;
    readonly notBookable: string;
    readonly refused: string;
  };
  readonly slots: TimesWords & {
    readonly title: string;
    readonly none: string;
    readonly noneWithSkill: string;
    readonly failed: string;
    readonly earliest: (date: string) => string;
    readonly noneSuits: string;
  };
  readonly contact: {
    readonly title: string;
    readonly titleGuardian: string;
    readonly guardianOnly: string;
    readonly name: string;
    readonly nameGuardian: string;
    readonly email: string;
    readonly emailHint: string;
    readonly phone: string;
    readonly phoneHint: string;
    readonly phoneForCall: string;
    /** For a talk by phone, where the number may be left out. */
    readonly phoneForTalk: string;
    readonly optional: string;
    readonly preferred: string;
    readonly chosenTime: string;
    readonly continue: string;
    readonly problems: { readonly [P in ContactProblem]: string };
    readonly check: string;
  };
  readonly review: {
    readonly title: string;
    readonly intro: (clinic: string) => string;
    readonly callback: string;
    readonly callbackAny: string;
    readonly contact: string;
    readonly answers: string;
    readonly result: string;
    readonly privacyNotice: string;
    readonly collect: string;
    readonly conduct: string;
    readonly send: string;
  };
  readonly sending: {
    readonly title: string;
    readonly retrying: string;
    readonly unsentTitle: string;
    readonly unsentOffline: string;
    readonly unsentServer: string;
    readonly nothingLost: string;
    readonly retry: string;
  };
  readonly booked: TalkWords & {
    readonly title: string;
    readonly titleCallback: string;
    /** What still has to happen before the talk stands. */
    readonly titleRequested: string;
    readonly requested: string;
    readonly titleUnverified: string;
    readonly unverified: string;
    readonly talkOnly: string;
    readonly calendar: string;
    readonly next: string;
    readonly nextSteps: readonly string[];
    readonly changePlans: string;
    readonly manage: string;
    readonly another: string;
  };
}

/** Around a visit that stands in a window of its own. */
export interface OuterWords {
  readonly launcher: string;
  /** Of the dot on the launcher. */
  readonly unread: string;
  readonly greeting: string;
  readonly closeGreeting: string;
  readonly close: string;
}

/** For the clinic's pages only. */
export type TagWords = { readonly [T in Tag]: string };
