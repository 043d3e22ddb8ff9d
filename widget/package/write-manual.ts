/**
 * `npm run manual`: writes the element's tables into README.md, between the two markers. With `--check` it writes nothing
 * and fails where they are not what the sources say.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { readManual } from './manual.ts';
import { withTables } from './manual-tables.ts';

const README = new URL('../../README.md', import.meta.url);

const before = readFileSync(README, 'utf8');
const after = withTables(before, readManual());
if (before !== after) {
  if (process.argv.includes('--check')) {
    console.error('README.md does not say what widget/unknot-intake.ts does: run npm run manual');
    process.exitCode = 1;
  } else {
    writeFileSync(README, after);
  }
}
