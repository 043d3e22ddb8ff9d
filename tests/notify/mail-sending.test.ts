/** Mails on their way: to one recipient, with the headers we mean, and an honest word on how it ended. */
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Email } from 'postal-mime';
import { createMailer, type Mailer } from '../../server/notify/mail.ts';
import { composeMail } from '../../server/notify/mail-compose.ts';
import type { Mail } from '../../server/notify/mail-letter.ts';
import type { Delivery } from '../../server/notify/messages.ts';
import { clinicOf, leadOf, needsOf } from './mail-samples.ts';
import { readMail, type SmtpServer, startSmtp, startStranger } from './smtp.ts';

const FROM = 'talks@unknot.example';
const ID = '0f5d3a52-1111-4222-8333-999955556666';

let smtp: SmtpServer;
let mailer: Mailer;
before(async () => {
  smtp = await startSmtp();
  mailer = createMailer(smtp.url, FROM);
});
afterEach(() => smtp.refuse());
after(async () => {
  mailer.close();
  await smtp.close();
});

async function mailFor(email: string, clinic: Readonly<Record<string, unknown>> = {}): Promise<Mail> {
  const lead = leadOf({ contact: { email } });
  const mail = await composeMail('booked', 'visitor', needsOf({ lead, clinic: clinicOf(clinic) }));
  assert.ok(mail);
  return mail;
}

/** Sends it, and reads what arrived since. */
async function sent(
  mail: Mail,
): Promise<{ delivery: Delivery; envelopes: readonly (readonly string[])[]; mails: Email[] }> {
  const before = smtp.received.length;
  const delivery = await mailer.send(mail, ID);
  const arrived = smtp.received.slice(before);
  return { delivery, envelopes: arrived.map(({ to }) => to), mails: await Promise.all(arrived.map(readMail)) };
}

/** All that a mail of ours has at its top, in order. */
const HEADERS = [
  'auto-submitted',
  'content-type',
  'date',
  'from',
  'message-id',
  'mime-version',
  'reply-to',
  'subject',
  'to',
];
const keysOf = (mail: Email | undefined): readonly string[] => (mail?.headers ?? []).map(({ key }) => key).sort();
const addresses = (list: Email['to']): readonly unknown[] => (list ?? []).map(({ address }) => address);

test('one mail, as a mail program reads it', async () => {
  const mail = await mailFor('robin@mail.example');
  const { delivery, envelopes, mails } = await sent(mail);
  assert.deepEqual(delivery, { kind: 'sent' });
  assert.deepEqual(envelopes, [['robin@mail.example']]);
  assert.equal(smtp.received.at(-1)?.from, FROM);
  const [read] = mails;
  assert.deepEqual(keysOf(read), HEADERS);
  assert.deepEqual([read?.from?.name, read?.from?.address], ['Riverside Massage', FROM]);
  assert.deepEqual(addresses(read?.to), ['robin@mail.example']);
  assert.deepEqual(addresses(read?.replyTo), ['hello@riverside-massage.example']);
  assert.equal(read?.subject, mail.subject);
  assert.equal(read?.messageId, `<${ID}@unknot.example>`);
  assert.equal(read?.headers.find(({ key }) => key === 'auto-submitted')?.value, 'auto-generated');
  assert.equal(read?.text?.trimEnd(), mail.text.trimEnd());
  assert.equal(read?.html?.trimEnd(), mail.html.trimEnd());
});

test('the invitation comes as the part that calendars act on, and as a file', async () => {
  const mail = await mailFor('robin@mail.example');
  const [read] = (await sent(mail)).mails;
  const raw = String(smtp.received.at(-1)?.raw);
  assert.match(raw, /\r\nContent-Type: text\/calendar; charset=utf-8; method=REQUEST\r\n/);
  // Mail programs show the last alternative they understand: the calendar's stands after plain text and HTML.
  const parts = [...raw.matchAll(/^Content-Type: ([a-z]+\/[a-z]+)/gm)].map(([, type]) => type);
  assert.deepEqual(parts, [
    'multipart/mixed',
    'multipart/alternative',
    'text/plain',
    'text/html',
    'text/calendar',
    'application/ics',
  ]);
  const file = read?.attachments.find(({ mimeType }) => mimeType === 'application/ics');
  assert.equal(file?.filename, 'invite.ics');
  assert.ok(typeof file.content !== 'string');
  // The reader makes line ends its own; as sent they are those that calendars ask for.
  assert.equal(new TextDecoder().decode(file.content), mail.invitation?.content.replaceAll('\r\n', '\n'));
  assert.ok(raw.includes(mail.invitation?.content ?? 'nothing'));
});

