/** A request's body: read no further than allowed, decoded strictly, and tidy before any schema sees it. */
import { Refusal } from '../problems.ts';

const MAX_BYTES = 32 * 1024;
const MAX_DEPTH = 8;
const MAX_KEYS = 200;
const FORBIDDEN_KEYS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * @throws {Refusal} `unsupported_media_type` where it is declared as anything but plain JSON
 */
export function refuseOtherMedia(request: Request): void {
  const [type = '', ...parameters] = (request.headers.get('content-type') ?? '').toLowerCase().split(';');
  const isUtf8 = parameters.every(parameter => /^\s*(charset="?utf-8"?)?\s*$/.test(parameter));
  const isEncoded = (request.headers.get('content-encoding') ?? 'identity') !== 'identity';
  if (type.trim() !== 'application/json' || !isUtf8 || isEncoded) throw new Refusal('unsupported_media_type');
}

/**
 * @returns what the body's JSON says
 * @throws {Refusal} `too_large`, `bad_encoding` or `malformed_json`
 */
export async function readJson(request: Request): Promise<unknown> {
  const text = decode(await readBytes(request));
  const value = parse(text);
  if (!isTidy(text)) throw new Refusal('malformed_json');
  return value;
}

async function readBytes(request: Request): Promise<Uint8Array> {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BYTES) throw new Refusal('too_large');
  const parts: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop cancels the stream: what comes after the limit is not read.
  for await (const part of request.body ?? []) {
    size += part.length;
    if (size > MAX_BYTES) throw new Refusal('too_large');
    parts.push(part);
  }
  return Buffer.concat(parts);
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Refusal('bad_encoding');
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal('malformed_json');
  }
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/**
 * Does JSON keep to our limits? `JSON.parse` keeps the last of two equal keys and says nothing, and no library among
 * the dependencies tells, so the text's tokens are looked at once.
 * @param text valid JSON
 */
function isTidy(text: string): boolean {
  const open: (Set<string> | undefined)[] = [];
  let keys = 0;
  let isKey = false;
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') open.push(token === '{' ? new Set() : undefined);
    else if (token === '}' || token === ']') open.pop();
    else if (token.startsWith('"')) {
      const string: string = JSON.parse(token);
      if (string.includes('\0') || (isKey && !isNewKey(open.at(-1), string))) return false;
      if (isKey) keys += 1;
    }
    isKey = token === '{' || (token === ',' && open.at(-1) !== undefined);
    if (open.length > MAX_DEPTH || keys > MAX_KEYS) return false;
  }
  return true;
}

function isNewKey(object: Set<string> | undefined, key: string): boolean {
  if (object === undefined || object.has(key) || FORBIDDEN_KEYS.has(key)) return false;
  object.add(key);
  return true;
}
