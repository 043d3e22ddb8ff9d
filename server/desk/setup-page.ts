/** What a clinic needs to put Unknot on its website. */
import { html } from 'hono/html';
import type { ClinicFile, Clinics } from '../clinics.ts';
import { ICONS } from './icons.ts';
import type { Html } from './layout.ts';

/** @param origin where visitors' browsers reach this server */
export const setupPage = (clinics: Clinics, origin: string): Html => html`<main id="main" class="setup">
  <h1>Setup</h1>
  <p class="lead-in">Paste this into your website where the conversation should appear: as HTML, an embed or a code block of your site builder. It loads nothing from anywhere else.</p>
  ${clinics.all().map(clinic => clinicSetup(clinic, origin))}
  <section class="card keys" aria-labelledby="keys" hidden data-keys>
    <h2 id="keys">Keys</h2>
    <p><kbd>/</kbd> search, <kbd>j</kbd> <kbd>k</kbd> next and previous lead, <kbd>Enter</kbd> open, <kbd>c</kbd> copy the note</p>
    <label class="check"><input type="checkbox" data-keys-on>Use these keys in this browser</label>
  </section>
</main>`;

const clinicSetup = (
  clinic: ClinicFile,
  origin: string,
) => html`<section class="card" aria-labelledby="clinic-${clinic.id}">
  <h2 id="clinic-${clinic.id}">${clinic.name}</h2>
  ${signOffLine(clinic)}
  <h3>In your page</h3>
  ${snippet(`${clinic.id}-element`, elementSnippet(clinic, origin))}
  <h3>As a link</h3>
  <p>For e-mails, social media or a code on the counter: <a href="${origin}/c/${clinic.id}">${origin}/c/${clinic.id}</a></p>
</section>`;

const elementSnippet = ({ id, phone }: ClinicFile, origin: string): string =>
  `<script type="module" async src="${origin}/v1/unknot.js"></script>\n<unknot-intake clinic="${id}"><a href="tel:${phone}">Call us</a></unknot-intake>`;

const snippet = (id: string, code: string) => html`<div class="snippet">
  <pre id="${id}" tabindex="0">${code}</pre>
  <button class="quiet" type="button" data-copy="${id}" hidden>${ICONS.copy}<span>Copy</span></button>
</div>`;

/** A guide that no clinician has read must not look as if one had. */
const signOffLine = ({ signOff }: ClinicFile) =>
  signOff === undefined
    ? html`<p class="unsigned">${ICONS.wait}The rules are not yet signed off by a clinician for this clinic. Visitors are told so.</p>`
    : html`<p class="muted">Rules signed off by ${signOff.name}, ${signOff.date}.</p>`;
