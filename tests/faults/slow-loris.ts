/** Many clients that never finish their request: everybody else is answered, and they lose their connection. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setInterval } from 'node:timers/promises';
import { writeClinic } from './ground.ts';
import { brokenInvariants, inspect } from './invariants.ts';
import { brokenOf, type Scenario } from './scenario.ts';
import { startProcess } from './server-process.ts';
import { type Answered, freeStarts, send, visitorFor } from './visitors.ts';

const SIZES = { full: { sockets: 1_000, visitors: 300 }, small: { sockets: 100, visitors: 40 } } as const;
/** The server gives a head 10 s and looks every second; Node by itself would look every half minute. */
const MOST_SECONDS = 20;

export const slowLoris: Scenario = {
  name: 'slow-loris',
  databases: ['sqlite'],
  async run(size, ground) {
    const { sockets: count, visitors } = SIZES[size];
    writeClinic(ground, 'calm');
    const server = await startProcess(ground.env);
    try {
      const sockets = await Promise.all(Array.from({ length: count }, () => slowClient(server.url)));
      const starts = (await freeStarts(server.url, 'calm')).slice(0, visitors);
      const closing = dripUntilClosed(sockets);
      const answers = await bookWhileOpen(server.url, starts, sockets);
      const seconds = await closing;
      return {
        counts: { sockets: count, 'others booked meanwhile': answers.length, 'all closed after (s)': seconds },
        broken: brokenOf({
          'others not answered': answers.filter(({ status }) => status !== 201).length,
          'sockets not closed': sockets.filter(({ closed }) => !closed).length,
          'nobody booked meanwhile, so nothing was tried': answers.length === 0 ? 1 : 0,
          ...brokenInvariants(await inspect(ground)),
        }),
        latencies: answers.map(({ milliseconds }) => milliseconds),
      };
    } finally {
      await server.end('SIGTERM');
    }
  },
};

/** Has begun a request, and will never end its head. */
async function slowClient(url: string): Promise<Socket> {
  const { port, hostname } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => socket.destroy());
  socket.resume();
  await once(socket, 'connect');
  socket.write('PUT /v1/clinics/calm/consultations/x HTTP/1.1\r\nHost: localhost\r\nX-Slow: ');
  return socket;
}

/** Others book, four at a time, as long as one slow client has its connection. */
async function bookWhileOpen(
  url: string,
  starts: readonly string[],
  sockets: readonly Socket[],
): Promise<readonly Answered[]> {
  const answers: Answered[] = [];
  for (let i = 0; i < starts.length && sockets.some(({ closed }) => !closed); i += 4) {
    const visitors = starts.slice(i, i + 4).map(start => visitorFor('calm', start));
    answers.push(...(await Promise.all(visitors.map(visitor => send(url, visitor)))));
  }
  return answers;
}

/** One letter a second from each. @returns the seconds until all had lost their connection */
async function dripUntilClosed(sockets: readonly Socket[]): Promise<number> {
  const begin = performance.now();
  for await (const _ of setInterval(1_000)) {
    const open = sockets.filter(({ closed }) => !closed);
    const seconds = Math.round((performance.now() - begin) / 1_000);
    if (open.length === 0 || seconds > MOST_SECONDS) return seconds;
    for (const socket of open) if (socket.writable) socket.write('a');
  }
  return MOST_SECONDS;
}
