/** From the advice to the review: free times, contact, the way by call. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { World } from '../../widget/intake.machine.ts';
import type { FreeTimes } from '../../widget/visit.ts';
import { answersOf } from '../fixtures/booking.ts';
import { CLINIC, NO_TIMES, PICKED, slot, TIMES, TODAY } from '../fixtures/clinic.ts';
import { answered, CONTACT, record, screenNamed, Visit } from './world.ts';

const V49 = answersOf('V49');

type Times = World['times'];

/** Free times that note which days were looked up. */
function noting(times: Times): { readonly asked: number[]; readonly times: Times } {
  const asked: number[] = [];
  return {
    asked,
    times: (span, signal) => {
      asked.push(span.daysAhead);
      assert.equal(span.days, 14);
      return times(span, signal);
    },
  };
}

const dayAhead = (daysAhead: number, ...skills: string[]): FreeTimes => {
  const date = new Date(Date.parse(`${TODAY}T00:00Z`) + (daysAhead + 1) * 86_400_000).toISOString().slice(0, 10);
  return { today: TODAY, days: [{ date, slots: [slot(date, '15:00', ...skills)] }] };
};

const choosing = (of: string, times: Times): Visit => {
  const visit = new Visit(answered(answersOf(of)), { times });
  visit.does({ type: 'book' });
  return visit;
};

const OFFERS = [
  { says: 'times at once', of: 'V49', times: async () => TIMES, asked: [0], status: 'open' },
  {
    says: 'nothing in the first four weeks',
    of: 'V49',
    times: async ({ daysAhead }) => (daysAhead < 28 ? NO_TIMES : dayAhead(daysAhead)),
    asked: [0, 14, 28],
    status: 'open',
  },
  { says: 'nothing at all', of: 'V49', times: async () => NO_TIMES, asked: [0, 14, 28, 42], status: 'none' },
  {
    says: 'nothing with the skill that is needed',
    of: 'V51',
    times: async ({ daysAhead }) => dayAhead(daysAhead, 'sports'),
    asked: [0, 14, 28, 42],
    status: 'none',
    lacksSkill: true,
  },
  {
    says: 'the skill comes later',
    of: 'V51',
    times: async ({ daysAhead }) => dayAhead(daysAhead, ...(daysAhead > 0 ? ['prenatal'] : [])),
    asked: [0, 14],
    status: 'open',
  },
  { says: 'no answer', of: 'V49', times: () => Promise.reject(new Error('offline')), asked: [0], status: 'failed' },
] as const satisfies readonly { times: Times; [part: string]: unknown }[];

for (const { says, of, times, asked, status, ...more } of OFFERS) {
  test(`free times: ${says}`, async () => {
    const noted = noting(times);
    const visit = choosing(of, noted.times);
    assert.equal(screenNamed('choosing', visit.screen).status, 'loading');
    const screen = await visit.sees('choosing', screen => screen.name === 'choosing' && screen.status === status);
    assert.deepEqual(noted.asked, asked);
    assert.equal(screen.lacksSkill, 'lacksSkill' in more);
    assert.equal(screen.day, screen.days[0]);
    assert.equal(screen.days.length > 0, status === 'open');
  });
}

const open = (visit: Visit) => visit.sees('choosing', screen => screen.name === 'choosing' && screen.status === 'open');

test('later days are added to those there are, up to eight weeks', async () => {
  const noted = noting(async ({ daysAhead }) => dayAhead(daysAhead));
  const visit = choosing('V49', noted.times);
  for (const [i, canSeeFurther] of [true, true, true, false].entries()) {
    const screen = await open(visit);
    assert.equal(screen.days.length, i + 1);
    assert.equal(screen.canSeeFurther, canSeeFurther);
    const waiting = visit.does({ type: 'moreDays' });
    assert.equal(screenNamed('choosing', waiting).days.length, i + 1, 'what there is stays in sight');
  }
});

test('a day is opened by its date', async () => {
  const noted = noting(async ({ daysAhead }) => dayAhead(daysAhead));
  const visit = choosing('V49', noted.times);
  await open(visit);
  visit.does({ type: 'moreDays' });
  const { days } = await open(visit);
  const screen = screenNamed('choosing', visit.does({ type: 'openDay', date: days[1]?.date ?? '' }));
  assert.equal(screen.day, screen.days[1]);
});

test('looking up again after a failure goes on where it failed', async () => {
  let isDown = false;
  const noted = noting(async ({ daysAhead }) => {
    if (isDown) throw new Error('offline');
    return dayAhead(daysAhead);
  });
  const visit = choosing('V49', noted.times);
  await open(visit);
  isDown = true;
  visit.does({ type: 'moreDays' });
  const failed = await visit.sees('choosing', screen => screen.name === 'choosing' && screen.status === 'failed');
  assert.equal(failed.days.length, 1);
  isDown = false;
  visit.does({ type: 'retry' });
  assert.equal((await open(visit)).days.length, 2);
  assert.deepEqual(noted.asked, [0, 14, 14]);
});

test('leaving and coming back looks up anew', async () => {
  const noted = noting(async () => TIMES);
  const visit = choosing('V49', noted.times);
  await open(visit);
  assert.equal(visit.does({ type: 'back' }).name, 'recommended');
  visit.does({ type: 'book' });
  assert.equal((await open(visit)).days.length, 1);
  assert.deepEqual(noted.asked, [0, 0]);
});

const EARLIEST = [
  { of: 'V49', earliest: undefined },
  { of: 'V67', earliest: '2026-12-03' },
  { of: 'V52', earliest: '2026-12-07' },
];
for (const { of, earliest } of EARLIEST) {
  test(`${of} may book from ${earliest ?? 'today'}`, async () => {
    const visit = choosing(of, async ({ daysAhead }) => dayAhead(daysAhead + 8));
    assert.equal((await open(visit)).earliest, earliest);
  });
}

