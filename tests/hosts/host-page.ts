/** The HTML of a host, as its owner would have put it together. */
import { readFileSync } from 'node:fs';
import type { Host } from './hosts.ts';

const SITE = `<style>
  body { font-family: Georgia, serif; margin: 16px; color: #222; background: #f6f2ea }
  main { max-width: 640px; margin: 0 auto }
</style>`;

export const FALLBACK = 'Call us: (212) 555-0142';

/**
 * @param address where the widget's server is
 * @param mode of the element
 */
export function htmlOf(host: Host, address: string, mode: 'inline' | 'bubble'): string {
  const { doctype = '<!doctype html>', html = 'lang="en"', body = '', head = '', before = '', after = '' } = host;
  const script = host.script === undefined ? '' : `<script>${scriptText(host.script)}</script>`;
  return `${doctype}
<html ${html}>
<head>
<meta charset="utf-8" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<title>Riverside Day Spa</title>
<link rel="icon" href="data:," />
${script}${SITE}${head}
</head>
<body ${body}>
<main>
<h1>Welcome to our day spa</h1>
<p>Rest, unwind, come back. Our therapists are here for you six days a week.</p>
${before}
${snippet(host, address, mode)}
${after}
<p>Find us at 18 Mill Street.</p>
</main>
</body>
</html>`;
}

function snippet({ tag, attributes }: Host, address: string, mode: 'inline' | 'bubble'): string {
  const script = tag?.(address) ?? `<script type="module" async="" src="${address}/v1/unknot.js"></script>`;
  if (attributes === '') return script;
  const given = [
    attributes?.includes('clinic') ? '' : 'clinic="riverside"',
    attributes,
    mode === 'bubble' && 'mode="bubble"',
  ];
  return `${script}
<unknot-intake ${given.filter(Boolean).join(' ')}><a href="tel:+12125550142">${FALLBACK}</a></unknot-intake>`;
}

const scriptText = (name: string): string => readFileSync(new URL(`scripts/${name}.js`, import.meta.url), 'utf8');
