// What Prototype 1.6 (2008) does to a page, in short: lists and objects learn methods under names that the language has
// given to others since.
(() => {
  const extend = (target, source) => {
    for (const name in source) target[name] = source[name];
    return target;
  };
  window.$A = iterable => {
    if (!iterable) return [];
    if (iterable.toArray) return iterable.toArray();
    let length = iterable.length || 0;
    const results = new Array(length);
    while (length--) results[length] = iterable[length];
    return results;
  };
  window.$ = id => document.getElementById(id);
  window.$$ = selector => window.$A(document.querySelectorAll(selector));
  extend(Object, {
    extend,
    isUndefined: value => typeof value === 'undefined',
    isArray: value => value !== null && typeof value === 'object' && 'splice' in value && 'join' in value,
    keys(object) {
      const keys = [];
      for (const property in object) keys.push(property);
      return keys;
    },
    values(object) {
      const values = [];
      for (const property in object) values.push(object[property]);
      return values;
    },
    toJSON(object) {
      if (object === null) return 'null';
      if (typeof object === 'undefined' || typeof object === 'function') return undefined;
      if (typeof object === 'boolean') return String(object);
      if (object.toJSON) return object.toJSON();
      const results = [];
      for (const property in object) {
        const value = Object.toJSON(object[property]);
        if (value !== undefined) results.push(`${property.toJSON()}: ${value}`);
      }
      return `{${results.join(', ')}}`;
    },
  });
  extend(Function.prototype, {
    bind(...given) {
      if (given.length < 2 && given[0] === undefined) return this;
      const method = this;
      const object = given.shift();
      return function bound(...more) {
        return method.apply(object, given.concat(window.$A(more)));
      };
    },
    curry(...given) {
      const method = this;
      return function curried(...more) {
        return method.apply(this, given.concat(more));
      };
    },
    defer() {
      return setTimeout(this, 10);
    },
  });
  const Enumerable = {
    each(iterator, context) {
      let index = 0;
      this._each(value => iterator.call(context, value, index++));
      return this;
    },
    all(iterator = value => value, context = undefined) {
      let result = true;
      this.each((value, index) => {
        result = result && !!iterator.call(context, value, index);
      });
      return result;
    },
    any(iterator = value => value, context = undefined) {
      let result = false;
      this.each((value, index) => {
        result = result || !!iterator.call(context, value, index);
      });
      return result;
    },
    collect(iterator = value => value, context = undefined) {
      const results = [];
      this.each((value, index) => results.push(iterator.call(context, value, index)));
      return results;
    },
    detect(iterator, context) {
      let result;
      let isFound = false;
      this.each((value, index) => {
        if (isFound || !iterator.call(context, value, index)) return;
        result = value;
        isFound = true;
      });
      return result;
    },
    findAll(iterator, context) {
      const results = [];
      this.each((value, index) => iterator.call(context, value, index) && results.push(value));
      return results;
    },
    include(object) {
      let isFound = false;
      this.each(value => {
        // As it was: with the looser comparison.
        // biome-ignore lint/suspicious/noDoubleEquals: see above
        if (value == object) isFound = true;
      });
      return isFound;
    },
    inject(memo, iterator, context) {
      this.each((value, index) => {
        memo = iterator.call(context, memo, value, index);
      });
      return memo;
    },
    toArray() {
      return this.map();
    },
  };
  const { all, any, collect, detect, findAll, include, toArray } = Enumerable;
  extend(Enumerable, { every: all, some: any, map: collect, find: detect, select: findAll, filter: findAll });
  extend(Enumerable, { member: include, entries: toArray });
  extend(Array.prototype, Enumerable);
  const reverse = Array.prototype.reverse;
  extend(Array.prototype, {
    _each(iterator) {
      for (let i = 0; i < this.length; i++) iterator(this[i]);
    },
    _reverse: reverse,
    clear() {
      this.length = 0;
      return this;
    },
    first() {
      return this[0];
    },
    last() {
      return this[this.length - 1];
    },
    compact() {
      return this.select(value => value !== null && value !== undefined);
    },
    flatten() {
      return this.inject([], (array, value) => array.concat(Object.isArray(value) ? value.flatten() : [value]));
    },
    without(...values) {
      return this.select(value => !values.include(value));
    },
    reverse(isInline) {
      return (isInline !== false ? this : this.toArray())._reverse();
    },
    reduce() {
      return this.length > 1 ? this : this[0];
    },
    uniq() {
      return this.inject([], (array, value) => (array.include(value) ? array : array.concat([value])));
    },
    clone() {
      return [].concat(this);
    },
    toArray() {
      return [].concat(this);
    },
    size() {
      return this.length;
    },
    toJSON() {
      const results = [];
      this.each(object => {
        const value = Object.toJSON(object);
        if (value !== undefined) results.push(value);
      });
      return `[${results.join(', ')}]`;
    },
  });
  Array.from = window.$A;
  extend(String.prototype, {
    strip() {
      return this.replace(/^\s+/, '').replace(/\s+$/, '');
    },
    include(pattern) {
      return this.indexOf(pattern) > -1;
    },
    startsWith(pattern) {
      return this.indexOf(pattern) === 0;
    },
    endsWith(pattern) {
      const at = this.length - pattern.length;
      return at >= 0 && this.lastIndexOf(pattern) === at;
    },
    toArray() {
      return this.split('');
    },
    toJSON() {
      return `"${this}"`;
    },
  });
  extend(Number.prototype, {
    toJSON() {
      return Number.isFinite(Number(this)) ? this.toString() : 'null';
    },
  });
  Date.prototype.toJSON = function toJSON() {
    return `"${this.toISOString()}"`;
  };
  // Elements learned methods, too, and the name `Element` became one's own function.
  const { Element } = window;
  extend(HTMLElement.prototype, {
    visible() {
      return this.style.display !== 'none';
    },
    hide() {
      this.style.display = 'none';
      return this;
    },
    show() {
      this.style.display = '';
      return this;
    },
    remove() {
      this.parentNode.removeChild(this);
      return this;
    },
    update(content) {
      this.innerHTML = content;
      return this;
    },
    select(selector) {
      return window.$A(this.querySelectorAll(selector));
    },
    identify() {
      this.id ||= `anonymous_element_${document.all.length}`;
      return this.id;
    },
  });
  window.Element = function Made(tagName, attributes) {
    return extend(document.createElement(tagName), attributes);
  };
  extend(window.Element, Element);
  document.getElementsByClassName = name => window.$$(`.${name}`);
})();
