/** How the widget looks, told in the words of its computed styles: those that a page must not change. */
import type { CDPSession, Page } from 'playwright-core';
import * as z from 'zod/mini';

/** The styles of each element in the widget, in the order of the document. */
export type Look = readonly { readonly of: string; readonly styles: Readonly<Record<string, string>> }[];

const LookText = z.array(z.object({ of: z.string(), styles: z.record(z.string(), z.string()) }));

/** A page reaches the element alone: what comes further in is inherited, or is made of tokens. The font is the page's own. */
const READ_STYLES =
  'border-collapse border-spacing caret-color color color-scheme cursor direction empty-cells font-kerning font-size ' +
  'font-size-adjust font-stretch font-style font-variant font-weight font-feature-settings hyphens letter-spacing ' +
  'line-break line-height list-style-type list-style-position overflow-wrap pointer-events quotes tab-size text-align ' +
  'text-align-last text-indent text-rendering text-shadow text-transform text-wrap-mode text-decoration-line ' +
  'visibility white-space-collapse word-break word-spacing writing-mode user-select -webkit-text-fill-color ' +
  '-webkit-text-stroke-width background-color border-top-color border-top-width border-top-left-radius box-sizing ' +
  'display float opacity outline-color position overflow-x accent-color';

/** What runs in the page, in a world of its own: the page may have patched what lists and objects can do. */
const READ = `(() => {
  const names = '${READ_STYLES}'.split(' ');
  const found = [];
  const nameOf = element => {
    const { option = '', action = '' } = element.dataset ?? {};
    const name = element.localName + '.' + (element.getAttribute('class') ?? '') + option + action;
    return element.parentElement ? nameOf(element.parentElement) + ' ' + name : name;
  };
  const look = root => {
    for (const element of root.querySelectorAll(':not(style, slot)')) {
      const styles = {};
      const all = getComputedStyle(element);
      for (const name of names) styles[name] = all.getPropertyValue(name);
      found.push({ of: nameOf(element), styles });
      if (element.shadowRoot) look(element.shadowRoot);
    }
  };
  const widget = document.querySelector('unknot-intake');
  if (widget && widget.shadowRoot) look(widget.shadowRoot);
  return JSON.stringify(found);
})()`;

export async function lookOf(page: Page): Promise<Look> {
  const session: CDPSession = await page.context().newCDPSession(page);
  try {
    const { frameTree } = await session.send('Page.getFrameTree');
    const world = await session.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id });
    const { result } = await session.send('Runtime.evaluate', {
      expression: READ,
      contextId: world.executionContextId,
      returnByValue: true,
    });
    return LookText.parse(JSON.parse(String(result.value)));
  } finally {
    await session.detach();
  }
}

/**
 * @returns what is other than on the clean page, each property once: `line-height: 0px, not 24px (section.panel)`. Free
 * times come and go, so of parts that are alike the first counts.
 */
export function differences(clean: Look, look: Look): readonly string[] {
  const [expected, actual] = [firsts(clean), firsts(look)];
  const found = new Map<string, string>();
  for (const [of, styles] of expected) {
    const there = actual.get(of);
    if (there === undefined) found.set(of, `no ${of}`);
    for (const [name, value] of Object.entries(there ? styles : {})) {
      const other = there?.[name];
      if (other !== value && !found.has(name)) found.set(name, `${name}: ${other}, not ${value} (${of})`);
    }
  }
  return [...found.values()];
}

function firsts(look: Look): ReadonlyMap<string, Readonly<Record<string, string>>> {
  const found = new Map<string, Readonly<Record<string, string>>>();
  for (const { of, styles } of look) if (!found.has(of)) found.set(of, styles);
  return found;
}
