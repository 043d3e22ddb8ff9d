/** What a contact may look like, on the page and, by the same rule, on the server. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Contact } from '#triage/consultation.ts';
import { checkContact } from '../../widget/contact.ts';
import type { ContactProblems } from '../../widget/visit.ts';

interface Row {
  readonly name?: string;
  readonly email?: string;
  readonly phone?: string;
  readonly problems?: ContactProblems;
}

const GOOD = { name: 'Robin Vale', email: 'robin@mail.example', phone: '' };

const SLOT: readonly Row[] = [
  {},
  { name: '  Robin  ', email: ' robin@mail.example ' },
  { name: 'Åsa Lindström-Ñandú' },
  { name: '李小龍' },
  { name: "O'Brien (née Smith)" },
  { name: 'x'.repeat(100) },
  { name: '👩‍👩‍👧'.repeat(20) },
  { phone: '(212) 555-0142' },
  { phone: '+44 20 7946 0958' },
  { phone: '212-555-0142 x12' },
  { name: '', problems: { name: 'missing' } },
  { name: ' \t ', problems: { name: 'missing' } },
  { name: 'x'.repeat(101), problems: { name: 'too_long' } },
  { name: 'Robin\u202eelaV', problems: { name: 'unprintable' } },
  { name: 'Robin\u0000', problems: { name: 'unprintable' } },
  { name: 'Robin\nBcc: all', problems: { name: 'unprintable' } },
  { email: '', problems: { email: 'missing' } },
  { email: 'robin', problems: { email: 'bad_email' } },
  { email: 'robin@mail', problems: { email: 'bad_email' } },
  { email: 'robin@@mail.example', problems: { email: 'bad_email' } },
  { email: 'robin vale@mail.example', problems: { email: 'bad_email' } },
  { email: 'robin@mail..example', problems: { email: 'bad_email' } },
  { email: `${'x'.repeat(250)}@mail.example`, problems: { email: 'too_long' } },
  { phone: 'call me', problems: { phone: 'bad_phone' } },
  { phone: '12345', problems: { phone: 'bad_phone' } },
  { phone: '1'.repeat(33), problems: { phone: 'too_long' } },
  { name: '', email: 'robin', phone: '1', problems: { name: 'missing', email: 'bad_email', phone: 'bad_phone' } },
];

for (const { problems = {}, ...typed } of SLOT) {
  test(`${JSON.stringify(typed)}: ${JSON.stringify(problems)}`, () => {
    const contact = { ...GOOD, ...typed };
    assert.deepEqual(checkContact({ contact, kind: 'slot' }), problems);
    const { name, email, phone } = contact;
    const sent = { name, ...(email.trim() && { email }), ...(phone.trim() && { phone }), relation: 'self' };
    // Which of e-mail and phone is needed depends on what is booked, so the schema alone misses neither.
    const inSchema = Object.entries(problems).filter(([field, code]) => field === 'name' || code !== 'missing');
    assert.equal(Contact.safeParse(sent).success, inSchema.length === 0, 'the server agrees');
  });
}

const NEEDED = [
  { kind: 'slot', contact: { name: 'Robin', email: '', phone: '2125550142' }, problems: { email: 'missing' } },
  { kind: 'callback', contact: { name: 'Robin', email: 'r@mail.example', phone: '' }, problems: { phone: 'missing' } },
  { kind: 'callback', contact: { name: 'Robin', email: '', phone: '2125550142' }, problems: {} },
  { kind: 'callback', contact: { name: 'Robin', email: 'r@', phone: '2125550142' }, problems: { email: 'bad_email' } },
] as const;
for (const { kind, contact, problems } of NEEDED) {
  test(`for a ${kind}, ${JSON.stringify(contact)}: ${JSON.stringify(problems)}`, () => {
    assert.deepEqual(checkContact({ contact, kind }), problems);
  });
}
