// A page builder that defines elements when it sees fit: later than asked, and each in a class of its own.
(() => {
  const { define } = customElements;
  const asked = [];
  let isReady = false;
  customElements.define = (name, Class, options) => {
    const act = () => define.call(customElements, name, class extends Class {}, options);
    if (isReady) act();
    else asked.push(act);
  };
  addEventListener('load', () => {
    setTimeout(() => {
      isReady = true;
      for (const act of asked) act();
    }, 300);
  });
})();
