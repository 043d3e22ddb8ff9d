/** One request sent over and over at once: one booking, one answer, and no other body under its id. */
import { type Ground, writeClinic } from './ground.ts';
import { brokenInvariants, inspect } from './invariants.ts';
import { brokenOf, type Scenario } from './scenario.ts';
import { startProcess } from './server-process.ts';
import { type Answered, codeOf, freeStarts, send, visitorFor } from './visitors.ts';

const SIZES = { full: { ids: 50, times: 500 }, small: { ids: 3, times: 100 } } as const;

interface Storm {
  readonly answers: readonly Answered[];
  /** The answer to the same id with another body. */
  readonly altered: Answered;
}

export const duplicateStorm: Scenario = {
  name: 'duplicate storm',
  databases: ['sqlite', 'postgres'],
  async run(size, ground) {
    const { ids, times } = SIZES[size];
    writeClinic(ground, 'storm');
    const storms = await rage(ground, ids, times);
    const count = (isTrue: (storm: Storm) => boolean): number => storms.filter(isTrue).length;
    return {
      counts: { ids, times, booked: await ground.count('select count(*) from consultations') },
      broken: brokenOf({
        'ids without exactly one 201': count(({ answers }) => statuses(answers, 201) !== 1),
        'ids with answers beside 201 and 200': count(({ answers }) => statuses(answers, 201, 200) !== times),
        'ids with different answers': count(({ answers }) => new Set(answers.map(({ text }) => text)).size !== 1),
        'ids that took another body': count(({ altered }) => altered.status !== 409 || codeOf(altered) !== 'id_reused'),
        'bookings too many or missing': (await ground.count('select count(*) from consultations')) - ids,
        ...brokenInvariants(await inspect(ground)),
      }),
      latencies: storms.flatMap(({ answers }) => answers.map(({ milliseconds }) => milliseconds)),
    };
  },
};

const statuses = (answers: readonly Answered[], ...wanted: readonly number[]): number =>
  answers.filter(({ status }) => wanted.includes(status)).length;

async function rage(ground: Ground, ids: number, times: number): Promise<readonly Storm[]> {
  const server = await startProcess(ground.env);
  try {
    const starts = await freeStarts(server.url, 'storm');
    const storms: Storm[] = [];
    for (let i = 0; i < ids; i++) {
      const visitor = visitorFor('storm', starts[i]);
      const answers = await Promise.all(Array.from({ length: times }, () => send(server.url, visitor)));
      const altered = await send(server.url, visitorFor('storm', starts[ids + i], visitor.id));
      storms.push({ answers, altered });
    }
    return storms;
  } finally {
    await server.end('SIGTERM');
  }
}
