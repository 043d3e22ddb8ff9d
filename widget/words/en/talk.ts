/** English, for what the widget, the mails and the visitor's own page all say of a talk and of free times. */
import type { CallWords, TalkWords, TimesWords } from '../catalogue.ts';

export const talk: TalkWords = {
  how: {
    phone: number => `By phone. We will call you. Our number is ${number}.`,
    phoneUs: number => `By phone. Please call us then on ${number}.`,
    video: 'By video. The link comes by e-mail.',
    visit: where => `In person: ${where}`,
  },
  minutes: minutes => `About ${minutes} minutes, free`,
};

export const times: TimesWords = {
  zone: zone => `Times are in ${zone}.`,
  yourTime: time => `${time} for you`,
  days: 'Days',
  count: count => (count === 1 ? '1 time' : `${count} times`),
  parts: { morning: 'Morning', afternoon: 'Afternoon', evening: 'Evening' },
  nextFreeDay: 'Next free day',
  moreDays: 'Later days',
  loading: 'Looking up free times.',
};

export const call: CallWords = {
  parts: { morning: 'in the morning', afternoon: 'in the afternoon', evening: 'in the evening' },
  either: parts => parts.join(' or '),
};
