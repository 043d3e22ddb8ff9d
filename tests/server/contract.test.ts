/** The write's contract: what is answered, every refusal, and the order of the checks (`api.md`, section 1). */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { Problem, Receipt } from '#triage/consultation.ts';
import { answersOf, bookingBody, consultationPath, FREE_START, putting } from '../fixtures/booking.ts';
import { makeServer, type TestServer } from '../fixtures/server.ts';

let server: TestServer;
before(async () => {
  server = await makeServer();
});
after(() => server.close());

const put = async (init: RequestInit, path = consultationPath()) => server.app.request(path, init);

async function refusal(response: Response) {
  assert.equal(response.headers.get('content-type'), 'application/problem+json');
  assert.equal(response.headers.get('cache-control'), 'no-store');
  const body: unknown = await response.json();
  const problem = Problem.parse(body);
  assert.equal(problem.status, response.status);
  return { status: response.status, code: problem.code, fields: problem.fields, text: JSON.stringify(body) };
}

const HUGE = JSON.stringify(bookingBody({ note: 'x'.repeat(40_000) }));
const BAD_UTF8 = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]);
const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const contact = (changes: object) => ({
  name: 'Robin Vale',
  email: 'robin@mail.example',
  relation: 'self',
  ...changes,
});
const consent = (changes: object) => ({ version: '2026-11', collect: true, conduct: true, ...changes });
const callback = { kind: 'callback', preferred: ['morning'] };

test('a booking is answered with its receipt', async () => {
  const id = randomUUID();
  const response = await put(putting(bookingBody()), consultationPath(id));
  assert.equal(response.status, 201);
  assert.equal(response.headers.get('cache-control'), 'no-store');
  const receipt = Receipt.parse(await response.json());
  assert.match(receipt.manageUrl, new RegExp(`^http://localhost/m#riverside\\.${id}\\.[\\w-]{43}$`));
  assert.deepEqual(
    { ...receipt, manageUrl: '' },
    {
      id,
      state: 'confirmed',
      start: FREE_START,
      end: '2026-12-01T15:20:00Z',
      timeZone: 'America/New_York',
      local: '2026-12-01T10:00',
      manageUrl: '',
    },
  );
});

test('a callback has no time', async () => {
  const body = bookingBody({
    request: callback,
    contact: { name: 'Robin', phone: '(212) 555-0187', relation: 'self' },
  });
  const receipt = Receipt.parse(await (await put(putting(body))).json());
  assert.deepEqual(Object.keys(receipt).sort(), ['id', 'manageUrl', 'state']);
  assert.equal(receipt.state, 'callback');
});

