/** How one test or journey went. */
export interface Outcome {
  readonly name: string;
  /** Why it failed; absent where it did not. */
  readonly trouble?: string;
}

export const isFailure = ({ trouble }: Outcome): boolean => trouble !== undefined;
