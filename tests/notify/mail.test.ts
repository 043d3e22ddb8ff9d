/** What mails say and to whom: true, complete, and nothing that is nobody's business. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { composeDigest, composeErased, composeMail, type MailNeeds } from '../../server/notify/mail-compose.ts';
import type { LeadEvent } from '../../server/notify/mail-needs.ts';
import { EVENTS } from '../../server/notify/messages.ts';
import type { Lead } from '../../server/store/store.ts';
import {
  callbackOf,
  clinicOf,
  leadOf,
  MANAGE_URL,
  needsOf,
  PUBLIC_URL,
  SAMPLES,
  sampleMails,
  talksBy,
  VERIFY_URL,
} from './mail-samples.ts';

const toVisitor = (event: LeadEvent, changes: Partial<MailNeeds> = {}) =>
  composeMail(event, 'visitor', needsOf(changes));
const toClinic = (event: LeadEvent, changes: Partial<MailNeeds> = {}) => composeMail(event, 'clinic', needsOf(changes));

/** What stands in both bodies, tags and entities aside. */
async function bodies(mail: ReturnType<typeof toVisitor>): Promise<readonly string[]> {
  const { text = '', html = '' } = (await mail) ?? {};
  const shown = html
    .replace(/<style>[\s\S]*?<\/style>/, '')
    .replace(/<[^>]*>/g, '\n')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
  return [text, shown];
}

async function says(mail: ReturnType<typeof toVisitor>, ...parts: readonly string[]): Promise<void> {
  for (const body of await bodies(mail)) for (const part of parts) assert.ok(body.includes(part), `${part}: ${body}`);
}

const ended = (endedBy: NonNullable<Lead['endedBy']>) => leadOf({ state: 'cancelled', endedBy, sequence: 1 });

describe('a talk that is booked', () => {
  test('says when, by the clock of the clinic', () =>
    says(toVisitor('booked'), 'You are booked.', 'Tuesday, December 1, 2026', '10:00 AM (Eastern Time)'));

  test('writes dates as people of the region do', () => {
    const clinic = clinicOf({}, 'harbour');
    const time = {
      start: '2026-07-14T12:30:00Z',
      end: '2026-07-14T13:00:00Z',
      local: '2026-07-14T13:30',
      timeZone: 'Europe/London',
    };
    return says(toVisitor('booked', { clinic, lead: leadOf({ time }) }), 'Tuesday, 14 July 2026', '13:30');
  });

  test('shows the wall time that was kept, even where the zone would say another today', async () => {
    const time = {
      start: '2026-12-01T15:00:00Z',
      end: '2026-12-01T15:20:00Z',
      local: '2026-12-01T11:11',
      timeZone: 'America/New_York',
    };
    const [text = ''] = await bodies(
      toVisitor('booked', { lead: leadOf({ time }), clinic: clinicOf({ timeZone: 'Asia/Tokyo' }) }),
    );
    assert.match(text, /11:11 AM \(Eastern Time\)/);
    assert.doesNotMatch(text, /10:00|Japan/);
  });

  test('by phone with a number: we call', () =>
    says(
      toVisitor('booked', { lead: leadOf({ contact: { email: 'robin@mail.example', phone: '+12125550177' } }) }),
      'We will call you. Our number is (212) 555-0142.',
    ));
  test('by phone without a number: please call', () =>
    says(toVisitor('booked'), 'Please call us then on (212) 555-0142.'));
  test('by video: a link comes', () =>
    says(toVisitor('booked', { clinic: clinicOf(talksBy('video')) }), 'The link comes by e-mail.'));
  test('a visit: where', () =>
    says(toVisitor('booked', { clinic: clinicOf(talksBy('visit')) }), 'In person: 18 Mill Street, Suite 2, Riverside'));

  test('names the clinic, its phone, and how to change it', async () => {
    const mail = toVisitor('booked');
    await says(mail, 'Riverside Massage', '(212) 555-0142', 'move or cancel', 'See or change my talk');
    const { text = '', html = '' } = (await mail) ?? {};
    assert.ok(text.includes(MANAGE_URL));
    assert.ok(html.includes(`href="${MANAGE_URL}"`));
    assert.ok(html.includes('href="tel:+12125550142"'));
  });
});

