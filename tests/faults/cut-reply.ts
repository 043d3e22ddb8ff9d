/** The answer to a booking is lost on its way: the visitor sends it again and has one booking. */
import { request } from 'node:http';
import { startCuttingProxy } from './cutting-proxy.ts';
import { type Ground, writeClinic } from './ground.ts';
import { brokenInvariants, inspect } from './invariants.ts';
import { brokenOf, type Scenario } from './scenario.ts';
import { startProcess } from './server-process.ts';
import { type Answered, freeStarts, inBatches, send, type Visitor, visitorFor } from './visitors.ts';

const TIMES = { full: 500, small: 40 } as const;

export const cutReply: Scenario = {
  name: 'reply cut after commit',
  databases: ['sqlite', 'postgres'],
  async run(size, ground) {
    const times = TIMES[size];
    writeClinic(ground, 'cut');
    const { answers, cutAtAnswer, unnoticed } = await cutAll(ground, times);
    const replayed = answers.filter(({ headers }) => headers.get('idempotent-replayed') === 'true').length;
    const booked = await ground.count("select count(*) from consultations where state = 'confirmed'");
    return {
      counts: { cut: times, 'at the answer': cutAtAnswer, replayed, booked },
      broken: brokenOf({
        'requests that were not cut': unnoticed,
        'retries beside 200 and 201': answers.filter(({ status }) => status !== 200 && status !== 201).length,
        'answers cut that were not replayed': Math.max(0, cutAtAnswer - replayed),
        'bookings too many or missing': booked - times,
        ...brokenInvariants(await inspect(ground)),
      }),
      latencies: answers.map(({ milliseconds }) => milliseconds),
    };
  },
};

interface Cuts {
  readonly answers: readonly Answered[];
  readonly cutAtAnswer: number;
  /** Requests that were answered although they should have been cut. */
  readonly unnoticed: number;
}

async function cutAll(ground: Ground, times: number): Promise<Cuts> {
  const server = await startProcess(ground.env);
  const proxy = await startCuttingProxy(server.url);
  try {
    const starts = await freeStarts(server.url, 'cut');
    const visitors = Array.from({ length: times }, (_, i) => visitorFor('cut', starts[i]));
    const wasCut: boolean[] = [];
    const answers = await inBatches(visitors, 10, async visitor => {
      wasCut.push(await isCut(proxy.url, visitor));
      return send(server.url, visitor);
    });
    return { answers, cutAtAnswer: proxy.cutAtAnswer, unnoticed: wasCut.filter(cut => !cut).length };
  } finally {
    await proxy.close();
    await server.end('SIGTERM');
  }
}

/** Sends on a connection of its own, which a pool would not give. */
const isCut = (url: string, { path, init }: Visitor): Promise<boolean> =>
  new Promise(resolve => {
    const body = String(init.body);
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sending = request(url + path, { method: 'PUT', headers, agent: false });
    sending.on('response', response => {
      response.resume();
      resolve(false);
    });
    sending.on('error', () => resolve(true));
    sending.end(body);
  });
