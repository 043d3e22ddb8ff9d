// Stand-ins of a speed plugin: nobody is idle, and nothing is in sight, before somebody has moved.
(() => {
  let hasMoved = false;
  const waiting = [];
  const whenMoved = act => {
    if (hasMoved) setTimeout(act, 1);
    else waiting.push(act);
    return waiting.length;
  };
  const moved = () => {
    hasMoved = true;
    for (const act of waiting.splice(0)) act();
  };
  for (const type of ['mousemove', 'touchstart', 'keydown', 'scroll']) addEventListener(type, moved, { once: true });
  window.requestIdleCallback = act => whenMoved(() => act({ didTimeout: true, timeRemaining: () => 0 }));
  window.cancelIdleCallback = () => {};
  window.IntersectionObserver = class {
    constructor(callback) {
      this.callback = callback;
    }
    observe(target) {
      const at = { boundingClientRect: target.getBoundingClientRect(), intersectionRatio: 1 };
      whenMoved(() => this.callback([{ target, isIntersecting: true, ...at }], this));
    }
    unobserve() {}
    disconnect() {}
    takeRecords() {
      return [];
    }
  };
})();
