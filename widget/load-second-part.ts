/** Loads the second part once; a load that failed is tried again when it is next needed. */

export type SecondPart = typeof import('./second-part.ts');

let loading: Promise<SecondPart> | undefined;

export function loadSecondPart(): Promise<SecondPart> {
  loading ??= import('./second-part.ts').catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}
