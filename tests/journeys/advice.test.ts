/** Who is advised what: the three kinds, a refused course, a doctor's OK, pregnancy, a minor. Each ends at the desk. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asking } from '#words/en/asking.ts';
import { booking } from '#words/en/booking.ts';
import { tags } from '#words/en/tags.ts';
import { CAUTIONS, MINOR, OUTCOMES, STATES, TALK_ONLY } from '../../server/desk/words.ts';
import { answersOf } from '../fixtures/booking.ts';
import { setStage } from './stage.ts';

const stage = setStage();
const { result, booked } = booking;

test('relaxation: seven answers, a time, and the clinic knows', async t => {
  const I = await stage.visitor(t, { path: '/' });
  await I.answerAll(answersOf('V49'));
  await I.seeAdvice('RELAXATION');
  await I.see(booking.reasons.R1);
  const time = await I.prepare({ name: 'Nora Quist', email: 'nora@mail.example' });
  await I.see(time.said);
  await I.send();
  await I.seeBooked();
  await I.see(time.said);

  const desk = await stage.desk(t);
  await desk.open('Nora Quist');
  await desk.reads(STATES.confirmed, OUTCOMES.RELAXATION, 'nora@mail.example', booking.reasons.R1);
  assert.equal(await desk.bookedStart(), time.start);
});

test('therapeutic: what the therapist must mind is told to both', async t => {
  const I = await stage.visitor(t);
  await I.answerAll(answersOf('V59'));
  await I.seeAdvice('THERAPEUTIC');
  await I.see(booking.reasons.T6);
  await I.see(result.tellTherapist);
  await I.see(booking.reasons.K1);
  await I.prepare({ name: 'Omar Haddad', email: 'omar@mail.example', phone: '(212) 555-0177' });
  await I.send();
  await I.seeBooked();

  const desk = await stage.desk(t);
  await desk.open('Omar Haddad');
  await desk.reads(OUTCOMES.THERAPEUTIC, CAUTIONS.blood_thinner.about, CAUTIONS.joint_flare.act, '(212) 555-0177');
});

test('medical: thirteen answers, and the whole conversation stands at the desk', async t => {
  const I = await stage.visitor(t);
  const answers = answersOf('V62');
  await I.answerAll(answers);
  await I.seeAdvice('MEDICAL');
  await I.see(booking.reasons.M2);
  await I.prepare({ name: 'Mia Lund', email: 'mia@mail.example' });
  await I.send();
  await I.seeBooked();

  const desk = await stage.desk(t);
  await desk.open('Mia Lund');
  const { goal, area, duration, prior, course_ok: course } = asking.questions;
  await desk.reads(
    OUTCOMES.MEDICAL,
    ...[goal.text, goal.options.pain, area.options.upper_back, area.options.shoulder_arm],
    ...[duration.options.gt3m, '6 out of 10', prior.options.partial, course.text],
  );
});

test('a refused course: therapeutic, one visit at a time, and why medical came second', async t => {
  const I = await stage.visitor(t);
  await I.answerAll({ ...answersOf('V62'), course_ok: 'no' });
  await I.seeAdvice('THERAPEUTIC');
  await I.see(booking.reasons.T1);
  await I.unfold(result.otherTypes);
  await I.see(result.refusedCourse);
  await I.prepare({ name: 'Ivo Brandt', email: 'ivo@mail.example' });
  await I.send();
  await I.seeBooked();

  const desk = await stage.desk(t);
  await desk.open('Ivo Brandt');
  await desk.reads(OUTCOMES.THERAPEUTIC, booking.reasons.T1, booking.reasons.M2, asking.questions.course_ok.options.no);
});

test("a doctor's OK is missing: every screen and the desk say that it is a talk only", async t => {
  const I = await stage.visitor(t);
  await I.answerAll(answersOf('V50'));
  await I.heading(result.onceCleared(booking.types.RELAXATION.name)).waitFor();
  await I.see(booking.reasons.C3);
  await I.see(result.talkOnly);
  await I.button(result.bookTalk).waitFor();
  await I.book();
  await I.see(booked.talkOnly);
  await I.pickTime();
  await I.see(booked.talkOnly);
  await I.giveContact({ name: 'Ruth Abel', email: 'ruth@mail.example' });
  await I.see(booked.talkOnly);
  await I.agree();
  await I.send();
  await I.seeBooked();
  await I.see(booked.talkOnly);

  const desk = await stage.desk(t);
  await desk.page.goto('/desk');
  await desk.rows('Ruth Abel').getByText(TALK_ONLY.short).waitFor();
  await desk.open('Ruth Abel');
  await desk.reads(TALK_ONLY.full, OUTCOMES.RELAXATION, CAUTIONS.skin_avoid.about, tags.oncology);
});

test('pregnant: only a therapist trained for it is offered', async t => {
  const { clearance: _, ...answers } = answersOf('V56');
  const I = await stage.visitor(t);
  await I.answerAll({ ...answers, pregnancy_flags: ['none'] });
  await I.seeAdvice('THERAPEUTIC');
  await I.see(booking.reasons.K9);
  await I.prepare({ name: 'Lena Voss', email: 'lena@mail.example' });
  await I.send();
  await I.seeBooked();

  const desk = await stage.desk(t);
  await desk.open('Lena Voss');
  await desk.reads('Ana Whitfield', CAUTIONS.pregnancy_care.act, tags.prenatal);
});

test("a minor: a guardian's contact is asked for, and no other", async t => {
  const I = await stage.visitor(t);
  await I.answerAll(answersOf('V60'));
  await I.seeAdvice('THERAPEUTIC');
  await I.see(result.guardianBooks);
  await I.book();
  await I.pickTime();
  await I.heading(booking.contact.titleGuardian).waitFor();
  await I.see(booking.contact.guardianOnly);
  assert.equal(await I.field(booking.contact.name).count(), 0, "a child's name is asked for");
  await I.giveContact({ name: 'Petra Falk', email: 'petra@mail.example' });
  await I.agree();
  await I.send();
  await I.seeBooked();

  const desk = await stage.desk(t);
  await desk.open('Petra Falk');
  await desk.reads(MINOR.full, MINOR.guardian, CAUTIONS.guardian_present.about, tags.minor);
});
