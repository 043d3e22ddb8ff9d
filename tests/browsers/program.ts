/** A program that runs beside a test, such as a browser. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Program {
  /** Waits until it has said this, on any of its outputs, and gives what the first group of the pattern caught. */
  said(pattern: RegExp): Promise<string>;
  stop(): Promise<void>;
}

const PATIENCE_MS = 60_000;

/** @param env on top of this process's own */
export function start(file: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Program {
  const child = spawn(file, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const exited = once(child, 'exit');
  let output = '';
  const keep = (chunk: Buffer): void => {
    output += chunk.toString();
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  // A test that is stopped leaves no browser behind.
  const kill = (): void => void child.kill();
  process.once('exit', kill);
  return {
    async said(pattern) {
      const late = AbortSignal.timeout(PATIENCE_MS);
      for (;;) {
        const found = pattern.exec(output)?.[1];
        if (found !== undefined) return found;
        const told = [child.stdout, child.stderr].map(stream => once(stream, 'data', { signal: late }));
        const news = await Promise.race([...told, exited.then(() => 'exited')]);
        if (news === 'exited') throw new Error(`${file} ended at once:\n${output}`);
      }
    },
    async stop() {
      process.off('exit', kill);
      if (child.exitCode === null && child.signalCode === null) child.kill();
      await exited;
    },
  };
}
