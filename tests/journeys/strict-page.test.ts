/** A clinic's website with the strictest policy that `embed.md` promises to live with: a whole visit breaks none of it. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { after, test } from 'node:test';
import * as z from 'zod/mini';
import { answersOf } from '../fixtures/booking.ts';
import { setStage } from './stage.ts';
import { Visitor } from './visitor.ts';

const Violations = z.array(z.string());
const AddressInfo = z.object({ port: z.int() });

/** A server of its own: a browser lets no page of elsewhere load anything from this machine. */
const website = createServer((_, response) => {
  const { url } = stage.server;
  response.writeHead(200, { 'content-type': 'text/html', 'content-security-policy': policyFor(url) });
  response.end(`<!doctype html><html lang="en"><title>Riverside</title><h1>Massage</h1>
<script type="module" async src="${url}/v1/unknot.js"></script>
<unknot-intake clinic="riverside"><a href="tel:+12125550142">Call us</a></unknot-intake>`);
});
website.listen(0, '127.0.0.1');
await once(website, 'listening');
after(() => website.close());
const site = `http://127.0.0.1:${AddressInfo.parse(website.address()).port}`;
const stage = setStage({ clinics: { riverside: { origins: [site] } } });

/** Nothing but the widget's server may be used, and no text becomes a script or a page. */
const policyFor = (server: string): string =>
  [
    "default-src 'none'",
    `script-src ${server}`,
    `connect-src ${server}`,
    `img-src ${server} data:`,
    "style-src 'none'",
    "base-uri 'none'",
    "require-trusted-types-for 'script'",
  ].join('; ');

test('from the first question to a booked talk without one violation', async t => {
  const page = await stage.page(t);
  await page.addInitScript(() => {
    const violations: string[] = [];
    Reflect.set(window, 'violations', violations);
    document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
      violations.push(`${violatedDirective} ${blockedURI}`),
    );
  });
  const I = new Visitor(page);
  await I.goTo(site);
  await I.answerAll(answersOf('V49'));
  await I.book();
  await I.pickTime();
  await I.giveContact({ name: 'Jon Bering', email: 'jon@mail.example' });
  await I.agree();
  await I.send();
  await I.seeBooked();
  const violations = async () => Violations.parse(await page.evaluate(() => Reflect.get(window, 'violations')));
  assert.deepEqual(await violations(), []);
  // The page does tell of what breaks its policy.
  await page.evaluate(() => document.body.setAttribute('style', 'color: red'));
  await page.waitForFunction(() => Reflect.get(window, 'violations').length > 0);
  assert.match((await violations())[0] ?? '', /^style-src/);
});
