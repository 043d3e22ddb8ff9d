/** Everybody who must know is told, whatever happens on the way: one suite for every kind of database. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import PostalMime from 'postal-mime';
import { Webhook } from 'standardwebhooks';
import * as z from 'zod/mini';
import { createMailer } from '../../server/notify/mail.ts';
import { createWebhooks } from '../../server/notify/webhook.ts';
import type { Place } from '../../server/store/open.ts';
import { bookingBody, consultationPath, putting } from '../fixtures/booking.ts';
import { makeServer, type TestServer } from '../fixtures/server.ts';
import { CERTIFICATE, type Hit, startReceiver } from './receiver.ts';
import { type SmtpServer, startSmtp } from './smtp.ts';

const SECRET = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';
const DAY = 86_400;
const VISITOR = 'robin@mail.example';
const CLINIC = 'hello@riverside-massage.example';

interface Scene {
  readonly server: TestServer;
  readonly smtp: SmtpServer;
  /** Turns the clock on by so many seconds. */
  later(seconds: number): void;
  /** @returns the consultation's id */
  book(changes?: Readonly<Record<string, unknown>>): Promise<string>;
  /** To whom mails came, one entry a mail. */
  mails(): readonly string[];
  subjects(to: string): Promise<readonly (string | undefined)[]>;
}

