// A page builder that tidies up: whatever stands in its column without a wrapper of its own gets one, again and again.
(() => {
  const tidy = () => {
    for (const element of document.querySelectorAll('.column > *:not(.block)')) {
      const block = document.createElement('div');
      block.className = 'block';
      element.replaceWith(block);
      block.append(element);
    }
  };
  new MutationObserver(tidy).observe(document, { childList: true, subtree: true });
})();
