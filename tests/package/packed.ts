/** The npm package as `npm install` would bring it: built, packed, and put into an empty project. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import * as z from 'zod/mini';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const Packed = z.array(z.object({ filename: z.string(), files: z.array(z.object({ path: z.string() })) }));

export interface PackedPackage {
  /** What was built: what would be published from. */
  readonly built: string;
  readonly tarball: Uint8Array<ArrayBuffer>;
  /** The paths in the tarball. */
  readonly files: readonly string[];
  /** A project that has installed the tarball and nothing else. */
  readonly project: string;
  remove(): Promise<void>;
}

export async function packPackage(): Promise<PackedPackage> {
  const folder = await mkdtemp(join(tmpdir(), 'unknot-package-'));
  const built = join(folder, 'built');
  await run(process.execPath, ['widget/package/build.ts', built], { cwd: ROOT });
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', folder], { cwd: built });
  const [packed] = Packed.parse(JSON.parse(stdout));
  if (packed === undefined) throw new Error('npm packed nothing');
  const project = join(folder, 'project');
  return {
    built,
    tarball: new Uint8Array(await readFile(join(folder, packed.filename))),
    files: packed.files.map(({ path }) => path),
    project: await install(join(folder, packed.filename), project),
    remove: () => rm(folder, { recursive: true }),
  };
}

async function install(tarball: string, project: string): Promise<string> {
  const quiet = ['--offline', '--ignore-scripts', '--no-audit', '--no-fund', '--silent'];
  await run('npm', ['install', ...quiet, '--prefix', project, tarball]);
  await writeFile(join(project, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }));
  return project;
}
