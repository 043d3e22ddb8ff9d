/** The second part of the widget: the screens from the result on, and their words. Loaded when a result comes near. */
import type { TemplateResult } from 'lit/html.js';
import { booking } from '#words/en/booking.ts';
import type { AskingScreen, ReferredScreen, Screen } from '../present.ts';
import { bookedTemplate } from './booked.ts';
import { choosingTemplate } from './choosing.ts';
import { contactTemplate } from './contact.ts';
import { recommendedTemplate } from './recommended.ts';
import { reviewTemplate } from './review.ts';
import { sendingTemplate, unsentTemplate } from './sending.ts';
import type { View } from './view.ts';

export type BookingScreen = Exclude<Screen, AskingScreen | ReferredScreen>;

export function bookingTemplate(screen: BookingScreen, basic: View): TemplateResult {
  const view = { ...basic, booking };
  switch (screen.name) {
    case 'recommended':
      return recommendedTemplate(screen, view);
    case 'choosing':
      return choosingTemplate(screen, view);
    case 'contact':
      return contactTemplate(screen, view);
    case 'review':
      return reviewTemplate(screen, view);
    case 'sending':
      return sendingTemplate(screen, view);
    case 'unsent':
      return unsentTemplate(screen, view);
    case 'booked':
      return bookedTemplate(screen, view);
  }
}

export const bookingNotices = booking.notices;
