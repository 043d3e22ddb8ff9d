/** @returns what the tab's own storage holds under a key; nothing where a page has no storage to give */
export function readTab(key: string): string | undefined {
  try {
    return sessionStorage.getItem(key) ?? undefined;
  } catch {
    // Storage is blocked: there is nothing to resume from.
    return undefined;
  }
}
