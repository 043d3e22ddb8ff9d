/** What the server does by itself while it runs: it empties the outbox and keeps its promises about time. */
import { HOUR, MINUTE, SECOND } from './durations.ts';
import type { Jobs } from './jobs.ts';
import { errorEntry, type Log } from './log.ts';
import type { Worker } from './notify/worker.ts';

export interface Background {
  /** Begins nothing new, and gives what is under way so long. */
  close(graceMs: number): Promise<void>;
}

export function startBackground({ worker, jobs, log }: { worker: Worker; jobs: Jobs; log: Log }): Background {
  const loops = [
    every(SECOND, () => worker.round(), log),
    every(MINUTE, () => jobs.everyMinute(), log),
    every(HOUR, () => jobs.everyHour(), log),
  ];
  return {
    async close(graceMs) {
      await Promise.all(loops.map(stop => stop()));
      await worker.close(graceMs);
    },
  };
}

/** Works now and then again and again, never twice at once. @returns stops, and waits for what is under way */
function every(milliseconds: number, work: () => Promise<unknown>, log: Log): () => Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const turn = async (): Promise<void> => {
    try {
      await work();
    } catch (error) {
      log(errorEntry(error));
    }
    if (!isStopped) timer = setTimeout(next, milliseconds);
  };
  let underWay = Promise.resolve();
  const next = (): void => {
    underWay = turn();
  };
  next();
  return () => {
    isStopped = true;
    clearTimeout(timer);
    return underWay;
  };
}
