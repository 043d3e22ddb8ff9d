/** Addresses and names that lead somewhere else than to the public internet: nobody there ever hears of a message. */
import assert from 'node:assert/strict';
import { createHook } from 'node:async_hooks';
import { after, type TestContext, test } from 'node:test';
import { createWebhooks, type WebhookOptions } from '../../server/notify/webhook.ts';
import { createResolve } from '../../server/notify/webhook-names.ts';
import { type Entry, startNameServer } from './name-server.ts';
import { CERTIFICATE, startReceiver } from './receiver.ts';

/** Node makes one of these each time it asks the system to connect, wherever to. */
let attempts = 0;
const counting = createHook({
  init: (_id, type) => {
    if (type === 'TCPCONNECTWRAP') attempts += 1;
  },
}).enable();
after(() => counting.disable());

/** Notations of an address of this machine that the receiver listens on. */
const THIS_MACHINE = [
  ...['127.0.0.1', '127.1', '127.0.1', '127.0.0.1.', '2130706433', '0x7f000001', '0x7f.1', '0X7F.0x0.0x0.0x1'],
  ...['0177.0.0.1', '017700000001', '0177.1', '127.0.0.0x1', '１２７.０.０.１', '①②⑦.⓪.⓪.①', '127。0。0。1'],
  ...['%31%32%37.0.0.1', '/127.0.0.1', '\\127.0.0.1', '12\t7.0.0.1', '@127.0.0.1'],
];
const NOT_PUBLIC = [
  ...THIS_MACHINE,
  ...['0.0.0.0', '0', '0x0', '127.255.255.254', '10.0.0.1', '012.0.0.1', '167772161', '172.16.0.1', '192.168.1.1'],
  ...['3232235777', '100.64.0.1', '100.100.100.200', '169.254.169.254', '0xa9fea9fe', '2852039166', '169.254.43518'],
  ...['0251.0376.0251.0376', '168.63.129.16', '192.0.0.192', '192.0.2.1', '198.18.0.1', '203.0.113.1', '224.0.0.1'],
  ...['240.0.0.1', '255.255.255.255', '4294967295'],
  ...[
    '[::1]',
    '[::]',
    '[0:0:0:0:0:0:0:1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::ffff:a9fe:a9fe]',
    '[::127.0.0.1]',
  ],
  ...['[::ffff:0:127.0.0.1]', '[64:ff9b::127.0.0.1]', '[64:ff9b::a9fe:a9fe]', '[64:ff9b:1::7f00:1]', '[2002:7f00:1::]'],
  ...['[2001:0:7f00:1::]', '[fe80::1]', '[fec0::1]', '[fc00::1]', '[fd00:ec2::254]', '[ff02::1]', '[2001:db8::1]'],
];

for (const host of NOT_PUBLIC) {
  test(`https://${JSON.stringify(host).slice(1, -1)}: address_not_public`, async t => {
    const { delivery, connections, tried } = await deliverTo(t, host);
    assert.deepEqual(delivery, { kind: 'failed', code: 'address_not_public' });
    assert.deepEqual({ connections, tried }, { connections: 0, tried: 0 });
  });
}

test('without the check, each notation of this machine would have reached it', async t => {
  for (const host of THIS_MACHINE) {
    const { connections, tried } = await deliverTo(t, host, { isAllowed: () => true });
    assert.deepEqual({ connections, tried }, { connections: 1, tried: 1 }, host);
  }
});

