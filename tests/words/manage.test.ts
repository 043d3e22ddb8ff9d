// The words of the visitor's own page: the widget's own where both say the same, plain, and nothing about health.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asking } from '#words/en/asking.ts';
import { booking } from '#words/en/booking.ts';
import { mail } from '#words/en/mail.ts';
import { manage } from '#words/en/manage.ts';
import { gradeOf } from './grade.ts';

/** Every text, its blanks filled in. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (typeof value === 'function') return [String(value('(212) 555-0142'))];
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsIn);
  throw new Error(`no text: ${String(value)}`);
}

/** `either` joins parts that are checked themselves. */
const { call, ...rest } = manage;
const TEXTS = textsIn({ ...rest, call: call.parts });

test('what the widget or a mail says too is said in the same words', () => {
  const { stands } = manage;
  assert.equal(manage.callClinic, asking.chat.callClinic);
  assert.equal(manage.retry, asking.trouble.retry);
  assert.equal(manage.privacyNotice, booking.review.privacyNotice);
  assert.equal(manage.actions.calendar, booking.booked.calendar);
  const { visitor } = mail;
  assert.deepEqual(stands.cancelledByVisitor, told(visitor.cancelledByVisitor));
  assert.deepEqual(stands.cancelledByClinic, told(visitor.cancelledByClinic));
  assert.deepEqual(stands.declined, told(visitor.declined));
  assert.equal(stands.confirmed.title, visitor.booked.title);
  assert.equal(stands.unverified.title, visitor.unverified.title);
  assert.equal(stands.requested.title, visitor.requested.title);
  assert.equal(stands.expired.title, `${visitor.expiredLink.subject}.`);
  assert.equal(manage.actions.bookAgain, visitor.bookAgain);
  assert.equal(manage.callAnyPart, mail.anyPart.replace('At', 'at'));
});

const told = ({ title, lead }: { readonly title: string; readonly lead: string }) => ({ title, lead });

/** Whoever looks over a shoulder learns that there is a talk, not what about. */
const OF_HEALTH = /\b(pain|ache|hurt|massage|health|therap|doctor|medic|ill|body|muscle|symptom|condition|pregnan)/i;

test('no word about health', () => {
  for (const text of TEXTS) assert.doesNotMatch(text, OF_HEALTH);
  assert.match('Therapeutic massage', OF_HEALTH);
});

test('reads at US grade 6 or below', () => {
  const grade = gradeOf(TEXTS);
  assert.ok(grade > 0 && grade <= 6, `grade ${grade.toFixed(2)}`);
});

test('no text is empty or has spaces around it', () => {
  for (const text of TEXTS) assert.match(text, /^\S(.*\S)?$/s);
});
