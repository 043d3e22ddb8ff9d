/** The widget's proof of work: the server takes what it solves, and nobody ever waits for it. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import * as z from 'zod/mini';
import { createProofOfWork } from '../../server/proof-of-work.ts';
import { createApi } from '../../widget/api.ts';
import type { VisitEvent } from '../../widget/intake.machine.ts';
import { type Proof, solve } from '../../widget/proof.ts';
import type { Settlement } from '../../widget/visit.ts';
import { PICKED, RECEIPT } from '../fixtures/clinic.ts';
import { never, record, Visit } from './world.ts';

const NOW = Date.parse('2026-11-30T14:00:00Z');
const BASE = 'https://unknot.example';
const CHALLENGES = `POST ${BASE}/v1/clinics/riverside/challenges`;
const PUT = `PUT ${BASE}/v1/clinics/riverside/consultations/id-1`;
const MINUTE = 60_000;

const server = createProofOfWork(Buffer.alloc(32, 7), () => new Date(NOW));

/** An easy challenge: a key of sixteen begins like this. */
const easy = (nonce: string, changes: object = {}): string =>
  JSON.stringify({
    parameters: { algorithm: 'PBKDF2/SHA-256', nonce, salt: '00'.repeat(16), cost: 1, keyPrefix: '0', ...changes },
    signature: 'ab',
  });

test('what the widget solves, the server takes', async () => {
  const challenge = JSON.stringify(await server.challenge('riverside'));
  const proof = await solve(challenge);
  assert.ok(proof);
  assert.equal(proof.challenge, challenge, 'the challenge goes back as it came');
  assert.ok(await server.check('riverside', proof));
  assert.equal(await server.check('harbour', proof), undefined);
});

const UNSOLVABLE: readonly (readonly [string, string])[] = [
  ['another algorithm', easy('00', { algorithm: 'ARGON2ID' })],
  ['no nonce', easy('00', { nonce: undefined })],
  ['a problem instead', '{"status":404,"code":"not_found"}'],
  ['a page of a hotel', '<html>Sign in</html>'],
  ['nothing', ''],
];
for (const [what, text] of UNSOLVABLE) {
  test(`no challenge: ${what}`, () => assert.rejects(solve(text)));
}

test('a prefix that no key has is given up', async () => {
  assert.equal(await solve(easy('00', { keyPrefix: 'x' })), undefined);
});

interface Call {
  readonly what: string;
  readonly body: unknown;
}

type Answer = (call: Call) => Response | Promise<Response>;

/** Answers what is asked of the network, and keeps it. */
function serve(t: TestContext, answer: Answer): readonly Call[] {
  const calls: Call[] = [];
  t.mock.timers.enable({ apis: ['Date'], now: NOW });
  t.mock.method(globalThis, 'fetch', async (url: string, { method, body, signal }: RequestInit) => {
    signal?.throwIfAborted();
    const call = { what: `${method} ${url}`, body };
    calls.push(call);
    return answer(call);
  });
  return calls;
}

/** Each challenge has a nonce of its own, counted from 1. */
function easyChallenges(): Answer {
  let made = 0;
  return () => new Response(easy(String(++made).padStart(32, '0')));
}

const nonceOf = (proof: Proof | undefined): number | undefined =>
  proof &&
  Number(z.object({ parameters: z.object({ nonce: z.string() }) }).parse(JSON.parse(proof.challenge)).parameters.nonce);

test('one proof is made for the screens of one consultation, and another for the next', async t => {
  const calls = serve(t, easyChallenges());
  const api = createApi(BASE, 'riverside');
  assert.equal(api.takeProof(), undefined);
  assert.deepEqual(calls, [], 'nothing is asked for before the contact');
  await Promise.all([api.startProof(), api.startProof()]);
  await api.startProof();
  assert.deepEqual(calls, [{ what: CHALLENGES, body: undefined }]);
  assert.equal(nonceOf(api.takeProof()), 1);
  assert.equal(api.takeProof(), undefined, 'it is spent');
  await api.startProof();
  assert.equal(nonceOf(api.takeProof()), 2);
});

test('one that has grown old is renewed, and stays good until the new one is there', async t => {
  serve(t, easyChallenges());
  const api = createApi(BASE, 'riverside');
  await api.startProof();
  t.mock.timers.tick(9 * MINUTE - 1);
  await api.startProof();
  t.mock.timers.tick(1);
  const renewed = api.startProof();
  assert.equal(nonceOf(api.takeProof()), 1);
  await renewed;
  assert.equal(nonceOf(api.takeProof()), 2);
});

const FAILURES: readonly (readonly [string, Answer])[] = [
  ['no network', () => Promise.reject(new TypeError('Failed to fetch'))],
  ['a server without challenges', () => Response.json({ status: 404, code: 'not_found' }, { status: 404 })],
  ['too many', () => Response.json({ status: 429, code: 'rate_limited' }, { status: 429 })],
];
for (const [what, failure] of FAILURES) {
  test(`${what}: there is no proof, and the next screen tries again`, async t => {
    const answers = [failure, easyChallenges()];
    serve(t, call => answers.shift()?.(call) ?? assert.fail());
    const api = createApi(BASE, 'riverside');
    await assert.rejects(api.startProof());
    await api.startProof();
    assert.equal(nonceOf(api.takeProof()), 1);
  });
}

