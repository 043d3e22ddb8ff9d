// Date libraries of 2008: dates and numbers learn methods, and what reads and writes a date is their own.
(() => {
  const { parse } = Date;
  Date.parse = text => (text ? new Date(parse(text)) : null);
  Date.today = () => new Date(new Date().setHours(0, 0, 0, 0));
  Date.prototype.clone = function () {
    return new Date(this.getTime());
  };
  Date.prototype.toString = function (format) {
    return format ? `${this.getMonth() + 1}/${this.getDate()}/${this.getFullYear()}` : `${this.getTime()}`;
  };
  Date.prototype.toISOString = function () {
    const two = value => (value < 10 ? `0${value}` : value);
    // Without milliseconds, as a polyfill for the browsers of then.
    return `${this.getUTCFullYear()}-${two(this.getUTCMonth() + 1)}-${two(this.getUTCDate())}T${two(this.getUTCHours())}:${two(this.getUTCMinutes())}:${two(this.getUTCSeconds())}Z`;
  };
  Date.prototype.toLocaleDateString = function () {
    return this.toString('M/d/yyyy');
  };
  Number.prototype.days = function days() {
    return this * 86_400_000;
  };
  String.prototype.toDate = function toDate() {
    return Date.parse(String(this));
  };
  // And a newer one, which knows the language and zone of its site, whatever it is asked for.
  const { DateTimeFormat } = Intl;
  Intl.DateTimeFormat = function Format(locales, options) {
    return new DateTimeFormat(locales || 'en-US', { timeZone: 'America/Chicago', ...options });
  };
  Intl.DateTimeFormat.prototype = DateTimeFormat.prototype;
  Intl.DateTimeFormat.supportedLocalesOf = DateTimeFormat.supportedLocalesOf;
})();
