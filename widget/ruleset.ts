/** Which rule set this build of the widget runs: the content hash that `vite.config.ts` writes in. */
declare const UNKNOT_RULESET: string | undefined;

/** Undefined when the sources run as they are (tests): then they are the server's own. */
export const builtRuleset: string | undefined = typeof UNKNOT_RULESET === 'string' ? UNKNOT_RULESET : undefined;
