/** A walk past every screen of the widget and of the desk, stopping at each: for checks and pictures of all of them. */
import type { Route } from 'playwright-core';
import type { QuestionId } from '#triage/questions.ts';
import { route } from '#triage/route.ts';
import { asking } from '#words/en/asking.ts';
import { booking } from '#words/en/booking.ts';
import { answersOf } from '../fixtures/booking.ts';
import type { DeskReader } from './desk-reader.ts';
import { type Answers, entriesOf, type Visitor } from './visitor.ts';

/** Called on each screen with its name; the walk goes on when it is done. */
export type Stop = (name: string) => Promise<void>;
/** One walk from an empty page. */
export type Walk = (I: Visitor, stop: Stop) => Promise<void>;

const { chat, notices, trouble } = asking;
const SLOTS = '**/v1/clinics/*/slots*';
const CONSULTATIONS = '**/v1/clinics/*/consultations/*';

/** All screens of the widget, in walks that each begin at the first question. */
export const WALKS: Readonly<Record<string, Walk>> = {
  medical: async (I, stop) => {
    await pastQuestions(I, answersOf('V62'), stop);
    await I.seeAdvice('MEDICAL');
    await stop('medical');
    for (const title of [booking.result.visit, booking.result.otherTypes, booking.result.freeTalk]) {
      await I.unfold(title);
    }
    await stop('medical-unfolded');
    await pastTimes(I, stop);
    await I.pickTime();
    await stop('contact');
    await I.goOn();
    await I.panel.getByRole('alert').waitFor();
    await stop('contact-problems');
    await I.giveContact({ name: 'Robin Vale', email: 'robin@mail.example', phone: '(212) 555-0142' });
    await stop('review');
    await I.agree();
    await stop('review-agreed');
    await pastSending(I, stop);
  },
  'a-change': async (I, stop) => {
    await I.answerAll({ ...answersOf('V62'), pain_level: 3 });
    await I.change('goal');
    await I.see(chat.changing);
    await stop('changing');
    await I.answer('goal', 'relax');
    await I.seeAdvice('RELAXATION');
    await I.turn('duration').scrollIntoViewIfNeeded();
    await stop('no-longer-needed');
    await I.button(chat.restart).click();
    await I.notice(notices.restarted).waitFor();
    await stop('cleared');
  },
  'a-doctor-first': async (I, stop) => {
    await I.answer('goal', 'relax');
    await I.answer('now', ['chest_breath', 'legs']);
    await I.heading(asking.referral.EMERGENCY.title).waitFor();
    await stop('emergency');
    await I.change('now');
    await I.choice('now', 'none').check();
    await I.goOn();
    await I.answer('soon', ['one_leg']);
    await I.heading(asking.referral.URGENT.title).waitFor();
    await stop('urgent');
    await I.change('soon');
    await I.choice('soon', 'none').check();
    await I.choice('soon', 'lump').check();
    await I.goOn();
    await I.answer('age', '18_49');
    await I.answer('health', ['none']);
    await I.answer('pain_level', 1);
    await I.heading(asking.referral.SOON.title).waitFor();
    await stop('soon');
  },
  clearance: async (I, stop) => {
    await pastQuestions(I, answersOf('V56'), stop, ['pregnancy_stage', 'pregnancy_flags', 'clearance', 'want']);
    await I.button(booking.result.bookTalk).waitFor();
    await stop('once-cleared');
    await I.book();
    await I.times.first().waitFor();
    await stop('choosing-talk-only');
    await I.pickTime();
    await I.giveContact({ name: 'Adaeze Okoro', email: 'adaeze@mail.example' });
    await stop('review-talk-only');
    await I.agree();
    await I.send();
    await I.seeBooked();
    await stop('booked-talk-only');
  },
  'a-minor-later': async (I, stop) => {
    await I.answerAll(answersOf('V67'));
    await I.seeAdvice('MEDICAL');
    await stop('later');
    await I.book();
    await I.times.first().waitFor();
    await stop('choosing-later');
    await I.pickTime();
    await stop('contact-guardian');
  },
  'a-call': async (I, stop) => {
    await I.answerAll(answersOf('V53'));
    await I.seeAdvice('RELAXATION');
    await stop('relaxation');
    await I.askForCall();
    await stop('contact-callback');
    await I.giveContact({ name: 'Wilhelmina Featherstonehaugh-Castellanos', phone: '(212) 555-0120' });
    await stop('review-callback');
    await I.agree();
    await I.send();
    await I.seeCallPromised();
    await stop('booked-callback');
  },
};

