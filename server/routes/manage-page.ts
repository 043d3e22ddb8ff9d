/** The page a visitor's link opens: `GET /m`. It is the same for everybody; who it is about stands in the fragment. */
import { Hono } from 'hono';
import { html } from 'hono/html';
import { pageResponse } from './page.ts';

/** To be mounted at `/m`. */
export const createManagePage = (): Hono =>
  new Hono().get('/', c => {
    // Whatever is opened from here need not learn that somebody has a talk.
    c.header('Referrer-Policy', 'no-referrer');
    c.header('X-Robots-Tag', 'noindex');
    return pageResponse(c, { title: 'Your talk', body });
  });

const body = html`
<main>
<h1 class="hidden">Your talk</h1>
<unknot-manage>
  <p>Does nothing show up here? Please call the number in our mail. We can see, change and cancel your talk for you.</p>
  <noscript><p>This page needs scripts, which are turned off in your browser.</p></noscript>
</unknot-manage>
</main>
<script type="module" src="/v1/manage.js"></script>`;
