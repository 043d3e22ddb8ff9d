import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Desk, openDesk, readText, says, saysNot } from './desk-client.ts';
import { offered, type Sample, send } from './sample-leads.ts';

let desk: Desk;
before(async () => {
  desk = await openDesk();
});
after(() => desk.close());

const SAMPLE: Sample = { vignette: 'V62', name: 'José Ferreira' };
const busy = async () => (await desk.store.busy('riverside', '2026-11-30T00:00:00Z', '2027-01-15T00:00:00Z')).length;

describe('marking a lead as contacted', () => {
  test('is kept beside its state, and said', async () => {
    const path = await lead();
    const answer = await desk.send(`${path}/contacted`);
    assert.equal(answer.status, 303);
    assert.equal(answer.headers.get('location'), `${path}?done=contacted`);
    const page = await desk.open(`${path}?done=contacted`);
    says(readText(page.text), /Marked as contacted\./);
    says(readText(page.text), /Free talk Booked Contacted/);
    saysNot(page.text, /Mark contacted/);
  });

  test('keeps the part of the list one came from', async () => {
    const path = await lead();
    const answer = await desk.send(`${path}/contacted?q=jos%C3%A9&clinic=riverside`);
    assert.equal(answer.headers.get('location'), `${path}?done=contacted&q=jos%C3%A9&clinic=riverside`);
  });
});

describe('cancelling', () => {
  test('asks first, without script', async () => {
    const { text } = await desk.open(await lead());
    const [, question = '', ...more] = text.split('<details');
    assert.equal(more.length, 1);
    says(readText(question), /Cancel .*Their time is free for others at once.* Cancel this talk/);
  });

  test('frees the time at once', async () => {
    const [free = ''] = await offered(desk.app, 'riverside');
    const held = await busy();
    const path = await lead();
    assert.equal(await busy(), held + 1);
    const answer = await desk.send(`${path}/cancel`);
    assert.equal(await busy(), held);
    assert.ok((await offered(desk.app, 'riverside')).includes(free));
    const page = readText((await desk.open(answer.headers.get('location') ?? '')).text);
    says(page, /Cancelled\. The time is free again\./);
    says(page, /Free talk Cancelled/);
    saysNot(page, /Cancel this talk|No show/);
  });

  test('a callback closes it', async () => {
    const path = await lead({ ...SAMPLE, callback: [], phone: '(212) 555-0120' });
    says(readText((await desk.open(path)).text), /This closes the request .* Cancel this request/);
    await desk.send(`${path}/cancel`);
    assert.match(
      readText((await desk.open(`${path}?done=cancel`)).text),
      /Cancelled\. Call back Cancelled|Cancelled\./,
    );
  });

  test('twice changes nothing more', async () => {
    const path = await lead();
    await desk.send(`${path}/cancel`);
    assert.equal((await desk.send(`${path}/cancel`)).status, 303);
    assert.equal((await desk.send(`${path}/no-show`)).status, 303);
    says(readText((await desk.open(`${path}?done=no-show`)).text), /Free talk Cancelled/);
  });
});

describe('a no-show', () => {
  test('is marked and said', async () => {
    const path = await lead();
    const answer = await desk.send(`${path}/no-show`);
    const page = readText((await desk.open(answer.headers.get('location') ?? '')).text);
    says(page, /Marked as no show\./);
    says(page, /Free talk No show/);
  });
});

describe('a notice', () => {
  test('is shown for what is true only', async () => {
    const path = await lead();
    for (const done of ['cancel', 'no-show', 'contacted', 'constructor', '<b>']) {
      const { text } = await desk.open(`${path}?done=${encodeURIComponent(done)}`);
      saysNot(text, /role="status"/, done);
    }
  });
});

/** @returns the path of a new lead's page */
async function lead(sample: Sample = SAMPLE): Promise<string> {
  return `/desk/leads/riverside/${await send(desk.app, sample)}`;
}
