/** The house's own source files with what they import and export, read as text: no compiler, no dependency. */
import { readdirSync, readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Import {
  /** A package's or Node's specifier, or the path of a file of ours. */
  readonly from: string;
  /** Imported names as the other file calls them; `*` for all of it. */
  readonly names: readonly string[];
  /** Gone when the types are stripped. */
  readonly isType: boolean;
  /** `import('…')`, loaded when it is needed. */
  readonly isLazy: boolean;
}

export interface SourceFile {
  /** From the top of the repository, such as `widget/visit.ts`. */
  readonly path: string;
  readonly text: string;
  readonly imports: readonly Import[];
  readonly exports: readonly string[];
  /** It only hands on what others export. */
  readonly isBarrel: boolean;
}

export const ROOT = fileURLToPath(new URL('..', import.meta.url));

const FOLDERS = ['widget', 'server', 'tests', 'demo'];
const CODE = /\.(ts|mjs|js)$/;

/** All paths below the source folders, code or not. */
export const allPaths = (): readonly string[] =>
  FOLDERS.flatMap(folder =>
    readdirSync(`${ROOT}${folder}`, { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && !entry.parentPath.includes('node_modules'))
      .map(entry => posix.join(entry.parentPath.slice(ROOT.length), entry.name)),
  );

export const readSources = (): readonly SourceFile[] =>
  [...allPaths(), ...readdirSync(ROOT)].filter(path => CODE.test(path)).map(readSource);

function readSource(path: string): SourceFile {
  const text = readFileSync(`${ROOT}${path}`, 'utf8');
  return parseSource(path, text);
}

/** Statements start a line in this house (the formatter sees to that), so comments and strings do not look like one. */
const CLAUSE = String.raw`[\w\s{},*$]+?`;
const STATIC = new RegExp(String.raw`^(import|export) (type )?(?:(${CLAUSE}) from )?'([^'\n]+)'`, 'gm');
const LAZY = /(typeof )?\bimport\(\s*(?:\/\*.*?\*\/\s*)?'([^'\n]+)'\)/g;
const DECLARED =
  /^export (?:default |declare |abstract )*(?:async )?(?:const|let|class|function\*?|interface|type|enum) (\w+)/gm;
const LISTED = new RegExp(String.raw`^export (?:type )?\{(${CLAUSE})\}`, 'gm');
const HANDED_ON = new RegExp(String.raw`^export (?:type )?(?:\*|\{${CLAUSE}\}) from '[^'\n]+';`, 'gm');

export function parseSource(path: string, text: string): SourceFile {
  return {
    path,
    text,
    imports: importsOf(path, text),
    exports: [
      ...[...text.matchAll(DECLARED)].map(([, name = '']) => name),
      ...[...text.matchAll(LISTED)].flatMap(([, list = '']) => namesIn(list, 'outer')),
    ],
    isBarrel: isBarrel(text),
  };
}

function importsOf(path: string, text: string): Import[] {
  const stated = [...text.matchAll(STATIC)].flatMap(([, keyword, type, clause = '', specifier = '']) => {
    // `export const x = '…'` has a quoted text too, but nothing it takes it from.
    if (keyword === 'export' && clause === '') return [];
    const from = resolve(path, specifier);
    const inner = /\{([^}]*)\}/.exec(clause)?.[1] ?? '';
    const outer = clause
      .replace(/\{[^}]*\}/, '')
      .trim()
      .replace(/,$/, '');
    const whole = outer === '' ? [] : [outer.startsWith('*') ? '*' : 'default'];
    const parts = inner
      .split(',')
      .map(part => part.trim())
      .filter(part => part !== '');
    const types = parts.filter(part => type !== undefined || part.startsWith('type '));
    const values = parts.filter(part => !types.includes(part));
    const isType = type !== undefined;
    return [
      ...(types.length > 0 ? [{ from, names: namesIn(types.join(), 'inner'), isType: true, isLazy: false }] : []),
      ...(values.length > 0 || !isType || whole.length > 0
        ? [{ from, names: [...whole, ...namesIn(values.join(), 'inner')], isType, isLazy: false }]
        : []),
    ];
  });
  const lazy = [...text.matchAll(LAZY)].map(([, type, specifier = '']) => ({
    from: resolve(path, specifier),
    names: ['*'],
    isType: type !== undefined,
    isLazy: true,
  }));
  return [...stated, ...lazy];
}

/** The names of `a, type b, c as d`: as the file they come from calls them, or as this one does. */
const namesIn = (list: string, side: 'inner' | 'outer'): readonly string[] =>
  list
    .split(',')
    .map(part => part.trim().replace(/^type /, ''))
    .filter(part => part !== '')
    .map(part => part.split(' as ').at(side === 'inner' ? 0 : -1) ?? part);

function isBarrel(text: string): boolean {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  return code.trim() !== '' && code.replace(HANDED_ON, '').trim() === '';
}

function resolve(path: string, specifier: string): string {
  const alias = /^#(triage|words)\//.exec(specifier)?.[1];
  if (alias !== undefined) return `widget/${specifier.slice(1)}`;
  return specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : specifier;
}