const NAMES: Readonly<Record<string, Entry>> = {
  localhost: { addresses: ['127.0.0.1', '::1'] },
  'a.localhost': { addresses: ['127.0.0.1'] },
  'this.test': { addresses: ['127.0.0.1'] },
  'any.test': { addresses: ['0.0.0.0'] },
  'office.test': { addresses: ['10.0.0.1', '192.168.0.1', 'fd00::1'] },
  'metadata.test': { addresses: ['169.254.169.254'] },
  'this-six.test': { addresses: ['::1'] },
  'any-six.test': { addresses: ['::'] },
  'mapped.test': { addresses: ['::ffff:127.0.0.1'] },
  'nat64.test': { addresses: ['64:ff9b::127.0.0.1'] },
  'tunnel.test': { addresses: ['2002:7f00:1::', '2001:0:7f00:1::'] },
  'link.test': { addresses: ['fe80::1'] },
  'alias.test': { alias: 'this.test' },
  'alias-of-alias.test': { alias: 'alias.test' },
  'alias-and-more.test': { alias: 'metadata.test', addresses: ['10.0.0.1'] },
};
const SPELLINGS = ['localhost.', 'LOCALHOST', 'this.test.', 'This.Test', 'ｔｈｉｓ.test', 'this。test', 'th%69s.test'];

for (const host of [...Object.keys(NAMES), ...SPELLINGS]) {
  test(`https://${host}: address_not_public, by its name server`, async t => {
    const { address } = await startNameServer(t, name => NAMES[name]);
    const { delivery, connections, tried } = await deliverTo(t, host, { resolve: createResolve([address]) });
    assert.deepEqual(delivery, { kind: 'failed', code: 'address_not_public' });
    assert.deepEqual({ connections, tried }, { connections: 0, tried: 0 });
  });
}

for (const host of ['receiver.test', 'RECEIVER.test.', 'also.test']) {
  test(`https://${host}: found by its name server, where its address may be connected to`, async t => {
    const known: Readonly<Record<string, Entry>> = {
      'receiver.test': { addresses: ['127.0.0.1'] },
      'also.test': { alias: 'receiver.test' },
    };
    const { address } = await startNameServer(t, name => known[name]);
    const receiver = await startReceiver(t);
    const webhooks = createWebhooks({ resolve: createResolve([address]), isAllowed: () => true, ca: CERTIFICATE });
    const delivery = await deliver(webhooks, `https://${host}:${receiver.port}/`);
    // Another name of the receiver is not the one its certificate is for.
    assert.deepEqual(delivery, host === 'also.test' ? { kind: 'failed', code: 'tls' } : { kind: 'sent' });
    assert.deepEqual(receiver.names, [host === 'also.test' ? 'also.test' : 'receiver.test']);
  });
}

test('a name nobody knows, though this machine may: dns', async t => {
  const { address } = await startNameServer(t, () => undefined);
  for (const host of ['localhost', 'ip6-localhost', 'nowhere.test', '0x7f.1.test']) {
    const { delivery, tried } = await deliverTo(t, host, { resolve: createResolve([address]) });
    assert.deepEqual([delivery, tried], [{ kind: 'failed', code: 'dns' }, 0], host);
  }
});

test('a name server that changes its mind: asked once, and what it said then is connected to', async t => {
  const server = await startNameServer(t, (_, time) => ({ addresses: [time === 1 ? '127.0.0.1' : '127.0.0.2'] }));
  const receiver = await startReceiver(t);
  const webhooks = createWebhooks({
    resolve: createResolve([server.address]),
    isAllowed: address => address === '127.0.0.1',
    ca: CERTIFICATE,
  });
  const before = attempts;
  const outcomes = [await deliver(webhooks, receiver.url), server.asked('receiver.test')];
  assert.deepEqual(outcomes, [{ kind: 'sent' }, 1]);
  assert.deepEqual(await deliver(webhooks, receiver.url), { kind: 'failed', code: 'address_not_public' });
  assert.deepEqual([receiver.connections(), attempts - before], [1, 1]);
});

test('of mixed addresses, the forbidden ones are left out', async t => {
  const asked: string[] = [];
  const isAllowed = (address: string) => {
    asked.push(address);
    return address === '127.0.0.1';
  };
  const addresses = ['10.0.0.1', '::1', '127.0.0.1', '169.254.169.254'];
  const options = { resolve: async () => addresses, isAllowed, ca: CERTIFICATE };
  const { delivery, connections, tried } = await deliverTo(t, 'receiver.test', options);
  assert.deepEqual({ delivery, connections, tried }, { delivery: { kind: 'sent' }, connections: 1, tried: 1 });
  assert.deepEqual(asked, [...addresses, '127.0.0.1'], 'once more when connected');
});

