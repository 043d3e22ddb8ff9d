/** botui comes as React parts, so its page is built: once for a bench, in memory. */
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** @returns the text of each file by its name: `main.js` and `style.css` */
export async function buildBotui(): Promise<ReadonlyMap<string, string>> {
  const root = fileURLToPath(new URL('peers/', import.meta.url));
  const built = await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      cssCodeSplit: false,
      rolldownOptions: {
        input: `${root}botui.js`,
        output: { entryFileNames: 'main.js', assetFileNames: '[name][extname]' },
      },
    },
  });
  if ('on' in built) throw new Error('vite watches instead of building');
  const files = [built].flat().flatMap(({ output }) => output);
  return new Map(files.map(file => [file.fileName, 'code' in file ? file.code : String(file.source)]));
}
