/** The first part of a catalogue, from the words that stand on the page at once and those that follow. */
import type { AskingWords, FirstWords, LaterWords } from './catalogue.ts';

export const joined = (first: FirstWords, later: LaterWords): AskingWords => ({
  ...later,
  questions: { ...later.questions, goal: { ...first.goal, ...later.questions.goal } },
  unknownRegion: { emergency: first.unknownEmergency, ...later.unknownRegion },
  chat: { ...first.chat, ...later.chat },
  notices: { partMissing: first.partMissing, ...later.notices },
  trouble: { retry: first.retry, ...later.trouble },
});
