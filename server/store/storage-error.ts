/** The database could not do its work. */
export class StorageError extends Error {
  override readonly name = 'StorageError';
  /** `full`: no room on the disk; reads still work. */
  readonly kind: 'full' | 'unavailable';

  constructor(kind: StorageError['kind'], cause: unknown) {
    super(`store: ${kind}`, { cause });
    this.kind = kind;
  }
}
