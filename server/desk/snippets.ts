/** What a clinic pastes into its website. */
import type { ClinicFile } from '../clinics.ts';
import type { OwnAddresses } from '../routes/clinic-origins.ts';

type Pasted = Pick<ClinicFile, 'id' | 'phone'>;

/** The script comes from where the frame does: the widget takes its address from its script's. */
export const sealedSnippet = (clinic: Pasted, { frameOrigin }: OwnAddresses): string =>
  `${scriptOf(frameOrigin)}\n<unknot-intake clinic="${clinic.id}" sealed>${callLink(clinic)}</unknot-intake>`;

/** For site builders and cache plugins that spoil modules or unknown elements. */
export const bubbleTag = ({ id, phone }: Pasted, { frameOrigin }: OwnAddresses): string =>
  `<script async src="${frameOrigin}/v1/embed.js" data-clinic="${id}" data-mode="bubble" data-sealed data-phone="${phone}"></script>`;

/** @param first the first question as HTML, to stand in the page already */
export const openSnippet = (clinic: Pasted, { publicUrl }: OwnAddresses, first?: string): string => {
  const template = first === undefined ? '' : `<template shadowrootmode="open">${first}</template>`;
  return `${scriptOf(publicUrl)}\n<unknot-intake clinic="${clinic.id}">${template}${callLink(clinic)}</unknot-intake>`;
};

const scriptOf = (origin: string): string => `<script type="module" async src="${origin}/v1/unknot.js"></script>`;

const callLink = ({ phone }: Pasted): string => `<a href="tel:${phone}">Call us</a>`;