test('every try of one message has the same Message-ID', async () => {
  const mail = await mailFor('robin@mail.example');
  const ids = [(await sent(mail)).mails[0]?.messageId, (await sent(mail)).mails[0]?.messageId];
  assert.equal(ids[0], ids[1]);
});

test('without an address of its own it comes from the clinic', async () => {
  const own = createMailer(smtp.url);
  await own.send(await mailFor('robin@mail.example'), ID);
  own.close();
  const received = smtp.received.at(-1);
  assert.ok(received);
  assert.equal(received.from, 'hello@riverside-massage.example');
  assert.equal((await readMail(received)).messageId, `<${ID}@riverside-massage.example>`);
});

describe('an address that is more than one mailbox is sent nothing', () => {
  for (const address of [
    'robin@mail.example\r\nBcc: eve@evil.example',
    'robin@mail.example\nRCPT TO:<eve@evil.example>',
    'robin@mail.example\rX-Evil: 1',
    'robin@mail.example, eve@evil.example',
    'robin@mail.example; eve@evil.example',
    'robin@mail.example eve@evil.example',
    'Robin <robin@mail.example>',
    'friends: robin@mail.example, eve@evil.example;',
    '<eve@evil.example>robin@mail.example',
    '"robin@evil.example"@mail.example',
    'robin@evil.example@mail.example',
    '"robin, eve"@mail.example',
    'robin(comment)@mail.example',
    'róbin@mail.example',
    'robin@mäil.example',
    'robin@mail.example\u0000',
    'robin@mail.example\u2028Bcc: eve@evil.example',
    'ｒobin@mail.example',
    'robin@[127.0.0.1]',
    '',
    `${'r'.repeat(250)}@mail.example`,
  ]) {
    test(JSON.stringify(address).slice(0, 60), async () => {
      const mail = { ...(await mailFor('robin@mail.example')), to: address };
      const asked = smtp.recipients.length;
      assert.deepEqual((await sent(mail)).delivery, { kind: 'dead', code: 'bad_address' });
      assert.equal(smtp.recipients.length, asked);
    });
  }
});

describe('odd but good addresses are one recipient', () => {
  for (const address of [
    `${'r'.repeat(200)}@mail.example`,
    "o'neil+tag.x_y-z@mail.example",
    'ROBIN@MAIL.EXAMPLE',
    'robin@post.mail-server.example',
    '+@mail.example',
  ]) {
    test(address.slice(0, 40), async () => {
      const { delivery, envelopes, mails } = await sent(await mailFor(address));
      assert.equal(delivery.kind, 'sent');
      // The local part is the receiver's own; domains have no letter case.
      assert.deepEqual(
        envelopes.map(list => list.map(to => to.toLowerCase())),
        [[address.toLowerCase()]],
      );
      assert.deepEqual(keysOf(mails[0]), HEADERS);
      assert.equal(mails[0]?.to?.length, 1);
    });
  }
});

describe('whatever a clinic is called, the headers are the ones we mean', () => {
  for (const name of [
    'Riverside\r\nBcc: eve@evil.example',
    'Riverside\nX-Evil: 1\n\nhello',
    'Riverside\rX-Evil: 1',
    'Massage, Riverside, <eve@evil.example>',
    '"Riverside" <eve@evil.example>',
    'Riverside; eve@evil.example',
    'Ström & Søn – 流れ 🌊',
    'Riverside\u2028\u0085Bcc: eve@evil.example',
    '=?utf-8?Q?Evil=0D=0ABcc:_eve@evil.example?=',
    'R'.repeat(80),
    'é'.repeat(80),
    'back\\slash "quote',
  ]) {
    test(JSON.stringify(name).slice(0, 60), async () => {
      const asked = smtp.recipients.length;
      const { delivery, envelopes, mails } = await sent(await mailFor('robin@mail.example', { name }));
      assert.equal(delivery.kind, 'sent');
      assert.deepEqual(envelopes, [['robin@mail.example']]);
      assert.equal(smtp.recipients.length, asked + 1);
      assert.deepEqual(keysOf(mails[0]), HEADERS);
      assert.equal(mails[0]?.from?.address, FROM);
      assert.deepEqual(addresses(mails[0]?.to), ['robin@mail.example']);
      const top = String(smtp.received.at(-1)?.raw).split('\r\n\r\n')[0] ?? '';
      assert.doesNotMatch(top, /^(bcc|x-evil|cc):/im);
    });
  }
});

