/** English, what stands around a visit: the button in the corner, what it says by itself, and how to close it. */
import type { OuterWords } from '../catalogue.ts';

export const outer: OuterWords = {
  launcher: 'Find your massage',
  unread: 'One new message',
  greeting: 'Not sure which massage fits? I can help you find out.',
  closeGreeting: 'Close this message',
  close: 'Close',
};
