/** What the tests use of the package, which brings no declarations. */
declare module 'text-readability' {
  const readability: {
    lexiconCount(text: string): number;
    sentenceCount(text: string): number;
    syllableCount(text: string): number;
  };
  export default readability;
}
