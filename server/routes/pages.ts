/** A clinic's pages on this server: the widget on a page of its own, and the privacy notice. To be mounted at `/c`. */
import { Hono } from 'hono';
import { html } from 'hono/html';
import type { ClinicFile, Clinics } from '../clinics.ts';
import { shownPhone } from '../phone.ts';
import { type ClinicEnv, findClinic } from './find-clinic.ts';
import { type Html, pageResponse } from './page.ts';
import { privacyNotice } from './privacy-notice.ts';

export const createPages = (clinics: Clinics): Hono<ClinicEnv> =>
  new Hono<ClinicEnv>()
    .use('/:clinic/*', findClinic(clinics))
    .get('/:clinic', c => {
      const clinic = c.get('clinic');
      const title = `Find your massage at ${clinic.name}`;
      return pageResponse(c, { title, body: hostedPage(clinic), frameAncestors: ["'self'", ...clinic.origins] });
    })
    .get('/:clinic/privacy', c => {
      const clinic = c.get('clinic');
      return pageResponse(c, { title: `Privacy at ${clinic.name}`, body: privacyNotice(clinic) });
    });

const hostedPage = (clinic: ClinicFile): Html => html`
<main>
<h1 class="hidden">Find your massage</h1>
<unknot-intake clinic="${clinic.id}">
  <h2>${clinic.name}</h2>
  <p>Call us and we find a time for a free talk: ${phoneLink(clinic)}</p>
  <noscript><p>The questions on this page need scripts, which are turned off in your browser.</p></noscript>
</unknot-intake>
</main>
<footer>
  <span>${clinic.name}</span>
  <span>${clinic.address}</span>
  ${phoneLink(clinic)}
  <a href="/c/${clinic.id}/privacy">Privacy</a>
</footer>
<script type="module" src="/v1/unknot.js"></script>`;

const phoneLink = (clinic: ClinicFile): Html => html`<a href="tel:${clinic.phone}">${shownPhone(clinic.phone)}</a>`;
