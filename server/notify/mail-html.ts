/**
 * A letter as HTML that mail programs show as it is meant: one column made of tables, styles at each element (some
 * drop the style sheet), nothing to be fetched from anywhere. The style sheet holds only what is of use without it
 * being everywhere: narrow screens and the dark.
 */
import { html, raw } from 'hono/html';
import { oneLine } from '../one-line.ts';
import { shownPhone } from '../phone.ts';
import { type MailColors, mailColors } from './mail-colors.ts';
import type { Fact, Letter, Paper } from './mail-letter.ts';

type Html = ReturnType<typeof html>;

const FONT = "font-family:-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif";
const TABLE = raw('role="presentation" cellpadding="0" cellspacing="0" border="0"');

/** Outlook for Windows knows no greatest width, so it gets a table of that width around. */
const OUTLOOK_OPEN = raw(
  '<!--[if mso]><table role="presentation" width="560" align="center" cellpadding="0" cellspacing="0"><tr><td><![endif]-->',
);
const OUTLOOK_CLOSE = raw('<!--[if mso]></td></tr></table><![endif]-->');

/** Keeps mail programs from filling up the preview with what follows. */
const FILL = raw('&#847;&zwnj;&nbsp;'.repeat(60));

export async function mailHtml({ language, clinic, letter }: Paper): Promise<string> {
  const colors = mailColors(clinic.accent);
  const page = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="x-apple-disable-message-reformatting">
<title>${letter.subject}</title>
<style>${raw(sheet(colors))}</style>
</head>
<body class="ground" style="margin:0;padding:0;background:${colors.light.surface};${FONT}">
<div style="display:none;max-height:0;overflow:hidden;mso-hide:all">${preview(letter)}${FILL}</div>
<table ${TABLE} width="100%" class="ground" bgcolor="${colors.light.surface}"><tr><td class="margin" align="center" style="padding:32px 16px">
${OUTLOOK_OPEN}
<table ${TABLE} width="100%" style="max-width:560px;text-align:left">
<tr><td style="padding:0 4px 16px">${letterhead(clinic, colors)}</td></tr>
<tr><td class="card" bgcolor="${colors.light.raised}" style="background:${colors.light.raised};border:1px solid ${colors.light.line};border-radius:14px;padding:32px">
${body(letter, colors)}
</td></tr>
<tr><td style="padding:20px 4px 0">${foot(clinic, letter, colors)}</td></tr>
</table>
${OUTLOOK_CLOSE}
</td></tr></table>
</body>
</html>`;
  return String(await page);
}

/** What a list of mails shows after the subject: the time where there is one. */
const preview = ({ facts, lead }: Letter): string => facts[0]?.lines.join(', ') ?? lead;

/** `!important` because the styles at the elements would win otherwise. */
const sheet = ({ dark }: MailColors): string => `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (max-width: 480px) {
  .margin { padding: 16px 12px !important; }
  .card { padding: 24px 20px !important; }
}
@media (prefers-color-scheme: dark) {
  .ground { background: ${dark.surface} !important; }
  .card { background: ${dark.raised} !important; border-color: ${dark.line} !important; }
  .facts { background: ${dark.tint} !important; }
  .row { border-color: ${dark.line} !important; }
  .text { color: ${dark.text} !important; }
  .muted { color: ${dark.muted} !important; }
  .link { color: ${dark.accent} !important; }
  .fill { background: ${dark.accent} !important; color: ${dark.onAccent} !important; }
}
`;

const letterhead = ({ name, face }: Paper['clinic'], { light }: MailColors): Html => html`<table ${TABLE}><tr>
<td width="36" valign="top"><div class="fill" style="width:36px;height:36px;background:${light.accent};border-radius:18px;color:${light.onAccent};font-size:13px;font-weight:600;line-height:36px;text-align:center">${oneLine(face.initials)}</div></td>
<td class="text" style="padding-left:12px;color:${light.text};font-size:15px;font-weight:600;line-height:20px">${oneLine(name)}</td>
</tr></table>`;

const body = ({ title, lead, facts, counts, paragraphs, button, asides }: Letter, colors: MailColors): Html => html`
<h1 class="text" style="margin:0;color:${colors.light.text};font-size:24px;font-weight:650;line-height:30px;letter-spacing:-0.01em">${title}</h1>
${paragraph(lead, 12, colors)}
${facts.length > 0 && factTable(facts, colors)}
${counts !== undefined && countTable(counts, colors)}
${paragraphs.map(text => paragraph(text, 20, colors))}
${button !== undefined && buttonTable(button, colors)}
${asides.map((text, index) => quietParagraph(text, index === 0 ? 24 : 8, colors))}`;

const paragraph = (text: string, space: number, { light }: MailColors): Html =>
  html`<p class="text" style="margin:${space}px 0 0;color:${light.text};font-size:16px;line-height:24px">${text}</p>`;

const quietParagraph = (text: string, space: number, { light }: MailColors): Html =>
  html`<p class="muted" style="margin:${space}px 0 0;color:${light.muted};font-size:14px;line-height:21px">${text}</p>`;

const factTable = (facts: readonly Fact[], colors: MailColors): Html => html`
<table ${TABLE} width="100%" style="margin-top:24px"><tr>
<td class="facts" bgcolor="${colors.light.tint}" style="background:${colors.light.tint};border-radius:10px;padding:16px 20px 18px">
${facts.map((fact, index) => factLines(fact, index === 0, colors))}
</td></tr></table>`;

const factLines = ({ label, lines }: Fact, isFirst: boolean, { light }: MailColors): Html => html`
<p class="muted" style="margin:${isFirst ? 0 : 16}px 0 2px;color:${light.muted};font-size:13px;line-height:18px">${label}</p>
${lines.map(
  line =>
    html`<p class="text" style="margin:0;color:${light.text};font-size:${isFirst ? 18 : 16}px;font-weight:${isFirst ? 600 : 400};line-height:${isFirst ? 26 : 24}px">${line}</p>`,
)}`;

const countTable = (counts: NonNullable<Letter['counts']>, { light }: MailColors): Html => html`
<table ${TABLE} width="100%" style="margin-top:20px">
${counts.map(
  ({ label, count }) => html`<tr>
<td class="text row" style="border-top:1px solid ${light.line};padding:10px 0;color:${light.text};font-size:16px;line-height:24px">${label}</td>
<td class="text row" align="right" style="border-top:1px solid ${light.line};padding:10px 0;color:${light.text};font-size:16px;font-weight:600;line-height:24px">${count}</td>
</tr>`,
)}
</table>`;

const buttonTable = ({ label, url }: NonNullable<Letter['button']>, { light }: MailColors): Html => html`
<table ${TABLE} style="margin-top:24px"><tr>
<td class="fill" align="center" bgcolor="${light.accent}" style="background:${light.accent};border-radius:10px;mso-padding-alt:13px 24px">
<a class="fill" href="${url}" style="display:inline-block;padding:13px 24px;border-radius:10px;background:${light.accent};color:${light.onAccent};font-size:16px;font-weight:600;line-height:22px;text-decoration:none">${label}</a>
</td></tr></table>`;

const foot = (
  { name, address, phone }: Paper['clinic'],
  { why, isSigned }: Letter,
  { light }: MailColors,
): Html => html`
${
  isSigned &&
  html`<p class="muted" style="margin:0 0 12px;color:${light.muted};font-size:13px;line-height:20px">${oneLine(name)}<br>${oneLine(address)}<br>
<a class="link" href="tel:${phone}" style="color:${light.accent};text-decoration:underline">${shownPhone(phone)}</a></p>`
}
<p class="muted" style="margin:0;color:${light.muted};font-size:13px;line-height:20px">${why}</p>`;
