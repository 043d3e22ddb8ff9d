/** A value as JSON, as it is: pages with a Prototype of before 2010 give lists a `toJSON` that makes them texts. */
export const written = (value: unknown): string =>
  JSON.stringify(value, function (this: Readonly<Record<string, unknown>>, key: string): unknown {
    return this[key];
  });
