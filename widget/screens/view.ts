/** What every screen template is given beside its screen. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { Receipt, Region } from '#triage/consultation.ts';
import type { AskingWords, BookingWords, Lines } from '#words/catalogue.ts';
import type { VisitEvent } from '../intake.machine.ts';
import type { Screen, Turn } from '../present.ts';

export interface View {
  readonly words: AskingWords;
  readonly locale: string;
  readonly send: (event: VisitEvent) => void;
  /** Prints the visitor's copy of what is on the screen, without the host page. */
  readonly print: () => void;
  readonly copy: (text: string) => void;
  /** Where the server makes a calendar file of a booked time. */
  readonly calendarUrl: (receipt: Receipt) => string;
}

/** A view once the second part of the widget has come. */
export interface BookingView extends View {
  readonly booking: BookingWords;
}

/** Whom to call here: the clinic's own lines before its region's. Without a clinic nobody's number is guessed. */
export function linesFor(words: AskingWords, screen: Screen): Lines {
  const { clinic } = screen;
  if (clinic === undefined) return words.unknownRegion;
  const region: Region = clinic.region;
  const regional = words.regions[region];
  const { emergency, urgent, crisis } = clinic.lines;
  return {
    emergency: emergency ?? regional.emergency,
    urgent: urgent ?? regional.urgent,
    ...(urgent === undefined && regional.urgentTel !== undefined && { urgentTel: regional.urgentTel }),
    crisis: crisis ?? regional.crisis,
  };
}

/** The question as it was put to this person. */
export const questionText = (words: AskingWords, { question, calm }: Pick<Turn, 'question' | 'calm'>): string =>
  question === 'prior' && calm ? words.priorWithoutComplaint.text : words.questions[question].text;

export function optionText(words: AskingWords, turn: Pick<Turn, 'question' | 'calm'>, option: string): string {
  const { question, calm } = turn;
  const texts: Readonly<Record<string, string>> =
    question === 'prior' && calm ? words.priorWithoutComplaint.options : words.questions[question].options;
  return texts[option] ?? option;
}

/** An answer in words, its parts apart. */
export function answerTexts(words: AskingWords, turn: Turn): readonly string[] {
  const { answer } = turn;
  if (typeof answer === 'number') return [words.chat.scaleValue(answer)];
  return (typeof answer === 'string' ? [answer] : answer).map(option => optionText(words, turn, option));
}

/** One question with its answer, in a list of such. */
export const answerItem = (
  turn: Turn,
  { words }: View,
  change: TemplateResult | typeof nothing = nothing,
): TemplateResult =>
  html`<div>
    <dt>${questionText(words, turn)}</dt>
    <dd>${answerTexts(words, turn).join(' · ')} ${change}</dd>
  </div>`;

/** The conversation as plain text, to copy or take along. */
export const conversationText = (words: AskingWords, turns: readonly Turn[]): string =>
  turns
    .filter(({ counts }) => counts)
    .map(turn => `${questionText(words, turn)}\n- ${answerTexts(words, turn).join('\n- ')}`)
    .join('\n\n');

/** A word catalogue's entry for a rule that a newer rule set may have and this page not. */
export const reasonText = (reasons: Readonly<Record<string, string>>, rule: string): readonly string[] => {
  const text = reasons[rule];
  return text === undefined ? [] : [text];
};
