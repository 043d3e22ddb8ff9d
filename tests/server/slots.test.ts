/** Weekly hours → free times, over zones and the days on which their clocks change. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import riverside from '../../demo/clinics/riverside.json' with { type: 'json' };
import { talksOn } from '../../server/booking/schedule.ts';
import { bookableTalks, isFree, slotList, wholeHorizon } from '../../server/booking/slots.ts';
import { checkZoneData } from '../../server/booking/zone.ts';
import { type ClinicFile, parseClinic, WEEKDAYS } from '../../server/clinics.ts';

const clinicWith = (changes: object): ClinicFile =>
  parseClinic('test', 'test.json', JSON.stringify({ ...riverside, ...changes }));

/** One therapist who works the same hours every day. */
function roundTheClock(timeZone: string, hours: readonly string[], schedule: object = {}, minutes = 20): ClinicFile {
  const weekly = Object.fromEntries(WEEKDAYS.map(day => [day, hours]));
  return clinicWith({
    timeZone,
    therapists: [{ id: 'one', name: 'One', skills: [], hours: weekly }],
    consultation: { minutes, by: 'phone' },
    schedule: { buffer: 10, notice: 0, horizon: 40, off: [], ...schedule },
  });
}

const date = (text: string): Temporal.PlainDate => Temporal.PlainDate.from(text);
const localsOn = (clinic: ClinicFile, day: string): string[] =>
  talksOn(clinic, date(day)).map(({ local }) => local.slice(11));

/** Zones with every kind of trouble: half-hour offsets, a half-hour change, midnight changes, none at all. */
const CHANGES = [
  ['America/New_York', '2026-03-08', '2026-11-01'],
  ['Europe/London', '2026-03-29', '2026-10-25'],
  ['Australia/Lord_Howe', '2026-10-04', '2026-04-05'],
  ['America/Santiago', '2026-09-06', '2026-04-05'],
  ['Africa/Cairo', '2026-04-24', '2026-10-30'],
  ['Asia/Kolkata', '2026-06-01', '2026-07-01'],
  ['Pacific/Auckland', '2026-09-27', '2026-04-05'],
] as const;

for (const [timeZone, ...days] of CHANGES) {
  for (const day of days) {
    test(`every time offered in ${timeZone} on ${day} is one moment of one clock`, () => {
      const clinic = roundTheClock(timeZone, ['00:00-23:59']);
      const talks = talksOn(clinic, date(day));
      assert.ok(talks.length >= 40);
      for (const talk of talks) {
        const wall = Temporal.PlainDateTime.from(talk.local);
        // The clock shows this time once, and it is the moment that is named.
        const zoned = wall.toZonedDateTime(timeZone, { disambiguation: 'reject' });
        assert.equal(zoned.toInstant().toString(), talk.start);
        assert.equal(Date.parse(talk.end) - Date.parse(talk.start), 20 * 60_000);
        assert.equal(Date.parse(talk.heldUntil) - Date.parse(talk.end), 10 * 60_000);
        const end = Temporal.Instant.from(talk.end).toZonedDateTimeISO(timeZone);
        assert.equal(end.toPlainDateTime().toString(), wall.add({ minutes: 20 }).toString());
        assert.doesNotThrow(() => end.toPlainDateTime().toZonedDateTime(timeZone, { disambiguation: 'reject' }));
      }
      for (const [i, talk] of talks.slice(1).entries()) assert.ok(talk.start >= (talks[i]?.heldUntil ?? ''));
    });
  }
}

test('nothing is offered in the hour that is missing or comes twice', () => {
  const clinic = roundTheClock('America/New_York', ['00:30-04:00']);
  const ordinary = ['00:30', '01:00', '01:30', '02:00', '02:30', '03:00', '03:30'];
  assert.deepEqual(localsOn(clinic, '2026-03-07'), ordinary);
  assert.deepEqual(localsOn(clinic, '2026-03-08'), ['00:30', '01:00', '01:30', '03:00', '03:30']);
  assert.deepEqual(localsOn(clinic, '2026-11-01'), ['00:30', '02:00', '02:30', '03:00', '03:30']);
});

