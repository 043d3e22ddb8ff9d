/** What the tab remembers of a bubble from page to page. */

/**
 * @param key of the visit
 * @returns `open` or `closed`, as it was left; nothing where it was not used yet
 */
export function readLeft(key: string): string | null {
  try {
    return sessionStorage.getItem(`${key}:open`);
  } catch {
    // Storage is blocked: every page is the first.
    return null;
  }
}

export function writeLeft(key: string, left: 'open' | 'closed'): void {
  try {
    sessionStorage.setItem(`${key}:open`, left);
  } catch {
    // Storage is blocked or full: the next page does not know.
  }
}