const refused: readonly (readonly [
  what: string,
  init: RequestInit,
  status: number,
  code: string,
  pointers?: readonly string[],
])[] = [
  ['plain text', putting(bookingBody(), { 'content-type': 'text/plain' }), 415, 'unsupported_media_type'],
  ['no media type', putting(bookingBody(), { 'content-type': '' }), 415, 'unsupported_media_type'],
  [
    'another charset',
    putting(bookingBody(), { 'content-type': 'application/json; charset=utf-16' }),
    415,
    'unsupported_media_type',
  ],
  ['a compressed body', putting(bookingBody(), { 'content-encoding': 'gzip' }), 415, 'unsupported_media_type'],
  ['a body over 32 KiB', putting(HUGE), 413, 'too_large'],
  ['a lie about the length', putting(HUGE, { 'content-length': '10' }), 413, 'too_large'],
  ['bytes that are no UTF-8', { ...putting(''), body: BAD_UTF8 }, 400, 'bad_encoding'],
  ['an empty body', putting(''), 400, 'malformed_json'],
  ['half a body', putting('{"ruleset":'), 400, 'malformed_json'],
  ['nine levels', putting(nested(9)), 400, 'malformed_json'],
  ['ten thousand levels', putting(nested(10_000)), 400, 'malformed_json'],
  ['201 keys', putting(Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`k${i}`, 0]))), 400, 'malformed_json'],
  ['a key twice', putting('{"a":1,"b":{"a":2},"a":3}'), 400, 'malformed_json'],
  ['a key twice, once escaped', putting('{"a":1,"\\u0061":3}'), 400, 'malformed_json'],
  ['__proto__', putting('{"answers":{"__proto__":{}}}'), 400, 'malformed_json'],
  ['constructor', putting('{"constructor":1}'), 400, 'malformed_json'],
  ['NUL in a text', putting('{"note":"a\\u0000b"}'), 400, 'malformed_json'],
  ['no object', putting('[]'), 422, 'validation_failed', ['']],
  ['an unknown key', putting(bookingBody({ extra: 1 })), 422, 'validation_failed', ['']],
  ['an unknown question', putting(bookingBody({ answers: { mood: 'fine' } })), 422, 'validation_failed', ['/answers']],
  [
    'an answer of no kind',
    putting(bookingBody({ answers: { goal: { a: 1 } } })),
    422,
    'validation_failed',
    ['/answers/goal'],
  ],
  ['no name', putting(bookingBody({ contact: contact({ name: '  ' }) })), 422, 'validation_failed', ['/contact/name']],
  [
    'a name in two lines',
    putting(bookingBody({ contact: contact({ name: 'a\nb' }) })),
    422,
    'validation_failed',
    ['/contact/name'],
  ],
  [
    'no e-mail',
    putting(bookingBody({ contact: { name: 'R', relation: 'self' } })),
    422,
    'validation_failed',
    ['/contact/email'],
  ],
  [
    'a bad e-mail',
    putting(bookingBody({ contact: contact({ email: 'robin@' }) })),
    422,
    'validation_failed',
    ['/contact/email'],
  ],
  [
    'a short phone',
    putting(bookingBody({ contact: contact({ phone: '555-0187' }) })),
    422,
    'validation_failed',
    ['/contact/phone'],
  ],
  [
    'a callback without phone',
    putting(bookingBody({ request: callback })),
    422,
    'validation_failed',
    ['/contact/phone'],
  ],
  [
    'a child alone',
    putting(bookingBody({ answers: answersOf('V60') })),
    422,
    'validation_failed',
    ['/contact/relation'],
  ],
  [
    'no consent',
    putting(bookingBody({ consent: consent({ collect: false }) })),
    422,
    'consent_missing',
    ['/consent/collect'],
  ],
  [
    'neither consent',
    putting(bookingBody({ consent: consent({ collect: false, conduct: false }) })),
    422,
    'consent_missing',
    ['/consent/collect', '/consent/conduct'],
  ],
  [
    'consent to an older text',
    putting(bookingBody({ consent: consent({ version: '2026-01' }) })),
    409,
    'consent_changed',
  ],
  [
    'an open question',
    putting(bookingBody({ answers: { goal: 'relax' } })),
    422,
    'triage_incomplete',
    ['/answers/now'],
  ],
  ['no answers', putting(bookingBody({ answers: {} })), 422, 'triage_incomplete', ['/answers/goal']],
  ['an emergency', putting(bookingBody({ answers: answersOf('V01') })), 422, 'not_bookable'],
  ['an urgent case', putting(bookingBody({ answers: answersOf('V13') })), 422, 'not_bookable'],
  ['see a doctor first', putting(bookingBody({ answers: answersOf('V31') })), 422, 'not_bookable'],
  [
    'a callback in an emergency',
    putting(bookingBody({ answers: answersOf('V01'), request: callback, contact: contact({ phone: '212 555 0187' }) })),
    422,
    'not_bookable',
  ],
  ...(
    [
      ['a time off the grid', '2026-12-01T15:05:00Z'],
      ['a time in the past', '2026-11-24T15:00:00Z'],
      ['a time within the notice', '2026-11-30T17:30:00Z'],
      ['a time beyond the horizon', '2027-01-19T15:00:00Z'],
      ['a closed day', '2026-12-25T15:00:00Z'],
      ['a time outside the hours', '2026-12-01T03:00:00Z'],
      ['a fraction of a second', '2026-12-01T15:00:00.5Z'],
    ] as const
  ).map(
    ([what, start]) =>
      [
        what,
        putting(bookingBody({ request: { kind: 'slot', start } })),
        422,
        'slot_not_offered',
        ['/request/start'],
      ] as const,
  ),
];

for (const [what, init, status, code, pointers] of refused) {
  test(`${what}: ${status} ${code}`, async () => {
    const found = await refusal(await put(init));
    assert.deepEqual([found.status, found.code], [status, code]);
    if (pointers !== undefined)
      assert.deepEqual(
        found.fields?.map(({ pointer }) => pointer),
        pointers,
      );
  });
}

test('another name for one instant is the same time', async () => {
  const start = '2026-12-01T15:30:00.000Z';
  const response = await put(putting(bookingBody({ request: { kind: 'slot', start } })));
  assert.equal(Receipt.parse(await response.json()).start, '2026-12-01T15:30:00Z');
});

