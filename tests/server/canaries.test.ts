/** What a visitor types is told to nobody but the clinic: no log, no refusal, no mail's head, no disk, no copy holds it. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { Client } from 'pg';
import { Receipt } from '#triage/consultation.ts';
import { createMailer } from '../../server/notify/mail.ts';
import { createWebhooks } from '../../server/notify/webhook.ts';
import { copyDatabase } from '../../server/store/copy.ts';
import { answersOf, bookingBody, consultationPath, putting } from '../fixtures/booking.ts';
import { startPostgres, type TestPostgres } from '../fixtures/postgres.ts';
import { makeServer, NOW, type ServerOptions, type TestServer } from '../fixtures/server.ts';
import { CERTIFICATE, type Receiver, startReceiver } from '../notify/receiver.ts';
import { type SmtpServer, startSmtp } from '../notify/smtp.ts';

const EMAIL = 'quokka@canary.example';
const TYPED = [
  'Quokka Zebrafish',
  '2125550163',
  '555-0163',
  'marmalade sky',
  '/canary-page',
  'canarymail',
  'a sore numbat',
];
/** What the rules make of the answers, and the address of who sent them. */
const DERIVED = ['MEDICAL', 'CLEARANCE', 'oncology', 'lymph', 'gt3m', '203.0.113.99'];
const SECRET = [EMAIL, 'canary.example', ...TYPED, ...DERIVED];

let postgres: TestPostgres;
before(async () => {
  postgres = await startPostgres();
});
after(() => postgres.stop());

const BODY = bookingBody({
  answers: answersOf('V69'),
  request: { kind: 'slot', start: '2026-12-01T16:00:00Z' },
  contact: { name: TYPED[0], email: EMAIL, phone: '(212) 555-0163', relation: 'self' },
  note: TYPED[3],
  source: { page: TYPED[4], utm: { source: TYPED[5] } },
});

interface Lived {
  readonly server: TestServer;
  readonly smtp: SmtpServer;
  readonly receiver: Receiver;
  readonly id: string;
  /** The text of each refusal. */
  readonly refusals: readonly string[];
}

/** A booking's whole life, with all that can go wrong on the way. */
async function live(t: { after(end: () => Promise<void>): void }, options: ServerOptions): Promise<Lived> {
  const smtp = await startSmtp();
  const mailer = createMailer(smtp.url, 'talks@unknot.example', 2_000);
  const receiver = await startReceiver(t, (_, response) => response.writeHead(500).end());
  const webhooks = [{ id: 'own', url: receiver.url, secrets: ['whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD'] }];
  const local = { resolve: async () => ['127.0.0.1'], isAllowed: () => true, ca: CERTIFICATE };
  let now = NOW;
  const server = await makeServer({
    clock: () => now,
    limits: true,
    trustProxy: 1,
    mailer,
    webhooks: createWebhooks(local),
    clinics: { riverside: { webhooks } },
    ...options,
  });
  t.after(async () => {
    await server.close();
    mailer.close();
    await smtp.close();
  });
  const id = randomUUID();
  const put = (body: object, path = consultationPath(id)) =>
    server.app.request(path, putting(body, { 'x-forwarded-for': '203.0.113.99' }));
  const booked = await put(BODY);
  assert.equal(booked.status, 201);
  const refusals = [
    await put({ ...BODY, note: 'another sore numbat' }),
    await put({ ...BODY, contact: { ...BODY.contact, email: 'quokka at canary.example' } }, consultationPath()),
    await put({ ...BODY, [TYPED[0] ?? '']: TYPED[3] }, consultationPath()),
    await put(BODY, consultationPath()),
  ];
  await server.work();
  smtp.refuse('data', 451);
  // More than five changes a minute are refused.
  now = new Date(NOW.getTime() + 60_000);
  const [clinic, , token] = new URL(Receipt.parse(await booked.json()).manageUrl).hash.slice(1).split('.');
  const link = { clinic, id, token };
  const post = (action: string, body: object) =>
    server.app.request(`/v1/manage/${action}`, { ...putting(body), method: 'POST' });
  refusals.push(await post('move', { ...link, start: 'marmalade sky' }));
  assert.equal((await post('cancel', { ...link, reason: TYPED[6] })).status, 200);
  await server.work();
  return { server, smtp, receiver, id, refusals: await Promise.all(refusals.map(answer => answer.text())) };
}

function holdsNone(text: string | Buffer, place: string, allowed: readonly string[] = []): void {
  const found = SECRET.filter(canary => text.includes(canary) && !allowed.includes(canary));
  assert.deepEqual(found, [], `in ${place}`);
}

function saysNothing({ server, smtp, receiver, id, refusals }: Lived): void {
  const log = JSON.stringify(server.log);
  // What must be there shows that this is the right place to look.
  for (const event of ['/v1/manage/cancel', 'smtp_451', 'status_500', 'id_reused'])
    assert.ok(log.includes(event), event);
  assert.ok(!log.includes(id));
  holdsNone(log, 'the log');
  assert.equal(refusals.length, 5);
  for (const refusal of refusals) {
    assert.match(refusal, /"code":/);
    holdsNone(refusal, 'a refusal');
  }
  assert.ok(smtp.received.length >= 2);
  for (const { raw, to } of smtp.received) {
    const head = raw.subarray(0, raw.indexOf('\r\n\r\n')).toString('latin1');
    assert.match(head, /^subject:/im);
    holdsNone(head, `the head of a mail to ${to}`, to.includes(EMAIL) ? [EMAIL, 'canary.example'] : []);
  }
  assert.ok(receiver.hits.length >= 2);
  for (const { body, headers } of receiver.hits) holdsNone(JSON.stringify([headers, body]), 'a thin webhook');
}

test('on SQLite: not in the database, not in a copy of it, and nowhere else', async t => {
  const lived = await live(t, {});
  saysNothing(lived);
  const { folder } = lived.server;
  const files = readdirSync(folder).filter(name => name.startsWith('unknot.db'));
  assert.deepEqual(files.sort(), ['unknot.db', 'unknot.db-shm', 'unknot.db-wal']);
  const bytes = Buffer.concat(files.map(name => readFileSync(join(folder, name))));
  assert.ok(bytes.includes(lived.id));
  holdsNone(bytes, 'the database');
  const copies = mkdtempSync(join(tmpdir(), 'unknot-canaries-'));
  t.after(() => rmSync(copies, { recursive: true }));
  const copy = join(copies, 'copy.db');
  await copyDatabase({ file: join(folder, 'unknot.db') }, copy);
  assert.ok(readFileSync(copy).includes(lived.id));
  holdsNone(readFileSync(copy), 'the copy');
});

test('on Postgres: in no row of any table, and nowhere else', async t => {
  const url = await postgres.newDatabase();
  const lived = await live(t, { place: { url } });
  saysNothing(lived);
  const rows = await everyRow(url);
  assert.ok(rows.includes(lived.id));
  holdsNone(rows, 'the database');
});

/** As `pg_dump` would write it, with bytes as they are. */
async function everyRow(url: string): Promise<Buffer> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const tables = await client.query<{ name: string }>(
      "select quote_ident(tablename) as name from pg_tables where schemaname = 'public'",
    );
    const values: Buffer[] = [];
    for (const { name } of tables.rows) {
      const { rows } = await client.query<Record<string, unknown>>(`select * from ${name}`);
      for (const value of rows.flatMap(Object.values)) {
        values.push(Buffer.isBuffer(value) ? value : Buffer.from(`${JSON.stringify(value)}\n`));
      }
    }
    return Buffer.concat(values);
  } finally {
    await client.end();
  }
}
