/** Within so many ms, and px: no finger comes twice by chance. */
const SOON = 500;
const NEAR = 25;

/**
 * Tells of each click whether it is the second of a double click, which was meant for the screen of the first.
 * `detail` does not say it of a finger everywhere: on an iPhone each tap is a first click. Of the keyboard's clicks it is 0.
 */
export function secondClicks(): (event: MouseEvent) => boolean {
  let [x, y, at] = [0, 0, Number.NEGATIVE_INFINITY];
  return event => {
    const isNear = event.timeStamp - at < SOON && Math.hypot(event.clientX - x, event.clientY - y) < NEAR;
    [x, y, at] = [event.clientX, event.clientY, event.timeStamp];
    const isTouch = event instanceof PointerEvent && event.pointerType === 'touch';
    return event.detail > 1 || (event.detail > 0 && isTouch && isNear);
  };
}
