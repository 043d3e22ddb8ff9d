/** What the widget's build left in its folder. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';

const Manifest = z.record(z.string(), z.object({ file: z.string() }));
const TRIAGE = 'widget/triage/triage.ts';

/**
 * The path of the built triage, for widgets of an older build.
 * @param folder the build's folder
 * @returns undefined while the sources run unbuilt, or where the build has no such chunk of its own
 */
export function triageModule(folder: string): string | undefined {
  const file = join(folder, 'triage-manifest.json');
  if (!existsSync(file)) return undefined;
  const chunk = Manifest.parse(JSON.parse(readFileSync(file, 'utf8')))[TRIAGE];
  return chunk && `/v1/${chunk.file}`;
}
