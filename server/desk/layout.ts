/** What every page of the desk has around it. */
import type { Context } from 'hono';
import { html } from 'hono/html';
import type { ClinicFile, Clinics } from '../clinics.ts';
import { SCRIPT_PATH, STYLES_PATH } from './assets.ts';
import { ICONS } from './icons.ts';
import { DESK, listPath, SETUP, SIGN_OUT, UNDELIVERED } from './paths.ts';
import type { DeskEnv } from './sessions.ts';

export type Html = ReturnType<typeof html>;

export interface DeskPage {
  readonly title: string;
  /** The path of the entry in the navigation that is shown now. */
  readonly current: string;
  readonly body: Html;
}

/** A page for people who are signed in. */
export const deskPage = (c: Context<DeskEnv>, clinics: Clinics, { title, current, body }: DeskPage): Html =>
  page(
    c,
    title,
    html`<a class="skip" href="#main">Skip to the content</a>
      <div class="desk">
        <header class="side">
          <a class="brand" href="${listPath({})}">${ICONS.knot}Unknot</a>
          <nav aria-label="Desk">
            <ul class="places">
              ${entry(listPath({}), 'Leads', ICONS.leads, current)} ${clinicEntries(clinics, current)}
              ${entry(UNDELIVERED, 'Undelivered', ICONS.unsent, current, c.get('undelivered'))}
              ${entry(SETUP, 'Setup', ICONS.setup, current)}
            </ul>
          </nav>
          <form class="who" method="post" action="${SIGN_OUT}">
            <span title="${c.get('user').email}">${c.get('user').email}</span>
            <button class="quiet">${ICONS.leave}Sign out</button>
          </form>
        </header>
        ${body}
      </div>`,
  );

/** The same for what is not there and for what is not this server's: neither can be told from the other. */
export const notFoundPage = (c: Context<DeskEnv>, clinics: Clinics): Response | Promise<Response> => {
  const body = html`<main id="main" class="empty"><h1>Nothing here</h1>
    <p>This page or lead does not exist, or not any more. <a href="${DESK}">All leads</a></p></main>`;
  return c.html(deskPage(c, clinics, { title: 'Nothing here', current: '', body }), 404);
};

/**
 * A page with one thing to say, for anybody.
 * @param head what it needs in its head besides
 */
export const plainPage = (c: Context<DeskEnv>, title: string, body: Html, head?: Html): Html =>
  page(c, title, html`<main id="main" class="alone"><p class="brand">${ICONS.knot}Unknot</p>${body}</main>`, head);

/** One entry a clinic, where there is more than one to choose from. */
function clinicEntries(clinics: Clinics, current: string): readonly Html[] {
  const all = clinics.all();
  if (all.length < 2) return [];
  return all.map(clinic => entry(listPath({ clinic: clinic.id }), clinic.name, faceOf(clinic), current));
}

const faceOf = ({ face }: ClinicFile): Html => html`<span class="initials" aria-hidden="true">${face.initials}</span>`;

const entry = (path: string, name: string, mark: Html, current: string, count = 0): Html =>
  html`<li><a class="place" href="${path}" ${path === current && html`aria-current="page"`}>${mark}<span>${name}</span>${count > 0 && html` <span class="count">${count}</span>`}</a></li>`;

const page = (c: Context<DeskEnv>, title: string, body: Html, head?: Html): Html => html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <title>${title} · Unknot</title>
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="robots" content="noindex">
    ${head}
    <link rel="stylesheet" href="${STYLES_PATH}">
    <script type="module" src="${SCRIPT_PATH}" nonce="${c.get('secureHeadersNonce')}"></script>
  </head>
  <body>${body}</body>
</html>`;