describe('what is not booked does not say it is', () => {
  test('a request: until when we answer', () =>
    says(
      toVisitor('requested', { lead: leadOf({ state: 'requested', expiresAt: '2026-12-01T14:00:00Z' }) }),
      'it is not booked yet. We still have to say yes.',
      'We will answer by Tuesday, December 1, 2026 at 9:00 AM.',
    ));

  test('an unverified talk: how long, and one link', async () => {
    const lead = leadOf({ state: 'unverified', expiresAt: '2026-11-30T14:30:00Z' });
    const mail = toVisitor('unverified', { lead });
    await says(mail, 'within 30 minutes', 'Confirm my talk', 'Not you?');
    const { text = '', html = '' } = (await mail) ?? {};
    assert.ok(text.includes(VERIFY_URL) && html.includes(`href="${VERIFY_URL}"`));
    assert.ok(!text.includes(MANAGE_URL) && !html.includes(MANAGE_URL));
  });

  test('an unverified talk without its link is a mistake of ours', async () => {
    const { verifyUrl: _, ...needs } = needsOf({
      lead: leadOf({ state: 'unverified', expiresAt: '2026-11-30T14:30:00Z' }),
    });
    await assert.rejects(composeMail('unverified', 'visitor', needs), TypeError);
  });

  test('a request that was moved', () =>
    says(toVisitor('moved', { lead: leadOf({ state: 'requested' }) }), 'a new time', 'It is not booked yet.'));

  test('a callback: when it suits', async () => {
    await says(toVisitor('booked', { lead: callbackOf() }), 'We will call you soon.', 'At any time of day');
    await says(
      toVisitor('booked', { lead: callbackOf(['morning', 'evening']) }),
      'in the morning or in the evening',
      'See or cancel my request',
    );
  });
});

describe('what has ended says so, and how to go on', () => {
  const again = `${PUBLIC_URL}/c/riverside`;
  const approve = clinicOf({ booking: 'approve' });
  test('declined: call us, and no button', async () => {
    const mail = toVisitor('declined', { lead: ended('declined'), clinic: approve });
    await says(mail, 'We are sorry.', 'Nothing is booked.', 'Please call us on (212) 555-0142.');
    assert.ok(!(await mail)?.text.includes(again));
  });
  test('not answered in time', async () => {
    const mail = toVisitor('expired', { lead: ended('expired'), clinic: approve });
    await says(mail, 'We did not answer in time.', 'Book another talk');
    assert.ok((await mail)?.html.includes(`href="${again}"`));
  });
  test('link not followed', () =>
    says(
      toVisitor('expired', { lead: ended('expired'), clinic: clinicOf({ booking: 'verify' }) }),
      'The link in our mail was not used in time',
    ));
  test('cancelled by the clinic', () =>
    says(toVisitor('cancelled', { lead: ended('clinic') }), 'We had to cancel your talk.', 'Please call us on'));
  test('cancelled by the visitor', () =>
    says(toVisitor('cancelled', { lead: ended('visitor') }), 'You cancelled it', 'Tuesday, December 1, 2026'));
});

describe('nothing is sent', () => {
  test('to visitors who left no address', async () => {
    for (const event of EVENTS) {
      if (event === 'erased') continue;
      assert.equal(await toVisitor(event, { lead: leadOf({ contact: { phone: '+12125550177' } }) }), undefined, event);
    }
  });

  const OUTDATED: readonly (readonly [LeadEvent, Lead['state']])[] = [
    ['booked', 'cancelled'],
    ['requested', 'confirmed'],
    ['requested', 'cancelled'],
    ['unverified', 'confirmed'],
    ['approved', 'cancelled'],
    ['moved', 'cancelled'],
    ['reminder_24h', 'cancelled'],
    ['reminder_2h', 'no_show'],
  ];
  for (const [event, state] of OUTDATED) {
    test(`as ${event} once it is ${state}`, async () => {
      const lead = leadOf({ state, expiresAt: '2026-12-01T14:00:00Z' });
      assert.equal(await toVisitor(event, { lead }), undefined);
    });
  }

  test('to the clinic of what it did itself or need not know', async () => {
    for (const event of ['unverified', 'approved', 'declined', 'reminder_24h', 'reminder_2h'] as const) {
      assert.equal(await toClinic(event), undefined, event);
    }
    assert.equal(await toClinic('cancelled', { lead: ended('clinic') }), undefined);
  });
});

