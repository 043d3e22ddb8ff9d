// A page of ASP.NET: all of it is one form, and Enter presses the button of the site's search.
(() => {
  window.searches = 0;
  window.fireDefaultButton = (event, id) => {
    const { tagName } = event.target;
    if (event.keyCode !== 13 || tagName === 'TEXTAREA' || tagName === 'A') return true;
    document.getElementById(id).click();
    event.cancelBubble = true;
    return false;
  };
  addEventListener('submit', event => {
    if (event.target.id !== 'aspnetForm') return;
    event.preventDefault();
    window.searches++;
  });
})();
