/** The website of a clinic that lets a script into its pages which spies on its visitors. */
import { type Site, startSite } from './site.ts';
import { spy } from './spy.ts';

/** The same page, with the visit in it and with the visit in a frame. */
export const SPYING_PAGES = { page: '/open', frame: '/sealed' } as const;

/** @param server where the widget and its frames come from; asked for with each page, as it may start later */
export const startSpyingSite = (server: () => string): Promise<Site> =>
  startSite(({ pathname }) => pageOf(server(), pathname === SPYING_PAGES.frame));

/** The frame stands in the page's corner: some drivers count a click in a frame from there. */
const pageOf = (server: string, isSealed: boolean): string => `<!doctype html>
<html lang="en">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Riverside</title>
<link rel="icon" href="data:,">
<script>(${spy})()</script>
<script type="module" async src="${server}/v1/unknot.js"></script>
<style>body { margin: 0 }</style>
<unknot-intake clinic="riverside"${isSealed ? ' sealed' : ''}><a href="tel:+12125550142">Call us</a></unknot-intake>
<h1>Riverside</h1>
`;