describe('the clinic', () => {
  const desk = `${PUBLIC_URL}/desk/leads/riverside/6b1f6a0e-1111-4222-8333-444455556666`;
  const approve = clinicOf({ booking: 'approve' });
  const ROWS: readonly (readonly [LeadEvent, Partial<MailNeeds>, string])[] = [
    ['booked', {}, 'A new lead is on your desk'],
    ['booked', { lead: callbackOf() }, 'Someone asks for a call'],
    ['requested', { lead: leadOf({ state: 'requested' }), clinic: approve }, 'A request waits for your answer'],
    ['moved', {}, 'A talk has a new time'],
    ['cancelled', { lead: ended('visitor') }, 'A talk is cancelled'],
    ['expired', { lead: ended('expired'), clinic: approve }, 'A request has ended'],
  ];
  for (const [event, changes, subject] of ROWS) {
    test(`${event}: ${subject}`, async () => {
      const mail = await toClinic(event, changes);
      assert.equal(mail?.subject, subject);
      assert.equal(mail?.to, 'hello@riverside-massage.example');
      assert.equal(mail?.invitation, undefined);
      assert.ok(mail?.text.includes(desk) && mail.html.includes(`href="${desk}"`));
      assert.ok(!mail.text.includes(MANAGE_URL) && !mail.html.includes(MANAGE_URL));
    });
  }

  test('hears of a request until when to answer', () =>
    says(
      toClinic('requested', {
        lead: leadOf({ state: 'requested', expiresAt: '2026-12-01T14:00:00Z' }),
        clinic: approve,
      }),
      'Please answer by Tuesday, December 1, 2026 at 9:00 AM.',
    ));

  test('hears that a lead was deleted, and not which', async () => {
    const { time } = leadOf();
    const mail = composeErased(clinicOf(), time ? { time } : {}, PUBLIC_URL);
    await says(mail, 'A lead is deleted.', 'Tuesday, December 1, 2026');
    assert.ok(!(await mail).html.includes('6b1f6a0e'));
    await says(composeErased(clinicOf(), {}, PUBLIC_URL), 'A lead is deleted.');
  });
});

describe('the day in numbers', () => {
  const counts = { leads: 4, cancelled: 1, waiting: 3, oldest: '2026-11-29T20:12:00Z', dead: 0 };
  test('a good day', async () => {
    const mail = composeDigest(clinicOf(), counts, PUBLIC_URL);
    assert.equal((await mail).subject, 'The last day in numbers');
    await says(mail, 'No message was lost.', 'Sunday, November 29, 2026 at 3:12 PM');
    assert.match((await mail).text, /New leads: 4\nCancelled talks: 1\nMessages that wait: 3\nMessages that failed: 0/);
  });
  test('a day on which mail was lost says so at once', async () => {
    const mail = composeDigest(clinicOf(), { ...counts, dead: 2 }, PUBLIC_URL);
    assert.equal((await mail).subject, 'Some messages did not get through');
    await says(mail, 'Please open the desk', `Messages that failed`);
    assert.ok((await mail).html.includes(`href="${PUBLIC_URL}/desk?clinic=riverside"`));
  });
});

test('a lead full of canaries leaves none in any mail', async () => {
  const leaks: string[] = [];
  for (const { name, channel, event, lead, clinic } of SAMPLES) {
    const mail = await composeMail(event, channel, needsOf({ clinic, lead: canaryOf(lead) }));
    if (mail !== undefined && /quokka|C3|oncology|medical|guardian/i.test(JSON.stringify(mail)))
      leaks.push(`${channel}: ${name}`);
  }
  assert.deepEqual(leaks, []);
});

