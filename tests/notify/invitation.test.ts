/** The talk in the visitor's calendar: one entry that follows the talk, and nothing in it that is nobody's business. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import ICAL from 'ical.js';
import { mail as english } from '#words/en/mail.ts';
import { calendarFile } from '../../server/calendar-file.ts';
import { invitationFor } from '../../server/notify/invitation.ts';
import type { LeadEvent, MailLead } from '../../server/notify/mail-needs.ts';
import { callbackOf, clinicOf, leadOf, PUBLIC_URL, talksBy } from './mail-samples.ts';

const NOW = new Date('2026-11-30T14:00:05Z');
const UID = '6b1f6a0e-1111-4222-8333-444455556666@unknot.example';

function invite(event: LeadEvent, lead: MailLead = leadOf(), clinic: Readonly<Record<string, unknown>> = {}) {
  return invitationFor(event, { lead, clinic: clinicOf(clinic), publicUrl: PUBLIC_URL, now: NOW }, english);
}

/** The one event of a calendar's text, with its properties by name. */
function read(content = '') {
  assert.ok(content.endsWith('END:VCALENDAR\r\n'));
  const calendar = new ICAL.Component(ICAL.parse(content));
  const [event, ...others] = calendar.getAllSubcomponents('vevent');
  assert.ok(event);
  assert.deepEqual(others, []);
  return {
    method: calendar.getFirstPropertyValue('method'),
    names: event.getAllProperties().map(({ name }) => name),
    property: (name: string) => event.getFirstProperty(name),
    value: (name: string) => event.getFirstPropertyValue(name)?.toString(),
  };
}

const MOVED = {
  start: '2026-12-03T19:30:00Z',
  end: '2026-12-03T19:50:00Z',
  local: '2026-12-03T14:30',
  timeZone: 'America/New_York',
};

test('booked, moved, cancelled: the same entry each time, and the newer one wins', () => {
  const steps: readonly (readonly [LeadEvent, MailLead])[] = [
    ['booked', leadOf()],
    ['moved', leadOf({ time: MOVED, sequence: 1 })],
    ['cancelled', leadOf({ time: MOVED, sequence: 2, state: 'cancelled', endedBy: 'visitor' })],
  ];
  const entries = steps.map(([event, lead]) => {
    const invitation = invite(event, lead);
    const { method, value } = read(invitation?.content);
    assert.equal(invitation?.method, method);
    return [method, value('uid'), value('sequence'), value('dtstart'), value('dtend'), value('status')];
  });
  assert.deepEqual(entries, [
    ['REQUEST', UID, '0', '2026-12-01T15:00:00Z', '2026-12-01T15:20:00Z', 'CONFIRMED'],
    ['REQUEST', UID, '1', '2026-12-03T19:30:00Z', '2026-12-03T19:50:00Z', 'CONFIRMED'],
    ['CANCEL', UID, '2', '2026-12-03T19:30:00Z', '2026-12-03T19:50:00Z', 'CANCELLED'],
  ]);
});

test('who invites, who is invited, and what stands in it', () => {
  const { names, property, value } = read(invite('booked')?.content);
  assert.deepEqual([...names].sort(), [
    'attendee',
    'description',
    'dtend',
    'dtstamp',
    'dtstart',
    'organizer',
    'sequence',
    'status',
    'summary',
    'transp',
    'uid',
  ]);
  assert.equal(value('dtstamp'), '2026-11-30T14:00:05Z');
  assert.equal(value('summary'), 'Free talk with Riverside Massage');
  assert.equal(value('organizer')?.toLowerCase(), 'mailto:hello@riverside-massage.example');
  assert.equal(value('attendee')?.toLowerCase(), 'mailto:robin@mail.example');
  assert.equal(property('attendee')?.getParameter('cn'), undefined);
  assert.equal(property('attendee')?.getParameter('partstat'), 'ACCEPTED');
  assert.equal(value('location'), undefined);
});

test('a visit says where', () => {
  const { value } = read(invite('booked', leadOf(), talksBy('visit'))?.content);
  assert.equal(value('location'), '18 Mill Street, Suite 2, Riverside, NY 10025');
  assert.match(value('description') ?? '', /come to our clinic/);
});

