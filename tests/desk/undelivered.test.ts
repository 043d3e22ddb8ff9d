import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { failureText } from '../../server/desk/message-words.ts';
import { EVENTS } from '../../server/notify/messages.ts';
import { type Desk, openDesk, postOffice, readText, says, saysNot } from './desk-client.ts';
import { send } from './sample-leads.ts';

const NOBODY_HOME = postOffice({ kind: 'dead', code: 'smtp_550' });
const WEBHOOKS = [{ id: 'crm', url: 'https://crm.example/', secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'] }];

describe('messages that did not get through', () => {
  let desk: Desk;
  let id: string;
  before(async () => {
    desk = await openDesk({
      mailer: NOBODY_HOME,
      webhooks: { deliver: async () => ({ kind: 'dead', code: 'gone' }) },
      clinics: { riverside: { webhooks: WEBHOOKS } },
    });
    id = await send(desk.app, { vignette: 'V62', name: 'José Ferreira' });
    await send(desk.app, { vignette: 'V64', name: 'Gwen Tamura' });
  });
  after(() => desk.close());
  const dead = () => desk.store.deadMessages(['riverside', 'harbour']);
  const read = async (path: string) => readText((await desk.open(path)).text);

  test('are none at first', async () => {
    says(await read('/desk/undelivered'), /Nothing is undelivered\./);
    saysNot(await read('/desk'), /did not get through|Undelivered \d/);
  });

  test('are named with what, for whom, why and when, and counted on every page', async () => {
    await desk.work();
    assert.equal((await dead()).length, 6);
    const { text } = await desk.open('/desk/undelivered');
    const page = readText(text);
    const mine =
      /Booked Mail to the (visitor|clinic) RM José Ferreira There is no such mailbox, .* \(550\)\. Today, 9:00 AM/;
    says(page, mine);
    says(page, /Booked Webhook crm RM José Ferreira The receiver says that it is gone for good \(410\)\./);
    says(text, new RegExp(`<a href="/desk/leads/riverside/${id}">`));
    for (const path of ['/desk', '/desk/setup', '/desk/undelivered', `/desk/leads/riverside/${id}`, '/desk/nothing']) {
      says(await read(path), /Undelivered 6 Setup/, path);
    }
    says(await read('/desk'), /6 messages did not get through\. See what and to whom/);
  });

  test('keep no contact and no answer in the page', async () => {
    saysNot((await desk.open('/desk/undelivered')).text, /mail\.example|crm\.example|whsec/);
  });

  test('are sent again one by one, once each', async () => {
    const [first] = await dead();
    const path = `/desk/undelivered/riverside/${first?.id}`;
    const answer = await desk.send(path);
    assert.equal(answer.headers.get('location'), `/desk/undelivered?again=${first?.id}`);
    const page = await read(answer.headers.get('location') ?? '');
    says(page, /It is being sent again\. What fails once more comes back here\./);
    says(page, /Undelivered 5 Setup/);
    assert.equal((await desk.send(path)).status, 404);
    await desk.work();
    assert.equal((await dead()).length, 6);
    saysNot((await desk.open(`/desk/undelivered?again=${first?.id}`)).text, /role="status"/);
  });

  test('are sent again all at once', async () => {
    const answer = await desk.send('/desk/undelivered');
    assert.equal(answer.headers.get('location'), '/desk/undelivered?again=all');
    says(await read('/desk/undelivered?again=all'), /Everything is being sent again\./);
    await desk.work();
    assert.equal((await dead()).length, 6);
    saysNot((await desk.open('/desk/undelivered?again=all')).text, /role="status"/);
  });

  test('of a clinic that is not of this server are neither shown nor sent', async () => {
    const at = '2026-11-30T14:00:00Z';
    await desk.store.tell('elsewhere', 'someone', { event: 'booked', channel: 'clinic', dueAt: at }, at);
    const limits = { limit: 50, perReceiver: 50, busy: [], sendsMail: true };
    const claimed = await desk.store.claimMessages(at, '2026-11-30T15:00:00Z', limits);
    const foreign = claimed.find(({ clinic }) => clinic === 'elsewhere');
    assert.ok(foreign);
    await desk.store.settleMessage(foreign.id, { kind: 'dead', code: 'smtp_550' }, at);
    assert.equal((await desk.send(`/desk/undelivered/elsewhere/${foreign.id}`)).status, 404);
    await desk.send('/desk/undelivered');
    assert.equal((await desk.store.deadMessages(['elsewhere'])).length, 1);
    await desk.work();
    says(await read('/desk/undelivered'), /Undelivered 6 Setup/);
  });

  test('lose the name when the person is forgotten', async () => {
    await desk.send(`/desk/leads/riverside/${id}/erase`);
    const page = await read('/desk/undelivered');
    saysNot(page, /José/);
    says(page, /Booked Webhook crm RM Somebody whose data was deleted/);
  });
});

test('mail that waits because none is set up is said on the list', async () => {
  const desk = await openDesk({ clock: () => new Date() });
  saysNot((await desk.open('/desk')).text, /SMTP_URL/);
  await send(desk.app, { vignette: 'V62', name: 'José Ferreira' });
  says(
    readText((await desk.open('/desk')).text),
    /Mail is not set up on this server \(SMTP_URL\): 2 messages wait\. Please call people instead\./,
  );
  await desk.close();
});

test('mail that only waits its turn is not', async () => {
  const desk = await openDesk({ clock: () => new Date(), mailer: NOBODY_HOME });
  await send(desk.app, { vignette: 'V62', name: 'José Ferreira' });
  saysNot((await desk.open('/desk')).text, /SMTP_URL|messages? wait/);
  await desk.close();
});

describe('why a message failed', () => {
  const source = (name: string) => readFileSync(new URL(`../../server/notify/${name}.ts`, import.meta.url), 'utf8');
  const codesIn = (name: string, ...patterns: readonly RegExp[]) =>
    patterns.flatMap(pattern => [...source(name).matchAll(pattern)].map(([, code]) => code ?? ''));
  const CODE = /(?:code: |\? |: |return |Unreached\(|\?\? )'([a-z_]+)'/g;
  const words = (code: string, channel: 'visitor' | 'webhook:crm') => failureText({ code, channel });
  const NOT_ABOUT_FAILING = ['sent', 'failed', 'dead', 'dropped', 'connecting', 'handshake', 'open', 'application'];
  const UNKNOWN = words('unheard_of', 'visitor');

  test('is said for each code of a mail', () => {
    const codes = codesIn('mail', CODE).filter(code => !NOT_ABOUT_FAILING.includes(code));
    assert.ok(codes.length >= 4 && codes.includes('network'), String(codes));
    for (const code of codes) assert.notEqual(words(code, 'visitor'), UNKNOWN, code);
  });

  test('is said for each code of a webhook', () => {
    const codes = ['webhook', 'webhook-socket'].flatMap(name => codesIn(name, CODE));
    const told = [...new Set(codes)].filter(code => !NOT_ABOUT_FAILING.includes(code));
    assert.ok(told.length >= 14 && told.includes('tls') && told.includes('address_not_public'), String(told));
    for (const code of told) assert.notEqual(words(code, 'webhook:crm'), UNKNOWN, code);
  });

  test('is said for each status', () => {
    assert.equal(words('smtp_550', 'visitor'), 'There is no such mailbox, or it takes no mail from us (550).');
    assert.equal(words('smtp_535', 'visitor'), 'The mail server did not let this server sign in (535).');
    assert.equal(words('smtp_451', 'visitor'), 'The mail server put it off until we gave up (451).');
    assert.equal(words('smtp_554', 'visitor'), 'The mail server refused it (554).');
    assert.equal(words('status_503', 'webhook:crm'), 'The receiver answered with an error (503).');
    assert.match(UNKNOWN, /Its log says more/);
  });
});

test('every event has a name', async () => {
  const { EVENTS: named } = await import('../../server/desk/message-words.ts');
  assert.deepEqual(Object.keys(named).toSorted(), [...EVENTS, 'digest'].toSorted());
});

test('a message can be let go', async () => {
  const desk = await openDesk({ mailer: NOBODY_HOME });
  await send(desk.app, { vignette: 'V62', name: 'José Ferreira' });
  await desk.work();
  const before = await desk.store.deadMessages(['riverside']);
  const path = `/desk/undelivered/riverside/${before[0]?.id}/dismiss`;
  assert.equal((await desk.send(path.replace('riverside', 'harbour'))).status, 404);
  assert.equal((await desk.send(path)).headers.get('location'), '/desk/undelivered');
  assert.equal((await desk.send(path)).status, 404);
  assert.deepEqual(await desk.store.deadMessages(['riverside']), before.slice(1));
  await desk.close();
});