test('a talk that a change would shorten is not offered', () => {
  const clinic = roundTheClock('America/New_York', ['01:30-05:00'], { buffer: 0 }, 90);
  assert.deepEqual(localsOn(clinic, '2026-03-07'), ['01:30', '03:00']);
  assert.deepEqual(localsOn(clinic, '2026-03-08'), ['03:00']);
});

test('ranges, days off and the buffer are kept', () => {
  const clinic = clinicWith({
    therapists: [
      { id: 'a', name: 'A', skills: [], hours: { mon: ['09:00-10:00', '13:00-13:40'] }, off: ['2026-12-14'] },
      { id: 'b', name: 'B', skills: [], hours: { mon: ['09:10-10:00'] } },
    ],
    schedule: { buffer: 10, notice: 0, horizon: 40, off: ['2026-12-21'] },
  });
  assert.deepEqual(localsOn(clinic, '2026-12-07'), ['09:00', '09:10', '09:30', '09:40', '13:00']);
  assert.deepEqual(localsOn(clinic, '2026-12-14'), ['09:10', '09:40']);
  assert.deepEqual(localsOn(clinic, '2026-12-21'), []);
  assert.deepEqual(localsOn(clinic, '2026-12-08'), []);
});

test('notice and horizon bound what is offered', () => {
  const clinic = roundTheClock('America/New_York', ['09:00-11:00'], { notice: 24, horizon: 3 });
  const now = new Date('2026-12-01T14:30:00Z');
  const offered = bookableTalks(clinic, { from: date('2026-11-25'), days: 31 }, now).map(({ local }) => local);
  assert.equal(offered[0], '2026-12-02T09:30');
  assert.equal(offered.at(-1), '2026-12-04T10:30');
  assert.deepEqual(
    offered,
    bookableTalks(clinic, wholeHorizon(clinic, now), now).map(({ local }) => local),
  );
});

test('therapists free at one time are one slot with a list of skills each', () => {
  const hours = { mon: ['09:00-09:20'] };
  const clinic = clinicWith({
    therapists: [
      { id: 'a', name: 'A', skills: ['prenatal', 'oncology'], hours },
      { id: 'b', name: 'B', skills: [], hours },
      { id: 'c', name: 'C', skills: ['oncology', 'prenatal'], hours },
    ],
  });
  const talks = talksOn(clinic, date('2026-12-07'));
  const slot = { start: '2026-12-07T14:00:00Z', end: '2026-12-07T14:20:00Z', local: '2026-12-07T09:00' };
  const list = slotList(clinic, talks);
  assert.deepEqual(list, {
    timeZone: 'America/New_York',
    days: [{ date: '2026-12-07', slots: [{ ...slot, for: [['oncology', 'prenatal'], []] }] }],
  });
  const busy = [{ resource: 'b', start: slot.start, end: slot.end }];
  const left = slotList(
    clinic,
    talks.filter(talk => isFree(talk, busy)),
  );
  assert.deepEqual(left.days[0]?.slots[0]?.for, [['oncology', 'prenatal']]);
});

test('a booked talk keeps its therapist busy to the end of the buffer', () => {
  const clinic = roundTheClock('America/New_York', ['09:00-11:00']);
  const [, second] = talksOn(clinic, date('2026-12-07'));
  assert.ok(second);
  const busyUntil = (end: string) => [{ resource: 'one', start: '2026-12-07T14:00:00Z', end }];
  assert.equal(second.start, '2026-12-07T14:30:00Z');
  assert.equal(isFree(second, busyUntil('2026-12-07T14:30:00Z')), true);
  assert.equal(isFree(second, busyUntil('2026-12-07T14:31:00Z')), false);
  // An older booking off today's grid also needs this talk's own buffer.
  const next = { resource: 'one', start: '2026-12-07T14:55:00Z', end: '2026-12-07T15:25:00Z' };
  assert.equal(isFree(second, [next]), false);
});

test('the machine knows its time zones', () => assert.doesNotThrow(checkZoneData));