describe('how a try ends', () => {
  const ENDS: readonly (readonly [Parameters<SmtpServer['refuse']>[0], number, Delivery])[] = [
    ['rcpt', 550, { kind: 'dead', code: 'smtp_550' }],
    ['rcpt', 551, { kind: 'dead', code: 'smtp_551' }],
    ['rcpt', 451, { kind: 'failed', code: 'smtp_451' }],
    ['rcpt', 503, { kind: 'failed', code: 'smtp_503' }],
    ['data', 554, { kind: 'dead', code: 'smtp_554' }],
    ['data', 452, { kind: 'failed', code: 'smtp_452' }],
    ['mail', 553, { kind: 'failed', code: 'smtp_553' }],
  ];
  for (const [at, code, expected] of ENDS) {
    test(`${code} at ${at}: ${expected.kind}`, async () => {
      const mail = await mailFor('robin@mail.example');
      smtp.refuse(at, code);
      assert.deepEqual((await sent(mail)).delivery, expected);
      smtp.refuse();
      assert.deepEqual((await sent(mail)).delivery, { kind: 'sent' }, 'the connection is of use again');
    });
  }

  const trouble = async (url: string): Promise<Delivery> => {
    const hasty = createMailer(url, FROM, 150);
    const delivery = await hasty.send(await mailFor('robin@mail.example'), ID);
    hasty.close();
    return delivery;
  };

  test('nobody listens', async () => {
    const gone = await startSmtp();
    await gone.close();
    assert.deepEqual(await trouble(gone.url), { kind: 'failed', code: 'network' });
  });

  test('a host that is not there', async () => {
    assert.deepEqual(await trouble('smtp://nowhere.invalid:2525'), { kind: 'failed', code: 'network' });
  });

  test('no word from the other side', async t => {
    const silent = await startStranger(() => {});
    t.after(silent.close);
    assert.deepEqual(await trouble(silent.url), { kind: 'failed', code: 'timeout' });
  });

  test('a greeting that never ends', async t => {
    const endless = await startStranger(socket => {
      const timer = setInterval(() => socket.write('220-a little more\r\n'), 20);
      socket.on('close', () => clearInterval(timer));
    });
    t.after(endless.close);
    assert.deepEqual(await trouble(endless.url), { kind: 'failed', code: 'timeout' });
  });

  test('an answer that never ends', { timeout: 20_000 }, async t => {
    const endless = await startStranger(socket => {
      socket.write('220 hello\r\n');
      const timer = setInterval(() => socket.write('250-a little more\r\n'), 20);
      socket.on('close', () => clearInterval(timer));
    });
    t.after(endless.close);
    assert.deepEqual(await trouble(endless.url), { kind: 'failed', code: 'timeout' });
  });

  test('a line that is cut', async t => {
    const rude = await startStranger(socket => socket.end());
    t.after(rude.close);
    assert.deepEqual(await trouble(rude.url), { kind: 'failed', code: 'network' });
  });

  test('another protocol', async t => {
    const web = await startStranger(socket => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'));
    t.after(web.close);
    assert.equal((await trouble(web.url)).kind, 'failed');
  });

  test("a wrong password is our trouble, not the mail's", async t => {
    const guarded = await startSmtp({ login: { user: 'unknot', password: 'right' } });
    t.after(guarded.close);
    assert.deepEqual(await trouble(guarded.url.replace('right', 'wrong')), { kind: 'failed', code: 'smtp_535' });
    assert.deepEqual(await trouble(guarded.url), { kind: 'sent' });
    assert.equal(guarded.received.length, 1);
  });

  test('after it was closed', async () => {
    const closed = createMailer(smtp.url, FROM);
    closed.close();
    assert.deepEqual(await closed.send(await mailFor('robin@mail.example'), ID), { kind: 'failed', code: 'network' });
  });
});

test('many at once: each arrives once', async () => {
  const mail = await mailFor('robin@mail.example');
  const before = smtp.received.length;
  const ids = Array.from({ length: 30 }, (_, index) => `many-${index}`);
  const deliveries = await Promise.all(ids.map(id => mailer.send(mail, id)));
  assert.ok(deliveries.every(({ kind }) => kind === 'sent'));
  const read = await Promise.all(smtp.received.slice(before).map(readMail));
  assert.deepEqual(read.map(({ messageId }) => messageId).sort(), ids.map(id => `<${id}@unknot.example>`).sort());
});

test('a mail that names a file or an address sends neither', async () => {
  const mail = await mailFor('robin@mail.example', { name: '/etc/passwd', address: 'data:text/plain,x' });
  const { mails } = await sent(mail);
  assert.equal(mails[0]?.from?.name, '/etc/passwd');
  assert.ok(!String(smtp.received.at(-1)?.raw).includes('root:'));
});
