/** The npm package: what it holds, and that a strict project, plain Node and the two checkers of packages can live with it. */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { checkPackage, createPackageFromTarballData, type ResolutionKind } from '@arethetypeswrong/core';
import { problemAffectsResolutionKind } from '@arethetypeswrong/core/problems';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import cases from '../triage/vignettes.json' with { type: 'json' };
import { type PackedPackage, packPackage } from './packed.ts';

const run = promisify(execFile);
const COMPILER = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));
let made: PackedPackage | undefined;
before(async () => {
  made = await packPackage();
});
after(() => made?.remove());

function packed(): PackedPackage {
  if (made === undefined) throw new Error('the package is built before the tests run');
  return made;
}

test('it holds modules, types, manual and licence, and no source', () => {
  const { files } = packed();
  const kinds = files.map(path => path.replace(/^(chunks|types)\/.*/, '$1'));
  const doors = ['unknot.js', 'define.js', 'triage.js', 'jsx.js'];
  const papers = ['package.json', 'README.md', 'LICENSE', 'custom-elements.json'];
  assert.deepEqual([...new Set(kinds)].sort(), [...doors, ...papers, 'chunks', 'types'].sort());
  assert.deepEqual(
    files.filter(path => /(?<!\.d)\.ts$/.test(path)),
    [],
  );
});

test('publint has nothing to say', async () => {
  const { messages, pkg } = await publint({ pkgDir: packed().built, strict: true });
  assert.deepEqual(
    messages.map(message => formatMessage(message, pkg)),
    [],
  );
});

test('the types are not wrong, for who imports', async () => {
  const result = await checkPackage(createPackageFromTarballData(packed().tarball), {
    excludeEntrypoints: ['./custom-elements.json'],
  });
  assert.ok(result.types !== false, 'the package has types');
  assert.deepEqual(Object.keys(result.entrypoints).sort(), ['.', './define', './jsx', './package.json', './triage']);
  // The profile `esm-only`: `require` and the resolution of before `exports` are not promised.
  const promised: readonly ResolutionKind[] = ['node16-esm', 'bundler'];
  const problems = result.problems.filter(problem =>
    promised.some(kind => problemAffectsResolutionKind(problem, kind, result)),
  );
  assert.deepEqual(problems, []);
});

/** What a line marked `refused` says is no part of the interface: the compiler has to find it wrong. */
const PAGE = `
import 'unknot/define';
import { type UnknotEvent, UnknotIntake, type UnknotOptions } from 'unknot';

const options: UnknotOptions = { api: 'https://intake.example', clinic: 'riverside', mode: 'bubble', sealed: true };
const intake = document.createElement('unknot-intake');
intake.configure(options);
intake.addEventListener('unknot-booked', event => booked(event));
document.addEventListener('unknot-error', ({ detail }) => console.log(detail.code.length));
const booked = ({ detail }: UnknotEvent<'booked'>): string => detail.id;
const same: UnknotIntake = intake;
await same.ready;
same.open();
same.close();
same.toggle();
same.restart();
// refused: there is no such mode
intake.configure({ mode: 'popup' });
// refused: an answer is told to nobody
document.addEventListener('unknot-result', ({ detail }) => detail.outcome.length);
`;

const RULES = `
import { type Answers, isResult, QUESTIONS, type Result, triage } from 'unknot/triage';

const answers: Answers = { goal: 'relax', now: ['none'] };
const verdict = triage(answers);
const shown: string = isResult(verdict) ? told(verdict) : QUESTIONS[verdict.next].kind;
function told({ outcome, urgency, rules }: Result): string {
  return [outcome, urgency, ...rules].join();
}
// refused: there is no such question
const wrong: Answers = { weight: 80 };
`;

for (const [module, moduleResolution] of [
  ['nodenext', 'nodenext'],
  ['node16', 'node16'],
  ['esnext', 'bundler'],
] as const) {
  test(`a strict project finds every type (${moduleResolution})`, async () => {
    await compiles('page.ts', PAGE, { module, moduleResolution, lib: ['es2022', 'dom', 'dom.iterable'] });
    await compiles('rules.ts', RULES, { module, moduleResolution, lib: ['es2022'] });
  });
}

async function compiles(name: string, text: string, options: object): Promise<void> {
  const { project } = packed();
  const compilerOptions = {
    target: 'es2022',
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    noEmit: true,
    types: [],
    ...options,
  };
  await writeFile(join(project, name), text.replaceAll('// refused:', `// @ts-${'expect'}-error`));
  await writeFile(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: [name] }));
  const { stdout } = await run(process.execPath, [COMPILER, '-p', project]).catch(told);
  assert.equal(stdout, '');
}

/** A compiler that finds something says it on standard output, and that is what a test is to show. */
const told = (failure: unknown): { readonly stdout: string } => ({
  stdout: failure instanceof Error && 'stdout' in failure ? String(failure.stdout) : String(failure),
});

async function inNode(script: string): Promise<string> {
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', script], { cwd: packed().project });
  return stdout.trim();
}

test('in plain Node the class and its definition can be imported', async () => {
  const script = `
    const { UnknotIntake } = await import('unknot');
    await import('unknot/define');
    await import('unknot/jsx');
    console.log(UnknotIntake.name.length > 0, UnknotIntake.observedAttributes.includes('clinic'), 'HTMLElement' in globalThis);`;
  assert.equal(await inNode(script), 'true true false');
});

test('only the definition registers anything, and only where there is nothing yet', async () => {
  const script = `
    const calls = [];
    const known = new Map();
    globalThis.HTMLElement = class {};
    globalThis.customElements = { get: tag => known.get(tag), define: (tag, type) => (calls.push(tag), known.set(tag, type)) };
    const { UnknotIntake } = await import('unknot');
    const before = calls.length;
    await import('unknot/define');
    await import('unknot/define?again').catch(() => {});
    console.log(before, calls.join(), known.get('unknot-intake') === UnknotIntake);`;
  assert.equal(await inNode(script), '0 unknot-intake true');
});

test('the triage decides all 45 vignettes in plain Node', async () => {
  const answers = JSON.stringify(cases.vignettes.map(({ answers }) => answers));
  const script = `
    const { triage } = await import('unknot/triage');
    console.log(JSON.stringify(${answers}.map(triage).map(({ outcome, urgency }) => [outcome, urgency])));`;
  assert.deepEqual(
    JSON.parse(await inNode(script)),
    cases.vignettes.map(({ expected: { outcome, urgency } }) => [outcome, urgency]),
  );
});

test('it says where its manual is, and has nothing else to install', async () => {
  const script = `
    import manifest from 'unknot/package.json' with { type: 'json' };
    import manual from 'unknot/custom-elements.json' with { type: 'json' };
    const names = manual.modules.flatMap(({ exports }) => exports.map(({ name }) => name));
    console.log(manifest.customElements, 'dependencies' in manifest, names.includes('unknot-intake'));`;
  assert.equal(await inNode(script), 'custom-elements.json false true');
});
