/** Times in every zone and around every change of its clock, against a second opinion: `Intl` and a walk by minutes. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Temporal } from 'temporal-polyfill';
import { type Talk, talksOn } from '../../server/booking/schedule.ts';
import { bookableTalks, wholeHorizon } from '../../server/booking/slots.ts';
import { momentAt, today } from '../../server/booking/zone.ts';
import type { ClinicFile } from '../../server/clinics.ts';
import { type Clock, createClock, DAY, dateOf, MINUTE, readLocal, SECOND, writeDate, writeWall } from './clock.ts';
import { lengthOf, minutesAround, walkTalks } from './minute-walk.ts';
import { clinicOf, openingsOn, SHAPES, type Shape } from './shapes.ts';
import { FULL, isIn, PLACES, type Place, type Run } from './zones.ts';

/** A date without changes. */
const ORDINARY = minutesAround(createClock('UTC'), 0);

const plainDate = (date: number): Temporal.PlainDate => Temporal.PlainDate.from(writeDate(date));
const instantOf = (text: string): number => Date.parse(text);

test('the second opinion knows what is published of some clocks', () => {
  const changes = (zone: string, year: string): string[] =>
    createClock(zone)
      .changes.map(change => `${new Date(change).toISOString().slice(0, 16)}Z`)
      .filter(text => text.startsWith(year));
  assert.deepEqual(changes('America/New_York', '2026'), ['2026-03-08T07:00Z', '2026-11-01T06:00Z']);
  assert.deepEqual(changes('Europe/London', '2028'), ['2028-03-26T01:00Z', '2028-10-29T01:00Z']);
  assert.deepEqual(changes('Australia/Lord_Howe', '2027'), ['2027-04-03T15:00Z', '2027-10-02T15:30Z']);
  assert.deepEqual(changes('Asia/Kolkata', '202'), []);
  const london = createClock('Europe/London');
  assert.deepEqual(london.instantsOf(readLocal('2026-03-29T01:30')), []);
  assert.deepEqual(
    london.instantsOf(readLocal('2026-10-25T01:30')).map(instant => new Date(instant).toISOString()),
    ['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'],
  );
});

test('enough dates are tried that are not 24 hours long', t => {
  const odd = PLACES.flatMap(({ odd, walks }) => odd.flatMap(date => walks.get(date) ?? []));
  const inYear = (year: number): number => placesWithOddDateIn(year).length;
  const [y2026, y2027, y2028] = [inYear(2026), inYear(2027), inYear(2028)];
  const kinds = [...new Set(odd.map(lengthOf))].map(minutes => minutes / 60).sort((a, b) => a - b);
  t.diagnostic(
    `${PLACES.length} zones (zone data ${process.versions['tz']}), ${odd.length} dates not 24 h long, of ${kinds.join(', ')} h; ` +
      `zones that have one: ${y2026} in 2026, ${y2027} in 2027, ${y2028} in 2028`,
  );
  // Of 418 zones, 126 had one in 2027 when this was written; governments change their minds, but not so many.
  assert.ok(Math.min(y2026, y2027, y2028) >= (FULL ? 115 : 20));
  assert.ok(odd.length >= (FULL ? 690 : 130));
  // A change by an hour, by half an hour and by two, both ways.
  for (const hours of [22, 23, 23.5, 24.5, 25, 26]) assert.ok(kinds.includes(hours), `no date of ${hours} h`);
  // None of them is left out by what is looked at.
  for (const { clock, runs, odd } of PLACES) {
    const left = odd.filter(date => !runs.some(run => isIn(run, date)));
    assert.deepEqual(left.map(writeDate), [], clock.timeZone);
  }
});

const placesWithOddDateIn = (year: number): readonly Place[] =>
  PLACES.filter(({ odd }) => odd.some(date => new Date(date).getUTCFullYear() === year));

for (const shape of SHAPES) {
  test(`${shape.name}: every talk is one moment of one clock`, t => {
    const clinic = clinicOf(shape);
    const ordinary = walkTalks(ORDINARY, shape);
    let dates = 0;
    let talks = 0;
    for (const { clock, runs, walks } of PLACES) {
      const here: ClinicFile = { ...clinic, timeZone: clock.timeZone };
      for (const run of runs) {
        const found = offered(here, run);
        checkApart(found, shape, clock);
        for (const talk of found) checkTalk(talk, shape, clock);
        for (let date = run.from; isIn(run, date); date += DAY) {
          const minutes = walks.get(date);
          const expected = minutes ? walkTalks(minutes, shape) : ordinary.map(wall => wall + date);
          checkDate(here, date, expected);
          dates += 1;
        }
        talks += found.length;
      }
    }
    t.diagnostic(`${talks} talks on ${dates} dates`);
    assert.ok(dates >= PLACES.length);
  });
}