const type = (field: keyof typeof CONTACT, value: string) => ({ type: 'typed', field, value }) as const;

test('a time, a name and an e-mail lead to the review', async () => {
  const visit = choosing('V49', async () => TIMES);
  await open(visit);
  const contact = screenNamed('contact', visit.does({ type: 'pick', slot: PICKED }));
  assert.deepEqual(contact.chosen, { kind: 'slot', slot: PICKED });
  visit.does(type('name', 'Robin Vale'), type('email', 'robin@mail.example'), { type: 'give' });
  const review = await visit.sees('review');
  assert.deepEqual(review.contact, CONTACT);
  assert.deepEqual(review.consent, { collect: false, conduct: false }, 'boxes are unticked');
  assert.equal(review.type, 'RELAXATION');
});

test('what is wrong with the contact is told per field, and ends with the next key', async () => {
  const visit = new Visit(record({ place: 'contact', contact: { name: '', email: 'robin', phone: '' } }));
  visit.does({ type: 'give' });
  const hasProblems = (screen: { readonly name: string }) =>
    'problems' in screen && Object.keys(Object(screen.problems)).length > 0;
  const told = await visit.sees('contact', hasProblems);
  assert.deepEqual(told.problems, { name: 'missing', email: 'bad_email' });
  const typed = screenNamed('contact', visit.does(type('email', 'robin@')));
  assert.deepEqual(typed.problems, { name: 'missing' });
});

test('a problem does not outlive the choice it came from', async () => {
  const visit = new Visit(record({ place: 'contact', contact: { name: 'Robin', email: '', phone: '2125550142' } }));
  visit.does({ type: 'give' });
  await visit.sees('contact', screen => screen.name === 'contact' && 'email' in screen.problems);
  visit.does({ type: 'book' });
  const byCall = screenNamed('contact', visit.does({ type: 'callback' }));
  assert.deepEqual(byCall.problems, {}, 'no e-mail is needed for a call');
});

test('a check that does not come says so and keeps what was typed', async () => {
  const visit = new Visit(record({ place: 'contact' }), { check: () => Promise.reject(new Error('no chunk')) });
  visit.does({ type: 'give' });
  const { contact } = await visit.sees('contact', ({ notice }) => notice === 'partMissing');
  assert.deepEqual(contact, CONTACT);
});

test('by call: parts of the day, a phone, no time', async () => {
  const visit = new Visit(answered(V49));
  visit.does(
    { type: 'callback' },
    { type: 'prefer', part: 'evening', on: true },
    { type: 'prefer', part: 'morning', on: true },
  );
  visit.does({ type: 'prefer', part: 'evening', on: false }, type('name', 'Robin'), type('phone', '212 555 0142'));
  visit.does({ type: 'give' });
  const { chosen } = await visit.sees('review');
  assert.deepEqual(chosen, { kind: 'callback', preferred: ['morning'] });
  assert.equal(visit.does({ type: 'back' }).name, 'contact');
  assert.equal(visit.does({ type: 'back' }).name, 'recommended');
});

test('a clinic that books by call only is asked for one', async () => {
  const visit = new Visit(answered(V49), { facts: async () => ({ clinic: { ...CLINIC, booking: 'callback' } }) });
  await visit.sees('recommended', ({ clinic }) => clinic !== undefined);
  assert.equal(screenNamed('contact', visit.does({ type: 'book' })).chosen?.kind, 'callback');
});

const GUARDIANS = [
  { of: 'V49', guardian: false, talkOnly: false },
  { of: 'V60', guardian: true, talkOnly: false },
  { of: 'V50', guardian: false, talkOnly: true },
];
for (const { of, guardian, talkOnly } of GUARDIANS) {
  test(`${of}: ${guardian ? 'a guardian books' : 'they book'}${talkOnly ? ', for a talk only' : ''}`, () => {
    const visit = new Visit(record({ place: 'contact', answers: answersOf(of) }));
    const contact = screenNamed('contact', visit.screen);
    assert.deepEqual([contact.guardian, contact.talkOnly], [guardian, talkOnly]);
  });
}

test('both boxes, each on its own, gate sending', async () => {
  const visit = new Visit(record());
  await visit.sees('review', ({ clinic }) => clinic !== undefined);
  assert.equal(visit.does({ type: 'send' }).notice, 'tickBoth');
  visit.does({ type: 'agree', to: 'collect', on: true });
  assert.equal(visit.does({ type: 'send' }).notice, 'tickBoth');
  visit.does({ type: 'agree', to: 'conduct', on: true }, { type: 'agree', to: 'collect', on: false });
  assert.equal(visit.does({ type: 'send' }).name, 'review');
});

test('each screen lies one deeper than the one it was reached from', async () => {
  const visit = choosing('V49', async () => TIMES);
  const depths = [(await open(visit)).depth];
  depths.push(visit.does({ type: 'pick', slot: PICKED }).depth);
  visit.does(type('name', 'Robin'), type('email', 'robin@mail.example'), { type: 'give' });
  depths.push((await visit.sees('review', ({ clinic }) => clinic !== undefined)).depth);
  visit.does({ type: 'agree', to: 'collect', on: true }, { type: 'agree', to: 'conduct', on: true }, { type: 'send' });
  depths.push(visit.screen.depth);
  const answers = Object.keys(V49).length;
  assert.deepEqual(depths, [answers + 1, answers + 2, answers + 3, answers + 3]);
});
