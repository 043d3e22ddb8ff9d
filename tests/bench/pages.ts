/** The pages that are measured. What stands in each is `pages/<name>.html`, or made (`site.ts`), in the same small host page for all. */
import { existsSync } from 'node:fs';
import { asking } from '#words/en/asking.ts';
import type { Question, Watched } from './probe.ts';

export interface BenchPage extends Watched {
  readonly name: string;
  /** The package it takes from `peers/`. */
  readonly needs?: string;
}

/** A demo of a peer: the same two questions in each. */
const demo = (said: string, control: string): Watched => ({
  first: asked(said, 'What brings you in', control, 'Headache'),
  next: asked(said, 'How long', control, 'Less than a week'),
});

const asked = (said: string, question: string, control: string, choice: string): Question => ({
  said: { path: said, text: question },
  control: { path: control, text: choice },
});

const { goal, now } = asking.questions;
const current = (question: string): string => `[data-question="${question}"]`;
/** Our own: the first choice leads to a question with boxes to tick. */
const widget = (root: string): Watched => ({
  first: {
    said: { path: root + current('goal'), text: goal.text },
    control: { path: `${root}${current('goal')} [data-option]` },
  },
  next: {
    said: { path: root + current('now'), text: now.text },
    control: { path: `${root}${current('now')} label:has([data-option])` },
  },
});

const IN_PAGE = 'unknot-intake >>> ';

export const PAGES: readonly BenchPage[] = [
  { name: 'empty', ...demo('p', 'button') },
  { name: 'bubble', ...demo('p', 'button') },
  { name: 'late-bubble', ...demo('p', 'button') },
  { name: 'inline', ...widget(IN_PAGE) },
  { name: 'pasted', ...widget(IN_PAGE) },
  { name: 'sealed', ...widget(IN_PAGE), frame: { path: 'unknot-intake >>> iframe' } },
  { name: 'botui', needs: 'botui', ...demo('#widget *', '#widget button') },
  { name: 'deep-chat', needs: 'deep-chat', ...demo('deep-chat >>> div', 'deep-chat >>> button') },
  { name: 'typebot', needs: '@typebot.io/js', ...demo('typebot-standard >>> span', 'typebot-standard >>> button') },
];

/** Why a page is left out, if it is. */
export function whyNot({ needs }: BenchPage): string | undefined {
  if (needs === undefined || existsSync(new URL(`peers/node_modules/${needs}`, import.meta.url))) return undefined;
  return 'not installed: npm install --prefix tests/bench/peers';
}
