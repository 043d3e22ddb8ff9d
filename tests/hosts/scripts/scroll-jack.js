// A page that scrolls by itself, one screen at a time, and lets nobody else.
(() => {
  let at = 0;
  const go = by => {
    at = Math.max(0, at + by);
    window.scrollTo({ top: at * innerHeight, behavior: 'smooth' });
  };
  const turn = event => {
    event.preventDefault();
    go(Math.sign(event.deltaY ?? 0));
  };
  window.addEventListener('wheel', turn, { passive: false });
  window.addEventListener('touchmove', event => event.cancelable && event.preventDefault(), { passive: false });
})();
