/** What `custom-elements.json` and README's tables say is what the element does: nothing is missing, and nothing made up. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import * as z from 'zod/mini';
import { customElements } from '../../widget/package/custom-elements.ts';
import { type Manual, readManual } from '../../widget/package/manual.ts';
import { withTables } from '../../widget/package/manual-tables.ts';
import { setStage } from '../journeys/stage.ts';
import { ROOT, readSources } from '../source-files.ts';

const stage = setStage();
const manual = readManual();
const widget = readSources().filter(({ path }) => path.startsWith('widget/') && !path.startsWith('widget/manage/'));
/** Every element's, which ours heeds. */
const HTML = ['hidden'];
/** Spoken between element and panel only. */
const INTERNAL = ['--unknot-edge', '--unknot-room'];
const LIFECYCLE = ['constructor', 'connectedCallback', 'disconnectedCallback', 'attributeChangedCallback'];

const Living = z.object({ observed: z.array(z.string()), names: z.array(z.string()), tag: z.string() });

/** The element as a browser has it. */
async function living(t: Parameters<typeof stage.visitor>[0]): Promise<z.infer<typeof Living>> {
  const { page } = await stage.visitor(t);
  return Living.parse(
    await page.evaluate(() => {
      const element = document.querySelector('unknot-intake');
      const prototype: object = element ? Object.getPrototypeOf(element) : {};
      const observed: unknown = Reflect.get(prototype.constructor, 'observedAttributes');
      const names = [...Object.getOwnPropertyNames(prototype), ...Object.getOwnPropertyNames(element ?? {})];
      return { observed, names, tag: element?.localName };
    }),
  );
}

/** What a pattern's first group finds in the sources, once each, in order. */
const found = (pattern: RegExp): readonly string[] =>
  [...new Set(widget.flatMap(({ text }) => [...text.matchAll(pattern)].map(([, name = '']) => name)))].sort();

const namesOf = (entries: readonly { readonly name: string }[]): readonly string[] =>
  entries.map(({ name }) => name).sort();

test('attributes, properties and methods are those of the element in a browser', async t => {
  const { observed, names, tag } = await living(t);
  assert.equal(tag, manual.tagName);
  const styled = found(/:host\(\[([a-z-]+)[=\]]/g);
  assert.deepEqual(
    namesOf(manual.attributes),
    [...new Set([...observed, ...styled])].filter(name => !HTML.includes(name)).sort(),
  );
  const usable = names.filter(name => !LIFECYCLE.includes(name)).sort();
  assert.deepEqual(namesOf([...manual.properties, ...manual.methods]), usable);
});

test('parts are those of the templates', () => {
  const told = namesOf(manual.parts);
  assert.ok(told.length >= 10);
  assert.deepEqual(told, found(/\bpart(?:="|: ')([a-z]+)['"]/g));
  // In a bubble or dialog the panel stands in another element, which hands its parts out.
  const [handed = ''] = found(/ PARTS = '([a-z, ]+)'/g);
  assert.deepEqual([...handed.split(', '), 'launcher', 'window'].sort(), told);
});

test('tokens are those of the styles', () => {
  const told = namesOf(manual.tokens);
  assert.ok(told.length >= 13);
  const used = found(/var\((--unknot-[a-z-]+)/g);
  assert.deepEqual(
    told,
    used.filter(name => !INTERNAL.includes(name)),
  );
});

test('events are those of the sources, and the package hands out their class', () => {
  const told = namesOf(manual.events);
  assert.ok(told.length >= 7);
  assert.deepEqual(told, found(/'(unknot-[a-z]+)': UnknotEvent</g));
  assert.deepEqual(manual.events.map(({ type }) => type).sort(), found(/: (UnknotEvent<'[a-z]+'>);/g));
  const door = widget.find(({ path }) => path === 'widget/package/unknot.ts');
  assert.ok(door?.exports.includes(manual.eventClass.name));
});

test('everything has a description', () => {
  const { attributes, properties, methods, events, eventClass, slots, parts, tokens } = manual;
  const all = [attributes, properties, methods, events, eventClass, slots, parts, tokens].flat();
  assert.deepEqual(namesOf(all.filter(({ description }) => description === '')), []);
});

const Manifest = z.object({
  schemaVersion: z.literal('1.0.0'),
  modules: z.array(
    z.object({
      path: z.string(),
      declarations: z.array(
        z.object({ name: z.string(), members: z.optional(z.array(z.object({ name: z.string() }))) }),
      ),
      exports: z.array(z.object({ declaration: z.object({ name: z.string(), module: z.string() }) })),
    }),
  ),
});

test('custom-elements.json points only at what it declares, and at nothing private', () => {
  const { modules } = Manifest.parse(customElements(manual));
  const declared = modules.flatMap(({ path, declarations }) => declarations.map(({ name }) => `${path} ${name}`));
  const named = modules.flatMap(({ exports }) =>
    exports.map(({ declaration: { name, module } }) => `${module} ${name}`),
  );
  assert.deepEqual([...new Set(named)].sort(), [...declared].sort());
  const members = modules.flatMap(({ declarations }) => declarations.flatMap(({ members = [] }) => members));
  assert.deepEqual(namesOf(members), namesOf([...manual.properties, ...manual.methods]));
  assert.equal(members.filter(({ name }) => /^[#_]/.test(name)).length, 0);
});

test('README says the same', () => {
  execFileSync(process.execPath, ['widget/package/write-manual.ts', '--check'], { cwd: ROOT, stdio: 'pipe' });
});

test('a table that says something else is noticed, and so is a page without its place', () => {
  const place = [
    '<!-- The tables up to the next mark are made from widget/unknot-intake.ts: npm run manual -->',
    '<!-- Made from widget/unknot-intake.ts up to here. -->',
  ].join('\n');
  const page = withTables(place, manual);
  assert.equal(withTables(page, manual), page);
  assert.notEqual(withTables(page, { ...manual, tokens: [] } satisfies Manual), page);
  assert.throws(() => withTables('# Unknot', manual), /needs these two lines/);
});