for (const host of ['receiver.test', '127.0.0.1']) {
  test(`https://${host}: where the connection led elsewhere after all, not one byte is written`, async t => {
    const receiver = await startReceiver(t);
    let checks = 0;
    const isAllowed = () => ++checks === 1;
    const webhooks = createWebhooks({ resolve: async () => ['127.0.0.1'], isAllowed, ca: CERTIFICATE });
    const delivery = await deliver(webhooks, `https://${host}:${receiver.port}/`);
    assert.deepEqual(delivery, { kind: 'failed', code: 'address_not_public' });
    await receiver.firstEnded;
    assert.deepEqual([checks, receiver.connections(), receiver.bytes()], [2, 1, 0]);
  });
}

for (const location of [
  'http://169.254.169.254/latest/meta-data/',
  'https://169.254.169.254/',
  'https://[fd00:ec2::254]/',
  'https://127.0.0.1/',
  '//localhost/',
  '/hook',
]) {
  test(`a redirect to ${location} is followed by nobody`, async t => {
    const receiver = await startReceiver(t, (_, response) => response.writeHead(302, { location }).end());
    const webhooks = createWebhooks({ resolve: async () => ['127.0.0.1'], isAllowed: () => true, ca: CERTIFICATE });
    const before = attempts;
    assert.deepEqual(await deliver(webhooks, receiver.url), { kind: 'failed', code: 'redirect' });
    assert.deepEqual([receiver.hits.length, attempts - before], [1, 1]);
  });
}

const USELESS: Readonly<Record<string, readonly string[]>> = {
  not_https: ['http://receiver.test/', 'HTTP://127.0.0.1', 'ftp://receiver.test/', 'file:///etc/passwd', 'data:,x'],
  credentials_in_url: ['https://me:secret@receiver.test/', 'https://me@receiver.test', 'https://:secret@127.0.0.1'],
  bad_url: [
    ...['', 'receiver.test', '//receiver.test', 'https://', 'https://receiver.test:99999', 'https://256.256.256.256'],
    ...['https://1.2.3.4.5', 'https://[::1', 'https://[fe80::1%25eth0]/', 'https://[::ffff:127.0.1]', 'https://a b/'],
    ...['https://0x100000000', 'https://receiver.test:80:80'],
  ],
};

for (const [code, urls] of Object.entries(USELESS)) {
  test(`an address that can never work is given up at once: ${code}`, async () => {
    const before = attempts;
    const webhooks = createWebhooks({ resolve: async () => ['127.0.0.1'], isAllowed: () => true });
    for (const url of urls) assert.deepEqual(await deliver(webhooks, url), { kind: 'dead', code }, url);
    assert.equal(attempts - before, 0);
  });
}

test('the list is long enough', () => {
  const all = new Set([...NOT_PUBLIC, ...Object.keys(NAMES), ...SPELLINGS]);
  assert.ok(all.size >= 40, `${all.size}`);
});

type Webhooks = ReturnType<typeof createWebhooks>;
const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const MESSAGE = { id: 'm', sentAt: new Date(0), payload: '{}' };
const deliver = (webhooks: Webhooks, url: string) => webhooks.deliver({ url, secrets: [SECRET] }, MESSAGE);

/** Delivers to a host on the port of a receiver of this machine, as a server in use does but for the options. */
async function deliverTo(t: TestContext, host: string, options: WebhookOptions = {}) {
  const receiver = await startReceiver(t);
  const before = attempts;
  const delivery = await deliver(createWebhooks(options), `https://${host}:${receiver.port}/hook`);
  const tried = attempts - before;
  await receiver.close();
  return { delivery, tried, connections: receiver.connections() };
}
