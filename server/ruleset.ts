/** Which rules this server runs. */
import { createHash } from 'node:crypto';
import { SHOWN_WHEN } from '#triage/answers.ts';
import { QUESTIONS } from '#triage/questions.ts';
import { ASKED_WHEN, SKIPPED_WHEN_SOON } from '#triage/route.ts';
import { RULES } from '#triage/rules.ts';
import { TAGS } from '#triage/tags.ts';
import { EXCLUSIONS, EXTRAS, TECHNIQUES } from '#triage/techniques.ts';
import { canonicalJson } from './canonical-json.ts';

/**
 * The content hash of the rule set: all that decides what is asked and what comes out.
 * @returns the first 16 hexadecimal digits of a SHA-256; the same for the same rules, on every machine
 */
export function rulesetHash(): string {
  const content = {
    QUESTIONS,
    SHOWN_WHEN,
    ASKED_WHEN,
    SKIPPED_WHEN_SOON,
    RULES,
    TAGS,
    TECHNIQUES,
    EXCLUSIONS,
    EXTRAS,
    // Order decides too, and the keys of objects are sorted before hashing.
    ORDER: [Object.keys(QUESTIONS), Object.keys(RULES)],
  };
  return createHash('sha256').update(canonicalJson(content)).digest('hex').slice(0, 16);
}
