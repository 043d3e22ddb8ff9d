/**
 * Sees to it that what is fixed in a corner of the window is there: an ancestor with a transform carries it away, one
 * that hides what overflows cuts it off. The browser's top layer knows neither.
 */

/**
 * @param corner fixed, and sized by what is in it
 * @returns stops watching
 */
export function watchCorner(corner: HTMLElement): () => void {
  const sight = new IntersectionObserver(
    entries => {
      if (!entries.some(isAstray)) return;
      sight.disconnect();
      corner.popover = 'manual';
      corner.showPopover();
      // WebKit lays it out anew only then.
      corner.style.display = 'none';
      corner.getBoundingClientRect();
      corner.style.display = '';
    },
    { threshold: [0.5, 1] },
  );
  if ('showPopover' in corner) sight.observe(corner);
  return () => {
    sight.disconnect();
    corner.removeAttribute('popover');
  };
}

/** Where nothing is displayed at all, nothing is astray. */
function isAstray({ target, boundingClientRect: at, intersectionRatio }: IntersectionObserverEntry): boolean {
  if (at.height === 0) return false;
  const { bottom, left, right } = getComputedStyle(target);
  const { clientHeight, clientWidth } = document.documentElement;
  const off = [
    clientHeight - at.bottom - Number.parseFloat(bottom),
    clientWidth - at.right - Number.parseFloat(right),
    at.left - Number.parseFloat(left),
  ];
  // The bars of a phone's browser come and go: that much is still its place.
  return intersectionRatio < 0.9 || off.some(distance => Math.abs(distance) > 100);
}
