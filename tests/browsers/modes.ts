/** The widget in a corner, in a window over the page, and sealed, on a clinic's website of its own. */
import assert from 'node:assert/strict';
import { answersOf } from '../fixtures/booking.ts';
import { type Site, startSite } from '../leaks/site.ts';
import { Person } from './person.ts';
import { bookedBy, type Scene } from './scene.ts';

const PAGES: Readonly<Record<string, string>> = {
  '/bubble': 'mode="bubble"',
  '/dialog': 'mode="dialog"',
  '/sealed-bubble': 'mode="bubble" sealed',
};

/** @param server where the widget comes from; asked for with each page, as it may start later */
export const startWebsite = (server: () => string): Promise<Site> =>
  startSite(({ pathname }) => pageOf(server(), pathname));

const pageOf = (server: string, path: string): string => `<!doctype html>
<html lang="en">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Riverside</title>
<link rel="icon" href="data:,">
<h1>Riverside</h1>
<p><button id="own" data-unknot-open>Find your massage</button></p>
<p style="block-size: 150vh">Much to read.</p>
<script type="module" async src="${server}/v1/unknot.js"></script>
<unknot-intake clinic="riverside" ${PAGES[path]}><a href="tel:+12125550142">Call us</a></unknot-intake>
`;

/** Journeys by what they show. */
export const MODES: Readonly<Record<string, (scene: Scene) => Promise<void>>> = {
  'a whole visit in a bubble': async scene => {
    const I = await enter(scene, '/bubble');
    await I.press('.launcher');
    await I.answerAll(answersOf('V49'));
    await I.prepare('Bea Corner', 'bea@mail.example');
    await I.press('[data-action=send]');
    await I.seeScreen('booked');
    assert.equal((await bookedBy(scene, 'Bea Corner')).length, 1);
  },

  'a bubble closes with Escape, and opens where it was': async scene => {
    const I = await enter(scene, '/bubble');
    await I.press('.launcher');
    await I.answer('goal', 'relax');
    await I.seeQuestion('now');
    await I.keys('Escape');
    await I.gone('[data-question]');
    await I.until('the keyboard at the launcher', async () => (await I.hasFocus('.launcher')) || undefined);
    await I.press('.launcher');
    await I.seeQuestion('now');
  },

  'a button of the page opens a dialog, Escape gives the keyboard back': async scene => {
    const I = await enter(scene, '/dialog');
    await I.press('#own');
    await I.answer('goal', 'pain');
    await I.seeQuestion('now');
    await I.keys('Escape');
    await I.gone('[data-question]');
    await I.until('the keyboard at the button', async () => (await I.hasFocus('#own')) || undefined);
  },

  'in a sealed bubble: a visit, and Escape out of the frame': async scene => {
    const outside = await enter(scene, '/sealed-bubble');
    await outside.press('.launcher');
    const I = new Person(scene.tab.frame);
    await I.answer('goal', 'relax');
    await I.answer('now', ['none']);
    await I.seeQuestion('soon');
    await I.keys('Escape');
    await outside.gone('iframe');
    await outside.until('the keyboard at the launcher', async () => (await outside.hasFocus('.launcher')) || undefined);
  },
};

async function enter({ tab, site }: Scene, path: string): Promise<Person> {
  await tab.goTo(site + path);
  await tab.run("customElements.whenDefined('unknot-intake').then(() => true)");
  return new Person(tab);
}
