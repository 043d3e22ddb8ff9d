/** One talk has one time: shown, mailed, in the calendar, at the desk and told to programs alike, across a change of clocks. */
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import ICAL from 'ical.js';
import PostalMime from 'postal-mime';
import { createMailer } from '../../server/notify/mail.ts';
import { createWebhooks } from '../../server/notify/webhook.ts';
import { answersOf } from '../fixtures/booking.ts';
import { CERTIFICATE, startReceiver } from '../notify/receiver.ts';
import { startSmtp } from '../notify/smtp.ts';
import { DeskReader } from './desk-reader.ts';
import { setStage } from './stage.ts';

const smtp = await startSmtp();
const mailer = createMailer(smtp.url, 'talks@unknot.example');
after(async () => {
  mailer.close();
  await smtp.close();
});
const receiver = await startReceiver({ after });
const webhooks = [{ id: 'own', url: receiver.url, secrets: ['whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'] }];
let now = new Date();
const stage = setStage({
  clock: () => now,
  mailer,
  webhooks: createWebhooks({ resolve: async () => ['127.0.0.1'], isAllowed: () => true, ca: CERTIFICATE }),
  clinics: { riverside: { webhooks }, harbour: { webhooks } },
});

/** Clocks are put forward between now and the talk; the visitor lives where they never are. */
const TALKS = [
  {
    clinic: 'riverside',
    now: '2027-03-12T15:00:00Z',
    start: '2027-03-15T13:00:00Z',
    local: '2027-03-15T09:00',
    shown: ['Monday, March 15', '9:00'],
    // Mail and desk write it as the clinic's country does.
    written: ['Monday, March 15', '9:00'],
    own: '6:30 PM',
  },
  {
    clinic: 'harbour',
    now: '2027-03-25T12:00:00Z',
    start: '2027-03-30T09:00:00Z',
    local: '2027-03-30T10:00',
    shown: ['Tuesday, March 30', '10:00'],
    written: ['Tuesday', '30 March', '10:00'],
    own: '2:30 PM',
  },
];

for (const talk of TALKS) {
  test(`${talk.clinic}: one time everywhere, after the clocks have changed`, async t => {
    now = new Date(talk.now);
    const I = await stage.visitor(t, { path: `/c/${talk.clinic}`, timezoneId: 'Asia/Kolkata' });
    await I.answerAll(answersOf('V49'));
    await I.book();
    await I.panel.locator(`[data-date="${talk.local.slice(0, 10)}"]`).click();
    const time = I.panel.locator(`[data-start="${talk.start}"]`);
    assert.match(String(await time.innerText()), new RegExp(talk.own));
    await time.click();
    await I.giveContact({ name: 'Kiran Rao', email: `kiran@${talk.clinic}.example` });
    await I.agree();
    await I.send();
    await I.seeBooked();
    for (const part of talk.shown) await I.see(part);
    await stage.server.work();

    const mail = smtp.received.find(({ to }) => to.includes(`kiran@${talk.clinic}.example`));
    const { text = '', attachments } = await PostalMime.parse(mail?.raw ?? '');
    for (const part of talk.written) assert.ok(text.includes(part), `the mail does not say ${part}:\n${text}`);
    const invitation = attachments.find(({ mimeType }) => mimeType.startsWith('text/calendar'));
    assert.equal(startOf(invitation?.content ?? ''), talk.start);

    const href = await I.panel.locator('[data-action=calendar]').getAttribute('href');
    assert.equal(startOf(await (await I.page.request.get(href ?? '')).text()), talk.start);

    const told = receiver.hits.map(({ body }) => JSON.parse(body)).find(({ data }) => data.clinic === talk.clinic);
    assert.deepEqual([told.data.start, told.data.local], [talk.start, talk.local]);

    // Weeks lie between the talks: who was signed in is so no longer.
    const desk = new DeskReader(await stage.page(t, { viewport: { width: 1280, height: 800 } }));
    await desk.signIn();
    await desk.page.goto(`/desk?clinic=${talk.clinic}`);
    await desk.rows('Kiran Rao').getByRole('link', { name: 'Kiran Rao', exact: true }).click();
    assert.equal(await desk.bookedStart(), talk.start);
    await desk.reads(...talk.written);
  });
}

/** When the one event of a calendar file begins, as an instant. */
function startOf(content: string | ArrayBuffer | Uint8Array): string {
  const text = typeof content === 'string' ? content : new TextDecoder().decode(content);
  const event = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent');
  assert.ok(event);
  return new ICAL.Event(event).startDate.toJSDate().toISOString().replace('.000', '');
}
