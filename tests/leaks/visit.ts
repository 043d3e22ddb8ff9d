/** One whole visit on the page of a site that spies on it, in any browser. */
import * as z from 'zod/mini';
import { CANARIES, GIVEN, PEOPLE } from './canaries.ts';
import type { Driver } from './driver.ts';
import { SPYING_PAGES } from './spying-site.ts';

const Stolen = z.array(z.string());

/**
 * Goes through a visit, from the first question to a booked talk.
 * @param site where the spying site is
 * @returns everything its script has got hold of
 */
export async function visitOf(driver: Driver, site: string, place: 'page' | 'frame'): Promise<readonly string[]> {
  await driver.goTo(`${site}${SPYING_PAGES[place]}`);
  driver.look(place);
  await answerAll(driver);
  await driver.click('[data-action=book]');
  await driver.click('[data-action=pick]');
  await typeAll(driver);
  await driver.click('[data-action=continue]');
  for (const consent of ['collect', 'conduct']) await driver.click(`[data-option=${consent}]`);
  await driver.click('[data-action=send]');
  await driver.see('[data-screen=booked]');
  return Stolen.parse(await driver.evaluate('window.stolen()'));
}

/** Those of the canaries that were heard singing. */
export const canariesIn = (stolen: readonly string[]): readonly string[] =>
  CANARIES.filter(canary => stolen.some(text => text.includes(canary)));

async function answerAll(driver: Driver): Promise<void> {
  for (const { question, value, slips } of GIVEN) {
    const option = (name: string | number) => `[data-question=${question}] [data-option="${name}"]`;
    for (const slip of [...slips, ...slips]) await driver.click(option(slip));
    for (const name of [value].flat()) await driver.click(option(name));
    if (typeof value !== 'string') await driver.click('[data-action=continue]');
  }
}

async function typeAll(driver: Driver): Promise<void> {
  for (const person of PEOPLE) {
    for (const [field, text] of Object.entries(person)) await driver.type(`#${field}`, text);
  }
  // A paste is heard, too.
  await driver.copyOver('#name', '#email');
  await driver.type('#email', PEOPLE.at(-1)?.email ?? '');
}