/** @param place gives a database for each scene; undefined for a file of its own */
export function testOutbox(place: () => Promise<Place | undefined>): void {
  const at = (day: number) => ({ request: { kind: 'slot', start: `2026-12-0${day}T14:00:00Z` } });

  async function scene(t: TestContext, clinic: object = {}): Promise<Scene> {
    const smtp = await startSmtp();
    const mailer = createMailer(smtp.url, 'talks@unknot.example', 2_000);
    const database = await place();
    let now = new Date('2026-11-30T14:00:00Z');
    const local = { resolve: async () => ['127.0.0.1'], isAllowed: () => true, ca: CERTIFICATE, milliseconds: 1_000 };
    const server = await makeServer({
      clock: () => now,
      clinics: { riverside: clinic },
      mailer,
      webhooks: createWebhooks(local),
      ...(database && { place: database }),
    });
    t.after(async () => {
      await server.close();
      mailer.close();
      await smtp.close();
    });
    return {
      server,
      smtp,
      later(seconds) {
        now = new Date(now.getTime() + seconds * 1000);
      },
      async book(changes = {}) {
        const id = randomUUID();
        const response = await server.app.request(consultationPath(id), putting(bookingBody(changes)));
        assert.equal(response.status, 201, await response.clone().text());
        return id;
      },
      mails: () => smtp.received.map(({ to }) => to.join()).sort(),
      subjects: to =>
        Promise.all(
          smtp.received
            .filter(mail => mail.to.includes(to))
            .map(async ({ raw }) => (await PostalMime.parse(raw)).subject),
        ),
    };
  }

  const leadOf = async ({ server }: Scene, id: string) => {
    const lead = await server.store.lead('riverside', id);
    assert.ok(lead);
    return lead;
  };

  test('a booking: visitor and clinic are told once, and the visitor is reminded twice', async t => {
    const { server, later, book, mails, subjects } = await scene(t);
    await book(at(2));
    await server.work();
    await server.work();
    assert.deepEqual(mails(), [CLINIC, VISITOR]);
    later(DAY - 1);
    await server.work();
    assert.equal(mails().length, 2);
    later(1);
    await server.work();
    later(22 * 3600);
    await server.work();
    const told = await subjects(VISITOR);
    assert.equal(told.length, 3);
    assert.equal(new Set(told).size, 3);
  });

  test('SMTP down, then up: everything is delivered, nothing twice', async t => {
    const { server, smtp, later, book, mails } = await scene(t);
    smtp.refuse('mail', 451);
    for (const day of [2, 3]) await book(at(day));
    for (const wait of [0, 60, 300]) {
      later(wait);
      await server.work();
    }
    assert.deepEqual(mails(), []);
    smtp.refuse();
    later(900);
    await server.work();
    assert.deepEqual(mails(), [CLINIC, CLINIC, VISITOR, VISITOR]);
  });

  test('a refused address is dead at once, and can be tried again', async t => {
    const { server, smtp, book, mails } = await scene(t);
    smtp.refuse('rcpt', 550);
    await book();
    await server.work();
    const dead = await server.store.deadMessages(['riverside']);
    assert.deepEqual(dead.map(({ channel, code }) => `${channel} ${code}`).sort(), [
      'clinic smtp_550',
      'visitor smtp_550',
    ]);
    smtp.refuse();
    for (const { id } of dead) assert.ok(await server.store.resend('riverside', id, '2026-11-30T14:00:00.000Z'));
    await server.work();
    assert.deepEqual(mails(), [CLINIC, VISITOR]);
  });

  test('a webhook is told of each step, signed, and tried again by its schedule', async t => {
    const answers = [503, 500, 204, 204];
    const receiver = await startReceiver(t, (_, response) => response.writeHead(answers.shift() ?? 204).end());
    const set = await scene(t, { webhooks: [{ id: 'own', url: receiver.url, secrets: [SECRET] }] });
    const id = await set.book();
    for (const wait of [0, 5, 300]) {
      set.later(wait);
      await set.server.work();
    }
    await set.server.lifecycle.cancelByVisitor(set.server.clinic('riverside'), await leadOf(set, id));
    await set.server.work();
    const told = receiver.hits.map(verified).map(({ type, data }) => `${type} ${data.id === id} ${data.state}`);
    const booked = 'lead.booked true confirmed';
    assert.deepEqual(told, [booked, booked, booked, 'lead.cancelled true cancelled']);
    assert.equal(new Set(receiver.hits.slice(0, 3).map(({ headers }) => headers['webhook-id'])).size, 1);
  });

  test('a dead receiver slows nobody, and is given up in the end', async t => {
    const hook = { id: 'own', url: 'https://receiver.test:1/hook', secrets: [SECRET] };
    const { server, later, book, mails } = await scene(t, { webhooks: [hook] });
    for (const day of [2, 3]) await book(at(day));
    await server.work();
    assert.equal(mails().length, 4);
    for (let tries = 0; tries < 12; tries++) {
      later(DAY);
      await server.work();
    }
    const dead = await server.store.deadMessages(['riverside']);
    assert.deepEqual(
      dead.map(({ channel, attempts }) => `${channel} ${attempts}`),
      ['webhook:own 10', 'webhook:own 10'],
    );
  });

  test('three workers at once: every message is sent once', async t => {
    const { server, book, mails } = await scene(t);
    for (const day of [2, 3, 4]) await book(at(day));
    const workers = [server.newWorker(), server.newWorker(), server.newWorker()];
    for (let round = 0; round < 4; round++) {
      await Promise.all(workers.map(worker => worker.round()));
      await Promise.all(workers.map(worker => worker.idle()));
    }
    assert.equal(mails().length, 6);
  });

  test('a long queue is sent in one go, a few at a time', async t => {
    const { server, book, mails } = await scene(t);
    for (const day of [2, 3, 4]) await book(at(day));
    const worker = server.newWorker();
    assert.equal(await worker.round(), 4);
    await worker.idle();
    assert.equal(mails().length, 6);
  });

  test('approve first: approved once, and the visitor hears of it', async t => {
    const set = await scene(t, { booking: 'approve' });
    const { server, book, subjects } = set;
    const id = await book();
    await server.work();
    const lead = await leadOf(set, id);
    assert.equal(lead.state, 'requested');
    const clinic = server.clinic('riverside');
    const approvals = await Promise.all([1, 2, 3].map(() => server.lifecycle.approve(clinic, lead, 'desk')));
    assert.deepEqual(approvals.sort(), [false, false, true]);
    await server.work();
    assert.equal(new Set(await subjects(VISITOR)).size, 2);
    assert.equal(await server.lifecycle.decline(clinic, lead, 'desk'), false);
  });

  test('a request nobody answers ends, frees its time, and is said to have', async t => {
    const set = await scene(t, { booking: 'approve', answerWithin: 2 });
    const { server, later, book, subjects } = set;
    const id = await book();
    later(2 * 3600 - 1);
    await server.jobs.everyMinute();
    assert.equal((await leadOf(set, id)).state, 'requested');
    later(1);
    await server.jobs.everyMinute();
    const { state, endedBy } = await leadOf(set, id);
    assert.deepEqual([state, endedBy], ['cancelled', 'expired']);
    await server.work();
    assert.equal((await subjects(VISITOR)).length, 1, 'what is no longer true is not sent');
    await book();
  });

  test('mail confirmed first: the clinic hears of it only then', async t => {
    const set = await scene(t, { booking: 'verify' });
    const { server, later, book, mails, subjects } = set;
    const id = await book();
    await server.work();
    assert.deepEqual(mails(), [VISITOR]);
    assert.ok(await server.lifecycle.verify(server.clinic('riverside'), await leadOf(set, id)));
    await server.work();
    assert.deepEqual(mails(), [CLINIC, VISITOR, VISITOR]);
    const other = await book(at(2));
    later(30 * 60);
    await server.jobs.everyMinute();
    assert.equal((await leadOf(set, other)).endedBy, 'expired');
    await server.work();
    assert.deepEqual(new Set(await subjects(CLINIC)).size, 2, 'the one lead, and the digest of the morning');
    assert.equal((await subjects(CLINIC)).length, 2);
  });

  test('who is blocked hears nothing, and nobody hears of them', async t => {
    const set = await scene(t);
    const contact = { name: 'X', email: VISITOR, relation: 'self' } as const;
    await set.server.store.block({ clinic: 'riverside', id: 'lead', contact }, '2026-11-30T14:00:00Z', 'desk');
    const id = await set.book();
    await set.server.work();
    assert.deepEqual(set.mails(), []);
    assert.equal((await leadOf(set, id)).endedBy, 'blocked');
  });

  test('each morning one digest, and none for a morning that has gone', async t => {
    const { server, later, mails } = await scene(t);
    await server.jobs.everyMinute();
    await server.jobs.everyMinute();
    await server.work();
    const digests = () => mails().filter(to => to === CLINIC).length;
    assert.equal(digests(), 1);
    later(DAY);
    await server.jobs.everyMinute();
    later(2 * DAY);
    await server.work();
    assert.equal(digests(), 1);
  });
}

const Told = z.object({ type: z.string(), data: z.object({ id: z.string(), state: z.string() }) });

/** What a webhook said, once the reference library has found its signature right. */
function verified({ headers, body }: Hit): z.infer<typeof Told> {
  const [id, stamp, signature] = ['id', 'timestamp', 'signature'].map(name => String(headers[`webhook-${name}`]));
  assert.equal(signature, new Webhook(SECRET).sign(id ?? '', new Date(Number(stamp) * 1000), body));
  return Told.parse(JSON.parse(body));
}
