/**
 * `npm run faults:power [-- name …]`: breaks a copy of the server in ways that are known to be wrong, one after the
 * other, and runs the test that must notice. Prints which test noticed what, and exits with 1 where one did not.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { type Check, type Edit, MUTANTS, type Mutant } from './mutant-list.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const COPIED = ['server', 'widget', 'tests', 'demo', 'package.json', 'tsconfig.json'];
const LINKED = ['node_modules', 'dist'];
const MOST_MS = 240_000;

/** How a check ended. `noticed` is the promise or test that was broken; undefined where all was well. */
interface Verdict {
  readonly noticed?: string;
  /** It ended for another reason, such as code that does not load: that proves nothing. */
  readonly failure?: string;
}

const folder = mkdtempSync(join(tmpdir(), 'unknot-power-'));
/** Those whose names begin as one of the arguments does; all without any. */
function chosen(): readonly Mutant[] {
  const given = process.argv.slice(2);
  return MUTANTS.filter(({ name }) => given.length === 0 || given.some(start => name.startsWith(start)));
}

/** A test that fails on the server as it is could not tell anything of a broken one, so it is run there first. */
async function judge({ name, edits, check }: Mutant, sound: Map<string, Verdict>): Promise<Record<string, string>> {
  const title = titleOf(check);
  const before = sound.get(title) ?? (await run(check));
  sound.set(title, before);
  const row = { mutant: name, 'caught by': title };
  if (before.noticed !== undefined || before.failure !== undefined) {
    return told({ ...row, 'what it said': before.noticed ?? before.failure ?? '', verdict: 'FAILS UNBROKEN' });
  }
  const { noticed, failure } = await withEdits(edits, () => run(check));
  const verdict = failure !== undefined ? 'PROVES NOTHING' : noticed === undefined ? 'MISSED' : 'caught';
  return told({ ...row, 'what it said': noticed ?? failure ?? '', verdict });
}

function told(row: Record<string, string>): Record<string, string> {
  console.error(`${row['mutant']}: ${row['verdict']}`);
  return row;
}

const titleOf = (check: Check): string =>
  'fault' in check ? `faults: ${check.fault} (${check.database})` : `${check.file}: ${check.test}`;

/** @throws {Error} where a text does not stand in its file exactly once: the mutant has to follow the code */
async function withEdits<T>(edits: readonly Edit[], work: () => Promise<T>): Promise<T> {
  const originals = new Map(edits.map(({ file }) => [file, readFileSync(join(folder, file), 'utf8')]));
  try {
    for (const { file, from, to } of edits) {
      const parts = readFileSync(join(folder, file), 'utf8').split(from);
      if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times: ${from}`);
      writeFileSync(join(folder, file), parts.join(to));
    }
    return await work();
  } finally {
    for (const [file, original] of originals) writeFileSync(join(folder, file), original);
  }
}

async function run(check: Check): Promise<Verdict> {
  const child = spawn(process.execPath, argumentsFor(check), { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  const cut = setTimeout(() => child.kill('SIGTERM'), MOST_MS);
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), exited]);
  clearTimeout(cut);
  if (child.exitCode === 0) return {};
  const said = 'fault' in check ? /^broken: .*?\): (.*)$/gm : /^\s*not ok \d+ - (.*)$/gm;
  // A fault that did not come about proves nothing, whatever became of it.
  const all = [...out.matchAll(said)].map(([, what = '']) => what).filter(what => !what.includes('nothing was tried'));
  const noticed = all.length === 0 ? undefined : all.join('; ');
  const isStart = /did not start|\.test\.ts(;|$)/.test(noticed ?? '');
  if (noticed === undefined || isStart) return { failure: noticed ?? err.trim().slice(-200) };
  return { noticed };
}

const argumentsFor = (check: Check): readonly string[] =>
  'fault' in check
    ? ['tests/faults/faults.ts', '--small', '--database', check.database, '--only', check.fault]
    : ['--test', '--test-reporter=tap', `--test-name-pattern=${check.test}`, check.file];

const rows: Record<string, string>[] = [];
try {
  for (const name of COPIED) cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  for (const name of LINKED) if (existsSync(join(ROOT, name))) symlinkSync(join(ROOT, name), join(folder, name));
  const sound = new Map<string, Verdict>();
  for (const mutant of chosen()) rows.push(await judge(mutant, sound));
} finally {
  rmSync(folder, { recursive: true });
}
console.table(rows);
const missed = rows.filter(({ verdict }) => verdict !== 'caught').length;
console.log(`${rows.length - missed} of ${rows.length} caught.`);
if (missed > 0) process.exitCode = 1;
