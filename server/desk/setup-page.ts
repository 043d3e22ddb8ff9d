/** What a clinic needs to put Unknot on its website. */
import { html } from 'hono/html';
import type { ClinicFile, Clinics } from '../clinics.ts';
import type { OwnAddresses } from '../routes/clinic-origins.ts';
import type { FirstQuestion } from '../widget-build.ts';
import { ICONS } from './icons.ts';
import type { Html } from './layout.ts';
import { bubbleTag, firstSnippet, lateBubbleTag, openSnippet, sealedSnippet } from './snippets.ts';

interface SetupNeeds extends OwnAddresses {
  readonly sendsMail: boolean;
  /** Where the build has it. */
  readonly first?: FirstQuestion | undefined;
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
  { sendsMail, first, ...own }: SetupNeeds,
) => html`<section class="card" aria-labelledby="clinic-${clinic.id}">
  <h2 id="clinic-${clinic.id}">${clinic.name}</h2>
  ${signOffLine(clinic)}
  ${siteWarning(clinic, own)}
  <h3>In your page, sealed</h3>
  <p class="why">Scripts on a website, such as counters, ads and chat tools, can read what is typed into it. They can't read a frame from another address, so this comes as one.</p>
  ${snippet(`${clinic.id}-sealed`, sealedSnippet(clinic, own))}
  <h3>As a button in the corner, sealed</h3>
  <p class="why">One line, once for the whole website. It also works where a site builder or a cache plugin changes scripts.</p>
  ${snippet(`${clinic.id}-bubble`, bubbleTag(clinic, own))}
  ${fold(
    'The same, after all of your page',
    'Nothing of the button is loaded before your page is, so measures of your page stay as they are. A website that forbids scripts in its pages needs the line above.',
    snippet(`${clinic.id}-late`, lateBubbleTag(clinic, own)),
  )}
  ${fold(
    'In your page, not sealed',
    'Right where you know and trust every script on your website. It shows a little sooner and may use fonts that only your page has.',
    snippet(`${clinic.id}-open`, openSnippet(clinic, own)),
  )}
  ${
    first &&
    fold(
      'Shows the first question even sooner',
      'Not sealed, and the first question stands in your page itself, before any script has come. Paste it anew when Unknot has been updated.',
      snippet(`${clinic.id}-first`, firstSnippet(clinic, own, first)),
    )
  }
  <h3>As a link</h3>
  <p>For e-mails, social media or a code on the counter: <a href="${own.publicUrl}/c/${clinic.id}">${own.publicUrl}/c/${clinic.id}</a></p>
  <h3>Settings, from <code>${clinic.id}.json</code></h3>
  ${settings(clinic, sendsMail)}
</section>`;

const fold = (title: string, why: string, inner: Html): Html => html`<details class="fold">
  <summary>${title}</summary>
  <p class="why">${why}</p>
  ${inner}
</details>`;

/** Said before anything is pasted: what would not work there. */
function siteWarning({ id, origins }: ClinicFile, { frameOrigin }: OwnAddresses) {
  if (origins.length === 0) {
    return html`<p class="unsigned">${ICONS.warn}<span>No website is named in <code>${id}.json</code> yet. Until the address of yours is under <code>origins</code>, the sealed widget does not show on it, and nobody can book from it.</span></p>`;
  }
  if (!origins.includes(frameOrigin)) return '';
  return html`<p class="unsigned">${ICONS.warn}<span>Frames come from ${frameOrigin}, which is also the address of your website: sealed protects nothing there. Give this server a second address (<code>PUBLIC_FRAME_ORIGIN</code>).</span></p>`;
}

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
  <div><dt>Websites</dt><dd>${siteList(clinic)}</dd></div>
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

const siteList = ({ origins }: ClinicFile) =>
  origins.length === 0 ? 'None' : html`<ul>${origins.map(origin => html`<li>${origin}</li>`)}</ul>`;

/** Ids and hosts only: the rest of an address may be a secret. */
const webhookList = ({ webhooks }: ClinicFile) =>
  webhooks.length === 0
    ? 'None'
    : html`<ul>${webhooks.map(({ id, url }) => html`<li>${id} → ${new URL(url).host}</li>`)}</ul>`;

const days = (count: number): string => (count === 1 ? '1 day' : `${count} days`);
