/** Keeps a full screen within what can be seen of it: an on-screen keyboard covers the page's own view, it does not shrink it. */

/**
 * Sets `--seen-top` and `--seen-height` (px) on an element.
 * @returns stops it
 */
export function followVisualViewport(element: HTMLElement): () => void {
  const seen = window.visualViewport;
  if (!seen) return () => {};
  const follow = (): void => {
    // Somebody who has zoomed in looks at a part of the window; shrinking it would take that away.
    if (seen.scale > 1.01) return;
    element.style.setProperty('--seen-top', `${seen.offsetTop}px`);
    element.style.setProperty('--seen-height', `${seen.height}px`);
  };
  follow();
  seen.addEventListener('resize', follow);
  seen.addEventListener('scroll', follow);
  return () => {
    seen.removeEventListener('resize', follow);
    seen.removeEventListener('scroll', follow);
  };
}
