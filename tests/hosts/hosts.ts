/** Pages that a clinic's widget may find itself on: none means harm, each does some. */

export interface Host {
  /** Also the name of its picture. */
  readonly name: string;
  /** Default: `<!doctype html>`. */
  readonly doctype?: string;
  /** Attributes of `<html>` and `<body>`. */
  readonly html?: string;
  readonly body?: string;
  /** A file of `scripts/`, run first of all. */
  readonly script?: string;
  /** More of the head, before the widget's script. */
  readonly head?: string;
  /** What stands before and after the element. */
  readonly before?: string;
  readonly after?: string;
  /** The element's attributes, and its script. Default: as the server hands them out. */
  readonly attributes?: string;
  readonly tag?: (address: string) => string;
  /** Run in the page when two questions have been answered. */
  readonly meanwhile?: string;
  /** Run in the page when it has loaded. */
  readonly once?: string;
  /** Where the widget can't start: what the site put between its tags is a way out. */
  readonly ends?: 'fallback';
  /** The widget's parts look other than on a clean page, and should: why. */
  readonly looks?: string;
  /** The button that is pressed before the bubble's. */
  readonly bubbleAfter?: string;
  /** Belongs to the few that every run tries. */
  readonly usual?: true;
}

const style = (css: string): string => `<style>${css}</style>`;

/** A page as there are millions; all others are measured by it. */
export const CLEAN: Host = { name: 'clean' };

const STYLES: readonly Host[] = [
  { name: 'unset-all', head: style('* { all: unset !important }'), usual: true },
  {
    name: 'every-box',
    head: style('* { box-sizing: content-box; line-height: 0; font-size: 40px !important }'),
  },
  {
    name: 'every-text',
    head: style(`main > :not(h1, p) { letter-spacing: 0.5em; word-spacing: 2em; text-transform: uppercase; text-align: center; white-space: nowrap;
      text-indent: -99px; font-weight: 900; font-style: italic; color: red; -webkit-text-fill-color: red; cursor: none; direction: rtl;
      text-shadow: 2px 2px red; user-select: none; -webkit-user-select: none; list-style: square; word-break: break-all;
      font-variant: small-caps; line-height: 0; tab-size: 99; quotes: none }`),
  },
  {
    name: 'text-spacing',
    head: style(
      '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }',
    ),
    looks: 'the reader may have asked for it (WCAG 1.4.12)',
  },
  {
    name: 'resets',
    head: style(`button { all: initial } button, input, label, fieldset, legend { all: revert !important; display: inline !important }
      p, h2, ul, label, span, section, header, footer { display: none !important } h1 { display: block }`),
  },
  { name: 'small-root', head: style('html { font-size: 62.5% } body { font-size: 1.6rem; line-height: 1 }') },
  {
    name: 'own-tokens',
    head: style(`:root { --accent: 12 34% 56%; --surface: #000; --text: 0 0% 0%; --muted: 1; --radius: 99rem; --line: red; --strong: lime;
      --tint: red; --raised: red; --say: red; --pad: 0; --edge: red; --amber: red; --stop: red; --lit: 1; --level: 7; --on-accent: red;
      --x: 0; --y: 0; --natural: 1px; --seen-top: 50px; --seen-height: 9px; --clinic-accent: 5 }`),
  },
  {
    name: 'own-tokens-everywhere',
    head: style(
      `*, ::before, ::after { --accent: 12 34% 56%; --surface: #000; --text: 0 0% 0%; --muted: 1; --radius: 99rem; --level: 7 }`,
    ),
  },
  {
    name: 'transformed',
    head: style(`body { transform: translateX(10px); overflow: hidden } main { transform: scale(0.9); filter: grayscale(0); perspective: 500px;
      will-change: transform; contain: paint; overflow: hidden; border-radius: 20px }`),
  },
  {
    name: 'zoomed',
    head: style('html { zoom: 0.8 } main { zoom: 0.9 }'),
    looks: 'lines are drawn as thick as the screen can',
  },
  {
    name: 'banner',
    after: `<div style="position:fixed;inset:auto 0 0 0;z-index:2147483647;background:#222;color:#fff;padding:20px;font:16px/1.4 sans-serif">
      We use cookies. <button onclick="this.parentNode.remove()">Accept</button></div>`,
    once: `document.querySelector('main').style.paddingBottom = '120px'`,
    bubbleAfter: 'Accept',
  },
  { name: 'no-width-flex', before: '<div style="display:flex"><div style="flex:none">', after: '</div></div>' },
  { name: 'no-width-float', before: '<div style="float:left">', after: '</div>' },
  {
    name: 'no-width-grid',
    before: '<div style="display:grid;grid-template-columns:min-content min-content"><i>x</i>',
    after: '</div>',
  },
  {
    name: 'no-width-cell',
    before: '<table><tr><td>x</td><td width="1">',
    after: '</td></tr></table>',
  },
  {
    name: 'no-width-absolute',
    before: '<div style="position:relative;height:900px"><div style="position:absolute">',
    after: '</div></div>',
  },
  {
    name: 'no-height',
    head: style(
      'html, body, main { height: 100%; margin: 0 } .row { display: flex; height: 100%; align-items: center }',
    ),
    before: '<div class="row">',
    after: '</div>',
  },
  {
    name: 'print-only',
    head: style(
      '@media print { body > * { display: none } * { color: #000 !important; background: #fff !important } }',
    ),
  },
  {
    name: 'forced-dark',
    head: `<meta name="color-scheme" content="dark">${style('html { filter: invert(1) hue-rotate(180deg); background: #000 }')}`,
  },
];

