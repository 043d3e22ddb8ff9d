/** The visit in the page itself: another element of the same tag, which stands inline in what is around it. */
import type { Content, ContentNeeds } from './content.ts';

const COPIED = ['clinic', 'api', 'theme'];
const PARTS = 'panel, header, message, choice, result, slot, action, footer';

export function nestedContent({ host, ready }: ContentNeeds): Content {
  const element = document.createElement(host.localName);
  element.setAttribute('exportparts', PARTS);
  // The site's own way out, should the visit not be able to start.
  element.append(document.createElement('slot'));
  const update = (): void => {
    // In here the page's own is out of its reach.
    element.lang = host.closest<HTMLElement>('[lang]:not([lang=""])')?.lang ?? '';
    for (const name of COPIED) {
      const value = host.getAttribute(name);
      if (value === null) element.removeAttribute(name);
      else element.setAttribute(name, value);
    }
  };
  update();
  // The host tells the page itself, once.
  element.addEventListener('unknot-ready', event => event.stopPropagation());
  element.addEventListener('unknot-ready', ready, { once: true });
  return {
    element,
    update,
    restart() {
      if ('restart' in element && typeof element.restart === 'function') element.restart();
    },
    focus() {
      if (!focusQuestion(element)) {
        element.addEventListener('unknot-ready', () => focusQuestion(element), { once: true });
      }
    },
    release() {},
  };
}

/** @returns whether there is one */
function focusQuestion({ shadowRoot }: HTMLElement): boolean {
  const question = shadowRoot?.querySelector<HTMLElement>('[data-focus]');
  question?.focus({ preventScroll: true });
  (question?.querySelector('legend') ?? question)?.scrollIntoView({ block: 'nearest' });
  return question !== undefined && question !== null;
}
