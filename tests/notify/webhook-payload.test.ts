import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isResult, type Result, triage } from '#triage/triage.ts';
import { EVENTS } from '../../server/notify/messages.ts';
import { webhookPayload } from '../../server/notify/webhook-payload.ts';
import type { Lead } from '../../server/store/store.ts';
import { answersOf } from '../fixtures/booking.ts';

const CANARY = 'CANARY';
const AT = '2026-11-30T14:00:00Z';
const TIME = {
  start: '2026-12-01T15:00:00Z',
  end: '2026-12-01T15:20:00Z',
  local: '2026-12-01T10:00',
  timeZone: 'America/New_York',
};
const CONTACT: Lead['contact'] = { name: `${CANARY} name`, email: 'canary@mail.example', relation: 'self' };
const ANSWERS = answersOf('V49');
const HEALTH = { answers: ANSWERS, result: resultOf(ANSWERS), note: `${CANARY} note` };

const LEAD: Lead = {
  clinic: 'riverside',
  id: 'lead-1',
  createdAt: AT,
  state: 'confirmed',
  resource: `${CANARY} therapist`,
  time: TIME,
  request: { kind: 'slot', start: TIME.start },
  locale: 'en-US',
  consentVersion: '2026-11',
  ruleset: { version: '1.0.0', hash: 'abc' },
  source: { page: `/${CANARY}` },
  sequence: 0,
  contact: CONTACT,
  health: HEALTH,
};

function resultOf(answers: unknown): Result {
  const verdict = triage(answers);
  if (!isResult(verdict)) throw new Error('the case is not decided');
  return verdict;
}

const read = (...given: Parameters<typeof webhookPayload>): unknown => JSON.parse(webhookPayload(...given));

test('thin: which lead, what happened, and when the talk is', () => {
  assert.deepEqual(read('booked', LEAD, { at: AT, full: false }), {
    type: 'lead.booked',
    timestamp: AT,
    data: { clinic: 'riverside', id: 'lead-1', state: 'confirmed', ...TIME },
  });
});

test('thin: a callback has no times', () => {
  const { time: _, ...untimed } = LEAD;
  const lead: Lead = { ...untimed, state: 'callback', request: { kind: 'callback', preferred: ['evening'] } };
  assert.deepEqual(read('booked', lead, { at: AT, full: false }), {
    type: 'lead.booked',
    timestamp: AT,
    data: { clinic: 'riverside', id: 'lead-1', state: 'callback' },
  });
});

test('thin: nothing about the person, whatever happened', () => {
  const values = [...Object.values(ANSWERS).flat(), HEALTH.result.outcome, ...HEALTH.result.rules].map(String);
  const personal = [CANARY, CONTACT.email ?? CANARY, ...values.filter(value => value.length > 3)];
  for (const event of EVENTS) {
    const payload = webhookPayload(event, LEAD, { at: AT, full: false });
    assert.deepEqual(
      personal.filter(word => payload.includes(word)),
      [],
      payload,
    );
  }
});

test('full: also who it is and what they answered', () => {
  assert.deepEqual(read('moved', LEAD, { at: AT, full: true }), {
    type: 'lead.moved',
    timestamp: AT,
    data: { clinic: 'riverside', id: 'lead-1', state: 'confirmed', ...TIME, contact: CONTACT, ...HEALTH },
  });
});

test('full: a callback says when to call', () => {
  const { time: _, ...untimed } = LEAD;
  const lead: Lead = { ...untimed, state: 'callback', request: { kind: 'callback', preferred: ['evening'] } };
  const data = { clinic: 'riverside', id: 'lead-1', state: 'callback', contact: CONTACT, ...HEALTH };
  assert.deepEqual(read('booked', lead, { at: AT, full: true }), {
    type: 'lead.booked',
    timestamp: AT,
    data: { ...data, preferred: ['evening'] },
  });
});

test('full: answers deleted earlier than the rest are left out', () => {
  const { health: _, ...lead } = LEAD;
  assert.deepEqual(read('cancelled', lead, { at: AT, full: true }), {
    type: 'lead.cancelled',
    timestamp: AT,
    data: { clinic: 'riverside', id: 'lead-1', state: 'confirmed', ...TIME, contact: CONTACT },
  });
});

test('an erased person is told of no more, also to who chose everything', () => {
  const thin = { type: 'lead.erased', timestamp: AT, data: { clinic: 'riverside', id: 'lead-1', ...TIME } };
  assert.deepEqual(read('erased', { clinic: 'riverside', id: 'lead-1', time: TIME }, { at: AT, full: true }), thin);
  assert.equal(webhookPayload('erased', LEAD, { at: AT, full: true }).includes(CANARY), false);
});
