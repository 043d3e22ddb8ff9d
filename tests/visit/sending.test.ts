/** Sending, and each way it can end: the screen that holds what is to do, and nothing lost on the way. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { VisitEvent, World } from '../../widget/intake.machine.ts';
import type { Screen } from '../../widget/present.ts';
import type { Notice, Pending, Settlement } from '../../widget/visit.ts';
import { answersOf } from '../fixtures/booking.ts';
import { CLINIC, PICKED, RECEIPT } from '../fixtures/clinic.ts';
import { answered, CONTACT, never, record, Visit } from './world.ts';

const AGREE: readonly VisitEvent[] = [
  { type: 'agree', to: 'collect', on: true },
  { type: 'agree', to: 'conduct', on: true },
];

/** A visit that has just pressed Send. */
async function sending(world: Partial<World>): Promise<Visit> {
  const visit = new Visit(record(), world);
  await visit.sees('review', ({ clinic }) => clinic !== undefined);
  assert.equal(visit.does(...AGREE, { type: 'send' }).name, 'sending');
  return visit;
}

const OTHER = { ...PICKED, start: '2026-12-02T15:00:00Z', local: '2026-12-02T10:00' };

const ENDS: readonly { readonly settled: Settlement; readonly screen: Screen['name']; readonly notice?: Notice }[] = [
  { settled: { kind: 'booked', receipt: RECEIPT }, screen: 'booked' },
  { settled: { kind: 'taken', alternatives: [OTHER] }, screen: 'choosing', notice: 'taken' },
  { settled: { kind: 'notOffered' }, screen: 'choosing', notice: 'notOffered' },
  { settled: { kind: 'badContact', problems: { phone: 'bad_phone' } }, screen: 'contact' },
  { settled: { kind: 'consentChanged' }, screen: 'review', notice: 'consentChanged' },
  { settled: { kind: 'notBookable' }, screen: 'review', notice: 'notBookable' },
  { settled: { kind: 'refused' }, screen: 'review', notice: 'refused' },
];
for (const { settled, screen: name, notice } of ENDS) {
  test(`${settled.kind}: ${name}${notice ? `, saying ${notice}` : ''}`, async () => {
    const visit = await sending({ send: async () => settled });
    const screen = await visit.sees(name);
    assert.equal(screen.notice, notice);
    assert.deepEqual(visit.record.answers, answersOf('V49'));
    assert.deepEqual(visit.record.contact, CONTACT);
    assert.equal(visit.record.pending, undefined, 'its fate is known');
    assert.deepEqual(visit.record.slot, settled.kind === 'taken' ? undefined : PICKED);
  });
}

test('a time that was taken: the nearest are offered, and one of them goes the whole way', async () => {
  const settlements: Settlement[] = [
    { kind: 'taken', alternatives: [OTHER] },
    { kind: 'booked', receipt: RECEIPT },
  ];
  const visit = await sending({ send: async () => settlements.shift() ?? { kind: 'refused' } });
  assert.deepEqual((await visit.sees('choosing')).alternatives, [OTHER]);
  visit.does({ type: 'pick', slot: OTHER }, { type: 'give' });
  const review = await visit.sees('review');
  assert.deepEqual(review.chosen, { kind: 'slot', slot: OTHER });
  assert.deepEqual(review.consent, { collect: true, conduct: true }, 'what was agreed to is the same');
  visit.does({ type: 'send' });
  assert.equal((await visit.sees('booked')).receipt, RECEIPT);
});

test('a new consent text asks for both ticks again', async () => {
  const visit = await sending({ send: async () => ({ kind: 'consentChanged' }) });
  assert.deepEqual((await visit.sees('review')).consent, { collect: false, conduct: false });
});

test('a problem of the contact stands at its field', async () => {
  const visit = await sending({ send: async () => ({ kind: 'badContact', problems: { phone: 'bad_phone' } }) });
  assert.deepEqual((await visit.sees('contact')).problems, { phone: 'bad_phone' });
});

test('unsent: trying again sends the same id and the same body', async () => {
  const sent: (Pending | undefined)[] = [];
  const prepared: unknown[] = [];
  const visit = await sending({
    prepare: async ready => {
      prepared.push(ready);
      return { id: `id-${prepared.length}`, body: 'the body' };
    },
    send: async pending => {
      sent.push(pending);
      if (sent.length < 3) throw new Error('offline');
      return { kind: 'booked', receipt: RECEIPT };
    },
  });
  await visit.sees('unsent');
  visit.does({ type: 'retry' });
  await visit.sees('unsent');
  visit.does({ type: 'retry' });
  await visit.sees('booked');
  assert.deepEqual(sent, Array(3).fill({ id: 'id-1', body: 'the body' }));
  assert.equal(prepared.length, 1);
});

