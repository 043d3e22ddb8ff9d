// What MooTools 1.4 does to a page, in short: natives get methods, and elements a way of their own to be made and shown.
(() => {
  const implement = (type, methods) => {
    for (const name in methods) type.prototype[name] = methods[name];
  };
  const slice = Array.prototype.slice;
  Array.from = item => {
    if (item === null || item === undefined) return [];
    const isEnumerable = typeof item.length === 'number' && typeof item !== 'string' && typeof item !== 'function';
    if (!isEnumerable) return [item];
    return Array.isArray(item) ? item : slice.call(item);
  };
  String.from = String;
  Function.from = item => (typeof item === 'function' ? item : () => item);
  implement(Array, {
    each(act, bind) {
      this.forEach(act, bind);
    },
    clone() {
      return slice.call(this);
    },
    clean() {
      return this.filter(item => item !== null && item !== undefined);
    },
    associate(keys) {
      const associated = {};
      for (let i = 0; i < Math.min(this.length, keys.length); i++) associated[keys[i]] = this[i];
      return associated;
    },
    contains(item, from) {
      return this.indexOf(item, from) !== -1;
    },
    getLast() {
      return this.length ? this[this.length - 1] : null;
    },
    include(item) {
      if (!this.contains(item)) this.push(item);
      return this;
    },
    erase(item) {
      for (let i = this.length; i--; ) if (this[i] === item) this.splice(i, 1);
      return this;
    },
    empty() {
      this.length = 0;
      return this;
    },
    flatten() {
      return this.reduce((all, item) => all.concat(Array.isArray(item) ? item.flatten() : item), []);
    },
    pick() {
      return this.find(item => item !== null && item !== undefined);
    },
  });
  implement(String, {
    contains(text, separator) {
      return separator
        ? (separator + this + separator).includes(separator + text + separator)
        : String(this).includes(text);
    },
    trim() {
      return String(this).replace(/^\s+|\s+$/g, '');
    },
    clean() {
      return String(this).replace(/\s+/g, ' ').trim();
    },
    test(regex) {
      return new RegExp(regex).test(this);
    },
  });
  implement(Function, {
    bind(that, ...given) {
      const self = this;
      return function bound(...more) {
        return self.apply(that, given.length > 0 ? given.concat(more) : more);
      };
    },
    pass(given, bind) {
      return () => this.apply(bind, Array.from(given));
    },
    delay(wait) {
      return setTimeout(this, wait);
    },
  });
  implement(Element, {
    set(name, value) {
      this[name] = value;
      return this;
    },
    get(name) {
      return this[name];
    },
    erase(name) {
      this.removeAttribute(name);
      return this;
    },
    hide() {
      this.style.display = 'none';
      return this;
    },
    show() {
      this.style.display = 'block';
      return this;
    },
    toggle() {
      return this.style.display === 'none' ? this.show() : this.hide();
    },
    empty() {
      while (this.firstChild) this.removeChild(this.firstChild);
      return this;
    },
    remove() {
      this.parentNode.removeChild(this);
      return this;
    },
    dispose() {
      return this.parentNode ? this.parentNode.removeChild(this) : this;
    },
    adopt(...elements) {
      for (const element of elements) this.appendChild(element);
      return this;
    },
    inject(element) {
      element.appendChild(this);
      return this;
    },
    addEvent(type, act) {
      this.addEventListener(type, act);
      return this;
    },
  });
  window.$ = id => (typeof id === 'string' ? document.getElementById(id) : id);
  window.$$ = selector => slice.call(document.querySelectorAll(selector));
  document.id = window.$;
})();
