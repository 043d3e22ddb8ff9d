/** Ways to break the server on purpose, each with the test that must notice. */

export interface Edit {
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly from: string;
  readonly to: string;
}

/** A fault in its small form, or a test by its name. */
export type Check =
  | { readonly fault: string; readonly database: 'sqlite' | 'postgres' }
  | { readonly test: string; readonly file: string };

export interface Mutant {
  readonly name: string;
  readonly edits: readonly Edit[];
  readonly check: Check;
}

const BOOKINGS = 'server/store/bookings.ts';
const DIALECT = 'server/store/dialect.ts';
const FIRST = 'server/store/migrations/001-first.ts';
/** Long enough that a kill finds the server in it. */
const LATER = 'await new Promise(later => setTimeout(later, 50));';

const CHECK_DROPPED: Edit = {
  file: BOOKINGS,
  from: 'return candidates.find(candidate => !taken.has(candidate));',
  to: 'return candidates[0];',
};

/** Something of a booking, done once the transaction is over. */
const afterCommit = (work: string): Edit => ({
  file: BOOKINGS,
  from: "      return { kind: 'booked', answer: attempt.answer };\n    });",
  to: `      return { kind: 'booked', answer: attempt.answer };
    }).then(async outcome => {
      if (outcome.kind === 'booked') {
        ${LATER}
        ${work}
      }
      return outcome;
    });`,
});

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'ack before commit',
    edits: [
      {
        file: 'server/store/transact.ts',
        from: 'return await db.transaction().execute(work);',
        to: `return await new Promise<T>((resolve, reject) => {
        const commit = db.transaction().execute(async trx => {
          resolve(await work(trx));
          ${LATER}
        });
        commit.catch(reject);
      });`,
      },
    ],
    check: { fault: 'kill -9', database: 'sqlite' },
  },
  {
    name: 'commit on Postgres not waited for',
    edits: [
      {
        file: 'server/store/postgres.ts',
        from: "application_name: 'unknot',",
        to: "application_name: 'unknot', options: '-c synchronous_commit=off',",
      },
    ],
    check: { fault: 'kill -9 of Postgres', database: 'postgres' },
  },
  {
    name: 'plain begin',
    edits: [{ file: 'server/store/node-sqlite.ts', from: "'begin immediate'", to: "'begin'" }],
    check: { fault: 'overlapping ranges', database: 'sqlite' },
  },
  {
    name: 'unique index and check dropped',
    edits: [
      { file: FIRST, from: 'create unique index one_talk_at_a_time', to: 'create index one_talk_at_a_time' },
      CHECK_DROPPED,
    ],
    check: { fault: 'hot slot', database: 'sqlite' },
  },
  {
    name: 'overlap guard and check dropped (trigger)',
    edits: [
      {
        file: DIALECT,
        from: 'where clinic = new.clinic and resource = new.resource and id <> new.id',
        to: 'where 1 = 0 and clinic = new.clinic and resource = new.resource and id <> new.id',
      },
      CHECK_DROPPED,
    ],
    check: { fault: 'overlapping ranges', database: 'sqlite' },
  },
  {
    name: 'overlap guard and check dropped (exclusion)',
    edits: [
      {
        file: DIALECT,
        from: '(clinic with =, resource with =, moments(start_at, held_until) with &&)',
        to: '(clinic with =, resource with =, id with =, moments(start_at, held_until) with &&)',
      },
      CHECK_DROPPED,
    ],
    check: { fault: 'overlapping ranges', database: 'postgres' },
  },
  {
    name: 'therapist not locked on Postgres',
    edits: [
      {
        file: DIALECT,
        from: '    if (resources.length === 0) return;\n',
        to: '    if (resources.length >= 0) return;\n',
      },
    ],
    check: { fault: 'overlapping ranges', database: 'postgres' },
  },
  {
    name: 'requested talks hold nothing',
    edits: [
      {
        file: 'server/store/schema.ts',
        from: "['unverified', 'requested', 'confirmed'] as const",
        to: "['unverified', 'confirmed'] as const",
      },
    ],
    check: { fault: 'hot slot', database: 'sqlite' },
  },
  {
    name: 'outbox outside the transaction',
    edits: [
      {
        file: BOOKINGS,
        from: '      await keepTells(trx, clinic, id, attempt.tells, consultation.createdAt);\n',
        to: '',
      },
      afterCommit('await keepTells(db, clinic, id, attempt.tells, consultation.createdAt);'),
    ],
    check: { fault: 'kill -9', database: 'sqlite' },
  },
  {
    name: 'id row outside the transaction',
    edits: [
      {
        file: FIRST,
        from: "    .addForeignKeyConstraint('consultations_attempt', ['clinic', 'id'], 'attempts', ['clinic', 'id'])\n",
        to: '',
      },
      {
        file: BOOKINGS,
        from: 'await keepAttempt(trx, attempt, outcome);',
        to: 'if (resource === undefined) await keepAttempt(trx, attempt, outcome);',
      },
      afterCommit("await keepAttempt(db, attempt, 'booked');"),
    ],
    check: { fault: 'kill -9', database: 'sqlite' },
  },
  {
    name: 'fingerprint ignored',
    edits: [
      {
        file: BOOKINGS,
        from: "  if (attempt.fingerprint !== fingerprint) return { kind: 'id_reused' };\n",
        to: '',
      },
    ],
    check: { fault: 'duplicate storm', database: 'sqlite' },
  },
  {
    name: 'earlier answer not looked up in the transaction',
    edits: [{ file: BOOKINGS, from: '      if (earlier !== undefined) return earlier;\n', to: '' }],
    check: { fault: 'duplicate storm', database: 'postgres' },
  },
  {
    name: 'lost time not remembered for its id',
    edits: [
      {
        file: BOOKINGS,
        from: 'await keepAttempt(trx, attempt, outcome);',
        to: "if (outcome === 'booked') await keepAttempt(trx, attempt, outcome);",
      },
    ],
    check: { file: 'tests/store/sqlite.test.ts', test: 'a time that was taken stays taken for its id' },
  },
  {
    name: 'clinic filter dropped (one lead)',
    edits: [
      {
        file: 'server/store/leads.ts',
        from: "    .where('clinic', '=', clinic)\n    .where('id', '=', id)\n    .where('erased_at', 'is', null)\n    .executeTakeFirst();",
        to: "    .where('id', '=', id)\n    .where('erased_at', 'is', null)\n    .executeTakeFirst();",
      },
    ],
    check: { file: 'tests/store/sqlite.test.ts', test: 'a lead is read back as it was booked' },
  },
  {
    name: 'clinic filter dropped (who is free)',
    edits: [
      {
        file: BOOKINGS,
        from: "    .where('clinic', '=', clinic)\n    .where('id', '<>', id)",
        to: "    .where('id', '<>', id)",
      },
    ],
    check: { file: 'tests/store/sqlite.test.ts', test: 'clinics and therapists do not stand in each other' },
  },
  {
    name: 'AAD dropped',
    edits: [
      {
        file: 'server/store/sealing.ts',
        from: '{ authTagLength: TAG_BYTES }).setAAD(Buffer.from(boundTo));',
        to: '{ authTagLength: TAG_BYTES });',
      },
      { file: 'server/store/sealing.ts', from: '    .setAAD(Buffer.from(boundTo))\n', to: '' },
    ],
    check: { file: 'tests/server/at-rest.test.ts', test: 'sealed text is bound to its clinic and row' },
  },
  {
    name: '24-hour day arithmetic',
    edits: [
      {
        file: 'server/booking/slots.ts',
        from: 'const date = from.add({ days: i });',
        to: 'const date = from.toZonedDateTime(clinic.timeZone).add({ hours: 24 * i }).toPlainDate();',
      },
    ],
    check: { file: 'tests/time/zones.test.ts', test: 'the horizon counts dates, however long they are' },
  },
  {
    name: 'redirects followed',
    edits: [
      {
        file: 'server/notify/webhook.ts',
        from: '    await hearOut(answer);\n',
        to: `    await hearOut(answer);
    const location = answer.headers.location;
    if (location !== undefined && URL.canParse(location, url.href) && !('followed' in needs)) {
      return await post(new URL(location, url), headers, payload, { ...needs, followed: true }, { milliseconds });
    }
`,
      },
    ],
    check: { file: 'tests/notify/webhook-targets.test.ts', test: 'is followed by nobody' },
  },
  {
    name: 'answers read to their end',
    edits: [{ file: 'server/notify/webhook.ts', from: '    if (bytes >= ANSWER_BYTES) resolve();\n', to: '' }],
    check: { fault: 'webhook receivers that fail', database: 'sqlite' },
  },
  {
    name: 'one receiver may take every place',
    edits: [{ file: 'server/notify/worker.ts', from: 'const PER_RECEIVER = 4;', to: 'const PER_RECEIVER = 1_000;' }],
    check: { fault: 'webhook receivers that fail', database: 'sqlite' },
  },
  {
    name: 'message marked before it is sent',
    edits: [
      {
        file: 'server/notify/worker.ts',
        from: '      return await deliver(message, stopping.signal);\n',
        to: `      await store.settleMessage(message.id, { kind: 'sent' }, clock().toISOString());
      return await deliver(message, stopping.signal);
`,
      },
    ],
    check: { fault: 'kill -9 between send and mark', database: 'sqlite' },
  },
  {
    name: 'failed mail not tried again',
    edits: [{ file: 'server/notify/retries.ts', from: '? WEBHOOK : MAIL)[attempts]', to: '? WEBHOOK : [])[attempts]' }],
    check: { fault: 'mail server down, then up', database: 'sqlite' },
  },
  {
    name: 'each process counts limits by itself',
    edits: [
      {
        file: 'server/store/buckets.ts',
        from: "sealing.hash('bucket', `",
        to: "sealing.hash('bucket', process.pid + `",
      },
    ],
    check: { fault: 'two servers, one Postgres', database: 'postgres' },
  },
  {
    name: 'message taken without a lease',
    edits: [{ file: 'server/store/outbox.ts', from: 'leased_until: wanted.leaseUntil,', to: 'leased_until: null,' }],
    check: { file: 'tests/store/sqlite.test.ts', test: 'a message is one worker' },
  },
  {
    name: 'trouble of the storage told as our own mistake',
    edits: [
      {
        file: 'server/app.ts',
        from: "if (!(error instanceof StorageError)) return new Refusal('internal');",
        to: "if (error instanceof StorageError) return new Refusal('internal');\n  else return new Refusal('internal');",
      },
    ],
    check: { fault: 'database gone', database: 'postgres' },
  },
  {
    name: 'broken connection not listened to',
    edits: [
      {
        file: 'server/store/postgres.ts',
        from: "  pool.on('connect', client => void client.on('error', () => {}));\n",
        to: '',
      },
    ],
    check: { fault: 'kill -9 of Postgres', database: 'postgres' },
  },
  {
    name: 'past times can be booked',
    edits: [
      {
        file: 'server/booking/slots.ts',
        from: '.filter(talk => talk.at >= earliest)',
        to: '.filter(talk => talk.at >= 0 * earliest)',
      },
    ],
    check: { fault: 'clock jumps 1 h', database: 'sqlite' },
  },
  {
    name: 'slow clients never cut off',
    edits: [
      {
        file: 'server/listen.ts',
        from: 'headersTimeout: 10_000, requestTimeout: 15_000,',
        to: 'headersTimeout: 0, requestTimeout: 0,',
      },
    ],
    check: { fault: 'slow-loris', database: 'sqlite' },
  },
];
