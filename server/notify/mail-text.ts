/** A letter as plain text, complete in itself. */
import { oneLine } from '../one-line.ts';
import { shownPhone } from '../phone.ts';
import type { Fact, Paper } from './mail-letter.ts';

export function mailText({ clinic, letter }: Paper): string {
  const { title, lead, facts, counts = [], paragraphs, button, asides, why, isSigned } = letter;
  const blocks = [
    oneLine(clinic.name),
    title,
    lead,
    ...facts.map(factText),
    counts.map(({ label, count }) => `${label}: ${count}`).join('\n'),
    ...paragraphs,
    button === undefined ? '' : `${button.label}:\n${button.url}`,
    ...asides,
    // Mail programs take what follows these two dashes for a signature.
    ['-- ', ...(isSigned ? signature(clinic) : []), why].join('\n'),
  ];
  return `${blocks.filter(block => block !== '').join('\n\n')}\n`;
}

const factText = ({ label, lines }: Fact): string => [`${label}:`, ...lines.map(line => `  ${line}`)].join('\n');

const signature = ({ name, address, phone }: Paper['clinic']): readonly string[] => [
  oneLine(name),
  oneLine(address),
  `${shownPhone(phone)}\n`,
];
