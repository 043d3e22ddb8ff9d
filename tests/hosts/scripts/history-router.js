// A router of a single-page site: whatever happens in the history, it draws its page anew, and its states are its own.
(() => {
  const { pushState, replaceState } = history;
  let index = 0;
  const draw = () => {
    const main = document.querySelector('main');
    main.innerHTML = `${main.innerHTML}`;
  };
  history.pushState = function (state, title, url) {
    index++;
    pushState.call(this, { ...state, index }, title, url);
    window.dispatchEvent(new Event('locationchange'));
  };
  history.replaceState = function (state, title, url) {
    replaceState.call(this, { ...state, index }, title, url);
  };
  addEventListener('popstate', event => {
    index = event.state?.index ?? 0;
    draw();
  });
  addEventListener('DOMContentLoaded', () => history.replaceState({ route: 'home' }, ''));
})();
