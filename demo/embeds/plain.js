/** What a page may hear: that something happened, never what was answered. */
const intake = document.querySelector('unknot-intake');
const heard = document.querySelector('output');

intake.addEventListener('unknot-step', ({ detail }) => {
  heard.value = `step ${detail.index}`;
});
intake.addEventListener('unknot-booked', ({ detail }) => {
  heard.value = `booked ${detail.id}`;
});
document.querySelector('button').addEventListener('click', () => intake.restart());
