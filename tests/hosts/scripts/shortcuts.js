// Keys of a slide show and a site search, unless somebody types: what is typed into is known by its tag.
(() => {
  const FIELDS = ['INPUT', 'TEXTAREA', 'SELECT'];
  window.slides = 0;
  document.addEventListener('keydown', event => {
    if (FIELDS.includes(event.target.tagName)) return;
    const isOurs = /^(Arrow|[\d /jkns]$|Page|Home|End|Backspace)/.test(event.key);
    if (!isOurs) return;
    event.preventDefault();
    window.slides++;
  });
  document.addEventListener('keypress', event => {
    if (!FIELDS.includes(event.target.tagName) && event.key === 's') event.preventDefault();
  });
})();
