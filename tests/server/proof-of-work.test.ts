/** Challenges for the proof of work: what is taken for a solution, and who gets a challenge. */
import assert from 'node:assert/strict';
import { before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import { Hono } from 'hono';
import type { ConsultationRequest } from '#triage/consultation.ts';
import { findsClientAddress } from '../../server/client-address.ts';
import { openClinicFolder } from '../../server/clinic-folder.ts';
import { problemResponse, Refusal } from '../../server/problems.ts';
import { createProofOfWork } from '../../server/proof-of-work.ts';
import { createChallenges } from '../../server/routes/challenges.ts';
import { findClinic } from '../../server/routes/find-clinic.ts';

const KEY = Buffer.alloc(32, 7);
const START = new Date('2026-11-30T14:00:00Z');
const LIFE_SECONDS = 600;

let now = START;
const later = (seconds: number): void => {
  now = new Date(START.getTime() + seconds * 1000);
};
const proofs = createProofOfWork(KEY, () => now);

type Proof = NonNullable<ConsultationRequest['proof']>;

/** Solved with the library's own solver, independent of the widget's. */
async function solved(challenge: Challenge): Promise<Proof> {
  const solution = await solveChallenge({ challenge, deriveKey });
  assert.ok(solution);
  const { counter, derivedKey } = solution;
  return { challenge: JSON.stringify(challenge), solution: JSON.stringify({ counter, derivedKey }) };
}

/** One solved challenge for all tests: solving takes half a million rounds. */
let challenge: Challenge;
let proof: Proof;
before(async () => {
  later(0);
  challenge = await proofs.challenge('riverside');
  proof = await solved(challenge);
});

test('a solved challenge is taken, and says what to remember as spent and for how long', async () => {
  later(0);
  const expected = { nonce: challenge.parameters.nonce, expiresAt: '2026-11-30T14:10:00.000Z' };
  assert.deepEqual(await proofs.check('riverside', proof), expected);
  assert.deepEqual(await proofs.check('riverside', proof), expected, 'single use is the store’s to see to');
  const otherProcess = createProofOfWork(Buffer.from(KEY), () => now);
  assert.deepEqual(await otherProcess.check('riverside', proof), expected);
});

test('no two challenges are the same', async () => {
  const made = await Promise.all(Array.from({ length: 50 }, () => proofs.challenge('riverside')));
  assert.equal(new Set(made.map(({ parameters }) => parameters.nonce)).size, 50);
});

test('it fits the wire', () => {
  assert.ok(proof.challenge.length <= 600, String(proof.challenge.length));
  assert.ok(proof.solution.length <= 200, String(proof.solution.length));
});

for (const [seconds, isTaken] of [
  [LIFE_SECONDS - 1, true],
  [LIFE_SECONDS, false],
  [86_400, false],
] as const) {
  test(`${seconds} s after it was made it is ${isTaken ? 'taken' : 'refused'}`, async () => {
    later(seconds);
    assert.equal((await proofs.check('riverside', proof)) !== undefined, isTaken);
  });
}

test('another clinic’s challenge, or another server’s, is refused', async () => {
  later(0);
  assert.equal(await proofs.check('harbour', proof), undefined);
  const stranger = createProofOfWork(Buffer.alloc(32, 8), () => now);
  assert.equal(await stranger.check('riverside', proof), undefined);
});

/** The challenge with parts of its own choosing; its signature stays. */
const changed = (parameters: object, more: object = {}): Proof => ({
  ...proof,
  challenge: JSON.stringify({ ...challenge, ...more, parameters: { ...challenge.parameters, ...parameters } }),
});
const otherSolution = (changes: object): Proof => ({
  ...proof,
  solution: JSON.stringify({ ...JSON.parse(proof.solution), ...changes }),
});

const TAMPERED: readonly (readonly [string, () => Proof])[] = [
  ['more time', () => changed({ data: { clinic: 'riverside', expiresAt: '2099-01-01T00:00:00.000Z' } })],
  ['an expiry that is no time', () => changed({ data: { clinic: 'riverside', expiresAt: 'never' } })],
  ['a prefix that any key has', () => changed({ keyPrefix: '' })],
  ['less work', () => changed({ cost: 1 })],
  ['endless work', () => changed({ cost: 1e15 })],
  ['another nonce', () => changed({ nonce: '00'.repeat(16) })],
  ['a nonce that is no hex', () => changed({ nonce: 'xyz' })],
  ['another salt', () => changed({ salt: '00'.repeat(16) })],
  ['a longer key', () => changed({ keyLength: 1e9 })],
  ['another algorithm', () => changed({ algorithm: 'SHA-256' })],
  ['a part of its own', () => changed({ keySignature: 'ab' })],
  ['altcha’s own expiry', () => changed({ expiresAt: 1 })],
  ['no signature', () => changed({}, { signature: undefined })],
  ['an empty signature', () => changed({}, { signature: '' })],
  ['another signature', () => changed({}, { signature: 'ab'.repeat(32) })],
  ['a signature that is no text', () => changed({}, { signature: 1 })],
  ['the wrong count', () => otherSolution({ counter: 999_999 })],
  ['a count that wraps', () => otherSolution({ counter: 2 ** 32 + Number(JSON.parse(proof.solution).counter) })],
  ['half a count', () => otherSolution({ counter: 0.5 })],
  ['no count', () => otherSolution({ counter: undefined })],
  ['another key', () => otherSolution({ derivedKey: '00'.repeat(32) })],
  ['a key that is no hex', () => otherSolution({ derivedKey: 'zz' })],
  ['a key that is a list', () => otherSolution({ derivedKey: ['00'] })],
];
for (const [what, tampered] of TAMPERED) {
  test(`refused: ${what}`, async () => {
    later(0);
    assert.equal(await proofs.check('riverside', tampered()), undefined);
  });
}

test('a key that fits the count but not the prefix is no solution', async () => {
  later(0);
  const { parameters } = challenge;
  const found = Number(JSON.parse(proof.solution).counter);
  const counter = found === 0 ? 1 : 0;
  const password = Buffer.concat([Buffer.from(parameters.nonce, 'hex'), Buffer.from([0, 0, 0, counter])]);
  const { derivedKey } = await deriveKey(parameters, Buffer.from(parameters.salt, 'hex'), password);
  const lazy = otherSolution({ counter, derivedKey: Buffer.from(derivedKey).toString('hex') });
  assert.equal(await proofs.check('riverside', lazy), undefined);
});

const JUNK = [
  '',
  '{',
  'null',
  '0',
  '[]',
  '"text"',
  '{}',
  '{"parameters":null,"signature":"a"}',
  '{"__proto__":{"parameters":{}}}',
  '\u0000',
  '\ud800',
  '['.repeat(2000),
  '['.repeat(1_000_000),
];
for (const junk of JUNK) {
  test(`refused: ${JSON.stringify(junk).slice(0, 40)}`, async () => {
    later(0);
    assert.equal(await proofs.check('riverside', { ...proof, challenge: junk }), undefined);
    assert.equal(await proofs.check('riverside', { ...proof, solution: junk }), undefined);
  });
}

test('a text longer than the wire lets through is not read, whatever it holds', async () => {
  later(0);
  const padded = { ...proof, challenge: proof.challenge + ' '.repeat(2000) };
  assert.equal(await proofs.check('riverside', padded), undefined);
});

const SITE = 'https://riverside-massage.example';

/** The route, mounted as the app mounts it, with a limit of so many challenges. */
function mounted(limit = Number.POSITIVE_INFINITY) {
  const asked: string[] = [];
  const challenge = (address: string): void => {
    asked.push(address);
    if (asked.length > limit) throw new Refusal('rate_limited', { retryAfter: 60 });
  };
  const clinics = openClinicFolder(fileURLToPath(new URL('../../demo/clinics', import.meta.url)), () => {});
  const own = { publicUrl: 'http://localhost', frameOrigin: 'http://localhost' };
  const routes = createChallenges({ proofOfWork: proofs, limits: { challenge }, ...own });
  const app = new Hono();
  app.use(findsClientAddress(1));
  app.use('/:clinic/*', findClinic(clinics));
  app.route('/', routes);
  app.onError((error, c) => {
    if (error instanceof Refusal) return problemResponse(c, error);
    throw error;
  });
  const post = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    app.request(path, { method: 'POST', headers: { 'x-forwarded-for': '198.51.100.7', ...headers } });
  return { post, asked };
}

test('a challenge is for the clinic of the path, and is kept by nobody', async () => {
  later(0);
  const { post, asked } = mounted();
  const response = await post('/harbour/challenges', { origin: 'https://harbour-bodywork.example' });
  assert.equal(response.status, 200);
  assert.equal(response.headers.get('cache-control'), 'no-store');
  assert.equal(response.headers.get('access-control-allow-origin'), 'https://harbour-bodywork.example');
  assert.deepEqual(asked, ['198.51.100.7']);
  const { parameters }: Challenge = await response.json();
  assert.deepEqual(parameters.data, { clinic: 'harbour', expiresAt: '2026-11-30T14:10:00.000Z' });
});

const ASKED: readonly (readonly [string, string, Readonly<Record<string, string>>, number])[] = [
  ['the clinic’s own site', '/riverside/challenges', { origin: SITE }, 200],
  ['no browser', '/riverside/challenges', {}, 200],
  ['another site', '/riverside/challenges', { origin: 'https://evil.example' }, 403],
  ['a frame without an origin', '/riverside/challenges', { origin: 'null' }, 403],
  ['nobody’s clinic', '/nobody/challenges', { origin: SITE }, 404],
];
for (const [who, path, headers, status] of ASKED) {
  test(`asked by ${who}: ${status}`, async () => {
    const { post, asked } = mounted();
    assert.equal((await post(path, headers)).status, status);
    assert.equal(asked.length, status === 200 ? 1 : 0, 'what is refused anyhow is not counted');
  });
}

test('the limit is asked first, and its refusal may be read by the clinic’s site', async () => {
  const { post } = mounted(1);
  assert.equal((await post('/riverside/challenges', { origin: SITE })).status, 200);
  const refused = await post('/riverside/challenges', { origin: SITE });
  assert.deepEqual([refused.status, refused.headers.get('retry-after')], [429, '60']);
  assert.equal(refused.headers.get('access-control-allow-origin'), SITE);
});
