/** English, what stands on the page before anything else has come: greeting and first question. */
import type { FirstWords } from '../catalogue.ts';

export const first: FirstWords = {
  goal: {
    text: 'What would you like from a massage?',
    options: {
      relax: 'To relax and feel less stressed',
      tension: 'To loosen tight or achy muscles',
      pain: 'To ease a pain that bothers me',
      sport: 'To help with my sport or training',
      job: 'To help my body cope with a hard physical job',
      recovery: 'To get over an injury or surgery, or to move better again',
    },
  },
  chat: {
    label: 'Find the massage that fits',
    greeting: 'Hello. A few plain questions, about two minutes, and you know which massage fits you.',
    stays: 'Your answers stay on this device until you book.',
    notForEmergencies: 'This is not for booking in an emergency.',
    footer: emergency => `In an emergency call ${emergency}.`,
  },
  unknownEmergency: 'your local emergency number',
  partMissing: 'The next part did not load. Your answers are safe.',
  retry: 'Try again',
};