const SCRIPTS: readonly Host[] = [
  { name: 'prototype', script: 'prototype', usual: true },
  { name: 'mootools', script: 'mootools' },
  { name: 'old-dates', script: 'old-dates', looks: 'times are written as the site wants all times written' },
  { name: 'wrapped-fetch', script: 'wrapped-fetch' },
  { name: 'shadow-recorder', script: 'shadow-recorder' },
  { name: 'element-registry', script: 'element-registry' },
  { name: 'copy-protection', script: 'copy-protection' },
  { name: 'shortcuts', script: 'shortcuts' },
  {
    name: 'web-form',
    script: 'web-form',
    before: `<form id="aspnetForm" onkeypress="return fireDefaultButton(event, 'search')"><input name="q"><input type="submit" id="search" value="Search">`,
    after: '</form>',
    usual: true,
  },
  { name: 'click-tracker', script: 'click-tracker' },
  { name: 'no-observers', script: 'no-observers' },
  { name: 'idle-observers', script: 'idle-observers', once: `dispatchEvent(new MouseEvent('mousemove'))` },
  { name: 'no-storage', script: 'no-storage' },
  { name: 'error-alert', script: 'error-alert' },
  {
    name: 'scroll-jack',
    script: 'scroll-jack',
    head: style(
      'html, body { scroll-behavior: smooth; overflow: hidden; height: 100% } main { overflow: auto; height: 100% }',
    ),
  },
  {
    name: 'history-router',
    script: 'history-router',
    meanwhile: `new Promise(painted => requestAnimationFrame(() => setTimeout(painted))).then(() => history.back())`,
  },
];

const TIMES: readonly Host[] = [
  {
    name: 'shown-later',
    before: '<div id="tab" style="display:none">',
    after: '</div>',
    once: `setTimeout(() => { document.getElementById('tab').style.display = 'block' }, 300)`,
  },
  {
    name: 'drawn-anew',
    meanwhile: `document.querySelector('main').innerHTML = document.querySelector('main').innerHTML`,
    usual: true,
  },
  {
    name: 'body-swapped',
    meanwhile: `const body = document.createElement('body');
      body.append(...[...document.body.childNodes].map(node => node.cloneNode(true)));
      document.documentElement.replaceChild(body, document.body)`,
  },
  {
    name: 'moved',
    meanwhile: `const box = document.createElement('section'); document.body.prepend(box); box.append(document.querySelector('unknot-intake'))`,
  },
  {
    name: 'wrapping-builder',
    script: 'wrapping-builder',
    before: '<div class="column">',
    after: '</div>',
  },
  {
    name: 'delayed-scripts',
    script: 'delayed-scripts',
    tag: address =>
      `<script type="delayed/javascript" data-delayed-type="module" data-delayed-src="${address}/v1/unknot.js" async></script>`,
    once: `dispatchEvent(new MouseEvent('mousemove'))`,
  },
  {
    name: 'elsewhere-base',
    head: '<base href="https://elsewhere.invalid/">',
    usual: true,
  },
];

const PAGES: readonly Host[] = [
  {
    name: 'of-2009',
    doctype: '',
    body: 'bgcolor="#FFFFCC" text="#800080" link="red" topmargin="0" leftmargin="0"',
    head: style(
      'td { font: bold 11px Verdana; color: navy } input { width: 90px } a { color: red } table { font-size: 11px }',
    ),
    before: `<center><table width="100%" border="1" cellpadding="8"><tr><td width="120" valign="top"><font face="Comic Sans MS" color="red" size="5">
      <marquee>Massage!</marquee></font></td></tr><tr><td align="center"><font face="Verdana" size="1" color="#008000"><b><i>`,
    after: '</i></b></font></td></tr></table></center>',
    usual: true,
  },
  { name: 'arabic', html: 'lang="ar" dir="rtl"', before: '<p>أهلاً بكم</p>' },
  { name: 'wrong-language', html: 'lang="en_US"', attributes: 'lang="xx-invalid-language-tag"' },
  {
    name: 'one-tag',
    tag: address => `<script async src="${address}/v1/embed.js" data-clinic="riverside"></script>`,
    attributes: '',
  },
  {
    name: 'two-elements',
    after: '<unknot-intake clinic="harbour"><a href="tel:+13035550142">Call Harbour</a></unknot-intake>',
  },
  {
    name: 'in-a-dialog',
    before: '<dialog id="d" style="width:340px;padding:0;border:0">',
    after: '</dialog>',
    once: `document.getElementById('d').showModal()`,
  },
  {
    name: 'xhtml',
    doctype:
      '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">',
    html: 'xmlns="http://www.w3.org/1999/xhtml" lang="en"',
  },
  {
    name: 'no-such-clinic',
    attributes: 'clinic=""',
    ends: 'fallback',
  },
];

export const HOSTS: readonly Host[] = [...STYLES, ...SCRIPTS, ...TIMES, ...PAGES];

/** Those of them on which the bubble is tried, too. */
export const BUBBLE_HOSTS: readonly string[] = [
  'clean',
  'unset-all',
  'every-box',
  'every-text',
  'small-root',
  'own-tokens',
  'transformed',
  'zoomed',
  'banner',
  'prototype',
  'mootools',
  'no-observers',
  'idle-observers',
  'no-storage',
  'click-tracker',
  'shortcuts',
  'of-2009',
  'arabic',
  'elsewhere-base',
  'moved',
];
