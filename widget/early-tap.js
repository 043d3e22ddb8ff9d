// The first question stands in the page before the element's script has come: a tap on it shows at once that it was
// taken, and is handed over; so is the keyboard's place. Stands in the page too, right behind the element.
(() => {
  const element = document.currentScript.previousElementSibling;
  // A page may have been taken apart and put together anew; and where the element's script came first, nothing is early.
  const root = element?.matches(':not(:defined)') && element.shadowRoot;
  const choice = option => root.querySelector(`[data-question="goal"] [data-option="${option}"]`);
  const early = new AbortController();
  let tapped;
  let focused;
  let pressed;

  if (root) {
    // Whoever comes back to a visit is not asked anew.
    if (isKept()) root.querySelector('.scroll').replaceChildren();
    root.querySelector('.choices')?.style.setProperty('visibility', 'visible');
    root.addEventListener('click', ({ target }) => take(target.closest('[data-option]')), early);
    root.addEventListener('pointerdown', press, early);
    root.addEventListener('focusin', ({ target }) => (focused = target.dataset.option), early);
    element.addEventListener('unknot-ready', handOver, { once: true });
  }

  /** The element's own key, see `#begin` there. */
  function isKept() {
    try {
      const api = element.getAttribute('api') ?? location.origin;
      return sessionStorage.getItem(`unknot:${api}:${element.getAttribute('clinic')}`) !== null;
    } catch {
      // A browser may forbid it; then nothing is kept.
      return false;
    }
  }

  function take(tap) {
    if (!tap) return;
    tapped = tap.dataset.option;
    root.querySelector('[aria-pressed]')?.removeAttribute('aria-pressed');
    tap.setAttribute('aria-pressed', 'true');
  }

  // A button that is taken away while a mouse holds it down is never clicked. (A finger clicks what it leaves.)
  function press({ target, pointerType }) {
    pressed = pointerType === 'mouse' ? target.closest('[data-option]') : undefined;
    addEventListener('pointerup', release, { once: true });
  }

  function release({ clientX, clientY }) {
    const option = pressed?.isConnected === false && pressed.dataset.option;
    if (option && root.elementFromPoint(clientX, clientY)?.closest('[data-option]') === choice(option))
      choice(option)?.click();
  }

  function handOver() {
    early.abort();
    if (document.activeElement === document.body) choice(focused)?.focus();
    choice(tapped)?.click();
  }
})();
