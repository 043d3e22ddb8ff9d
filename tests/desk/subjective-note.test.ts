import assert from 'node:assert/strict';
import { test } from 'node:test';
import { QUESTION_IDS, type QuestionId } from '#triage/questions.ts';
import { route } from '#triage/route.ts';
import { subjectiveNote } from '../../server/desk/subjective-note.ts';
import { answersOf } from '../fixtures/booking.ts';

type Raw = Readonly<Partial<Record<QuestionId, unknown>>>;

const NEVER_ALARMING =
  'chest pain or trouble breathing; one-sided weakness or numbness, speech, swallowing or sight change; ' +
  'sudden very bad headache; saddle numbness, bladder or bowel change; new weakness or numbness in both legs; ' +
  'unchecked fall, crash or head knock; cold, pale or blue painful limb; sudden very bad abdominal or back pain; ' +
  'fever with stiff neck, rash or confusion; one-sided limb swelling or soreness; hot, swollen joint or skin; ' +
  'chest, jaw or arm pain on effort; fever; infectious illness; unplanned weight loss; new unchecked lump';

const note = (raw: Raw, relation: 'self' | 'guardian' = 'self'): string =>
  subjectiveNote({ answers: route(raw).answers, relation, receivedOn: '2026-11-30' });

test('a case with a complaint, from goal to denials', () => {
  assert.equal(
    note(answersOf('V64')),
    `S: Reported online by client on 2026-11-30; not yet verified in person.
Age: 50 to 64.
Goal: pain relief.
Area: hip, buttock or leg.
Pain: 4/10 on most days in the past week.
Duration: 6 weeks to 3 months.
Impact on sleep, work, chores or leisure: some.
Prior massage: for this, worse for days after.
Care so far: seen by doctor or physical therapist, told nothing dangerous.
Course of 1 or 2 visits a week: agrees.
Flags: night pain, no position eases.
Denies: ${NEVER_ALARMING}; limb growing weak or clumsy, unsteady walking; cannot bear weight or use it; onset after fall, knock or heavy lift; worse week after week; numbness, tingling or shooting pain in a limb; morning stiffness over 30 minutes.
Denies (health): pregnancy or birth within a year; operation within 3 months; heart, kidney or liver trouble, stroke, uncontrolled blood pressure; blood clot or bleeding problem; cancer now or within a year; long-term limb swelling (lymphedema); blood thinners; thin bones or long-term steroids; cancer over a year ago; reduced skin feeling; arthritis with flares; rash, wound, bruise, bulging veins or skin infection; other long-term condition or implant.`,
  );
});

test('a case without a complaint is short', () => {
  const lines = note(answersOf('V49')).split('\n');
  assert.deepEqual(lines.slice(0, 6), [
    'S: Reported online by client on 2026-11-30; not yet verified in person.',
    'Age: 18 to 49.',
    'Goal: to relax and feel less stressed.',
    'Pain: 0/10 on most days in the past week.',
    'Prior massage: none ever.',
    `Denies: ${NEVER_ALARMING}.`,
  ]);
  assert.equal(lines.length, 7);
});

test('a pregnant person, with what was and was not ticked', () => {
  const lines = note(answersOf('V56')).split('\n');
  assert.ok(lines.includes('Health: pregnancy or birth within a year.'));
  assert.ok(lines.includes('Pregnancy or birth: 14 weeks pregnant or more; pregnancy or birth called high risk.'));
  assert.ok(lines.includes("Doctor's OK for massage: unsure or not asked yet."));
  assert.match(
    lines.find(line => line.startsWith('Denies:')) ?? '',
    /sudden swelling of face or hands; baby moving less\.$/,
  );
});

test('a guardian is named as the one who reports', () => {
  assert.match(note(answersOf('V60'), 'guardian'), /^S: Reported online by parent or guardian on/);
});

test('massage before, asked without a complaint, is a plain yes', () => {
  assert.match(note({ ...answersOf('V49'), prior: 'yes_general' }), /\nPrior massage: yes\.\n/);
});

test('nothing a person could not see is denied', () => {
  const arm: Raw = { ...answersOf('V64') };
  assert.doesNotMatch(note(arm), /dizziness|sore scalp|baby/);
});

test('every option that can be booked with is either said or denied', () => {
  const cases = ['V49', 'V52', 'V55', 'V56', 'V60', 'V61', 'V62', 'V64', 'V66', 'V67', 'V69'];
  for (const id of cases) {
    const { answers } = route(answersOf(id));
    const lines = note(answersOf(id)).split('\n');
    const asked = QUESTION_IDS.filter(question => answers[question] !== undefined);
    // Flags and denials share lines; each other question that was answered has one of its own.
    const own = asked.filter(
      question => !['now', 'soon', 'pain_flags', 'health', 'pregnancy_flags', 'pregnancy_stage'].includes(question),
    );
    assert.ok(lines.length >= own.length + 3, id);
    assert.ok(
      lines.every(line => /^[A-Z][^:]*: .+\.$/.test(line)),
      id,
    );
  }
});

test('the same answers give the same note, whatever the order of ticks', () => {
  const one = { ...answersOf('V69'), health: ['lymph', 'cancer_past'] };
  const other = { ...answersOf('V69'), health: ['cancer_past', 'lymph', 'lymph'] };
  assert.equal(note(one), note(other));
});
