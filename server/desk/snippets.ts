/** What a clinic pastes into its website. */
import type { ClinicFile } from '../clinics.ts';
import type { OwnAddresses } from '../routes/clinic-origins.ts';
import type { FirstQuestion } from '../widget-build.ts';

type Pasted = Pick<ClinicFile, 'id' | 'phone'>;

/** The script comes from where the frame does: the widget takes its address from its script's. */
export const sealedSnippet = (clinic: Pasted, { frameOrigin }: OwnAddresses): string =>
  `${scriptOf(frameOrigin)}\n<unknot-intake clinic="${clinic.id}" sealed>${callLink(clinic)}</unknot-intake>`;

/** For site builders and cache plugins that spoil modules or unknown elements. */
export const bubbleTag = (clinic: Pasted, { frameOrigin }: OwnAddresses): string =>
  `<script async src="${frameOrigin}/v1/embed.js" ${bubbleData(clinic)}></script>`;

/** Even an async script holds up the page's `load` event; this one is asked for after that, or at once where a plugin was later still. */
export const lateBubbleTag = (clinic: Pasted, { frameOrigin }: OwnAddresses): string =>
  `<script ${bubbleData(clinic)}>(function(d,go){go=function(){var s=d.createElement('script');s.src='${frameOrigin}/v1/embed.js';d.head.appendChild(s)};d.readyState==='complete'?go():addEventListener('load',go)})(document)</script>`;

export const openSnippet = (clinic: Pasted, { publicUrl }: OwnAddresses): string =>
  `${scriptOf(publicUrl)}\n<unknot-intake clinic="${clinic.id}">${callLink(clinic)}</unknot-intake>`;

/** With the first question in it. Names the server, as the script that keeps an early tap can't tell where the widget's comes from. */
export const firstSnippet = (
  clinic: Pasted,
  { publicUrl }: OwnAddresses,
  { template, earlyTap }: FirstQuestion,
): string =>
  `${scriptOf(publicUrl)}
<unknot-intake clinic="${clinic.id}" api="${publicUrl}"><template shadowrootmode="open">${template}</template>${callLink(clinic)}</unknot-intake><script>${earlyTap}</script>`;

const bubbleData = ({ id, phone }: Pasted): string =>
  `data-clinic="${id}" data-mode="bubble" data-sealed data-phone="${phone}"`;

const scriptOf = (origin: string): string => `<script type="module" async src="${origin}/v1/unknot.js"></script>`;

const callLink = ({ phone }: Pasted): string => `<a href="tel:${phone}">Call us</a>`;
