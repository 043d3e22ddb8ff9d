import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { openDesk, postOffice, readText, says, saysNot } from './desk-client.ts';

const FRAME = 'https://frame.unknot.example';

test('the setup page hands out the sealed widget first, from where frames come', async () => {
  const desk = await openDesk({ frameOrigin: FRAME });
  const page = readText((await desk.open('/desk/setup')).text);
  const sealed = `<script type="module" async src="${FRAME}/v1/unknot.js"></script> <unknot-intake clinic="riverside" sealed><a href="tel:+12125550142">Call us</a></unknot-intake>`;
  const bubble = `<script async src="${FRAME}/v1/embed.js" data-clinic="riverside" data-mode="bubble" data-sealed data-phone="+12125550142"></script>`;
  const late = `<script data-clinic="riverside" data-mode="bubble" data-sealed data-phone="+12125550142">(function`;
  const open =
    '<script type="module" async src="http://localhost/v1/unknot.js"></script> <unknot-intake clinic="riverside"><a';
  const order = [
    "They can't read a frame from another address",
    sealed,
    bubble,
    late,
    `s.src='${FRAME}/v1/embed.js'`,
    'In your page, not sealed',
    open,
  ];
  const riverside = page.slice(page.indexOf('Riverside Massage The rules'));
  const places = order.map(part => riverside.indexOf(part));
  assert.ok(
    places.every((place, i) => place > (places[i - 1] ?? 0)),
    places.join(),
  );
  assert.ok(page.includes('http://localhost/c/harbour'));
  await desk.close();
});

test('the setup page offers the first question inside, as the build has it', async () => {
  const widgetFolder = mkdtempSync(join(tmpdir(), 'unknot-setup-'));
  writeFileSync(join(widgetFolder, 'first-question.html'), '<style>p{}</style><p>Why?</p>');
  writeFileSync(join(widgetFolder, 'early-tap.js'), 'keep();');
  const desk = await openDesk({ widgetFolder });
  const { text } = await desk.open('/desk/setup');
  says(
    readText(text),
    /<unknot-intake clinic="riverside" api="http:\/\/localhost"><template shadowrootmode="open"><style>p\{\}<\/style><p>Why\?<\/p><\/template><a href="tel:.*<\/unknot-intake><script>keep\(\);<\/script>/,
  );
  saysNot(text, /<template/);
  await desk.close();
  rmSync(widgetFolder, { recursive: true });
  const bare = await openDesk({ widgetFolder });
  saysNot((await bare.open('/desk/setup')).text, /even sooner/);
  await bare.close();
});

test('the setup page says what would not work before anything is pasted', async () => {
  const origins = ['http://localhost'];
  const desk = await openDesk({ clinics: { harbour: { origins: [] }, riverside: { origins } } });
  const page = readText((await desk.open('/desk/setup')).text);
  says(
    page,
    /No website is named in harbour\.json yet\. Until the address of yours is under origins ?, the sealed widget does not show/,
  );
  says(
    page,
    /Frames come from http:\/\/localhost, which is also the address of your website: sealed protects nothing there/,
  );
  says(page, /Settings, from harbour\.json Websites None Bookings/);
  says(page, /Settings, from riverside\.json Websites http:\/\/localhost Bookings/);
  await desk.close();
  const apart = await openDesk({ frameOrigin: FRAME, clinics: { riverside: { origins } } });
  saysNot((await apart.open('/desk/setup')).text, /No website is named|protects nothing/);
  await apart.close();
});

test('the setup page says whether a clinician has signed the rules off', async () => {
  const signOff = { name: 'Dr. Ada Moreau', date: '2026-10-05' };
  const desk = await openDesk({ clinics: { riverside: { signOff } } });
  const page = readText((await desk.open('/desk/setup')).text);
  says(page, /Harbour Bodywork The rules are not yet signed off by a clinician/);
  says(page, /Riverside Massage Rules signed off by Dr\. Ada Moreau, 2026-10-05\./);
  await desk.close();
});

test('the setup page links to where the server is reached, whatever host the request names', async () => {
  const desk = await openDesk();
  const answer = await desk.app.request('/desk/setup', { headers: { cookie: desk.cookie, host: 'evil.example' } });
  saysNot(await answer.text(), /evil/);
  await desk.close();
});

test('the setup page says how each clinic takes bookings', async () => {
  const approve = await bookingLine({ booking: 'approve' });
  says(approve, /Approve first: a time is held while it waits for your answer, for 24 hours at most/);
  says(await bookingLine({ booking: 'approve', answerWithin: 1 }), /for 1 hour at most/);
  says(await bookingLine({ booking: 'instant' }), /Instant: a free time that is picked is booked/);
  says(await bookingLine({ booking: 'callback' }), /Call back only: no times are offered/);
  const verify = await bookingLine({ booking: 'verify' });
  says(verify, /Mail confirmed first: .* Mail is not set up on this server \(SMTP_URL\), so nobody can confirm/);
  saysNot(await bookingLine({ booking: 'verify' }, true), /SMTP_URL/);
});

test('the setup page names webhooks by id and host, and says how long things are kept', async () => {
  const secrets = ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'];
  const webhooks = [{ id: 'crm', url: 'https://hooks.crm.example:8443/t/token-in-path?key=abc', secrets }];
  const desk = await openDesk({ clinics: { riverside: { webhooks, retention: { answers: 30, everything: 1 } } } });
  const { text } = await desk.open('/desk/setup');
  says(readText(text), /Webhooks crm → hooks\.crm\.example:8443 Kept for Answers 30 days, everything else 1 day\./);
  says(readText(text), /Webhooks None Kept for Answers 90 days, everything else 366 days\./);
  saysNot(text, /token-in-path|key=abc|whsec/);
  await desk.close();
});

/** What the page says about Riverside's bookings. */
async function bookingLine(riverside: object, sendsMail = false): Promise<string> {
  const desk = await openDesk({ clinics: { riverside }, ...(sendsMail && { mailer: postOffice() }) });
  const page = readText((await desk.open('/desk/setup')).text);
  await desk.close();
  return page.slice(page.indexOf('riverside.json'));
}
