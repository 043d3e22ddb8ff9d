/**
 * `npm run size`: what a visit loads, in bytes of brotli as the server sends them, against its limits.
 * Read from the build's own files: the entry and what it imports come before the first question, the rest after it.
 */
import { readFileSync, statSync } from 'node:fs';
import * as z from 'zod/mini';

const BUILD = new URL('../dist/widget/', import.meta.url);
const LIMITS = {
  'up to the first question': 3_000,
  'a whole English visit': 44_000,
  'a bubble, until somebody comes near it': 6_700,
  'its window, when it is opened': 2_500,
  'a frame around a sealed visit': 2_000,
  "the framed page's own script": 3_800,
  'the one tag': 1_000,
  'the own page of a visitor': 16_000,
};

const Manifest = z.record(
  z.string(),
  z.object({
    file: z.string(),
    imports: z.optional(z.array(z.string())),
    dynamicImports: z.optional(z.array(z.string())),
  }),
);
const manifest = Manifest.parse(JSON.parse(readFileSync(new URL('manifest.json', BUILD), 'utf8')));

function chunk(name: string) {
  const found = manifest[name];
  if (!found) throw new Error(`no ${name} in the build: run npm run build`);
  return found;
}

/** The chunk and all it imports, each once. */
function withImports(name: string, seen = new Set<string>()): Set<string> {
  if (!seen.has(name)) {
    seen.add(name);
    for (const imported of chunk(name).imports ?? []) withImports(imported, seen);
  }
  return seen;
}

const compressed = (names: Iterable<string>): number =>
  [...names].reduce((sum, name) => sum + statSync(new URL(`${chunk(name).file}.br`, BUILD)).size, 0);

const OUTER = 'widget/modes/outer.view.ts';

/** The chunk and all it loads in the course of a visit in the page itself. */
function withAll(name: string, seen = new Set<string>()): ReadonlySet<string> {
  if (!seen.has(name) && name !== OUTER) {
    seen.add(name);
    for (const needed of [...(chunk(name).imports ?? []), ...(chunk(name).dynamicImports ?? [])]) withAll(needed, seen);
  }
  return seen;
}

const fileSize = (name: string): number => statSync(new URL(name, BUILD)).size;

const sizes: Readonly<Record<string, number>> = {
  'up to the first question': compressed(withImports('widget/define.ts')),
  'a whole English visit': compressed(withAll('widget/define.ts')),
  'a bubble, until somebody comes near it': compressed(withImports(OUTER, withImports('widget/define.ts'))),
  'its window, when it is opened': compressed(['widget/modes/room.ts']),
  'a frame around a sealed visit': compressed(['widget/sealed/sealed-frame.ts']),
  "the framed page's own script": fileSize('frame.js.br'),
  'the one tag': fileSize('embed.js.br'),
  'the own page of a visitor': fileSize('manage.js.br'),
};
for (const [part, limit] of Object.entries(LIMITS)) {
  const size = sizes[part] ?? Number.POSITIVE_INFINITY;
  const isOver = size > limit;
  console.log(`${part}: ${size} of ${limit} bytes${isOver ? '  OVER THE LIMIT' : ''}`);
  if (isOver) process.exitCode = 1;
}
