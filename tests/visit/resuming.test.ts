/** A reload goes on where the visit was; what the server says late, or says anew, is taken in and said. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isResult, type Result, triage, type Unanswered } from '#triage/triage.ts';
import type { VisitEvent } from '../../widget/intake.machine.ts';
import type { Screen } from '../../widget/present.ts';
import type { Facts, RawAnswers, VisitRecord } from '../../widget/visit.ts';
import { answersOf } from '../fixtures/booking.ts';
import { CLINIC, PICKED, RECEIPT } from '../fixtures/clinic.ts';
import { answered, CONTACT, never, record, screenNamed, Visit } from './world.ts';

const pending = { id: 'id-7', body: 'the body' };

const PLACES: readonly { readonly what: string; readonly from: VisitRecord; readonly screen: Screen['name'] }[] = [
  { what: 'nothing', from: answered({}), screen: 'asking' },
  { what: 'a question', from: answered({ goal: 'pain' }, ['stroke']), screen: 'asking' },
  { what: 'a referral', from: answered(answersOf('V01')), screen: 'referred' },
  { what: 'the advice', from: answered(answersOf('V49')), screen: 'recommended' },
  { what: 'free times', from: record({ place: 'choosing' }), screen: 'choosing' },
  { what: 'the contact', from: record({ place: 'contact' }), screen: 'contact' },
  { what: 'the review', from: record(), screen: 'review' },
  { what: 'a call', from: record({ slot: undefined, preferred: ['morning'] }), screen: 'review' },
  { what: 'a booking on its way', from: record({ place: 'asking', pending }), screen: 'sending' },
  { what: 'a booking', from: record({ place: 'booked', receipt: RECEIPT }), screen: 'booked' },
];

const WORLD = { facts: never, times: never, check: never, send: never, prepare: never };
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

for (const { what, from, screen } of PLACES) {
  test(`resumes at ${what}`, () => {
    const visit = new Visit(from, WORLD);
    assert.equal(visit.screen.name, screen);
    assert.deepEqual(plain(visit.record), plain(from), 'and is remembered as the same');
    assert.equal(visit.screen.notice, Object.keys(from.answers).length > 0 ? 'welcomeBack' : undefined);
  });
}

test('ticks, contact and time are there again', () => {
  const asking = new Visit(answered({ goal: 'pain' }, ['stroke', 'legs']), WORLD).screen;
  assert.deepEqual(screenNamed('asking', asking).asked?.ticked, ['stroke', 'legs']);
  const review = screenNamed('review', new Visit(record(), WORLD).screen);
  assert.deepEqual([review.contact, review.chosen], [CONTACT, { kind: 'slot', slot: PICKED }]);
  assert.deepEqual(review.consent, { collect: false, conduct: false }, 'consent is given anew');
});

test('a booking on its way is sent as it was', async () => {
  const sent: unknown[] = [];
  const visit = new Visit(record({ pending }), {
    send: async pending => {
      sent.push(pending);
      return { kind: 'booked', receipt: RECEIPT };
    },
  });
  await visit.sees('booked');
  assert.deepEqual(sent, [pending]);
});

const NOT_THERE: readonly { readonly what: string; readonly from: VisitRecord; readonly screen: Screen['name'] }[] = [
  { what: 'an answer is missing', from: record({ answers: { goal: 'pain' } }), screen: 'asking' },
  { what: 'nothing may be booked', from: record({ answers: answersOf('V01') }), screen: 'referred' },
  { what: 'an answer is no answer', from: record({ answers: { ...answersOf('V49'), age: 'old' } }), screen: 'asking' },
];
for (const { what, from, screen } of NOT_THERE) {
  for (const place of ['choosing', 'contact', 'review'] as const) {
    test(`does not resume at ${place} when ${what}`, () => {
      assert.equal(new Visit({ ...from, place }, WORLD).screen.name, screen);
    });
  }
}

// What the server says

type Judge = (answers: RawAnswers) => Result | Unanswered;

/** The server's own rules: like ours but for the result. */
const judging =
  (changes: Partial<Result>): Judge =>
  answers => {
    const verdict = triage(answers);
    return isResult(verdict) ? { ...verdict, ...changes } : verdict;
  };
const THERAPEUTIC = judging({ outcome: 'THERAPEUTIC' });
const REFERS = judging({ outcome: 'REFER', urgency: 'SOON', booking: 'none', rules: ['S1'] });
const NO_LONGER_SURE: Judge = () => ({ next: 'age' });

