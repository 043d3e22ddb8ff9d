/**
 * Builds the widget: one entry under a stable name and its second part, brotli-compressed for the server.
 * `--mode triage` builds what stands apart from it, so that neither makes the other heavier: the rules alone, which a
 * page of an older build asks for (`widget/api.ts`), and the visitor's own page.
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { defineConfig, type Plugin } from 'vite';
import { rulesetHash } from './server/ruleset.ts';

const compress = promisify(brotliCompress);

/** Templates and styles keep the line breaks and indents of the source; a page need not load those. */
const thinTemplates: Plugin = {
  name: 'thin-templates',
  transform: {
    order: 'pre',
    filter: { id: /widget\/(screens|manage|styles)\/|intake\.view/ },
    handler: (code, id) => ({ code: id.includes('.styles.') ? thinStyles(code) : thinHtml(code), map: null }),
  },
};

const thinHtml = (code: string): string =>
  code
    .replace(/>\n\s*(?=<|\$\{|`)/g, '>')
    .replace(/(?<=\})\n\s*(?=<)/g, '')
    .replace(/\n\s+/g, '\n ');

const thinStyles = (code: string): string =>
  code.replace(/(?<== |css)`[^`]*`/, styles =>
    styles
      .replace(/\/\*[\s\S]*?\*\//g, '')
      .replace(/\s+/g, ' ')
      .replace(/ ?([{};,]) ?/g, '$1')
      .replace(/: /g, ':')
      .replaceAll(';}', '}'),
  );

/**
 * What XState brings for inspectors, for storing and describing a machine, for listening to what it emits, and what `setup()` hands out beside
 * `createMachine` and `assign`, can't be shaken off. We use none of it (a visit resumes from its own record), it would
 * let a page listen in on a visit, and it weighs 2 kB.
 */
const leanXState: Plugin = {
  name: 'lean-xstate',
  transform: {
    filter: { id: /xstate\/dist\/[\w.-]+\.esm\.js$/ },
    handler(code, id) {
      const lean = XSTATE_UNUSED.reduce((rest, part) => rest.replace(part, ''), code).replace(
        XSTATE_ADVICE,
        "Error('xstate')",
      );
      if (lean === code && /\/(xstate|raise-\w+|StateMachine-\w+)\.esm\.js$/.test(id)) {
        this.error(`${id} looks different: adapt lean-xstate or drop it`);
      }
      return { code: lean, map: null };
    },
  },
};

const XSTATE_UNUSED = [
  /(?<=return \{\n\s+assign,)(?:\n\s+\w+,)+(?=\n\s+createStateConfig)/,
  /^( +)[\w.]+\._sendInspectionEvent\(\{\n[\s\S]*?\n\1\}\);\n/gm,
  /^ {2}(?:get )?(?:definition|toJSON|getPersistedSnapshot|restoreSnapshot|resolveState|select|on|events|ownEvents|attachDevTools)\(.*\{\n[\s\S]*?^ {2}\}\n/gm,
  /^ +this\.(?:getPersistedSnapshot|restoreSnapshot) = .*\n/gm,
  /^ +formatRouteTransitions\(.*\);\n/gm,
  /^ +this\.events = this\.root\.events;\n/gm,
  /^( +)if \((?:this\.options\.devTools|inspect && !parent)\) \{\n[\s\S]*?\n\1\}\n/gm,
  /^ +_sendInspectionEvent: sendInspectionEvent,\n/gm,
  /^( +)(?:inspect: observerOrFn|emit: emittedEvent) => \{\n[\s\S]*?\n\1\},\n/gm,
  /^( +)extend: extended => setup\(\{\n[\s\S]*?\n\1\}\)\n/gm,
  /^ +(?:can|getMeta|hasTag|toJSON): machineSnapshot\w+,?\n/gm,
];

/** What it tells whoever writes a machine; ours is type-checked and tested, and a visitor is told in our own words. */
const XSTATE_ADVICE = /Error\((?:`(?:[^`\\]|\\.)*`|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")\)/g;

/** Compressed once here instead of on every request, in whichever way suits the text best. */
const brotli: Plugin = {
  name: 'brotli',
  async writeBundle({ dir = '' }, bundle) {
    for (const { fileName } of Object.values(bundle).filter(({ fileName }) => fileName.endsWith('.js'))) {
      const text = await readFile(path.join(dir, fileName));
      const tries = await Promise.all(BROTLI.map(params => compress(text, { params })));
      const [smallest = text] = tries.sort((a, b) => a.length - b.length);
      await writeFile(path.join(dir, `${fileName}.br`), smallest);
    }
  },
};

const BROTLI = [0, 1, 2, 3].flatMap(postfix =>
  [0, 4, 8, 15].map(direct => ({
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_NPOSTFIX]: postfix,
    [constants.BROTLI_PARAM_NDIRECT]: direct << postfix,
  })),
);

const APART = { triage: 'widget/triage/triage.ts', manage: 'widget/manage/define.ts' };

export default defineConfig(({ mode }) => ({
  base: '/v1/',
  define: { UNKNOT_RULESET: JSON.stringify(rulesetHash()) },
  plugins: [thinTemplates, leanXState, brotli],
  build: {
    target: 'es2022',
    outDir: 'dist/widget',
    // A visit that began before a deploy still asks for the chunks of the build before.
    emptyOutDir: false,
    manifest: mode === 'triage' ? 'triage-manifest.json' : 'manifest.json',
    // As a library, so that imports stay as they are: the wrapper for pages that Vite itself makes weighs 1 kB.
    lib: { entry: mode === 'triage' ? APART : { unknot: 'widget/define.ts' }, formats: ['es'] },
    minify: 'terser',
    // XState marks what is private with an underscore; nothing outside the entry's own chunk reads it.
    terserOptions: {
      module: true,
      ecma: 2020,
      compress: { passes: 3, keep_fargs: false, unsafe_arrows: true, unsafe_methods: true },
      mangle: { properties: { regex: /^_[a-z]/ } },
    },
    rolldownOptions: {
      checks: { pluginTimings: false },
      // The second part takes what both need from the entry, which the page has loaded already.
      preserveEntrySignatures: mode === 'triage' ? 'strict' : 'allow-extension',
      output: {
        // What other pages ask for by name keeps its name; all else is named by its content.
        entryFileNames: ({ name }) => (name === 'triage' ? 'assets/triage-[hash].js' : `${name}.js`),
        chunkFileNames: 'assets/[name]-[hash].js',
        minify: true,
      },
    },
  },
}));
