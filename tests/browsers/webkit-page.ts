/** What runs in a page of WebKitGTK: whole functions, each for itself. */
/** Keeps what fails in scripts from now on, for `failuresSoFar`. */
export function watchFailures(): void {
  const failures: string[] = [];
  Object.assign(globalThis, { failuresSoFar: failures });
  addEventListener('error', event => failures.push(event.message));
  addEventListener('unhandledrejection', ({ reason }) => failures.push(String(reason)));
}

/** The first frame of the page, however deep in shadow roots. */
export function frameOf(): HTMLIFrameElement | null {
  const search = (within: Document | ShadowRoot): HTMLIFrameElement | null => {
    const found = within.querySelector('iframe');
    if (found) return found;
    for (const { shadowRoot } of within.querySelectorAll('*')) {
      const deeper = shadowRoot && search(shadowRoot);
      if (deeper) return deeper;
    }
    return null;
  };
  return search(document);
}