describe('which mails bring an invitation', () => {
  const ended = leadOf({ state: 'cancelled', sequence: 1 });
  const requested = leadOf({ state: 'requested' });
  const rows: readonly (readonly [string, LeadEvent, MailLead, string | undefined])[] = [
    ['booked', 'booked', leadOf(), 'REQUEST'],
    ['approved', 'approved', leadOf(), 'REQUEST'],
    ['moved', 'moved', leadOf({ sequence: 1 }), 'REQUEST'],
    ['declined', 'declined', ended, 'CANCEL'],
    ['expired', 'expired', ended, 'CANCEL'],
    ['cancelled', 'cancelled', ended, 'CANCEL'],
    ['only requested', 'requested', requested, undefined],
    ['moved before it was approved', 'moved', requested, undefined],
    ['unverified', 'unverified', leadOf({ state: 'unverified' }), undefined],
    ['reminder', 'reminder_24h', leadOf(), undefined],
    ['reminder', 'reminder_2h', leadOf(), undefined],
    ['callback', 'booked', callbackOf(), undefined],
    ['nobody to invite', 'booked', leadOf({ contact: { phone: '+12125550177' } }), undefined],
  ];
  for (const [name, event, lead, method] of rows) {
    test(`${name}: ${method ?? 'none'}`, () => assert.equal(invite(event, lead)?.method, method));
  }
});

test('the file to download is the same entry', () => {
  const { start, end } = leadOf().time ?? MOVED;
  const talk = { clinic: clinicOf(talksBy('visit')), id: leadOf().id, publicUrl: PUBLIC_URL, start, end, now: NOW };
  const file = read(calendarFile(talk));
  const mailed = read(invite('booked', leadOf(), talksBy('visit'))?.content);
  assert.equal(file.method, 'PUBLISH');
  assert.equal(file.value('uid'), UID);
  for (const name of ['uid', 'dtstart', 'dtend', 'summary', 'description', 'location']) {
    assert.equal(file.value(name), mailed.value(name), name);
  }
  assert.ok(!file.names.includes('attendee'));
});

describe('what a clinic is called cannot write lines of the calendar', () => {
  const HOSTILE = [
    'Riverside\r\nATTACH:https://evil.example/x\r\nX-EVIL:1',
    'Riverside\nEND:VEVENT\nBEGIN:VEVENT\nSUMMARY:other',
    'Riverside\rX-EVIL:1',
    'Mill, Street; Suite \\n 2: "quoted" ^n',
    'Riverside\u2028X-EVIL:1\u0085X-EVIL:2',
    'Riverside\u0000\u0007\u001b[2J\u007f',
    `${'é流🌊'.repeat(13)}\r\n X-EVIL:1`,
  ];
  for (const text of HOSTILE) {
    test(JSON.stringify(text).slice(0, 60), () => {
      const clinic = { name: text, address: text, ...talksBy('visit') };
      const invitation = invite('booked', leadOf(), clinic);
      const { names, value, property } = read(invitation?.content);
      const shown = text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
      assert.equal(value('summary'), `Free talk with ${shown}`);
      assert.equal(value('location'), shown);
      assert.equal(value('organizer')?.toLowerCase(), 'mailto:hello@riverside-massage.example');
      assert.ok(!names.some(name => name === 'attach' || name === 'x-evil'));
      assert.equal(property('uid')?.getFirstValue(), UID);
      assert.doesNotMatch(invitation?.content ?? '', /^(ATTACH|X-EVIL)/im);
      assert.doesNotMatch((invitation?.content ?? '').replaceAll('\r\n', ''), /\p{Cc}/u);
      for (const line of (invitation?.content ?? '').split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line);
    });
  }
});

test('no word about health, and nothing the visitor wrote', () => {
  const texts = (['booked', 'cancelled'] as const).map(event => {
    const lead = event === 'booked' ? leadOf() : leadOf({ state: 'cancelled', sequence: 1 });
    return invite(event, lead, { name: 'Riverside' })?.content ?? '';
  });
  for (const text of texts) {
    assert.doesNotMatch(
      text.replaceAll('riverside-massage', ''),
      /massage|medical|therap|relax|pain|health|muscle|symptom|injur/i,
    );
  }
});
