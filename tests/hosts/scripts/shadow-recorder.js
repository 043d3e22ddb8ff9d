// A session recorder: every shadow root is open to it, and every sheet and every change goes through it.
(() => {
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (options) {
    const root = attachShadow.call(this, { ...options, mode: 'open' });
    new MutationObserver(changes => {
      for (const { target } of changes) if (target.nodeType === 1) target.setAttribute('data-recorded', '');
    }).observe(root, { childList: true, subtree: true });
    return root;
  };
  const { replaceSync, insertRule } = CSSStyleSheet.prototype;
  CSSStyleSheet.prototype.replaceSync = function (text) {
    this.recorded = text;
    return replaceSync.call(this, text);
  };
  CSSStyleSheet.prototype.insertRule = function (...given) {
    return insertRule.apply(this, given);
  };
  const { addEventListener } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    if (typeof listener !== 'function') return addEventListener.call(this, type, listener, options);
    return addEventListener.call(
      this,
      type,
      function recorded(event) {
        return listener.call(this, event);
      },
      options,
    );
  };
})();