test('a page without https has no crypto.subtle: nothing is asked for', async t => {
  const calls = serve(t, easyChallenges());
  t.mock.getter(crypto, 'subtle', () => undefined);
  const api = createApi(BASE, 'riverside');
  await api.startProof();
  assert.equal(api.takeProof(), undefined);
  assert.deepEqual(calls, []);
});

const OLD = { challenge: 'old', solution: 'old' };
const PENDING = { id: 'id-1', body: JSON.stringify({ answers: { goal: 'relax' }, proof: OLD }) };
const Body = z.strictObject({
  answers: z.object({ goal: z.string() }),
  proof: z.optional(z.strictObject({ challenge: z.string(), solution: z.string() })),
});

const invalid = (): Response =>
  Response.json({ status: 403, code: 'proof_invalid', retryable: false }, { status: 403 });
const booked = (): Response => Response.json(RECEIPT, { status: 201 });

interface Sending {
  /** The answers to each sending, in turn. */
  readonly puts: readonly Answer[];
  readonly challenges?: Answer;
  /** Each request; of a sending, its proof: the first one, the new one, none. */
  readonly asked: readonly string[];
  readonly settled: Settlement;
}

const SENDINGS: Readonly<Record<string, Sending>> = {
  'a good proof': { puts: [booked], asked: ['old'], settled: { kind: 'booked', receipt: RECEIPT } },
  'a proof that is too old: a new one goes out with the same id and otherwise the same body': {
    puts: [invalid, booked],
    asked: ['old', 'challenge', 'new'],
    settled: { kind: 'booked', receipt: RECEIPT },
  },
  'the new one is not taken either: none': {
    puts: [invalid, invalid, booked],
    asked: ['old', 'challenge', 'new', 'none'],
    settled: { kind: 'booked', receipt: RECEIPT },
  },
  'no new challenge: none': {
    puts: [invalid, booked],
    challenges: () => Promise.reject(new TypeError('Failed to fetch')),
    asked: ['old', 'challenge', 'none'],
    settled: { kind: 'booked', receipt: RECEIPT },
  },
  'a time taken while the proof was renewed': {
    puts: [invalid, () => Response.json({ status: 409, code: 'slot_taken', retryable: false }, { status: 409 })],
    asked: ['old', 'challenge', 'new'],
    settled: { kind: 'taken', alternatives: [] },
  },
  'a server that takes none at all': {
    puts: [invalid, invalid, invalid],
    asked: ['old', 'challenge', 'new', 'none'],
    settled: { kind: 'refused' },
  },
};
for (const [what, { puts, challenges = easyChallenges(), asked, settled }] of Object.entries(SENDINGS)) {
  test(`sending with ${what}`, async t => {
    const answers = [...puts];
    const calls = serve(t, call => {
      const answer = call.what === CHALLENGES ? challenges : answers.shift();
      return answer?.(call) ?? assert.fail('nothing more was to be sent');
    });
    assert.deepEqual(await createApi(BASE, 'riverside').send(PENDING, new AbortController().signal), settled);
    assert.deepEqual(calls.map(told), asked);
    assert.deepEqual(answers, []);
  });
}

/** The proof of a sending, once it is seen that all else of it is as it was. */
function told({ what, body }: Call): string {
  if (what === CHALLENGES) return 'challenge';
  assert.equal(what, PUT);
  const { answers, proof } = Body.parse(JSON.parse(String(body)));
  assert.deepEqual(answers, { goal: 'relax' });
  return proof === undefined ? 'none' : proof.challenge === OLD.challenge ? 'old' : 'new';
}

test('a visit that goes away while its proof is renewed sends nothing more', async t => {
  const away = new AbortController();
  const calls = serve(t, call => {
    if (call.what !== CHALLENGES) return invalid();
    away.abort();
    return easyChallenges()(call);
  });
  await assert.rejects(createApi(BASE, 'riverside').send(PENDING, away.signal), { name: 'AbortError' });
  assert.deepEqual(calls.map(told), ['old', 'challenge']);
});

const AGREE: readonly VisitEvent[] = [
  { type: 'agree', to: 'collect', on: true },
  { type: 'agree', to: 'conduct', on: true },
];

test('a proof is begun with the contact screen, and looked after with the review', async () => {
  let begun = 0;
  const startProof = async (): Promise<void> => {
    begun += 1;
  };
  const visit = new Visit(record({ place: 'choosing' }), { startProof });
  await visit.sees('choosing', screen => screen.name === 'choosing' && screen.status === 'open');
  assert.equal(begun, 0);
  visit.does({ type: 'pick', slot: PICKED });
  assert.equal(begun, 1);
  visit.does({ type: 'give' });
  await visit.sees('review');
  assert.equal(begun, 2);
});

const STARTS: Readonly<Record<string, () => Promise<void>>> = {
  'that can’t be made': () => Promise.reject(new Error('no challenge')),
  'that never comes': never,
};
for (const [what, startProof] of Object.entries(STARTS)) {
  test(`a proof ${what} keeps nobody from booking, and nothing is said of it`, async () => {
    const visit = new Visit(record({ place: 'contact' }), { startProof });
    await visit.sees('contact');
    visit.does({ type: 'give' });
    const review = await visit.sees('review', screen => screen.name === 'review' && screen.clinic !== undefined);
    assert.equal(review.notice, undefined);
    visit.does(...AGREE, { type: 'send' });
    assert.equal((await visit.sees('booked')).notice, undefined);
  });
}