test('the clinic may come late: the questions are there before it', async () => {
  const { promise, resolve } = Promise.withResolvers<Facts>();
  const visit = new Visit(undefined, { facts: () => promise });
  const next = visit.does({ type: 'answer', question: 'goal', value: 'pain' });
  assert.equal(next.clinic, undefined);
  resolve({ clinic: CLINIC });
  const { clinic, asked, notice } = await visit.sees('asking', ({ clinic }) => clinic !== undefined);
  assert.deepEqual([clinic, asked?.question, notice], [CLINIC, 'now', undefined]);
});

test('or not at all', async () => {
  const visit = new Visit(undefined, { facts: () => Promise.reject(new Error('offline')) });
  await new Promise(setImmediate);
  assert.equal(visit.does({ type: 'answer', question: 'goal', value: 'pain' }).name, 'asking');
});

const LATE: readonly { readonly judge: Judge; readonly screen: Screen['name'] }[] = [
  { judge: THERAPEUTIC, screen: 'recommended' },
  { judge: REFERS, screen: 'referred' },
  { judge: NO_LONGER_SURE, screen: 'asking' },
];
/** Where a visit may be when the rules come. */
const WAYS: readonly (readonly VisitEvent[])[] = [[], [{ type: 'book' }], [{ type: 'callback' }]];
for (const { judge, screen } of LATE) {
  for (const way of WAYS) {
    const at = way[0]?.type ?? 'the advice';
    test(`newer rules that come late, at ${at}, lead to ${screen} when they say so`, async () => {
      const { promise, resolve } = Promise.withResolvers<Facts>();
      const visit = new Visit(answered(answersOf('V49')), { facts: () => promise });
      visit.does(...way);
      resolve({ clinic: CLINIC, judge });
      const shown = await visit.sees(screen, ({ clinic }) => clinic !== undefined);
      if (shown.name === 'recommended') assert.equal(shown.type, 'THERAPEUTIC');
      if (shown.name === 'asking') assert.equal(shown.asked, undefined, 'the page has to be loaded again');
    });
  }
}

for (const { judge, screen } of LATE) {
  test(`the rules are read again for the review: ${screen} is shown before anything is sent`, async () => {
    let calls = 0;
    const facts = async (): Promise<Facts> => (calls++ === 0 ? { clinic: CLINIC } : { clinic: CLINIC, judge });
    const visit = new Visit(record({ place: 'contact' }), { facts });
    await visit.sees('contact', ({ clinic }) => clinic !== undefined);
    visit.does({ type: 'give' });
    const shown = await visit.sees(screen, ({ notice }) => notice === 'guideChanged');
    if (shown.name === 'recommended') assert.equal(shown.type, 'THERAPEUTIC');
    assert.deepEqual(visit.record.contact, CONTACT, 'nothing is lost');
  });
}

const AGREED: readonly VisitEvent[] = [
  { type: 'agree', to: 'collect', on: true },
  { type: 'agree', to: 'conduct', on: true },
];
const NEW_TEXT = { ...CLINIC, consent: { version: '2027-01', text: 'We keep more.' } };
const TEXTS = [
  { what: 'the same text keeps the ticks', next: CLINIC, isKept: true },
  { what: 'another text asks for them again', next: NEW_TEXT, isKept: false },
];
for (const { what, next, isKept } of TEXTS) {
  test(`consent: ${what}`, async () => {
    const { promise, resolve } = Promise.withResolvers<Facts>();
    let calls = 0;
    const facts = () => (calls++ === 0 ? Promise.resolve({ clinic: CLINIC }) : promise);
    const visit = new Visit(record(), { facts });
    await visit.sees('review', ({ clinic }) => clinic !== undefined);
    visit.does(...AGREED);
    const changed = { ...next, name: 'Riverside, renamed' };
    resolve({ clinic: changed });
    const { consent } = await visit.sees('review', ({ clinic }) => clinic === changed);
    assert.deepEqual(consent, { collect: isKept, conduct: isKept });
  });
}

test('a review without an answer of the server stays as it is', async () => {
  let calls = 0;
  const facts = async (): Promise<Facts> => {
    if (calls++ > 0) throw new Error('offline');
    return { clinic: CLINIC };
  };
  const visit = new Visit(record(), { facts });
  await visit.sees('review', ({ clinic }) => clinic !== undefined);
  assert.equal(visit.does(...AGREED, { type: 'send' }).name, 'sending');
});
