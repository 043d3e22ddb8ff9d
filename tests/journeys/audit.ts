/** What axe and a ruler find wrong with the page as it is now. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import type { Page } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** @param rules these only; default: all of WCAG 2.2 AA and axe's best practices */
export async function axeFindings(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  const options: axe.RunOptions = {
    resultTypes: ['violations'],
    runOnly: rules ? { type: 'rule', values: [...rules] } : { type: 'tag', values: TAGS },
  };
  const { violations } = await page.evaluate(
    (given): Promise<axe.AxeResults> => Reflect.get(window, 'axe').run(document, given),
    options,
  );
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => `${id} at ${target.flat().join(' ')}: ${squeeze(failureSummary)}`),
  );
}

const squeeze = (text: string): string => text.replace(/\s+/g, ' ');

/** What runs over, is cut off or is too small to tap, as the page is laid out now. */
export const rulerFindings = (page: Page): Promise<string[]> => page.evaluate(measure);

/** Runs in the page, so it stands alone. */
function measure(): string[] {
  const root =
    document.querySelector('unknot-intake, unknot-manage')?.shadowRoot?.querySelector('.panel') ?? document.body;
  const frame = root.getBoundingClientRect();
  const { scrollWidth, clientWidth } = document.documentElement;
  const name = (element: Element): string => {
    const text = (element.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 40);
    return `${element.localName}${element.className && `.${element.className}`} “${text}”`;
  };
  /** Made to be scrolled sideways, or to be heard only. */
  const isApart = (element: Element): boolean => element.closest('.days, nav, pre, .visually-hidden, .hidden') !== null;
  const isOutside = ({ left, right }: DOMRect): boolean => left < frame.left - 1 || right > frame.right + 1;
  const hasText = (element: Element): boolean =>
    [...element.childNodes].some(node => node instanceof Text && node.data.trim() !== '');
  const isCut = (element: Element): boolean =>
    hasText(element) && element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1;

  const shown = [...root.querySelectorAll('*')].filter(element => element.checkVisibility() && !isApart(element));
  return [
    ...(scrollWidth > clientWidth ? [`the page is ${scrollWidth} wide in ${clientWidth}`] : []),
    ...shown.filter(each => isOutside(each.getBoundingClientRect())).map(each => `${name(each)} stands out`),
    ...shown.filter(isCut).map(each => `${name(each)} is cut`),
    ...shown
      .filter(each => each.matches('.choice, .segment, .time') && each.getBoundingClientRect().height < 44)
      .map(each => `${name(each)} is low`),
  ];
}
