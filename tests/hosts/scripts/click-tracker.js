// A tag manager: hears clicks before everybody else, ends those it has counted, and sends the visitor off where it says.
(() => {
  const counted = [];
  addEventListener('click', event => counted.push(event.target.tagName), true);
  document.addEventListener('click', event => {
    const link = event.target.closest('[data-track]');
    if (link) event.preventDefault();
    event.stopImmediatePropagation();
    return false;
  });
  document.addEventListener('touchstart', event => event.stopPropagation(), true);
  document.addEventListener('submit', event => event.preventDefault());
})();
