import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { asking } from '#words/en/asking.ts';
import { auditOf, type Desk, openDesk, readText, says, saysNot } from './desk-client.ts';
import { type Sample, send } from './sample-leads.ts';

let desk: Desk;
before(async () => {
  desk = await openDesk();
});
after(() => desk.close());

describe('a lead’s page', () => {
  test('has all that a medical case needs', async () => {
    const { text, path, id } = await read({ vignette: 'V64', name: 'Gwen Tamura', phone: '(212) 555-0199' });
    const page = readText(text);
    says(page, /Gwen Tamura Medical Riverside Massage Came in today, 9:00 AM/);
    says(page, /Free talk Booked Monday, November 30, 2026, 1:00 PM 20 minutes, Eastern Time/);
    says(page, /How By phone, the clinic calls Therapist Marcus Bell/);
    says(text, /href="tel:\+12125550199"/);
    says(page, /\(212\) 555-0199/);
    says(text, /href="mailto:gwen%40mail\.example"/);
    says(page, /Massage made it worse before Ask what was done/);
    says(page, /Why medical massage Massage made it worse, so it is best to test .* M4 moderate decided/);
    says(page, /K15 moderate .* K19 moderate/);
    says(page, /Techniques they were shown Lymphatic drainage/);
    says(page, /Rule set 1\.0\.0 Hash [0-9a-f]{8,}/);
    says(page, /Consent text 2026-11 Language en-US From page \/book/);
    says(page, /Received 2026-11-30 09:00 \(America\/New_York\)/);
    assert.ok(page.includes(id));
    assert.ok(!page.includes('Talk only. No hands-on'));
    assert.match(path, /^\/desk\/leads\/riverside\//);
  });

  test('dials an extension as one', async () => {
    const { text } = await read({ vignette: 'V49', name: 'Rosa Lindqvist', phone: '(212) 555-0199 x12' });
    says(text, /href="tel:\+12125550199;ext=12"/);
    says(readText(text), /\(212\) 555-0199 ext\. 12/);
  });

  test('retells the whole conversation in the visitor’s words', async () => {
    const { text } = await read({ vignette: 'V64', name: 'Gwen Tamura' });
    const page = readText(text);
    const asked = [...page.slice(page.indexOf('The conversation')).matchAll(/[A-Z][^?.]*\?/g)].length;
    assert.ok(asked >= 12, `${asked} questions`);
    assert.ok(page.includes(`${asking.questions.goal.text} ${asking.questions.goal.options.pain}`));
    assert.ok(page.includes(`${asking.questions.pain_level.text} 4 out of 10`));
    assert.ok(page.includes(`${asking.questions.prior.text} ${asking.questions.prior.options.worse}`));
    const relaxed = readText((await read({ vignette: 'V49', name: 'Rosa Lindqvist' })).text);
    assert.ok(relaxed.includes('Have you had a massage before? No, never'));
  });

  test('puts a missing OK above everything, with its cause', async () => {
    const { text } = await read({ vignette: 'V69', name: 'Beatriz Quental' });
    const page = readText(text);
    assert.match(
      page,
      /Talk only\. No hands-on work until the doctor's OK\. Long-term swelling of an arm or leg Free talk/,
    );
    says(page, /Whom to choose Trained in manual lymph drainage Oncology-trained therapist/);
  });

  test('says why somebody has to wait', async () => {
    const page = readText((await read({ vignette: 'V52', name: 'Theo Marchetti' })).text);
    says(page, /Deferred\. Please do not move it .* Ill with something .* Fever: hands-on work/);
  });

  test('says both when both are true', async () => {
    const sample: Sample = { vignette: 'V69', name: 'Hal Winterbourne', answers: { soon: ['ill'] } };
    const page = readText((await read(sample)).text);
    says(page, /Talk only\. No hands-on work .* Deferred\. Please do not move it/);
  });

  test('is clear about whose contact it is when the person is under 18', async () => {
    const sample: Sample = {
      vignette: 'V60',
      name: 'Daniel Achterberg',
      relation: 'guardian',
      phone: '(212) 555-0177',
    };
    const page = readText((await read(sample)).text);
    says(page, /Under 18\. A parent or guardian consents\./);
    says(page, /Parent or guardian Daniel Achterberg/);
    says(page, /Under 16 A parent or guardian books and stays in the room/);
    says(page, /S: Reported online by parent or guardian/);
  });

  test('of a callback has no time and says when to call', async () => {
    const sample: Sample = {
      clinic: 'harbour',
      vignette: 'V59',
      name: 'Marek Zieliński',
      callback: ['morning'],
      phone: '020 7946 0990',
    };
    const page = readText((await read(sample)).text);
    says(page, /Call back Call back Please call in the morning\. No time is booked\./);
    says(page, /Blood thinners Bruises easily/);
    saysNot(page, /No show/);
  });

  test('shows what strangers typed as text and nothing else', async () => {
    const name = `<script>alert(1)</script> "Bobby" O'Tables & <img src=x onerror=alert(2)>`;
    const { text } = await read({
      vignette: 'V49',
      name,
      note: '</p><script>alert(3)</script>',
      email: 'a@mail.example',
    });
    saysNot(text, /<script>|<img/);
    assert.ok(readText(text).includes(name));
    assert.ok(readText(text).includes('</p><script>alert(3)</script>'));
    const list = await desk.open('/desk');
    saysNot(list.text, /<script>|<img/);
    says(list.text, /&lt;script&gt;alert\(1\)/);
  });
});

describe('audit', () => {
  test('has a row for every view of somebody’s answers and every change, by whom', async () => {
    const user = (await desk.store.deskUsers())[0]?.id;
    const id = await send(desk.app, { vignette: 'V62', name: 'José Ferreira' });
    const path = `/desk/leads/riverside/${id}`;
    await desk.open(path);
    await desk.open('/desk');
    await desk.open('/desk/undelivered');
    await desk.send(`${path}/contacted`);
    await desk.open(path);
    await desk.send(`${path}/block`);
    await desk.send(`${path}/block`);
    await desk.send(`${path}/cancel`);
    await desk.send(`${path}/cancel`);
    await desk.send(`${path}/erase`);
    await desk.send(`${path}/erase`);
    const rows = auditOf(desk, id);
    assert.deepEqual(
      rows.map(({ action }) => action),
      ['view', 'contacted', 'view', 'blocked', 'cancelled', 'erased'],
    );
    assert.ok(rows.every(row => row.user === user));
  });

  test('has none for what was not found', async () => {
    const nobody = '00000000-0000-4000-8000-000000000000';
    await desk.open(`/desk/leads/riverside/${nobody}`);
    await desk.send(`/desk/leads/riverside/${nobody}/erase`);
    assert.deepEqual(auditOf(desk, nobody), []);
  });
});

async function read(sample: Sample): Promise<{ text: string; path: string; id: string }> {
  const id = await send(desk.app, sample);
  const path = `/desk/leads/${sample.clinic ?? 'riverside'}/${id}`;
  const { status, text } = await desk.open(path);
  assert.equal(status, 200);
  return { text: text.slice(text.indexOf('<article')), path, id };
}
