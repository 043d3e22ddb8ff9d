// A site whose maker wants to know: every error is shown to whoever is there.
window.onerror = (message, source, line) => {
  alert(`Error: ${message} (${source}:${line})`);
  return false;
};
window.addEventListener('unhandledrejection', event => alert(`Error: ${event.reason}`));
