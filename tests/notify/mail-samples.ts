/** Every mail there is, made for clinics of each kind. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type ClinicFile, parseClinic } from '../../server/clinics.ts';
import { composeDigest, composeErased, composeMail, type MailNeeds } from '../../server/notify/mail-compose.ts';
import type { Mail } from '../../server/notify/mail-letter.ts';
import type { LeadEvent, MailLead } from '../../server/notify/mail-needs.ts';

export const PUBLIC_URL = 'https://unknot.example';
export const MANAGE_URL = `${PUBLIC_URL}/m#riverside.6b1f6a0e-1111-4222-8333-444455556666.tokenOfTheVisitor`;
export const VERIFY_URL = `${PUBLIC_URL}/m#verify.tokenThatConfirms`;

/** The demo's clinic, with the parts that a test wants otherwise. */
export function clinicOf(changes: Readonly<Record<string, unknown>> = {}, id = 'riverside'): ClinicFile {
  const file = fileURLToPath(new URL(`../../demo/clinics/${id}.json`, import.meta.url));
  const contents: object = JSON.parse(readFileSync(file, 'utf8'));
  return parseClinic(id, file, JSON.stringify({ ...contents, ...changes }));
}

/** How the clinic's talks take place. */
export const talksBy = (by: ClinicFile['consultation']['by']) => ({ consultation: { minutes: 20, by } });

export const leadOf = (changes: Partial<MailLead> = {}): MailLead => ({
  clinic: 'riverside',
  id: '6b1f6a0e-1111-4222-8333-444455556666',
  createdAt: '2026-11-30T14:00:00Z',
  state: 'confirmed',
  time: {
    start: '2026-12-01T15:00:00Z',
    end: '2026-12-01T15:20:00Z',
    local: '2026-12-01T10:00',
    timeZone: 'America/New_York',
  },
  request: { kind: 'slot', start: '2026-12-01T15:00:00Z' },
  contact: { email: 'robin@mail.example' },
  sequence: 0,
  ...changes,
});

/** The same lead, asking to be called. */
export function callbackOf(preferred: readonly ('morning' | 'afternoon' | 'evening')[] = []): MailLead {
  const { time: _, ...lead } = leadOf();
  return { ...lead, state: 'callback', request: { kind: 'callback', preferred: [...preferred] } };
}

export const needsOf = (changes: Partial<MailNeeds> = {}): MailNeeds => ({
  lead: leadOf(),
  clinic: clinicOf(),
  publicUrl: PUBLIC_URL,
  manageUrl: MANAGE_URL,
  verifyUrl: VERIFY_URL,
  locale: 'en-US',
  now: new Date('2026-11-30T14:00:05Z'),
  ...changes,
});

export interface Sample {
  readonly name: string;
  readonly channel: 'visitor' | 'clinic';
  readonly event: LeadEvent;
  readonly lead: MailLead;
  readonly clinic: ClinicFile;
}

const [phone, video, visit] = [talksBy('phone'), talksBy('video'), talksBy('visit')].map(part => clinicOf(part));
const [approve, verify] = ['approve', 'verify'].map(booking => clinicOf({ booking }));
if (!phone || !video || !visit || !approve || !verify) throw new Error('a clinic is missing');

const withPhone = leadOf({ contact: { email: 'robin@mail.example', phone: '+12125550177' } });
const requested = leadOf({ state: 'requested', expiresAt: '2026-12-01T14:00:00Z' });
const unverified = leadOf({ state: 'unverified', expiresAt: '2026-11-30T14:30:00Z' });
const ended = (endedBy: NonNullable<MailLead['endedBy']>) => leadOf({ state: 'cancelled', endedBy, sequence: 1 });
const { time: _, ...noTime } = ended('visitor');

const ROWS: readonly (readonly [string, LeadEvent, MailLead, ClinicFile])[] = [
  ['booked', 'booked', leadOf(), phone],
  ['booked with a phone number', 'booked', withPhone, phone],
  ['booked by video', 'booked', leadOf(), video],
  ['booked for a visit', 'booked', leadOf(), visit],
  ['callback', 'booked', callbackOf(), phone],
  ['callback in the morning or evening', 'booked', callbackOf(['morning', 'evening']), phone],
  ['requested', 'requested', requested, approve],
  ['unverified', 'unverified', unverified, verify],
  ['approved', 'approved', leadOf(), approve],
  ['declined', 'declined', ended('declined'), approve],
  ['expired request', 'expired', ended('expired'), approve],
  ['expired link', 'expired', ended('expired'), verify],
  ['moved', 'moved', leadOf({ sequence: 1 }), phone],
  ['moved while requested', 'moved', { ...requested, sequence: 1 }, approve],
  ['cancelled by the clinic', 'cancelled', ended('clinic'), phone],
  ['cancelled by the visitor', 'cancelled', ended('visitor'), phone],
  ['callback cancelled', 'cancelled', noTime, phone],
  ['reminder a day before', 'reminder_24h', leadOf(), phone],
  ['reminder two hours before', 'reminder_2h', leadOf(), phone],
];

export const SAMPLES: readonly Sample[] = ROWS.flatMap(([name, event, lead, clinic]) => [
  { name, channel: 'visitor', event, lead, clinic },
  { name, channel: 'clinic', event, lead, clinic },
]);

/** All mails: of each sample that has one, of an erased lead, of two days. */
export async function sampleMails(): Promise<readonly { readonly name: string; readonly mail: Mail }[]> {
  const composed = SAMPLES.map(async ({ name, channel, event, lead, clinic }) => {
    const mail = await composeMail(event, channel, needsOf({ lead, clinic }));
    return mail === undefined ? [] : [{ name: `${channel}: ${name}`, mail }];
  });
  const { time } = leadOf();
  const counts = { leads: 4, cancelled: 1, waiting: 0, dead: 0 };
  return [
    ...(await Promise.all(composed)).flat(),
    { name: 'clinic: erased', mail: await composeErased(clinicOf(), time ? { time } : {}, PUBLIC_URL) },
    { name: 'clinic: digest', mail: await composeDigest(clinicOf(), counts, PUBLIC_URL) },
    {
      name: 'clinic: digest of a bad day',
      mail: await composeDigest(
        clinicOf(),
        { ...counts, waiting: 3, oldest: '2026-11-29T20:12:00Z', dead: 2 },
        PUBLIC_URL,
      ),
    },
  ];
}