/** Every word a visitor or the rules could have put there says Quokka; what mail goes by is as it was. */
const canaryOf = (lead: ReturnType<typeof leadOf>): Lead => ({
  ...lead,
  contact: { ...lead.contact, name: 'Quokka Vale', relation: 'guardian' },
  reason: 'Quokka has no time',
  health: {
    answers: { goal: 'quokka', now: ['quokka'], pain_level: 6 },
    result: {
      outcome: 'MEDICAL',
      urgency: 'CLEARANCE',
      booking: 'talk_only',
      deciding: 'C3',
      rules: ['C3', 'M4'],
      cautions: ['cancer_history'],
      tags: ['oncology'],
      techniques: [],
      guardian: true,
    },
    note: 'Quokka on my left side',
  },
  resource: 'quokka',
  contactedAt: 'quokka',
  locale: 'en-Quokka',
  consentVersion: 'quokka',
  ruleset: { version: 'quokka', hash: 'quokka', widget: 'quokka' },
  source: { page: '/quokka', utm: { source: 'quokka', medium: 'quokka', campaign: 'quokka' } },
});

describe('every mail', async () => {
  const mails = await sampleMails();

  test('there is one for whoever has to be told', () => {
    assert.equal(mails.filter(({ name }) => name.startsWith('visitor')).length, 19);
    assert.equal(mails.filter(({ name }) => name.startsWith('clinic')).length, 16);
  });

  for (const { name, mail } of mails) {
    test(name, () => {
      assert.match(mail.subject, /^[A-Z][a-z ]+$/);
      assert.ok(mail.to !== '' && mail.replyTo === 'hello@riverside-massage.example');
      assert.doesNotMatch(mail.text + mail.html, /undefined|\[object|NaN|Invalid Date/);
      // Nothing is fetched when it is opened, and nothing runs.
      assert.doesNotMatch(
        mail.html,
        /<(img|script|link|iframe|form|object|video|svg)\b|url\(|@import|\bsrc=|\bon\w+=/i,
      );
      assert.ok(Buffer.byteLength(mail.html) < 20_000, 'far below where mail programs cut');
      const links = [...mail.html.matchAll(/href="([^"]*)"/g)].map(([, url = '']) => url);
      for (const url of links) assert.ok(url.startsWith(`${PUBLIC_URL}/`) || url === 'tel:+12125550142', url);
      for (const url of links.filter(url => url.startsWith('http'))) assert.ok(mail.text.includes(url));
      assert.match(mail.html, /<html lang="en">/);
      assert.match(mail.html, /<meta name="color-scheme" content="light dark">/);
    });
  }

  test('a token stands in the fragment of its link and nowhere else', () => {
    for (const { mail } of mails) {
      for (const [, before = ''] of (mail.text + mail.html).matchAll(/(\S*)token\w+/g)) assert.match(before, /\/m#/);
      assert.doesNotMatch(mail.subject + mail.fromName + (mail.invitation?.content ?? ''), /token/);
    }
  });
});

test('what a clinic’s file says is text, never markup, and one line', async () => {
  const clinic = clinicOf({
    name: '<img src=x onerror=alert(1)>\r\n& "Sons"',
    address: '"><script>alert(1)</script>\nline',
    face: { initials: '<b>' },
    ...talksBy('visit'),
  });
  const mail = await toVisitor('booked', { clinic });
  assert.ok(mail);
  assert.doesNotMatch(mail.html, /<img|<script|<b>/);
  assert.ok(mail.html.includes('&lt;img src=x onerror=alert(1)&gt; &amp; &quot;Sons&quot;'));
  assert.equal(mail.fromName, '<img src=x onerror=alert(1)> & "Sons"');
  assert.ok(mail.text.startsWith('<img src=x onerror=alert(1)> & "Sons"\n'));
});

test('an unknown language is told in English', async () => {
  for (const locale of ['es', 'en', 'EN-gb', '', 'zz-ZZ']) {
    assert.equal((await toVisitor('booked', { locale }))?.subject, 'Your talk is booked', locale);
  }
});
