// A polyfill of 2015 that is put in place whether it is needed or not: fetch over XMLHttpRequest, which knows no signal.
(() => {
  class Headers {
    constructor(all) {
      this.all = all;
    }
    get(name) {
      return this.all[name.toLowerCase()] ?? null;
    }
  }
  const headersOf = text =>
    Object.fromEntries(
      text
        .trim()
        .split(/[\r\n]+/)
        .map(line => line.split(/:\s*/))
        .map(([name, ...value]) => [name.toLowerCase(), value.join(': ')]),
    );
  const answerOf = request => ({
    ok: request.status >= 200 && request.status < 300,
    status: request.status,
    statusText: request.statusText,
    url: request.responseURL,
    headers: new Headers(headersOf(request.getAllResponseHeaders())),
    text: () => Promise.resolve(request.responseText),
    json: () => Promise.resolve(request.responseText).then(JSON.parse),
  });
  window.fetch = (url, { method = 'GET', headers = {}, body = null } = {}) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open(method, url, true);
      request.onload = () => resolve(answerOf(request));
      request.onerror = () => reject(new TypeError('Network request failed'));
      for (const name of Object.keys(headers)) request.setRequestHeader(name, headers[name]);
      request.send(body);
    });
  // On top of it a monitor, which reads everything a second time.
  const { fetch } = window;
  window.fetch = function watched(...given) {
    return fetch.apply(this, given).then(answer => {
      window.monitored = (window.monitored ?? 0) + 1;
      return answer;
    });
  };
})();
