import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { RequestListener, ServerResponse } from 'node:http';
import { type TestContext, test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import { createWebhooks, type WebhookOptions } from '../../server/notify/webhook.ts';
import { CERTIFICATE, type Hit, type Receiver, startReceiver, startTcp } from './receiver.ts';

const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;
const SECRET = newSecret();
const PAYLOAD = '{"type":"lead.booked","name":"Siobhán 🌿"}';
const messageNow = (payload = PAYLOAD) => ({ id: randomUUID(), sentAt: new Date(), payload });

/** Webhooks that know `receiver.test` and trust it. */
const webhooksHere = (options: WebhookOptions = {}) =>
  createWebhooks({ resolve: async () => ['127.0.0.1'], isAllowed: () => true, ca: CERTIFICATE, ...options });

const deliver = (url: string, options: WebhookOptions = {}, signal?: AbortSignal) =>
  webhooksHere(options).deliver({ url, secrets: [SECRET] }, messageNow(), signal);

/** What a receiver that answers so makes of a delivery. */
const deliverTo = async (t: TestContext, answer: RequestListener, options: WebhookOptions = {}) =>
  deliver((await startReceiver(t, answer)).url, options);

const failed = (code: string) => ({ kind: 'failed', code });
const onlyHit = ({ hits }: Receiver): Hit => {
  const [hit, ...more] = hits;
  assert.ok(hit && more.length === 0, `${hits.length} requests`);
  return hit;
};
/** By the reference library; throws where no signature fits. */
function verify(secret: string, { headers, body }: Hit): void {
  const text = (name: string): string => String(headers[name]);
  new Webhook(secret).verify(body, {
    'webhook-id': text('webhook-id'),
    'webhook-timestamp': text('webhook-timestamp'),
    'webhook-signature': text('webhook-signature'),
  });
}

test('a message arrives whole, as a signed POST the reference library accepts', async t => {
  const receiver = await startReceiver(t);
  const message = messageNow();
  const target = { url: `${receiver.url}/a%20b?c=d#e`, secrets: [SECRET] };
  assert.deepEqual(await webhooksHere().deliver(target, message), { kind: 'sent' });
  const hit = onlyHit(receiver);
  verify(SECRET, hit);
  assert.throws(() => verify(newSecret(), hit), /No matching signature/);
  assert.throws(() => verify(SECRET, { ...hit, body: `${hit.body} ` }), /No matching signature/);
  assert.deepEqual([hit.method, hit.path, hit.body], ['POST', '/hook/a%20b?c=d', PAYLOAD]);
  const { 'webhook-signature': signature, ...headers } = hit.headers;
  assert.match(String(signature), /^v1,[A-Za-z0-9+/]{43}=$/);
  assert.deepEqual(headers, {
    host: `receiver.test:${receiver.port}`,
    connection: 'close',
    'user-agent': 'Unknot',
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(PAYLOAD)),
    'webhook-id': message.id,
    'webhook-timestamp': String(Math.floor(message.sentAt.getTime() / 1000)),
  });
});

test('while secrets rotate, who knows the new or the old one accepts the message', async t => {
  const receiver = await startReceiver(t);
  const secrets = [newSecret(), newSecret()];
  assert.deepEqual(await webhooksHere().deliver({ url: receiver.url, secrets }, messageNow()), { kind: 'sent' });
  const hit = onlyHit(receiver);
  for (const secret of secrets) verify(secret, hit);
  assert.throws(() => verify(SECRET, hit), /No matching signature/);
  assert.equal(String(hit.headers['webhook-signature']).split(' ').length, 2);
});

test('nothing is sent unsigned, or signed with half a secret', async t => {
  const receiver = await startReceiver(t);
  const unusable = ['', 'whsec_', 'whsec_?', SECRET.slice(0, -1), SECRET.slice(6), `${SECRET}\n`, ` ${SECRET}`];
  for (const secrets of [[], ...unusable.flatMap(secret => [[secret], [SECRET, secret]])]) {
    const delivery = await webhooksHere().deliver({ url: receiver.url, secrets }, messageNow());
    assert.deepEqual(delivery, { kind: 'dead', code: 'bad_secret' }, JSON.stringify(secrets));
  }
  assert.equal(receiver.connections(), 0);
});

