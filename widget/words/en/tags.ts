/** English: what a tag means for the clinic (spec, section 7). The desk's and the rule book's; no visitor reads it. */
import type { TagWords } from '../catalogue.ts';

export const tags: TagWords = {
  sports: 'Used to athletes and hard physical work',
  physical_job: 'Physical job: ask about lifting, standing, driving and how the body is used',
  prenatal: 'Pregnancy-trained therapist only: side-lying, light on legs, no belly work',
  postnatal: 'Pregnancy-trained therapist: ask about birth, scar, clots and mood',
  lymphatic: 'Trained in manual lymph drainage',
  oncology: 'Oncology-trained therapist: limits on pressure and places',
  post_surgical: 'After surgery: limits on scar and timing',
  injury: 'Injury: plan with milestones, work with the physical therapist',
  chronic: 'Over 3 months: expect a plan, pacing and other care alongside',
  headache: 'Head or jaw: neck and jaw experience',
  minor: 'Under 18: guardian books and consents; present under 16',
};
