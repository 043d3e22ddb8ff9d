// An old bundle of polyfills that knows better than the browser: what it has no stand-in for is gone.
(() => {
  delete window.ResizeObserver;
  delete window.requestIdleCallback;
  delete window.cancelIdleCallback;
  delete window.visualViewport;
  window.IntersectionObserver = class {
    constructor(callback) {
      this.callback = callback;
      this.targets = [];
      this.look = () => this.callback(this.targets.map(target => this.entryOf(target)));
    }
    entryOf(target) {
      const boundingClientRect = target.getBoundingClientRect();
      const isIntersecting = boundingClientRect.top < innerHeight && boundingClientRect.bottom > 0;
      return { target, boundingClientRect, isIntersecting, intersectionRatio: isIntersecting ? 1 : 0 };
    }
    observe(target) {
      this.targets.push(target);
      addEventListener('scroll', this.look, true);
      setTimeout(this.look, 100);
    }
    unobserve() {}
    disconnect() {
      this.targets = [];
      removeEventListener('scroll', this.look, true);
    }
  };
})();
