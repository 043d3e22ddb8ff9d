/** What the desk itself says. Questions, options and reasons come from `#words`. */
import type { Request } from '#triage/consultation.ts';
import type { PartOfDay } from '#triage/parts-of-day.ts';
import type { Caution, RuleId } from '#triage/rules.ts';
import type { Outcome } from '#triage/triage.ts';
import type { ClinicFile } from '../clinics.ts';
import type { EndedBy, LeadState } from '../store/store.ts';

export const STATES: Readonly<Record<LeadState, string>> = {
  confirmed: 'Booked',
  requested: 'Waiting for your answer',
  unverified: 'Not confirmed by mail yet',
  callback: 'Call back',
  cancelled: 'Cancelled',
  no_show: 'No show',
};

/** A `cancelled` lead by who or what ended it. */
export const ENDS: Readonly<Record<EndedBy, string>> = {
  visitor: 'Visitor cancelled',
  clinic: 'Clinic cancelled',
  declined: 'Declined',
  expired: 'Expired',
  erased: 'Deleted',
  blocked: 'Blocked',
};

/** As short as a list needs it. */
export const OUTCOMES: Readonly<Record<Outcome, string>> = {
  RELAXATION: 'Relaxation',
  THERAPEUTIC: 'Therapeutic',
  MEDICAL: 'Medical',
  REFER: 'See a doctor',
};

const PARTS_OF_DAY: Readonly<Record<PartOfDay, string>> = {
  morning: 'morning',
  afternoon: 'afternoon',
  evening: 'evening',
};

/** When it is good to call, within a sentence. */
export const preferredText = (request: Request): string =>
  request.kind === 'callback' && request.preferred.length > 0 && request.preferred.length < 3
    ? `in the ${request.preferred.map(part => PARTS_OF_DAY[part]).join(' or ')}`
    : 'at any time';

/** How the talk takes place; by phone without a number, the visitor was asked to call. */
export const talkBy = (by: ClinicFile['consultation']['by'], hasPhone: boolean): string =>
  by === 'phone' && !hasPhone ? 'By phone, they call the clinic (no number given)' : TALK_BY[by];

const TALK_BY: Readonly<Record<ClinicFile['consultation']['by'], string>> = {
  phone: 'By phone, the clinic calls',
  video: 'By video, the clinic sends the link',
  visit: 'In person, at the clinic',
};

export const TALK_ONLY = {
  short: "Talk only until doctor's OK",
  full: "Talk only. No hands-on work until the doctor's OK.",
} as const;

/** Why a talk is a talk only, or later than they might have wished. */
export const WAITING: Readonly<Record<Extract<RuleId, `${'C' | 'D'}${number}`>, string>> = {
  C1: 'Heart, kidney or liver trouble, a stroke, or blood pressure not under control',
  C2: 'Blood clot, now or in the past, or a bleeding problem',
  C3: 'Cancer now, or cancer care in the last year',
  C4: 'Operation in the last 3 months',
  C5: 'Long-term swelling of an arm or leg',
  C6: 'Less than 14 weeks pregnant',
  C7: 'Pregnancy or birth called high risk',
  C8: 'Gave birth less than 6 weeks ago',
  D1: 'Ill with something that can be passed on: hands-on work only once well',
  D2: 'Fever: hands-on work only once it has been gone for 2 days',
  D3: 'Injury less than 3 days old: about 3 days before hands-on work',
};

export const DEFERRED = {
  short: 'Deferred',
  full: 'Deferred. Please do not move it to an earlier day.',
} as const;

export const MINOR = {
  short: 'Under 18',
  /** The contact's part. */
  guardian: 'Parent or guardian',
  full: 'Under 18. A parent or guardian consents.',
} as const;

/** A caution as the therapist needs it: what it is about, then what to do. */
export const CAUTIONS: Readonly<Record<Caution, { readonly about: string; readonly act: string }>> = {
  blood_thinner: { about: 'Blood thinners', act: 'Bruises easily. Gentle pressure, no deep work.' },
  fragile_bones: { about: 'Thin bones or long-term steroids', act: 'Light pressure, no forced stretches.' },
  reduced_feeling: { about: 'Reduced feeling', act: 'Feedback on pressure is unreliable there. Keep it light.' },
  cancer_history: { about: 'Cancer in the past', act: 'Ask where it was and if lymph nodes were taken out.' },
  joint_flare: { about: 'Joints that flare up', act: 'Leave hot or swollen joints alone.' },
  skin_avoid: { about: 'Skin', act: 'Work around sore or broken skin, bruises and bulging veins.' },
  long_term_condition: { about: 'Long-term condition or implant', act: 'Ask which, and plan around it.' },
  nerve_signs: {
    about: 'Numbness or tingling',
    act: 'Ask how far it goes. To a doctor if it spreads or weakness comes.',
  },
  pregnancy_care: { about: 'Pregnant', act: 'Pregnancy-trained therapist. Side-lying, no deep work.' },
  postnatal_care: {
    about: 'Gave birth within a year',
    act: 'Ask about the birth. Watch for leg swelling or short breath.',
  },
  cleared_condition: {
    about: "Says the doctor's OK is there",
    act: 'Ask what exactly was said. Take a copy if there is one.',
  },
  guardian_consent: { about: 'Aged 16 or 17', act: 'Written consent of a parent or guardian before hands-on work.' },
  guardian_present: { about: 'Under 16', act: 'A parent or guardian books and stays in the room.' },
  first_time: { about: 'First massage ever', act: 'Explain each step. They can stop at any time.' },
  massage_flare: { about: 'Massage made it worse before', act: 'Ask what was done. Start gently.' },
  fresh_pain: { about: 'Less than 3 days old', act: 'Gentle work only for the first 3 days.' },
  tests_pending: { about: 'Visit or test pending', act: 'Ask for the result before working on that area.' },
  advise_doctor: { about: 'Strong or long, not seen by a doctor', act: 'Suggest a check-up as well.' },
  checked_flag: { about: 'Warning sign, checked by a doctor', act: 'Ask what the doctor found.' },
  injury_start: { about: 'Began with an injury', act: 'Ask how it happened.' },
};
