/** Calls made before the tag's script has come are kept, and answered then. */
window.Unknot ||= (...call) => {
  window.Unknot.q ??= [];
  window.Unknot.q.push(call);
};

document.addEventListener('DOMContentLoaded', () => {
  document.querySelector('button').addEventListener('click', () => window.Unknot('open'));
});
