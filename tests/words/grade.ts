/** How hard a text is to read. */
import readability from 'text-readability';

/**
 * The Flesch-Kincaid grade of all texts as one. The package's counts are used, but not its grade: it rounds syllables
 * to a tenth a word on the way, which moves the grade by up to 0.6. It counts sentences of one or two words with their
 * neighbor, which makes the grade a little stricter.
 */
export function gradeOf(texts: readonly string[]): number {
  const text = texts.map(one => (/[.?!]$/.test(one) ? one : `${one}.`)).join(' ');
  const words = readability.lexiconCount(text);
  return (0.39 * words) / readability.sentenceCount(text) + (11.8 * readability.syllableCount(text)) / words - 15.59;
}
