/** Messages of the outbox in plain words: what they say, to whom, and why one did not get through. */
import type { DeadMessage } from '../notify/messages.ts';

export const EVENTS: Readonly<Record<DeadMessage['event'], string>> = {
  booked: 'Booked',
  requested: 'New request',
  unverified: 'Please confirm',
  approved: 'Approved',
  declined: 'Declined',
  expired: 'Request ended',
  moved: 'New time',
  cancelled: 'Cancelled',
  reminder_24h: 'Reminder, a day before',
  reminder_2h: 'Reminder, two hours before',
  erased: 'Lead deleted',
  digest: 'Daily numbers',
};

/** Whom it should have reached, after what it says. */
export function receiverText({ channel }: Pick<DeadMessage, 'channel'>): string {
  if (channel === 'visitor') return 'Mail to the visitor';
  if (channel === 'clinic') return 'Mail to the clinic';
  return `Webhook ${channel.slice('webhook:'.length)}`;
}

/** Why it was given up. */
export function failureText({ code, channel }: Pick<DeadMessage, 'code' | 'channel'>): string {
  const isMail = channel === 'visitor' || channel === 'clinic';
  const status = /^(?:smtp|status)_(\d{3})$/.exec(code)?.[1];
  if (status !== undefined) return isMail ? refusedMail(status) : `The receiver answered with an error (${status}).`;
  return (isMail ? MAIL : WEBHOOK)[code] ?? UNKNOWN;
}

/** What an SMTP server answers (RFC 5321). */
function refusedMail(status: string): string {
  const known = { ...SIGN_IN_REFUSED, ...MAILBOX }[status];
  const trouble = status.startsWith('4') ? 'The mail server put it off until we gave up' : 'The mail server refused it';
  return `${known ?? trouble} (${status}).`;
}

const SIGN_IN = 'The mail server did not let this server sign in';
const SIGN_IN_REFUSED: Readonly<Record<string, string>> = { 530: SIGN_IN, 534: SIGN_IN, 535: SIGN_IN, 538: SIGN_IN };

const NO_MAILBOX = 'There is no such mailbox, or it takes no mail from us';
const MAILBOX: Readonly<Record<string, string>> = {
  550: NO_MAILBOX,
  551: NO_MAILBOX,
  552: 'The mailbox is full, or the mail is too large for it',
  553: NO_MAILBOX,
};

const UNKNOWN = 'Something went wrong on this server. Its log says more.';

const MAIL: Readonly<Record<string, string>> = {
  bad_address: 'The e-mail address cannot be one.',
  timeout: 'The mail server did not answer in time.',
  network: 'The mail server could not be reached.',
  mailer: 'The mail could not be handed to the mail server.',
  no_smtp: 'Mail is not set up on this server (SMTP_URL).',
};

const WEBHOOK: Readonly<Record<string, string>> = {
  bad_url: 'Its address in the clinic’s file cannot be one.',
  not_https: 'Its address in the clinic’s file does not begin with https.',
  credentials_in_url: 'Its address in the clinic’s file contains a user name or password.',
  bad_secret: 'Its secret in the clinic’s file cannot be used.',
  gone: 'The receiver says that it is gone for good (410).',
  redirect: 'The receiver wanted to send us elsewhere, which is not followed.',
  timeout: 'The receiver did not answer in time.',
  dns: 'The receiver’s name leads nowhere.',
  address_not_public: 'The receiver’s address is not a public one, so nothing was sent there.',
  refused: 'The receiver refused the connection.',
  unreachable: 'The receiver could not be reached.',
  network: 'The receiver could not be reached.',
  closed: 'The receiver closed the connection without an answer.',
  tls: 'No safe connection: the receiver’s certificate is not trusted or does not fit.',
  bad_answer: 'The receiver’s answer could not be read.',
  stopped: 'It was stopped before the receiver answered.',
};
