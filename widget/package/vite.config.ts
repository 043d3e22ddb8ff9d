/** Builds the npm package's modules: the widget's own build with doors of its own and chunks that find each other anywhere. */
import { defineConfig, type Plugin, type PluginOption } from 'vite';
import widgetConfig from '../../vite.config.ts';

/** On a server there is no `HTMLElement` to extend: the class can be imported there, and never be built. */
const importableAnywhere: Plugin = {
  name: 'importable-anywhere',
  transform: {
    filter: { id: /widget\/unknot-intake\.ts$/ },
    handler(code) {
      const anywhere = code.replace('extends HTMLElement', 'extends (globalThis.HTMLElement ?? class {})');
      if (anywhere === code) this.error('there is no class that extends HTMLElement: adapt importable-anywhere');
      return { code: anywhere, map: null };
    },
  },
};

/** One module comes from the server that the visitor's page asks; no bundler is to look for it. */
const leavesOthersAlone: Plugin = {
  name: 'leaves-others-alone',
  generateBundle(_, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type === 'chunk') chunk.code = chunk.code.replace(/\bimport\((?=\w+\))/g, NOT_FOR_BUNDLERS);
    }
  },
};

const NOT_FOR_BUNDLERS = 'import(/* webpackIgnore: true */ /* @vite-ignore */ ';

/** Of the widget's own plugins those that make it smaller; a package is compressed by whoever serves it. */
const isKept = (plugin: PluginOption): boolean =>
  Boolean(plugin && 'name' in plugin && ['thin-templates', 'lean-xstate'].includes(plugin.name));

const doors = Object.fromEntries(['unknot', 'define', 'triage'].map(name => [name, `widget/package/${name}.ts`]));

export default defineConfig(environment => {
  const { define = {}, plugins = [], build = {} } = widgetConfig(environment);
  return {
    base: './',
    define,
    plugins: [importableAnywhere, leavesOthersAlone, ...plugins.filter(isKept)],
    build: {
      target: build.target ?? 'es2022',
      minify: 'terser',
      terserOptions: build.terserOptions ?? {},
      lib: { entry: doors, formats: ['es'] },
      rolldownOptions: {
        checks: { pluginTimings: false },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  };
});
