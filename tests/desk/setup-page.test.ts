import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openDesk, postOffice, readText, says, saysNot } from './desk-client.ts';

test('the setup page has what to paste and the link, per clinic', async () => {
  const desk = await openDesk();
  const page = readText((await desk.open('/desk/setup')).text);
  assert.ok(page.includes('<script type="module" async src="http://localhost/v1/unknot.js"></script>'));
  assert.ok(page.includes('<unknot-intake clinic="riverside"><a href="tel:+12125550142">Call us</a></unknot-intake>'));
  assert.ok(page.includes('http://localhost/c/harbour'));
  await desk.close();
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
