/** The manual as Markdown: tables of attributes, properties, methods, events, parts and tokens, between two markers of a page. */
import type { Entry, Manual, PublicMember } from './manual.ts';

const BEGIN = '<!-- The tables up to the next mark are made from widget/unknot-intake.ts: npm run manual -->';
const END = '<!-- Made from widget/unknot-intake.ts up to here. -->';

/**
 * @param page a text with both markers
 * @returns the text with the tables of now between them
 * @throws where a marker is missing
 */
export function withTables(page: string, manual: Manual): string {
  const begin = page.indexOf(BEGIN);
  const end = page.indexOf(END);
  if (begin < 0 || end < begin) throw new Error(`the page needs these two lines, in this order:\n${BEGIN}\n${END}`);
  return `${page.slice(0, begin + BEGIN.length)}\n\n${tables(manual)}\n\n${page.slice(end)}`;
}

const tables = (manual: Manual): string =>
  [
    table('attribute', manual.attributes.map(named)),
    table('property or method', [...manual.properties.map(property), ...manual.methods.map(method)]),
    table('event', manual.events.map(named)),
    table('`::part()`', manual.parts.map(named)),
    table('CSS token', manual.tokens.map(named)),
  ].join('\n\n');

type Row = readonly [name: string, meaning: string];

const table = (heading: string, rows: readonly Row[]): string =>
  [`| ${heading} | |`, '|---|---|', ...rows.map(([name, meaning]) => `| \`${name}\` | ${inCell(meaning)} |`)].join(
    '\n',
  );

const named = ({ name, description }: Entry): Row => [name, description];

const property = ({ name, type, description }: PublicMember): Row => [
  type === undefined ? name : `${name}: ${type.text}`,
  description,
];

const method = ({ name, parameters, description }: PublicMember): Row => [
  `${name}(${parameters.map(parameter => parameter.name).join(', ')})`,
  description,
];

const inCell = (text: string): string => text.replace(/\s+/g, ' ').replaceAll('|', '\\|');
