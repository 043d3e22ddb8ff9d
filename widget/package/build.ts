/**
 * `npm run package`: builds the npm package into `dist/package`, or into the folder that is named: modules, types,
 * `custom-elements.json` and a manifest of its own. Publish it from there.
 */
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import * as z from 'zod/mini';
import { customElements } from './custom-elements.ts';
import { writeDeclarations } from './declarations.ts';
import { readManual } from './manual.ts';
import { withTables } from './manual-tables.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const HERE = fileURLToPath(new URL('.', import.meta.url));
const DOORS = ['unknot', 'define', 'triage'];
const Own = z.object({ version: z.string(), description: z.string(), license: z.string() });

const folder = resolve(process.argv[2] ?? join(ROOT, 'dist/package'));
await rm(folder, { recursive: true, force: true });
await build({
  root: ROOT,
  configFile: join(HERE, 'vite.config.ts'),
  logLevel: 'warn',
  build: { outDir: folder, emptyOutDir: true },
});
const manual = readManual();
await Promise.all([
  writeDeclarations(
    DOORS.map(door => `package/${door}.ts`),
    join(folder, 'types'),
  ),
  writeJson('custom-elements.json', customElements(manual)),
  writeJson('package.json', await manifest()),
  writeFile(join(folder, 'jsx.js'), 'export {};\n'),
  writeFile(join(folder, 'README.md'), withTables(await readFile(join(HERE, 'readme.md'), 'utf8'), manual)),
  cp(join(ROOT, 'LICENSE'), join(folder, 'LICENSE')),
]);

function writeJson(name: string, content: object): Promise<void> {
  return writeFile(join(folder, name), `${JSON.stringify(content, null, 2)}\n`);
}

/** Everything is built in, so that there is nothing to install beside it. */
async function manifest(): Promise<object> {
  const { version, description, license } = Own.parse(JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')));
  return {
    name: 'unknot',
    version,
    description,
    license,
    keywords: ['custom-element', 'web-component', 'massage', 'intake', 'triage', 'booking'],
    type: 'module',
    engines: { node: '>=20' },
    main: './unknot.js',
    types: './types/package/unknot.d.ts',
    customElements: 'custom-elements.json',
    sideEffects: ['./define.js'],
    exports: {
      '.': door('unknot'),
      './define': door('define'),
      './triage': door('triage'),
      './jsx': door('jsx'),
      './custom-elements.json': './custom-elements.json',
      './package.json': './package.json',
    },
    files: ['*.js', 'chunks', 'types', 'custom-elements.json'],
  };
}

function door(name: string): object {
  return { types: `./types/package/${name}.d.ts`, default: `./${name}.js` };
}
