/** Which free times a person may book: after the wait, with a therapist who has what is needed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isResult, type Result, triage } from '#triage/triage.ts';
import { earliestDate, usableDays } from '../../widget/free-times.ts';
import type { FreeTimes } from '../../widget/visit.ts';
import { answersOf } from '../fixtures/booking.ts';
import { slot, TODAY } from '../fixtures/clinic.ts';

function resultOf(vignette: string): Result {
  const result = triage(answersOf(vignette));
  assert.ok(isResult(result));
  return result;
}

const EARLIEST = [
  { of: 'V49', says: 'nothing to wait for', date: '2026-11-30' },
  { of: 'V67', says: 'D3: three days', date: '2026-12-03' },
  { of: 'V52', says: 'D1 and D2: seven days', date: '2026-12-07' },
];
for (const { of, says, date } of EARLIEST) {
  test(`${says}: from ${date}`, () => assert.equal(earliestDate(TODAY, resultOf(of)), date));
}

test('days are counted over the end of a month, a year and the change of clocks', () => {
  const result = resultOf('V52');
  assert.equal(earliestDate('2026-12-28', result), '2027-01-04');
  assert.equal(earliestDate('2027-03-10', result), '2027-03-17');
  assert.equal(earliestDate('2028-02-25', result), '2028-03-03');
});

const TIMES: FreeTimes = {
  today: TODAY,
  days: [
    { date: '2026-12-02', slots: [slot('2026-12-02', '09:00'), slot('2026-12-02', '10:00', 'prenatal')] },
    { date: '2026-12-03', slots: [slot('2026-12-03', '09:00', 'sports', 'oncology')] },
    { date: '2026-12-07', slots: [slot('2026-12-07', '09:00', 'lymphatic', 'oncology'), slot('2026-12-07', '11:00')] },
  ],
};

const USABLE = [
  { of: 'V49', says: 'anybody will do', starts: ['02 09', '02 10', '03 09', '07 09', '07 11'] },
  { of: 'V67', says: 'not before the third day', starts: ['03 09', '07 09', '07 11'] },
  { of: 'V52', says: 'not before the seventh', starts: ['07 09', '07 11'] },
  { of: 'V51', says: 'only with training for pregnancy', starts: ['02 10'] },
  { of: 'V50', says: 'only with training for cancer', starts: ['03 09', '07 09'] },
  { of: 'V69', says: 'with both of two skills', starts: ['07 09'] },
  { of: 'V60', says: 'sports is wished for, not needed', starts: ['02 09', '02 10', '03 09', '07 09', '07 11'] },
];
for (const { of, says, starts } of USABLE) {
  test(`${of}: ${says}`, () => {
    const days = usableDays(TIMES, resultOf(of));
    assert.deepEqual(
      days.flatMap(({ slots }) => slots.map(({ local }) => local.slice(8, 13).replace('T', ' '))),
      starts,
    );
    assert.ok(
      days.every(({ slots }) => slots.length > 0),
      'no empty day is offered',
    );
  });
}

test('two therapists with half of the skills each are not one with both', () => {
  const time = { ...slot('2026-12-07', '09:00'), for: [['lymphatic'], ['oncology']] };
  assert.deepEqual(usableDays({ today: TODAY, days: [{ date: '2026-12-07', slots: [time] }] }, resultOf('V69')), []);
});

test('nothing is offered before times and result are there', () => {
  assert.deepEqual(usableDays(undefined, resultOf('V49')), []);
  assert.deepEqual(usableDays(TIMES, undefined), []);
});
