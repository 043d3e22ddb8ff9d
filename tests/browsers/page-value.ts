/** Values on their way out of a page, the same way in every engine: as JSON. */

/** An expression that gives the value of another as JSON. */
export const asJson = (expression: string): string => `(async () => JSON.stringify(await (${expression})) ?? 'null')()`;

export const fromJson = (text: string): unknown => JSON.parse(text);

/** An expression that calls a function in the page. It may use nothing but its arguments and the page. */
export const calling = (fn: (...args: never[]) => unknown, ...args: readonly unknown[]): string =>
  `(${fn.toString()})(...${JSON.stringify(args)})`;