test('a parent may book for a child, and for themselves', async () => {
  const guardian = contact({ relation: 'guardian' });
  const forChild = bookingBody({
    answers: answersOf('V60'),
    contact: guardian,
    request: { kind: 'slot', start: '2026-12-03T18:00:00Z' },
  });
  assert.equal((await put(putting(forChild))).status, 201);
  const adult = bookingBody({ contact: guardian, request: { kind: 'slot', start: '2026-12-03T19:00:00Z' } });
  assert.equal((await put(putting(adult))).status, 201);
});

/** Each request breaks one check and every later one: the answer shows which came first. */
const order: readonly (readonly [code: string, path: string, init: RequestInit])[] = [
  [
    'not_found',
    consultationPath(randomUUID(), 'nowhere'),
    putting(HUGE, { origin: 'https://evil.example', 'content-type': 'text/plain' }),
  ],
  ['bad_id', consultationPath('42'), putting(HUGE, { origin: 'https://evil.example', 'content-type': 'text/plain' })],
  [
    'origin_not_allowed',
    consultationPath(),
    putting(HUGE, { origin: 'https://evil.example', 'content-type': 'text/plain' }),
  ],
  ['unsupported_media_type', consultationPath(), putting(HUGE, { 'content-type': 'text/plain' })],
  ['too_large', consultationPath(), { ...putting(''), body: Buffer.concat([BAD_UTF8, Buffer.alloc(40_000)]) }],
  ['bad_encoding', consultationPath(), { ...putting(''), body: BAD_UTF8.subarray(0, 7) }],
  ['malformed_json', consultationPath(), putting('{"contact":1,"contact":1}')],
  ['validation_failed', consultationPath(), putting(bookingBody({ contact: 1, consent: consent({ collect: false }) }))],
  ['consent_missing', consultationPath(), putting(bookingBody({ consent: consent({ collect: false }), answers: {} }))],
];
for (const [code, path, init] of order) {
  test(`${code} comes before what follows it`, async () => {
    assert.equal((await refusal(await put(init, path))).code, code);
  });
}

test('an id that is known is looked up before anything is judged again', async () => {
  const path = consultationPath();
  const start = '2026-12-07T15:00:00Z';
  assert.equal((await put(putting(bookingBody({ request: { kind: 'slot', start } })), path)).status, 201);
  const other = bookingBody({ request: { kind: 'slot', start }, consent: consent({ collect: false }) });
  assert.equal((await refusal(await put(putting(other), path))).code, 'id_reused');
});

test('no refusal repeats what was sent', async () => {
  const canary = 'zebra-umbrella';
  const bodies = [
    bookingBody({ contact: contact({ email: canary }) }),
    bookingBody({ answers: { [canary]: 1 } }),
    bookingBody({ [canary]: canary }),
    bookingBody({ request: { kind: canary } }),
    bookingBody({ contact: contact({ phone: `1 ${canary}` }) }),
    `{"${canary}": ${canary}}`,
  ];
  for (const body of bodies) assert.ok(!(await refusal(await put(putting(body)))).text.includes(canary));
});

test('under /v1 wrong addresses and methods are problems', async () => {
  const missing = await server.app.request('/v1/nothing');
  assert.equal((await refusal(missing)).code, 'not_found');
  const wrong = await server.app.request(consultationPath());
  assert.equal(wrong.headers.get('allow'), 'PUT');
  assert.equal((await refusal(wrong)).code, 'method_not_allowed');
});

test('more than 1,024 writes at once: overloaded', async () => {
  const silent = Array.from({ length: 1024 }, () => Promise.withResolvers<Uint8Array>());
  const waiting = silent.map(({ promise }) => {
    const pull = async (stream: ReadableStreamDefaultController<Uint8Array>): Promise<void> => {
      stream.enqueue(await promise);
      stream.close();
    };
    const init = { ...putting(''), body: new ReadableStream({ pull }), duplex: 'half' };
    return server.app.request(consultationPath(), init);
  });
  // Each of them has to pass the checks before the cap first.
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
  const response = await put(putting(bookingBody()));
  assert.equal((await refusal(response)).code, 'overloaded');
  assert.equal(response.headers.get('retry-after'), '1');
  for (const { resolve } of silent) resolve(Buffer.from('{'));
  for (const response of await Promise.all(waiting)) assert.equal(response.status, 400);
  assert.equal((await refusal(await put(putting('{')))).code, 'malformed_json');
});
