/**
 * A clinic's pages on this server: the widget on a page of its own, the same bare for a sealed frame, and the privacy
 * notice. To be mounted at `/c`.
 */
import { readFileSync } from 'node:fs';
import { Hono } from 'hono';
import { html, raw } from 'hono/html';
import type { ClinicFile, Clinics } from '../clinics.ts';
import { shownPhone } from '../phone.ts';
import { type FirstQuestion, firstQuestion, visitModules } from '../widget-build.ts';
import type { OwnAddresses } from './clinic-origins.ts';
import { type ClinicEnv, findClinic } from './find-clinic.ts';
import { type Html, pageResponse } from './page.ts';
import { privacyNotice } from './privacy-notice.ts';

interface PagesNeeds extends OwnAddresses {
  readonly clinics: Clinics;
  /** Where the widget's build is. */
  readonly widgetFolder: string;
}

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');
const FRAME_STYLES = read('frame.css');

export function createPages({ clinics, widgetFolder, publicUrl, frameOrigin }: PagesNeeds): Hono<ClinicEnv> {
  const own = [new URL(publicUrl).origin, frameOrigin];
  /** As for bookings: this server's pages and the sites in the clinic's file; where that names none, no others. */
  const sitesOf = ({ origins }: ClinicFile) => [...new Set(["'self'", ...own, ...origins])];
  const first = firstQuestion(widgetFolder);
  const head = visitModules(widgetFolder).map(path => html`<link rel="modulepreload" href="${path}">`);
  return new Hono<ClinicEnv>()
    .use('/:clinic/*', findClinic(clinics))
    .get('/:clinic', c => {
      const clinic = c.get('clinic');
      const title = `Find your massage at ${clinic.name}`;
      const body = (nonce: string): Html => hostedPage(clinic, first, nonce);
      return pageResponse(c, { title, head, body, frameAncestors: sitesOf(clinic) });
    })
    .get('/:clinic/frame', c => {
      const clinic = c.get('clinic');
      const page = { title: clinic.name, styles: FRAME_STYLES, head, body: framedPage(clinic) };
      return pageResponse(c, { ...page, frameAncestors: sitesOf(clinic) });
    })
    .get('/:clinic/privacy', c => {
      const clinic = c.get('clinic');
      return pageResponse(c, { title: `Privacy at ${clinic.name}`, body: privacyNotice(clinic) });
    });
}

const hostedPage = (clinic: ClinicFile, first: FirstQuestion | undefined, nonce: string): Html => html`
<main>
<h1 class="hidden">Find your massage</h1>
<unknot-intake clinic="${clinic.id}">
  ${first && html`<template shadowrootmode="open">${raw(first.template.replace('<style>', `<style nonce="${nonce}">`))}</template>`}
  <h2>${clinic.name}</h2>
  ${fallback(clinic)}
</unknot-intake>
${first && html`<script nonce="${nonce}">${raw(first.earlyTap)}</script>`}
</main>
<footer>
  <span>${clinic.name}</span>
  <span>${clinic.address}</span>
  ${phoneLink(clinic)}
  <a href="/c/${clinic.id}/privacy">Privacy</a>
</footer>
<script type="module" src="/v1/unknot.js"></script>`;

/** What stands around a sealed widget is on the site's page; `frame.js` speaks with that. */
const framedPage = (clinic: ClinicFile): Html => html`
<unknot-intake clinic="${clinic.id}">
  ${fallback(clinic)}
</unknot-intake>
<script type="module" src="/v1/unknot.js"></script>
<script type="module" src="/v1/frame.js"></script>`;

const fallback = (clinic: ClinicFile): Html => html`
  <p>Call us and we find a time for a free talk: ${phoneLink(clinic)}</p>
  <noscript><p>The questions on this page need scripts, which are turned off in your browser.</p></noscript>`;

const phoneLink = (clinic: ClinicFile): Html => html`<a href="tel:${clinic.phone}">${shownPhone(clinic.phone)}</a>`;
