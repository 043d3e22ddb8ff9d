/** What a page holds on to: counted after a garbage collection, by the browser itself. */
import type { CDPSession } from 'playwright-core';
import * as z from 'zod/mini';

/** Counts by what is counted. */
export type Count = Readonly<Record<string, number>>;

const Snapshot = z.object({
  snapshot: z.object({
    meta: z.object({
      node_fields: z.array(z.string()),
      node_types: z.tuple([z.array(z.string())], z.unknown()),
    }),
  }),
  nodes: z.array(z.number()),
  strings: z.array(z.string()),
});
type Snapshot = z.infer<typeof Snapshot>;

/** What the page's own scripts made, or had made for them. */
const KINDS = ['object', 'native', 'closure'];
/** The browser's own housekeeping: its timeline of paints and requests, its cache of styles, and what it compiled. */
const BOOKS = /system|CSSVariableData|Performance|Paint|LayoutShift|DOMRectReadOnly|ResourceData|Timing/;

/** @returns how many objects there are of each constructor, nodes that are in no page apart: `native Detached <div>` */
export async function countObjects(session: CDPSession): Promise<Count> {
  const chunks: string[] = [];
  const keep = ({ chunk }: { chunk: string }) => chunks.push(chunk);
  session.on('HeapProfiler.addHeapSnapshotChunk', keep);
  await session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
  session.off('HeapProfiler.addHeapSnapshotChunk', keep);
  return countByName(Snapshot.parse(JSON.parse(chunks.join(''))));
}

function countByName({ snapshot, nodes, strings }: Snapshot): Count {
  const { node_fields: fields, node_types: types } = snapshot.meta;
  const at = (name: string): number => fields.indexOf(name);
  const [kind, name] = [at('type'), at('name')];
  const counts: Record<string, number> = {};
  for (let i = 0; i < nodes.length; i += fields.length) {
    const of = types[0][nodes[i + kind] ?? 0] ?? '';
    if (!KINDS.includes(of)) continue;
    const key = `${of} ${strings[nodes[i + name] ?? 0]}`;
    if (!BOOKS.test(key)) counts[key] = (counts[key] ?? 0) + 1;
  }
  return counts;
}

/** Twice, as what one collection frees may have held something else. */
export async function collectGarbage(session: CDPSession): Promise<void> {
  for (let i = 0; i < 2; i++) await session.send('HeapProfiler.collectGarbage');
}

/** Runs a script in the page and waits for what it promises. */
export async function run(session: CDPSession, expression: string): Promise<void> {
  const { exceptionDetails } = await session.send('Runtime.evaluate', { expression, awaitPromise: true });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
}

/** @returns how many listeners window and document have, by type, and how many documents and listeners there are at all */
export async function countListeners(session: CDPSession): Promise<Count> {
  const counts: Record<string, number> = {};
  for (const target of ['window', 'document', 'document.body', 'document.documentElement', 'visualViewport']) {
    const { result } = await session.send('Runtime.evaluate', { expression: target });
    if (result.objectId === undefined) continue;
    const { listeners } = await session.send('DOMDebugger.getEventListeners', { objectId: result.objectId });
    for (const { type } of listeners) counts[`${target} ${type}`] = (counts[`${target} ${type}`] ?? 0) + 1;
  }
  const { documents, jsEventListeners } = await session.send('Memory.getDOMCounters');
  return { ...counts, documents, jsEventListeners };
}

/** @returns what there is at least `by` more of, with both counts */
export const grown = (before: Count, after: Count, by: number): readonly string[] =>
  Object.entries(after)
    .filter(([name, count]) => count - (before[name] ?? 0) >= by)
    .map(([name, count]) => `${name}: ${before[name] ?? 0} -> ${count}`);