for (const status of [200, 201, 202, 204, 299]) {
  test(`${status}: sent`, async t => {
    assert.deepEqual(await deliverTo(t, (_, response) => response.writeHead(status).end()), { kind: 'sent' });
  });
}

for (const status of [400, 401, 404, 409, 429, 500, 502, 503, 600]) {
  test(`${status}: failed`, async t => {
    const answer: RequestListener = (_, response) => response.writeHead(status, 'Secret word').end('secret word');
    assert.deepEqual(await deliverTo(t, answer), failed(`status_${status}`));
  });
}

test('410: dead', async t => {
  assert.deepEqual(await deliverTo(t, (_, response) => response.writeHead(410).end()), { kind: 'dead', code: 'gone' });
});

for (const status of [300, 301, 302, 303, 304, 307, 308]) {
  test(`${status}: failed, and nobody is sent on`, async t => {
    const other = await startReceiver(t);
    const receiver = await startReceiver(t, (_, response) => response.writeHead(status, { location: other.url }).end());
    assert.deepEqual(await deliver(receiver.url), failed('redirect'));
    assert.deepEqual([receiver.hits.length, other.connections()], [1, 0]);
  });
}

test('every message has a connection of its own', async t => {
  const receiver = await startReceiver(t);
  const webhooks = webhooksHere();
  for (const _ of [1, 2, 3]) await webhooks.deliver({ url: receiver.url, secrets: [SECRET] }, messageNow());
  assert.deepEqual([receiver.hits.length, receiver.connections()], [3, 3]);
});

test('where one address does not answer, the next one is tried', async t => {
  const { url } = await startReceiver(t);
  assert.deepEqual(await deliver(url, { resolve: async () => ['::1', '127.0.0.1'] }), { kind: 'sent' });
});

const SHORT = { milliseconds: 300 };

test('a name server that never answers: timeout', async () => {
  const { promise: never } = Promise.withResolvers<readonly string[]>();
  assert.deepEqual(await deliver('https://receiver.test/', { ...SHORT, resolve: () => never }), failed('timeout'));
});

test('a connection that is taken and never spoken on: timeout', async t => {
  const silent = await startTcp(t);
  assert.deepEqual(await deliver(`https://receiver.test:${silent.port}/`, SHORT), failed('timeout'));
  assert.equal(silent.connections(), 1);
});

test('a request that is never answered: timeout, and the connection is cut', async t => {
  const { promise: cut, resolve } = Promise.withResolvers<void>();
  assert.deepEqual(await deliverTo(t, request => request.socket.once('close', resolve), SHORT), failed('timeout'));
  await cut;
});

test('an answer that stops in the middle of its head: timeout', async t => {
  const answer: RequestListener = ({ socket }) => socket.write('HTTP/1.1 200 OK\r\ncontent-le');
  assert.deepEqual(await deliverTo(t, answer, SHORT), failed('timeout'));
});

test('an answer that is never ended has been given all the same', async t => {
  const slow = (status: number) => deliverTo(t, (_, response) => response.writeHead(status).write('…'), SHORT);
  assert.deepEqual(await slow(200), { kind: 'sent' });
  assert.deepEqual(await slow(500), failed('status_500'));
});

test('an answer that breaks off has been given all the same', async t => {
  const answer: RequestListener = ({ socket }, response) => {
    response.writeHead(200, { 'content-length': 100 }).write('half');
    socket.end();
  };
  assert.deepEqual(await deliverTo(t, answer), { kind: 'sent' });
});

/** Writes as fast as it is read, for ever; resolves when it is cut off. */
async function pour(response: ServerResponse): Promise<void> {
  const closed = once(response, 'close');
  const more = (): void => {
    while (!response.destroyed && response.write(Buffer.alloc(4096, 'a')));
  };
  response.on('drain', more);
  more();
  await closed;
}