/** The talks of a run, asked for two days before: nothing of it is past, and all of it is within the clinic's horizon. */
function offered(clinic: ClinicFile, { from, days }: Run): readonly Talk[] {
  return bookableTalks(clinic, { from: plainDate(from), days }, new Date(from - 2 * DAY));
}

/** Talks follow each other, and each leaves the one before it its buffer, over midnight too. */
function checkApart(talks: readonly Talk[], { buffer }: Shape, { timeZone }: Clock): void {
  let free = Number.NEGATIVE_INFINITY;
  for (const { local, at, start, end, heldUntil } of talks) {
    assert.ok(at >= free, `${timeZone} ${local}: begins in the one before or its buffer`);
    assert.equal(at, instantOf(start), `${timeZone} ${local}: at and start are one`);
    free = instantOf(heldUntil);
    assert.equal(free - instantOf(end), buffer * MINUTE, `${timeZone} ${local}: length of the buffer`);
  }
}

function checkTalk({ start, end, local }: Talk, shape: Shape, clock: Clock): void {
  const name = `${clock.timeZone} ${local}`;
  const from = readLocal(local);
  const to = clock.wallAt(instantOf(end));
  assert.equal(writeWall(clock.wallAt(instantOf(start))), local, `${name}: what the clock shows at its start`);
  const isOpen = openingsOn(shape, dateOf(from)).some(opening => from >= opening.from && to <= opening.to);
  assert.ok(isOpen && to > from, `${name}: opening hours, until ${writeWall(to)}`);
  assert.deepEqual(clock.instantsOf(from), [instantOf(start)], `${name}: start in a gap or an overlap`);
  assert.deepEqual(clock.instantsOf(to), [instantOf(end)], `${name}: end in a gap or an overlap`);
  assert.equal(instantOf(end) - instantOf(start), shape.minutes * MINUTE, `${name}: minutes of the talk`);
}

/**
 * No talk is missing either.
 * @param expected the talks of a day of UTC or, where the clock changes, what a walk by minutes finds
 */
function checkDate(clinic: ClinicFile, date: number, expected: readonly number[]): void {
  const found = talksOn(clinic, plainDate(date)).map(({ local }) => readLocal(local));
  assert.deepEqual(found, expected, `${clinic.timeZone} ${writeDate(date)}: talks of the date`);
}

test('at the edges of a gap or an overlap a wall time is a moment exactly if the clock shows it once', t => {
  let edges = 0;
  for (const { clock } of PLACES) {
    for (const change of clock.changes) {
      const sides = [clock.wallAt(change - SECOND) + SECOND, clock.wallAt(change)];
      for (const wall of sides.flatMap(side => [side - MINUTE, side, side + MINUTE])) {
        const [instant, ...more] = clock.instantsOf(wall);
        const once = instant === undefined || more.length > 0 ? undefined : instant;
        const moment = momentAt(Temporal.PlainDateTime.from(writeWall(wall)), clock.timeZone);
        const name = `${clock.timeZone} ${writeWall(wall)}`;
        assert.equal(moment && instantOf(moment.instant), once, name);
        if (moment !== undefined) assert.equal(moment.local, writeWall(wall), name);
        edges += 1;
      }
    }
  }
  t.diagnostic(`${edges} wall times at edges`);
});

test('today is the date the clock shows, before and after each change', () => {
  for (const { clock } of PLACES) {
    for (const instant of clock.changes.flatMap(change => [change - SECOND, change])) {
      const date = today(new Date(instant), clock.timeZone).toString();
      assert.equal(date, writeDate(clock.wallAt(instant)), `${clock.timeZone} at ${new Date(instant).toISOString()}`);
    }
  }
});

test('the horizon counts dates, however long they are', t => {
  const evening = SHAPES.find(({ name }) => name === 'late evening');
  assert.ok(evening);
  const clinic = clinicOf(evening);
  const schedule = { ...clinic.schedule, horizon: 2 };
  const odd = PLACES.flatMap(({ clock, odd }) => odd.slice(0, 2).map(date => ({ clock, date })));
  for (const { clock, date } of odd) {
    const here = { ...clinic, schedule, timeZone: clock.timeZone };
    // The last minute of the day before, in which no talk begins any more.
    const now = new Date(clock.instantsOf(date - MINUTE).at(-1) ?? date - DAY);
    const talks = bookableTalks(here, wholeHorizon(here, now), now);
    const dates = new Set(talks.map(({ local }) => local.slice(0, 10)));
    assert.deepEqual([...dates], [date, date + DAY].map(writeDate), clock.timeZone);
  }
  t.diagnostic(`${odd.length} dates`);
});
