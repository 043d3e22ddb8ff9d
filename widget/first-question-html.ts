/**
 * The first question as HTML, for a page that holds it already (`<template shadowrootmode="open">`): what the element
 * shows at first, before any script. The element clears it away when it takes over.
 */
import { first } from '#words/en/first.ts';
import { firstPanel, type Tree } from './first-question.ts';
import { firstStyles } from './styles/first.styles.ts';

/**
 * Without scripts, or styles, a choice would be a dead button: then the fallback shows instead, and also if no script comes.
 * `early-tap.js` shows the choices, as it keeps what is tapped: a page's policy may let in no script but the widget's.
 */
const WHILE_IT_WAITS = `
  .panel { display: none }
  .choices { visibility: hidden }
  @media (scripting: enabled) {
    .panel { display: grid }
    slot { display: block; overflow: hidden; visibility: hidden; max-block-size: 0; animation: late 0s 12s forwards }
  }
  @keyframes late { to { visibility: visible; max-block-size: none } }`;

/** @returns what belongs into the template: one `<style>` without a nonce, the panel, and the fallback's slot */
export function firstQuestionHtml(): string {
  const [tag, name, inner = [], attributes] = firstPanel(first, true);
  const panel = serialize([tag, name, inner, { ...attributes, hidden: '' }]);
  return `<style>${thinStyles(firstStyles + WHILE_IT_WAITS)}</style>${panel}<slot></slot>`;
}

function serialize([tag, name, inner = [], attributes = {}]: Tree): string {
  const given = Object.entries({ ...(name !== '' && { class: name }), ...attributes });
  const written = given.map(([attribute, value]) =>
    value === '' ? ` ${attribute}` : ` ${attribute}="${escaped(value)}"`,
  );
  const content = inner.map(part => (typeof part === 'string' ? escaped(part) : serialize(part)));
  return `<${tag}${written.join('')}>${content.join('')}</${tag}>`;
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Styles without comments, line breaks and indents. */
export const thinStyles = (styles: string): string =>
  styles
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replaceAll(': ', ':')
    .replaceAll(';}', '}')
    .trim();
