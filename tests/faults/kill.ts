/**
 * `npm run faults:kill [rounds]`: kills the server while it books, as often as told, and looks whether anything that
 * a client was promised is missing or promised twice.
 */
import { randomInt, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { SlotList } from '#triage/consultation.ts';
import { bookingBody, consultationPath, putting } from '../fixtures/booking.ts';
import { type ServerProcess, startProcess } from './server-process.ts';

export interface Round {
  /** Bookings the clients were told of before the kill. */
  readonly acknowledged: number;
  /** Requests that got no answer. */
  readonly unanswered: number;
  readonly readyAfter: number;
}

export interface Report {
  readonly rounds: readonly Round[];
  /** Acknowledged bookings that are gone or answered otherwise. */
  readonly lost: number;
  /** Pairs of active talks of one therapist that overlap. */
  readonly double: number;
  /** Ids without their consultation, or consultations without their id. */
  readonly orphans: number;
  readonly integrity: string;
}

interface Client {
  readonly path: string;
  readonly init: RequestInit;
  /** What the server answered, once it has. */
  receipt?: string;
}

const CLIENTS = 60;
const THERAPISTS = 4;

/** @param count how often the server is killed */
export async function killRounds(count: number): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), 'unknot-kill-'));
  try {
    const env = { DATA_DIR: join(folder, 'data'), CLINICS_DIR: writeClinic(folder), LIMITS: 'off' };
    const clients: Client[] = [];
    const rounds: Round[] = [];
    for (let i = 0; i < count; i++) rounds.push(await killOnce(await startProcess(env), clients));
    const lost = await countLost(await startProcess(env), clients);
    return { rounds, lost, ...inspect(join(env.DATA_DIR, 'unknot.db')) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Books from all clients at once and kills the server after some of them have their answer. */
async function killOnce(server: ServerProcess, clients: Client[]): Promise<Round> {
  const starts = await freeStarts(server);
  const round = Array.from({ length: CLIENTS }, (_, i) => newClient(starts, i));
  clients.push(...round);
  const killAfter = randomInt(1, CLIENTS / 2);
  let answered = 0;
  let killed: Promise<unknown> | undefined;
  const sends = round.map(async client => {
    await send(server, client);
    answered += 1;
    if (answered === killAfter) killed = server.end('SIGKILL');
  });
  const unanswered = (await Promise.allSettled(sends)).filter(({ status }) => status === 'rejected').length;
  await (killed ?? server.end('SIGKILL'));
  const acknowledged = round.filter(({ receipt }) => receipt !== undefined).length;
  return { acknowledged, unanswered, readyAfter: server.readyAfter };
}

/** Every third client wants the same time. */
function newClient(starts: readonly string[], i: number): Client {
  const start = i % 3 === 0 ? starts[0] : starts[randomInt(starts.length)];
  return {
    path: consultationPath(randomUUID(), 'kill'),
    init: putting(bookingBody({ request: { kind: 'slot', start } })),
  };
}

/** @throws {TypeError} where the server is gone before it has answered */
async function send({ url }: ServerProcess, client: Client): Promise<void> {
  const response = await fetch(url + client.path, client.init);
  const text = await response.text();
  if (response.status === 201) client.receipt = text;
  else if (response.status !== 409) throw new Error(`unexpected answer: ${response.status} ${text}`);
}

async function freeStarts({ url }: ServerProcess): Promise<readonly string[]> {
  const response = await fetch(`${url}/v1/clinics/kill/slots?days=31`);
  return SlotList.parse(await response.json()).days.flatMap(({ slots }) => slots.map(({ start }) => start));
}

/** Sends each acknowledged request again: it must be known, and be answered with what was promised. */
async function countLost(server: ServerProcess, clients: readonly Client[]): Promise<number> {
  // Receipts name the server's address, which is another after each start.
  const withoutAddress = (receipt: string): string => receipt.replace(/"manageUrl":"http:\/\/[^/]*/, '');
  let lost = 0;
  for (const { path, init, receipt } of clients) {
    if (receipt === undefined) continue;
    const response = await fetch(server.url + path, init);
    const isKept = response.status === 200 && withoutAddress(await response.text()) === withoutAddress(receipt);
    if (!isKept) lost += 1;
  }
  const { code } = await server.end('SIGTERM');
  if (code !== 0) throw new Error(`the server ended with ${code} when it was told to stop`);
  return lost;
}

function inspect(file: string): Omit<Report, 'rounds' | 'lost'> {
  const database = new DatabaseSync(file, { readOnly: true });
  const one = (query: string): unknown => Object.values(database.prepare(query).get() ?? {})[0];
  const double = one(`
    select count(*) from consultations a join consultations b
      on a.clinic = b.clinic and a.resource = b.resource and a.id < b.id
      and a.start_at < b.held_until and a.held_until > b.start_at
    where a.state = 'confirmed' and b.state = 'confirmed'`);
  const orphans = one(`
    select (select count(*) from attempts where outcome = 'booked' and (clinic, id) not in (select clinic, id from consultations))
      + (select count(*) from consultations where (clinic, id) not in (select clinic, id from attempts where outcome = 'booked'))`);
  const integrity = String(one('pragma integrity_check'));
  database.close();
  return { double: Number(double), orphans: Number(orphans), integrity };
}

/** Riverside with more therapists and plain hours, so that there is room for many rounds. */
function writeClinic(folder: string): string {
  const riverside: object = JSON.parse(
    readFileSync(new URL('../../demo/clinics/riverside.json', import.meta.url), 'utf8'),
  );
  const day = ['08:00-20:00'];
  const hours = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: day, sun: day };
  const therapists = Array.from({ length: THERAPISTS }, (_, i) => ({ id: `t${i}`, name: `T ${i}`, skills: [], hours }));
  const clinics = join(folder, 'clinics');
  mkdirSync(clinics);
  writeFileSync(
    join(clinics, 'kill.json'),
    JSON.stringify({ ...riverside, therapists, schedule: { buffer: 10, horizon: 30 } }),
  );
  return clinics;
}

if (import.meta.main) {
  const { rounds, ...sums } = await killRounds(Number(process.argv[2] ?? 50));
  const total = (part: keyof Round): number => rounds.reduce((sum, round) => sum + round[part], 0);
  const slowest = Math.max(...rounds.map(({ readyAfter }) => readyAfter));
  console.table([
    {
      kills: rounds.length,
      acknowledged: total('acknowledged'),
      unanswered: total('unanswered'),
      ...sums,
      'slowest start (ms)': slowest,
    },
  ]);
  if (sums.lost + sums.double + sums.orphans > 0 || sums.integrity !== 'ok') process.exitCode = 1;
}