test('what is prepared is what was shown', async () => {
  const prepared: unknown[] = [];
  const visit = await sending({
    prepare: async ready => {
      prepared.push(ready);
      return { id: 'id-1', body: '' };
    },
  });
  await visit.sees('booked');
  const consent = { collect: true, conduct: true };
  const chosen = { kind: 'slot', slot: PICKED };
  const relation = 'self';
  assert.deepEqual(prepared, [
    { answers: answersOf('V49'), clinic: CLINIC, chosen, contact: CONTACT, relation, consent },
  ]);
});

test('of a minor, the guardian is sent', async () => {
  const relations: unknown[] = [];
  const visit = new Visit(record({ answers: answersOf('V60') }), {
    prepare: async ready => {
      relations.push(ready?.relation);
      return { id: 'id-1', body: '' };
    },
  });
  await visit.sees('review', ({ clinic }) => clinic !== undefined);
  visit.does(...AGREE, { type: 'send' });
  await visit.sees('booked');
  assert.deepEqual(relations, ['guardian']);
});

test('what can’t be prepared says so', async () => {
  const visit = await sending({ prepare: () => Promise.reject(new Error('no chunk')) });
  assert.equal((await visit.sees('review')).notice, 'partMissing');
});

const UNSETTLED: readonly VisitEvent[] = [{ type: 'change', question: 'goal' }, { type: 'restart' }, { type: 'back' }];

for (const event of UNSETTLED) {
  test(`while its fate is unknown, ${event.type} waits`, async () => {
    let lose = (_: Error): void => {};
    const send = () =>
      new Promise<never>((_, reject) => {
        lose = reject;
      });
    const visit = await sending({ send });
    await visit.sees('sending', () => visit.record.pending !== undefined);
    const before = visit.record;
    assert.equal(visit.does(event).notice, 'settleFirst');
    assert.equal(visit.screen.name, 'sending');
    lose(new Error('offline'));
    await visit.sees('unsent');
    assert.equal(visit.does(event).notice, 'settleFirst');
    assert.equal(visit.screen.name, 'unsent');
    assert.deepEqual(visit.record, before);
    const { canGoBack, canRestart } = visit.does();
    assert.deepEqual([canGoBack, canRestart], [false, false]);
  });
}

test('after four seconds the wait is told', async () => {
  const visit = await sending({ send: never });
  await visit.sees('sending', () => visit.record.pending !== undefined);
  const isSlow = () => visit.screen.name === 'sending' && visit.screen.slow;
  visit.clock.increment(3999);
  assert.equal(isSlow(), false);
  visit.clock.increment(1);
  assert.equal(isSlow(), true);
});

test('booked: nothing leads back, a new visit starts over', async () => {
  const visit = await sending({});
  const booked = await visit.sees('booked');
  assert.deepEqual([booked.depth, booked.canGoBack], [0, false]);
  for (const event of [{ type: 'back' }, { type: 'change', question: 'goal' }, { type: 'retry' }] as const) {
    assert.equal(visit.does(event).name, 'booked');
  }
  const anew = visit.does({ type: 'restart' });
  assert.deepEqual([anew.name, anew.turns], ['asking', []]);
  const { slot: _, ...empty } = { ...record(), ...answered({}), pending: undefined, receipt: undefined };
  assert.deepEqual(visit.record, empty, 'nothing of the first one is left');
});

test('with a clinic that could not be read, it is not the ticks that are missing: it is read again', async () => {
  let isDown = true;
  const facts = async () => {
    if (isDown) throw new Error('offline');
    return { clinic: CLINIC };
  };
  const visit = new Visit(record(), { facts });
  const told = visit.does(...AGREE, { type: 'send' });
  assert.deepEqual([told.name, told.notice], ['review', 'partMissing']);
  isDown = false;
  visit.does({ type: 'send' });
  await visit.sees('review', ({ clinic }) => clinic !== undefined);
  assert.equal(visit.does({ type: 'send' }).notice, 'tickBoth', 'what is agreed to has to be read first');
  assert.equal(visit.does(...AGREE, { type: 'send' }).name, 'sending');
});
