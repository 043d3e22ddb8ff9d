/** What the analyzer can do and its own declarations leave out. */
export {};

declare module '@custom-elements-manifest/analyzer' {
  interface SourceText {
    readonly fileName: string;
  }
  /** Reads modules that were parsed with the analyzer's own compiler. */
  export function create(options: { readonly modules: readonly SourceText[] }): unknown;
  export const ts: {
    readonly ScriptTarget: { readonly Latest: number };
    createSourceFile(path: string, text: string, target: number, setParents: true): SourceText;
  };
}
