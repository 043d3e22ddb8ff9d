/** Everybody wants one time at once: one gets it, everybody else is offered others. */
import { type Ground, writeClinic } from './ground.ts';
import { brokenInvariants, inspect } from './invariants.ts';
import { brokenOf, type Scenario, sum } from './scenario.ts';
import { startProcess } from './server-process.ts';
import { type Answered, codeOf, freeStarts, send, visitorFor } from './visitors.ts';

const SIZES = { full: { rounds: 50, clients: 200 }, small: { rounds: 2, clients: 100 } } as const;

/** A talk is the therapist's own whether it stands or is only asked for. */
const CLINICS = { instant: 'instant', asking: 'approve' } as const;

export const hotSlot: Scenario = {
  name: 'hot slot',
  databases: ['sqlite', 'postgres'],
  async run(size, ground) {
    const { rounds, clients } = SIZES[size];
    for (const [id, booking] of Object.entries(CLINICS)) writeClinic(ground, id, { booking });
    const answers = await race(ground, rounds, clients);
    const invariants = await inspect(ground);
    const all = answers.flat();
    const wins = answers.map(round => round.filter(({ status }) => status === 201).length);
    return {
      counts: {
        rounds,
        clients,
        won: sum(wins),
        'told it is taken': all.filter(isOffered).length,
        '5xx': all.filter(({ status }) => status >= 500).length,
      },
      broken: brokenOf({
        'rounds without exactly one winner': wins.filter(count => count !== 1).length,
        'losers not told 409 with other times': all.filter(answer => answer.status !== 201 && !isOffered(answer))
          .length,
        ...brokenInvariants(invariants),
      }),
      latencies: all.map(({ milliseconds }) => milliseconds),
    };
  },
};

const isOffered = (answer: Answered): boolean =>
  answer.status === 409 && codeOf(answer) === 'slot_taken' && (answer.text.match(/"local":/g)?.length ?? 0) === 3;

async function race(ground: Ground, rounds: number, clients: number): Promise<readonly Answered[][]> {
  const server = await startProcess(ground.env);
  try {
    const answers: Answered[][] = [];
    for (let i = 0; i < rounds; i++) {
      const clinic = Object.keys(CLINICS)[i % 2] ?? 'instant';
      const start = (await freeStarts(server.url, clinic))[10];
      const all = Array.from({ length: clients }, () => visitorFor(clinic, start));
      answers.push(await Promise.all(all.map(visitor => send(server.url, visitor))));
    }
    return answers;
  } finally {
    await server.end('SIGTERM');
  }
}
