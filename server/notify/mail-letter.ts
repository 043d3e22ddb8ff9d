/** What a mail says, before it is HTML or plain text, and what is handed to the sender. */
import type { ClinicFile } from '../clinics.ts';

export interface Fact {
  readonly label: string;
  readonly lines: readonly string[];
}

export interface Letter {
  /** The same for everybody: no name, no time, nothing about health. */
  readonly subject: string;
  readonly title: string;
  readonly lead: string;
  readonly facts: readonly Fact[];
  /** A table of numbers instead of facts. */
  readonly counts?: readonly { readonly label: string; readonly count: number }[];
  readonly paragraphs: readonly string[];
  readonly button?: { readonly label: string; readonly url: string };
  /** Said more quietly, below the button. */
  readonly asides: readonly string[];
  /** Why this mail came; stands at the foot. */
  readonly why: string;
  /** The clinic's address and phone stand at the foot. */
  readonly isSigned: boolean;
}

/** A letter on its clinic's paper. */
export interface Paper {
  readonly language: string;
  readonly clinic: Pick<ClinicFile, 'name' | 'face' | 'phone' | 'address' | 'accent'>;
  readonly letter: Letter;
}

export interface Invitation {
  readonly method: 'REQUEST' | 'CANCEL';
  /** The calendar's own text, RFC 5545. */
  readonly content: string;
}

/** One mail to one person. */
export interface Mail {
  readonly to: string;
  /** The clinic, as the sender is shown. */
  readonly fromName: string;
  readonly replyTo: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly invitation?: Invitation;
}
