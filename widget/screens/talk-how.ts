/** How a talk takes place, in one sentence. */
import type { Clinic } from '#triage/consultation.ts';
import type { TalkWords } from '#words/catalogue.ts';

type Place = Pick<Clinic, 'consultation' | 'phone'>;

/** @param hasPhone whether the visitor gave a number, so that the clinic can call */
export function talkHow({ consultation, phone }: Place, hasPhone: boolean, { how }: TalkWords): string {
  switch (consultation.by) {
    case 'phone':
      // A number that breaks over two lines is hard to read out.
      return (hasPhone ? how.phone : how.phoneUs)(phone.shown.replaceAll(' ', '\u00a0'));
    case 'video':
      return how.video;
    case 'visit':
      return how.visit(consultation.where ?? '');
  }
}
