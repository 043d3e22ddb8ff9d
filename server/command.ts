/** What an operator starts in a terminal: what goes wrong is said in plain words, and the exit code tells of it. */
import { type Config, readConfig } from './config.ts';

/** @param work gets what stands behind the command's name; its result is the exit code */
export async function command(work: (config: Config, words: readonly string[]) => Promise<number>): Promise<void> {
  // What is written is for its owner only.
  process.umask(0o077);
  try {
    process.exitCode = await work(readConfig(process.env), process.argv.slice(2));
  } catch (error) {
    say(`unknot: ${reasonsOf(error).join(': ')}`, process.stderr);
    process.exitCode = 1;
  }
}

export function say(text: string, stream: NodeJS.WriteStream = process.stdout): void {
  stream.write(`${text}\n`);
}

const reasonsOf = (error: unknown): readonly string[] =>
  error instanceof Error
    ? [error.message, ...(error.cause === undefined ? [] : reasonsOf(error.cause))]
    : [String(error)];
