/**
 * What a language must say on the visitor's own page. The page may be opened in front of other people, so no word about
 * health stands on it. Only that page reads this part.
 */
import type { CallWords, TalkWords, TimesWords } from './catalogue.ts';

/** What is the case, in a title and a sentence. */
interface Told {
  readonly title: string;
  readonly lead: string;
}

export interface ManageWords extends TalkWords {
  readonly callClinic: string;
  readonly privacyNotice: string;
  readonly working: string;
  readonly retry: string;
  readonly slots: TimesWords;
  /** How the booking stands. */
  readonly stands: {
    readonly confirmed: Told;
    readonly requested: Told;
    readonly unverified: Told;
    readonly callback: Told;
    readonly past: Told;
    readonly cancelledByVisitor: Told;
    readonly callCancelled: Told;
    readonly cancelledByClinic: Told;
    readonly declined: Told;
    readonly expired: Told;
  };
  readonly answerBy: (when: string) => string;
  readonly confirmBy: (when: string) => string;
  readonly callWhen: (when: string) => string;
  readonly call: CallWords;
  readonly callAnyPart: string;
  /** The number follows. */
  readonly callUs: string;
  readonly actions: {
    readonly confirm: string;
    readonly move: string;
    readonly cancel: string;
    readonly cancelRequest: string;
    readonly calendar: string;
    readonly bookAgain: string;
  };
  readonly data: { readonly title: string; readonly text: string; readonly download: string; readonly erase: string };
  readonly choosing: {
    readonly title: string;
    readonly timeNow: string;
    readonly none: string;
    /** The number follows. */
    readonly noneSuits: string;
    readonly failed: string;
    readonly keep: string;
  };
  readonly moving: {
    readonly title: string;
    readonly timeNow: string;
    readonly newTime: string;
    readonly stillAsks: string;
    readonly sure: string;
    readonly other: string;
  };
  readonly cancelling: {
    readonly title: string;
    readonly titleRequest: string;
    readonly text: string;
    readonly textCall: string;
    readonly reason: string;
    readonly optional: string;
    readonly reasonHint: string;
    readonly sure: string;
    readonly keep: string;
  };
  readonly erasing: {
    readonly title: string;
    readonly text: string;
    readonly cancelsToo: string;
    readonly copyFirst: string;
    readonly sure: string;
    readonly keep: string;
  };
  readonly erased: Told;
  readonly missing: Told;
  readonly unopened: Told;
  readonly notices: {
    readonly confirmed: string;
    readonly moved: string;
    readonly downloaded: string;
    readonly taken: string;
    readonly notOffered: string;
    readonly over: string;
    readonly unreached: string;
    readonly busy: string;
  };
}
