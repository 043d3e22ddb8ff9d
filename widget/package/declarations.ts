/** The package's types: the compiler's declarations of the doors and of what they lean on, and nothing else of the widget. */
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const COMPILER = join(ROOT, 'node_modules/typescript/bin/tsc');
/** Written by hand: it needs the types of React, which only its users have. */
const BY_HAND = 'package/jsx.d.ts';

/**
 * @param doors modules of the package, such as `package/unknot.ts`; paths are from `widget/`
 * @param folder where the declarations go, under the same paths
 */
export async function writeDeclarations(doors: readonly string[], folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const emitted = await mkdtemp(join(folder, 'emitted-'));
  try {
    await emit(doors, emitted);
    await cp(join(ROOT, 'widget', BY_HAND), join(emitted, BY_HAND));
    const seen = new Set<string>();
    for (const door of doors) await take(declarationOf(door), emitted, folder, seen);
    await take(BY_HAND, emitted, folder, seen);
  } finally {
    await rm(emitted, { recursive: true });
  }
}

/** Whether the types are right is for `npm run check` to say. */
async function emit(doors: readonly string[], outDir: string): Promise<void> {
  const project = join(outDir, 'tsconfig.json');
  const compilerOptions = {
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    noCheck: true,
    types: [],
    rootDir: join(ROOT, 'widget'),
    outDir,
  };
  const files = doors.map(door => join(ROOT, 'widget', door));
  await writeFile(
    project,
    JSON.stringify({ extends: join(ROOT, 'tsconfig.json'), compilerOptions, include: [], files }),
  );
  await run(process.execPath, [COMPILER, '-p', project], { cwd: ROOT });
}

/** Copies a declaration and those it names, each once. */
async function take(path: string, from: string, to: string, seen: Set<string>): Promise<void> {
  if (seen.has(path)) return;
  seen.add(path);
  const text = await readFile(join(from, path), 'utf8');
  await mkdir(dirname(join(to, path)), { recursive: true });
  await writeFile(
    join(to, path),
    text.replace(SPECIFIER, (_, specifier: string) => published(path, specifier)),
  );
  for (const [, specifier = ''] of text.matchAll(SPECIFIER)) {
    await take(declarationOf(target(path, specifier)), from, to, seen);
  }
}

/** Our own modules, relative or by an alias that only this repository knows. */
const SPECIFIER = /(?<=(?:from |import |import\()['"])((?:\.|#)[^'"\n]+\.ts)(?=['"])/g;

const target = (path: string, specifier: string): string =>
  specifier.startsWith('#') ? specifier.slice(1) : posix.join(posix.dirname(path), specifier);

/** As a module of the package would name it: relative, and with the ending of what runs. */
function published(path: string, specifier: string): string {
  const relative = posix.relative(posix.dirname(path), target(path, specifier));
  return (relative.startsWith('.') ? relative : `./${relative}`).replace(/\.ts$/, '.js');
}

const declarationOf = (path: string): string => path.replace(/(?:\.d)?\.ts$/, '.d.ts');