/** Answers these questions, stopping at each, or at those named only; where something is to tick, also with it ticked. */
async function pastQuestions(I: Visitor, answers: Answers, stop: Stop, only?: readonly QuestionId[]): Promise<void> {
  for (const [question, value] of entriesOf(route(answers).answers)) {
    await I.seeQuestion(question);
    const isStop = only === undefined || only.includes(question);
    if (isStop) await stop(question);
    if (isStop && typeof value !== 'string') {
      await I.tick(question, value);
      await stop(`${question}-ticked`);
      await I.goOn();
    } else await I.answer(question, value);
  }
}

/** Looking up free times: slow, failing, none, open. */
async function pastTimes(I: Visitor, stop: Stop): Promise<void> {
  const held = Promise.withResolvers<Route>();
  await I.page.route(SLOTS, route => held.resolve(route));
  await I.book();
  const lookUp = await held.promise;
  await I.see(booking.slots.loading);
  await stop('choosing-loading');
  await lookUp.abort();
  await I.page.unroute(SLOTS);
  await I.see(booking.slots.failed);
  await stop('choosing-failed');
  await I.page.route(SLOTS, route => route.fulfill({ json: { timeZone: 'America/New_York', days: [] } }));
  await I.button(trouble.retry).click();
  await I.see(booking.slots.none);
  await stop('choosing-none');
  await I.page.unroute(SLOTS);
  await I.goBack();
  await I.book();
  await I.times.first().waitFor();
  await stop('choosing');
}

/** On its way, not through, and at last booked. */
async function pastSending(I: Visitor, stop: Stop): Promise<void> {
  const held = Promise.withResolvers<Route>();
  await I.page.route(CONSULTATIONS, route => held.resolve(route), { times: 1 });
  await I.send();
  const request = await held.promise;
  await I.heading(booking.sending.title).waitFor();
  await stop('sending');
  await I.page.route(CONSULTATIONS, route => route.abort());
  await request.abort();
  await I.heading(booking.sending.unsentTitle).waitFor();
  await stop('unsent');
  await I.page.unroute(CONSULTATIONS);
  await I.button(booking.sending.retry).click();
  await I.seeBooked();
  await stop('booked');
}

/** All screens of the desk that need no leads: nobody is signed in yet. */
export async function walkEmptyDesk(desk: DeskReader, stop: Stop): Promise<void> {
  await desk.page.goto('/desk');
  await stop('sign-in');
  await desk.tryPassword('something else');
  await desk.page.getByRole('alert').waitFor();
  await stop('sign-in-problem');
  await desk.signIn();
  await stop('empty');
  await desk.page.goto('/desk/setup');
  await stop('setup');
  await desk.page.goto('/desk/leads/riverside/nothing');
  await stop('nothing-here');
}

/** The list, and the leads of these people. */
export async function walkDesk(desk: DeskReader, names: readonly string[], stop: Stop): Promise<void> {
  await desk.page.goto('/desk');
  await stop('list');
  for (const name of names) {
    await desk.open(name);
    await stop(`lead-${plain(name.split(' ')[0] ?? '')}`);
  }
  await desk.unfold('Delete everything about this person');
  await stop('lead-deleting');
  await desk.page.goto('/desk/undelivered');
  await stop('undelivered');
  await desk.page.goto('/desk?q=nobody');
  await stop('search-nothing');
}

/** Letters that every file system spells alike. */
const plain = (name: string): string => name.normalize('NFKD').replace(/\W/g, '').toLowerCase();
