/** What a clinic needs to put Unknot on its website. */
import { html } from 'hono/html';
import type { ClinicFile, Clinics } from '../clinics.ts';
import { ICONS } from './icons.ts';
import type { Html } from './layout.ts';

interface SetupNeeds {
  /** Where visitors' browsers reach this server; without a slash at its end. */
  readonly publicUrl: string;
  readonly sendsMail: boolean;
}

export const setupPage = (clinics: Clinics, needs: SetupNeeds): Html => html`<main id="main" class="setup">
  <h1>Setup</h1>
  <p class="lead-in">Paste this into your website where the conversation should appear: as HTML, an embed or a code block of your site builder. It loads nothing from anywhere else.</p>
  ${clinics.all().map(clinic => clinicSetup(clinic, needs))}
  <section class="card keys" aria-labelledby="keys" hidden data-keys>
    <h2 id="keys">Keys</h2>
    <p><kbd>/</kbd> search, <kbd>j</kbd> <kbd>k</kbd> next and previous lead, <kbd>Enter</kbd> open, <kbd>a</kbd> go to its buttons, <kbd>c</kbd> copy the note</p>
    <label class="check"><input type="checkbox" data-keys-on>Use these keys in this browser</label>
  </section>
</main>`;

const clinicSetup = (
  clinic: ClinicFile,
  { publicUrl, sendsMail }: SetupNeeds,
) => html`<section class="card" aria-labelledby="clinic-${clinic.id}">
  <h2 id="clinic-${clinic.id}">${clinic.name}</h2>
  ${signOffLine(clinic)}
  <h3>In your page</h3>
  ${snippet(`${clinic.id}-element`, elementSnippet(clinic, publicUrl))}
  <h3>As a link</h3>
  <p>For e-mails, social media or a code on the counter: <a href="${publicUrl}/c/${clinic.id}">${publicUrl}/c/${clinic.id}</a></p>
  <h3>Settings, from <code>${clinic.id}.json</code></h3>
  ${settings(clinic, sendsMail)}
</section>`;

const elementSnippet = ({ id, phone }: ClinicFile, publicUrl: string): string =>
  `<script type="module" async src="${publicUrl}/v1/unknot.js"></script>\n<unknot-intake clinic="${id}"><a href="tel:${phone}">Call us</a></unknot-intake>`;

const snippet = (id: string, code: string) => html`<div class="snippet">
  <pre id="${id}" tabindex="0">${code}</pre>
  <button class="quiet" type="button" data-copy="${id}" hidden>${ICONS.copy}<span>Copy</span></button>
</div>`;

/** A guide that no clinician has read must not look as if one had. */
const signOffLine = ({ signOff }: ClinicFile) =>
  signOff === undefined
    ? html`<p class="unsigned">${ICONS.wait}The rules are not yet signed off by a clinician for this clinic. Visitors are told so.</p>`
    : html`<p class="muted">Rules signed off by ${signOff.name}, ${signOff.date}.</p>`;

const settings = (clinic: ClinicFile, sendsMail: boolean): Html => html`<dl class="record">
  <div><dt>Bookings</dt><dd>${bookingText(clinic)}${clinic.booking === 'verify' && !sendsMail && NO_MAIL}</dd></div>
  <div><dt>Webhooks</dt><dd>${webhookList(clinic)}</dd></div>
  <div><dt>Kept for</dt><dd>Answers ${days(clinic.retention.answers)}, everything else ${days(clinic.retention.everything)}. Then it is deleted.</dd></div>
</dl>`;

function bookingText({ booking, answerWithin }: ClinicFile): string {
  switch (booking) {
    case 'instant':
      return 'Instant: a free time that is picked is booked.';
    case 'approve':
      return `Approve first: a time is held while it waits for your answer, for ${answerWithin === 1 ? '1 hour' : `${answerWithin} hours`} at most.`;
    case 'verify':
      return 'Mail confirmed first: a time is held for 30 minutes, until the link in a mail is followed.';
    case 'callback':
      return 'Call back only: no times are offered, people ask to be called.';
  }
}

const NO_MAIL = html`<span class="unsigned">${ICONS.unsent}Mail is not set up on this server (SMTP_URL), so nobody can confirm.</span>`;

/** Ids and hosts only: the rest of an address may be a secret. */
const webhookList = ({ webhooks }: ClinicFile) =>
  webhooks.length === 0
    ? 'None'
    : html`<ul>${webhooks.map(({ id, url }) => html`<li>${id} → ${new URL(url).host}</li>`)}</ul>`;

const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`);
