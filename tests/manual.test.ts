/** The class comment of the element is the public manual: it names what is there, and nothing else. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSources } from './source-files.ts';

const widget = readSources().filter(({ path }) => path.startsWith('widget/'));
const textOf = (place: string): string =>
  widget
    .filter(({ path }) => path.startsWith(`widget/${place}`))
    .map(({ text }) => text)
    .join('\n');

const named = (tag: string): readonly string[] =>
  all(textOf('unknot-intake.ts'), new RegExp(`^ \\* @${tag} (\\S+)`, 'gm'));

/** What a pattern's first group finds, once each, in order. */
const all = (text: string, pattern: RegExp): readonly string[] =>
  [...new Set([...text.matchAll(pattern)].map(([, found = '']) => found))].sort();

/** What it listens to; what only its looks depend on stands in the styles. */
const observed = all(/observedAttributes.*/.exec(textOf('unknot-intake.ts'))?.[0] ?? '', /'(\w+)'/g);

const templates = textOf('screens/') + textOf('unknot-intake.ts');

const MANUAL = [
  { tag: 'cssprop', there: all(textOf('styles/'), /var\((--unknot-[a-z-]+)/g) },
  { tag: 'csspart', there: all(templates, /\bpart="([a-z]+)"/g) },
  { tag: 'fires', there: all(textOf('events.ts') + textOf('first-events.ts'), /super\('(unknot-[a-z]+)'/g) },
  { tag: 'attr', there: [...observed, ...all(textOf('styles/'), /:host\(\[(\w+)='/g)].sort() },
];
for (const { tag, there } of MANUAL) {
  test(`@${tag}: ${there.join(', ')}`, () => {
    assert.ok(there.length > 3);
    assert.deepEqual([...named(tag)].sort(), there);
  });
}
