/** What the server says about its own work: codes and numbers, never an answer, a name, a number or an address. */

/** All that may stand in a line of the log. */
export interface LogEntry {
  readonly event: 'start' | 'stop' | 'request' | 'error' | 'clinic_file' | 'message' | 'job' | 'keys';
  readonly method?: string;
  /** The pattern of the path, such as `/v1/clinics/:clinic`. */
  readonly route?: string;
  readonly status?: number;
  readonly ms?: number;
  /** A problem's code or the name of an error. */
  readonly code?: string;
  /** Where an unexpected error came from: files and lines. */
  readonly frames?: readonly string[];
  /** How many clinics have a new key, and how many leads were sealed with it. */
  readonly clinics?: number;
  readonly leads?: number;
  /** Our own words about a file, the clinic's or the key's. */
  readonly message?: string;
}

export type Log = (entry: LogEntry) => void;

/** One JSON object a line. */
export const createLog =
  (write: (line: string) => void, clock: () => Date): Log =>
  entry =>
    write(`${JSON.stringify({ at: clock().toISOString(), ...entry })}\n`);

const MOST_FRAMES = 5;

/** An unexpected error as it may be logged: its message could hold what was sent, so only its name and place are kept. */
export const errorEntry = (error: unknown): LogEntry => ({
  event: 'error',
  code: error instanceof Error ? error.name : 'unknown',
  frames: (error instanceof Error ? (error.stack ?? '') : '')
    .split('\n')
    .filter(line => line.startsWith('    at '))
    .slice(0, MOST_FRAMES)
    .map(line => line.trim()),
});
