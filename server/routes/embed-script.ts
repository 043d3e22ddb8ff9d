/** The one tag's script, with this server's address in it: a copy of it in another file still knows where it belongs. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import type { Handler } from 'hono';
import { accepts } from 'hono/accepts';

/** Stands in the built script for the address. */
const PLACE = 'https://home.unknot.invalid';

/**
 * @param folder the build's folder
 * @param home where the script is loaded from, such as `https://unknot.example`
 * @returns undefined where the build has no such script
 */
export function embedScript(folder: string, home: string): Handler | undefined {
  const file = join(folder, 'embed.js');
  if (!existsSync(file)) return undefined;
  const plain = Buffer.from(readFileSync(file, 'utf8').replaceAll(PLACE, home));
  // Only now is the text known; it is short enough for the slowest way.
  const small = brotliCompressSync(plain, {
    params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
  });
  return c => {
    const encoding = accepts(c, { header: 'Accept-Encoding', supports: ['br'], default: '' });
    c.header('Content-Type', 'text/javascript; charset=utf-8');
    if (encoding !== 'br') return c.body(plain);
    c.header('Content-Encoding', 'br');
    return c.body(small);
  };
}
