/** `npm run rulebook [file]`: the whole rule book as one HTML page, printed, or written to the file that is named. */
import { writeFile } from 'node:fs/promises';
import { rulebookPage } from './rulebook/page.ts';

const page = await rulebookPage();
const [file] = process.argv.slice(2);
if (file === undefined) process.stdout.write(page);
else await writeFile(file, page);
