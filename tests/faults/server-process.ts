/** The real server as a process of its own, to be killed. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface ServerProcess {
  readonly url: string;
  /** Milliseconds from the start of the process until it served. */
  readonly readyAfter: number;
  /** Resolves when it is gone, whoever ended it. */
  readonly ended: Promise<unknown>;
  /** Ends it by a signal and waits until it is gone. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<{ readonly code: number | null }>;
}

const MAIN = fileURLToPath(new URL('../../server/main.ts', import.meta.url));

/** @throws {Error} with what the server said, when it ends before it serves */
export async function startProcess(env: Readonly<Record<string, string>>): Promise<ServerProcess> {
  for (let tries = 1; ; tries++) {
    try {
      return await startAt(await freePort(), env);
    } catch (error) {
      // Between the look for a free port and the server's own, another test may have taken it.
      if (tries === 5 || !String(error).includes('EADDRINUSE')) throw error;
    }
  }
}

async function startAt(port: number, env: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const start = performance.now();
  const child = spawn(process.execPath, [MAIN], {
    env: { ...env, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  await served(child);
  const readyAfter = Math.round(performance.now() - start);
  return {
    url: `http://127.0.0.1:${port}`,
    readyAfter,
    ended: exited,
    async end(signal) {
      if (child.exitCode === null) child.kill(signal);
      await exited;
      return { code: child.exitCode };
    },
  };
}

/** The server says so in its log. */
async function served({ stdout, stderr }: ChildProcess): Promise<void> {
  if (stdout === null || stderr === null) throw new Error('the server has no output');
  const said: string[] = [];
  stderr.on('data', (text: Buffer) => said.push(text.toString()));
  for await (const line of createInterface({ input: stdout })) {
    if (!line.includes('"event":"start"')) continue;
    // Nobody reads the log any more, but it must not fill its pipe.
    stdout.resume();
    return;
  }
  throw new Error(`the server did not start: ${said.join('')}`);
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
