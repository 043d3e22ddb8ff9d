// A speed plugin: scripts are only run when somebody has moved, and each is put in anew then.
(() => {
  const run = () => {
    for (const waiting of document.querySelectorAll('script[type="delayed/javascript"]')) {
      const script = document.createElement('script');
      for (const { name, value } of waiting.attributes) {
        if (name === 'data-delayed-type') script.type = value;
        else if (name === 'data-delayed-src') script.src = value;
        else if (name !== 'type') script.setAttribute(name, value);
      }
      waiting.replaceWith(script);
    }
  };
  for (const type of ['mousemove', 'touchstart', 'keydown']) addEventListener(type, run, { once: true });
})();
