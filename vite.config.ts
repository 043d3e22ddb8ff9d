/**
 * Builds the widget: one entry under a stable name and its chunks, brotli-compressed for the server, and the first question
 * as HTML for pages that hold it already.
 * `--mode apart` builds what stands apart from it, so that neither makes the other heavier: the rules alone, which a page of
 * an older build asks for (`widget/api.ts`), the visitor's own page, and the script of the sealed frame.
 * `--mode embed` builds the one tag: a classic script, as it must survive what site builders do to scripts.
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { minify } from 'terser';
import { defineConfig, type Plugin } from 'vite';
import { rulesetHash } from './server/ruleset.ts';
import { firstQuestionHtml, thinStyles } from './widget/first-question-html.ts';

const compress = promisify(brotliCompress);

/** Templates and styles keep the line breaks and indents of the source; a page need not load those. */
const thinTemplates: Plugin = {
  name: 'thin-templates',
  transform: {
    order: 'pre',
    filter: { id: /widget\/(screens|manage|modes|styles)\/|intake\.view/ },
    handler: (code, id) => ({
      code: id.includes('.styles.') ? code.replace(/(?<== |css)`[^`]*`/, thinStyles) : thinHtml(code),
      map: null,
    }),
  },
};

const thinHtml = (code: string): string =>
  code
    .replace(/>\n\s*(?=<|\$\{|`)/g, '>')
    .replace(/(?<=\})\n\s*(?=<)/g, '')
    .replace(/\n\s+/g, '\n ');

/**
 * What XState brings for inspectors, for storing and describing a machine, for listening to what it emits, and what `setup()` hands out beside
 * `createMachine` and `assign`, can't be shaken off. We use none of it (a visit resumes from its own record), it would
 * let a page listen in on a visit, and it weighs 2 kB.
 */
const leanXState: Plugin = {
  name: 'lean-xstate',
  transform: {
    filter: { id: /xstate\/dist\/[\w.-]+\.esm\.js$/ },
    handler(code) {
      const lean = XSTATE_CUTS.reduce((rest, cut) => {
        const [part, instead = ''] = cut;
        if (rest.search(part) >= 0) found.add(cut);
        return rest.replace(part, instead);
      }, code);
      return { code: lean.replace(XSTATE_ADVICE, "Error('xstate')").replace(LIST_FROM, '[...$1]'), map: null };
    },
  },
  buildEnd() {
    const lost = XSTATE_CUTS.filter(cut => !found.has(cut));
    // Where no machine is built there is nothing to find.
    if (found.size > 0 && lost.length > 0) this.error(`xstate looks different, adapt lean-xstate: ${lost.join('; ')}`);
  },
};

const XSTATE_UNUSED = [
  /(?<=return \{\n\s+assign,)(?:\n\s+\w+,)+(?=\n\s+createStateConfig)/,
  /^( +)[\w.]+\._sendInspectionEvent\(\{\n[\s\S]*?\n\1\}\);\n/gm,
  /^ {2}(?:get )?(?:definition|toJSON|getPersistedSnapshot|restoreSnapshot|resolveState|select|on|events|ownEvents|attachDevTools|provide|microstep)\(.*\{\n[\s\S]*?^ {2}\}\n/gm,
  /^ +this\.(?:getPersistedSnapshot|restoreSnapshot) = .*\n/gm,
  /^ +formatRouteTransitions\(.*\);\n/gm,
  /^ +this\.events = this\.root\.events;\n/gm,
  /^( +)if \((?:this\.options\.devTools|inspect && !parent)\) \{\n[\s\S]*?\n\1\}\n/gm,
  /^ +_sendInspectionEvent: sendInspectionEvent,\n/gm,
  /^( +)(?:inspect: observerOrFn|emit: emittedEvent) => \{\n[\s\S]*?\n\1\},\n/gm,
  /^( +)extend: extended => setup\(\{\n[\s\S]*?\n\1\}\)\n/gm,
  /^ +(?:can|getMeta|hasTag|toJSON): machineSnapshot\w+,?\n/gm,
  /^( +)toJSON(?:: \(\) => \(|\(\) )\{\n[\s\S]*?^\1\}\)?,?\n/gm,
  /^ {4}(?:get|getAll|_set|getSnapshot|start): .*=> \{\n[\s\S]*?^ {4}\},\n/gm,
  /^ +this\.system\.start\(\);\n/gm,
  /^ +this\.(?:meta|description|version|schemas|tags|history|logger|eventListeners|ref)\b.*;\n/gm,
  /^ +this\.\w+ = void 0;\n/gm,
  /^ +(?:meta|description|tags|_logger|logger|systemId|syncSnapshot): .*\n/gm,
  /^ +spawn: createSpawner\(.*\n/gm,
  /^ +(?:microsteps,?|addMicrostep\(.*|const microsteps = .*|iterationCount\+\+;|let iterationCount = 0;|const maxIterations .*)\n/gm,
  /^( +)(?:function addMicrostep\(.*|if \(iterationCount > .*)\{\n[\s\S]*?^\1\}\n/gm,
  /^ +(?:getPersistedSnapshot|restoreSnapshot): snapshot => snapshot,?\n/gm,
  /^const emptyLogic = .*\n/gm,
  /^ {2}\[symbolObservable\].*\n.*\n {2}\}\n/gm,
];

/**
 * What our chart decides beforehand: it has no parallel, history or final states and no wildcards, one state at a time is
 * entered, guards, actions and actors go by their names, nothing is restored, and no actor but the root is listened to.
 */
const XSTATE_DECIDED: readonly (readonly [part: RegExp, instead: string])[] = [
  [/[\w.?]+\.type === '(?:parallel|history|final)'/g, 'false'],
  [/[\w.?]+\.type !== '(?:parallel|history|final)'/g, 'true'],
  [
    /this\._syncSnapshot(?=\))|invokeDef\.onSnapshot(?=\))|persistedState(?= \?)|this\.systemId(?=\))|(?<=if \()systemId\b/g,
    'false',
  ],
  [/(?<=function removeConflictingTransitions\(.*\{\n)[\s\S]*?(?=^\})/m, 'return enabledTransitions;\n'],
  [
    /(?<=function getCandidates\(.*\{\n)[\s\S]*?(?=^\})/m,
    'return stateNode.transitions.get(receivedEventType) ?? [];\n',
  ],
  [/(?<=function resolveReferencedActor\(.*\{\n)[\s\S]*?(?=^\})/m, 'return machine.implementations.actors[src];\n'],
  [/Object\.keys\(stateValue\)\.length === 1/, 'true'],
  [/!\('check' in resolved\)/, 'true'],
  [/typeof (?:resolved|guard) [!=]== 'function'/g, 'false'],
];

type Cut = readonly [part: RegExp, instead?: string];
const XSTATE_CUTS: readonly Cut[] = [...XSTATE_UNUSED.map((part): Cut => [part]), ...XSTATE_DECIDED];
/** Each has to find its place, or a newer XState would be cut by halves. */
const found = new Set<Cut>();

/** What it tells whoever writes a machine; ours is type-checked and tested, and a visitor is told in our own words. */
const XSTATE_ADVICE = /Error\((?:`(?:[^`\\]|\\.)*`|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")\)/g;

/** `Array.from(…)`, which old libraries replace by functions of their own that know no sets. */
const LIST_FROM = /\bArray\.from\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)/g;

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

const firstQuestion: Plugin = {
  name: 'first-question',
  async generateBundle() {
    this.emitFile({ type: 'asset', fileName: 'first-question.html', source: firstQuestionHtml() });
    const { code = '' } = await minify(await readFile(new URL('./widget/early-tap.js', import.meta.url), 'utf8'));
    this.emitFile({ type: 'asset', fileName: 'early-tap.js', source: code });
  },
};

interface Build {
  readonly entry: Readonly<Record<string, string>>;
  readonly format: 'es' | 'iife';
  readonly manifest: string | false;
  readonly plugins: readonly Plugin[];
}

const WIDGET: Build = {
  entry: { unknot: 'widget/define.ts' },
  format: 'es',
  manifest: 'manifest.json',
  plugins: [firstQuestion],
};

const OTHERS: Readonly<Record<string, Build>> = {
  apart: {
    entry: {
      triage: 'widget/triage/triage.ts',
      manage: 'widget/manage/define.ts',
      frame: 'widget/sealed/frame-page.ts',
    },
    format: 'es',
    manifest: 'triage-manifest.json',
    plugins: [],
  },
  embed: { entry: { embed: 'widget/embed.ts' }, format: 'iife', manifest: false, plugins: [] },
};

export default defineConfig(({ mode }) => {
  const { entry, format, manifest, plugins } = OTHERS[mode] ?? WIDGET;
  return {
    base: '/v1/',
    define: { UNKNOT_RULESET: JSON.stringify(rulesetHash()) },
    plugins: [thinTemplates, leanXState, ...plugins, brotli],
    build: {
      target: 'es2022',
      outDir: 'dist/widget',
      // A visit that began before a deploy still asks for the chunks of the build before.
      emptyOutDir: false,
      manifest,
      // As a library, so that imports stay as they are: the wrapper for pages that Vite itself makes weighs 1 kB.
      lib: { entry: { ...entry }, formats: [format], name: 'unknot' },
      minify: 'terser',
      // XState marks what is private with an underscore; nothing outside the entry's own chunk reads it.
      terserOptions: {
        module: format === 'es',
        ecma: 2020,
        compress: { passes: 3, keep_fargs: false, unsafe_arrows: true, unsafe_methods: true },
        mangle: { properties: { regex: /^_[a-z]/ } },
      },
      rolldownOptions: {
        checks: { pluginTimings: false },
        // The second part takes what both need from the entry, which the page has loaded already.
        ...(format === 'es' && {
          preserveEntrySignatures: mode === 'apart' ? ('strict' as const) : ('allow-extension' as const),
        }),
        output: {
          // What other pages ask for by name keeps its name; all else is named by its content.
          entryFileNames: ({ name }) => (name === 'triage' ? 'assets/triage-[hash].js' : `${name}.js`),
          chunkFileNames: 'assets/[name]-[hash].js',
          // Old cache plugins take `//` in a backtick string for a comment; terser alone writes none.
          minify: format === 'es',
        },
      },
    },
  };
});
