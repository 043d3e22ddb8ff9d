/** Dates and times in words: the clinic's wall time is never shifted, the visitor's own stands beside it. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { clock, dayAndTime, dayName, partOfDay, shortDay, visitorTime, zoneName } from '../../widget/local-time.ts';

const zoneBefore = process.env['TZ'];
after(() => {
  if (zoneBefore === undefined) delete process.env['TZ'];
  else process.env['TZ'] = zoneBefore;
});

/** Languages put one kind of space or another before AM and PM. */
const plain = (text: string | undefined): string | undefined => text?.replace(/\s/g, ' ');

/** `02:30` of March 8 does not exist in New York, and exists twice nowhere: the clinic's word for it stands. */
const WALL = ['2026-12-01T10:00', '2026-03-08T02:30', '2026-11-01T01:30', '2026-12-31T23:59'];

for (const zone of ['America/New_York', 'Europe/Berlin', 'Asia/Kolkata', 'Pacific/Kiritimati']) {
  test(`a clinic's times read the same in ${zone}`, () => {
    process.env['TZ'] = zone;
    assert.deepEqual(
      WALL.map(local => plain(clock(local, 'en-US'))),
      ['10:00 AM', '2:30 AM', '1:30 AM', '11:59 PM'],
    );
    assert.deepEqual(
      WALL.map(local => plain(dayAndTime(local, 'en-US'))),
      [
        'Tuesday, December 1, 10:00 AM',
        'Sunday, March 8, 2:30 AM',
        'Sunday, November 1, 1:30 AM',
        'Thursday, December 31, 11:59 PM',
      ],
    );
    assert.equal(dayName('2026-12-31', 'en-US'), 'Thursday, December 31');
    assert.deepEqual(shortDay('2026-12-01', 'en-US'), { weekday: 'Tue', date: 'Dec 1' });
  });
}

test('the language of the page writes the dates', () => {
  assert.equal(plain(clock('2026-12-01T15:00', 'en-GB')), '15:00');
  assert.equal(dayName('2026-12-01', 'en-GB'), 'Tuesday 1 December');
});

const START = '2026-12-01T15:00:00Z';
const LOCAL = '2026-12-01T10:00';
const BESIDE = [
  { zone: 'America/New_York', own: undefined },
  { zone: 'America/Toronto', own: undefined },
  { zone: 'America/Chicago', own: '9:00 AM' },
  { zone: 'Asia/Kolkata', own: '8:30 PM' },
  { zone: 'Asia/Tokyo', own: 'Wednesday, December 2, 12:00 AM' },
];
for (const { zone, own } of BESIDE) {
  test(`in ${zone} the visitor's clock shows ${own ?? 'the same'}`, () => {
    process.env['TZ'] = zone;
    assert.equal(plain(visitorTime(START, LOCAL, 'en-US')), own);
  });
}

test('a zone has the name people call it by', () => {
  assert.equal(zoneName('America/New_York', 'en-US'), 'Eastern Time');
  assert.equal(zoneName('America/Los_Angeles', 'en-US'), 'Pacific Time');
});

test('the day has three parts', () => {
  const hours = ['00:00', '11:59', '12:00', '16:59', '17:00', '23:59'];
  assert.deepEqual(
    hours.map(hour => partOfDay(`2026-12-01T${hour}`)),
    ['morning', 'morning', 'afternoon', 'afternoon', 'evening', 'evening'],
  );
});