for (const [status, delivery] of [[200, { kind: 'sent' }] as const, [500, failed('status_500')] as const]) {
  // The limit is longer than the test's: only cutting the body off ends this in time.
  test(`${status} with a body without end: cut off`, { timeout: 20_000 }, async t => {
    const { promise: cut, resolve } = Promise.withResolvers<void>();
    const answer: RequestListener = (_, response) => resolve(pour(response.writeHead(status)));
    assert.deepEqual(await deliverTo(t, answer, { milliseconds: 600_000 }), delivery);
    await cut;
  });
}

test('nobody listens: refused', async t => {
  const gone = await startTcp(t);
  await gone.close();
  assert.deepEqual(await deliver(`https://receiver.test:${gone.port}/`), failed('refused'));
});

test('a name nobody knows, or that nobody can say: dns', async () => {
  const lost = async () => {
    throw new Error('SERVFAIL');
  };
  assert.deepEqual(await deliver('https://receiver.test/', { resolve: async () => [] }), failed('dns'));
  assert.deepEqual(await deliver('https://receiver.test/', { resolve: lost }), failed('dns'));
});

test('who cannot prove to be the receiver is told nothing: tls', async t => {
  const receiver = await startReceiver(t);
  const strangers = [
    // Nobody vouches for it.
    createWebhooks({ resolve: async () => ['127.0.0.1'], isAllowed: () => true }).deliver(
      { url: receiver.url, secrets: [SECRET] },
      messageNow(),
    ),
    // It is somebody else.
    deliver(receiver.url.replace('receiver.test', 'other.test')),
    deliver(receiver.url.replace('receiver.test', '127.0.0.1')),
  ];
  for (const delivery of strangers) assert.deepEqual(await delivery, failed('tls'));
  assert.deepEqual([receiver.connections(), receiver.hits.length], [3, 0]);
});

test('a server that speaks something else: tls', async t => {
  const plain = await startTcp(t, socket => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'));
  assert.deepEqual(await deliver(`https://receiver.test:${plain.port}/`), failed('tls'));
});

test('a connection that ends without an answer: closed', async t => {
  assert.deepEqual(await deliverTo(t, ({ socket }) => socket.destroy()), failed('closed'));
  const upgrade = 'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n';
  assert.deepEqual(await deliverTo(t, ({ socket }) => socket.write(upgrade)), failed('closed'));
});

test('an answer that is none: bad_answer', async t => {
  for (const text of ['hello\r\n\r\n', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}\r\n\r\n`]) {
    assert.deepEqual(await deliverTo(t, ({ socket }) => socket.end(text)), failed('bad_answer'));
  }
});

test('whoever stops the server stops the delivery', async t => {
  const stopping = new AbortController();
  const receiver = await startReceiver(t, () => stopping.abort());
  assert.deepEqual(await deliver(receiver.url, {}, stopping.signal), failed('stopped'));
  assert.deepEqual(await deliver(receiver.url, {}, stopping.signal), failed('stopped'));
  assert.deepEqual([receiver.connections(), receiver.hits.length], [1, 1]);
});

test('dead receivers hold nobody up', async t => {
  const stopping = new AbortController();
  const { promise: allTaken, resolve } = Promise.withResolvers<void>();
  const silent = await startTcp(t, () => silent.connections() === 30 && resolve());
  const good = await startReceiver(t);
  const webhooks = webhooksHere();
  let settled = 0;
  const dead = Array.from({ length: 30 }, async () => {
    const target = { url: `https://receiver.test:${silent.port}/`, secrets: [SECRET] };
    const delivery = await webhooks.deliver(target, messageNow(), stopping.signal);
    settled += 1;
    return delivery;
  });
  await allTaken;
  for (const _ of [1, 2, 3]) {
    const delivery = await webhooks.deliver({ url: good.url, secrets: [SECRET] }, messageNow(), stopping.signal);
    assert.deepEqual(delivery, { kind: 'sent' });
  }
  assert.equal(settled, 0);
  stopping.abort();
  assert.deepEqual(
    await Promise.all(dead),
    dead.map(() => failed('stopped')),
  );
});
