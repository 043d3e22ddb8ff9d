/** When a message that did not get through is tried again (`api.md`, section 2). */
import { HOUR, MINUTE, SECOND } from '../durations.ts';
import type { Channel } from './messages.ts';

/** From one try to the next, after the first, which is made at once. */
const MAIL = [MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 4 * HOUR, 12 * HOUR, 24 * HOUR];
/** The schedule of Standard Webhooks. */
const WEBHOOK = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR];

/**
 * @param attempts how often it was tried before the try that failed now
 * @returns RFC 3339 UTC, or undefined where it was the last try
 */
export function retryAt(channel: Channel, attempts: number, now: Date): string | undefined {
  const wait = (channel.startsWith('webhook:') ? WEBHOOK : MAIL)[attempts];
  return wait === undefined ? undefined : new Date(now.getTime() + wait).toISOString();
}
