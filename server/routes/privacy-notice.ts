/** What a clinic tells its visitors about their data, from its file and from what this server does. */
import { html } from 'hono/html';
import type { ClinicFile } from '../clinics.ts';
import { shownPhone } from '../phone.ts';
import type { Html } from './page.ts';

export const privacyNotice = (clinic: ClinicFile): Html => html`
<main>
<h1>How ${clinic.name} uses your answers</h1>
<p class="lead">This page is about the questions, the result and the free talk you can book with us.</p>

<h2>Before you book</h2>
<p>Your answers stay in your browser. We do not get them, and nobody else does. They are gone when you close the tab. We set no cookies and we count no visits.</p>

<h2>What we keep when you book</h2>
<ul>
  <li>Your answers to the questions, and the result they led to.</li>
  <li>Your name, and the e-mail or phone number you gave us.</li>
  <li>The time of your talk, or that you want us to call you.</li>
  <li>The date, and the version of the text you agreed to.</li>
</ul>
<p>We use this to plan your talk and to reach you. We use it for nothing else. We do not sell it or share it with advertisers.</p>

<h2>Who can read it</h2>
<p>Only the people who work at our clinic, and only after they sign in. Your answers and your name are stored encrypted.</p>

<h2>How long we keep it</h2>
<ul>
  <li>Your answers and your result: 90 days.</li>
  <li>Your name, how to reach you, and your booking: 12 months.</li>
</ul>

<h2>What you can ask for</h2>
<p>You can ask us to show you what we keep, to correct it, or to delete it. You can take back your consent at any time. Write to <a href="mailto:${clinic.email}">${clinic.email}</a>, or call <a href="tel:${clinic.phone}">${shownPhone(clinic.phone)}</a>.</p>

<h2>The text you agree to</h2>
<p>${clinic.consent.text}</p>
<p class="lead">Version ${clinic.consent.version}</p>
</main>
<footer>
  <span>${clinic.name}</span>
  <span>${clinic.address}</span>
  <a href="/c/${clinic.id}">Back to the questions</a>
</footer>`;
