/** Empties the outbox: takes what is due, a few at a time, and lets no slow receiver hold up the others. */
import { SECOND } from '../durations.ts';
import { errorEntry, type Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import type { Deliver } from './deliver.ts';
import type { Delivery, Message } from './messages.ts';
import { retryAt } from './retries.ts';

export interface WorkerNeeds {
  readonly store: Store;
  readonly clock: () => Date;
  readonly log: Log;
  readonly deliver: Deliver;
  /** Without SMTP mail stays where it is. */
  readonly sendsMail: boolean;
}

export interface Worker {
  /** Takes what is due now and begins to send it. @returns how many were taken */
  round(): Promise<number>;
  /** Resolves when nothing is under way any more. */
  idle(): Promise<void>;
  /** Takes nothing more, gives what is under way so long, then ends it: its lease lets another worker try again. */
  close(graceMs: number): Promise<void>;
}

/** Longer than any try may take, so that no message is sent by two at once. */
const LEASE_MS = 90 * SECOND;
const AT_ONCE = 32;
/** To one receiver at the same time. */
const PER_RECEIVER = 4;

export function createWorker({ store, clock, log, deliver, sendsMail }: WorkerNeeds): Worker {
  /** What is being sent, by receiver. */
  const underWay = new Map<string, { readonly receiver: string }>();
  /** All that is going on, the next round after a message included. */
  const pending = new Set<Promise<void>>();
  const stopping = new AbortController();
  let isClosing = false;

  const isBusy = (receiver: string): boolean =>
    [...underWay.values()].filter(each => each.receiver === receiver).length >= PER_RECEIVER;

  async function attempt(message: Message): Promise<void> {
    const delivery = await tryOnce(message);
    // Ended by our own stop: the lease runs out, and the next worker tries.
    if (stopping.signal.aborted && delivery.kind === 'failed') return;
    const now = clock();
    const again = delivery.kind === 'failed' ? retryAt(message.channel, message.attempts, now) : undefined;
    await store.settleMessage(message.id, delivery, now.toISOString(), again);
    log({ event: 'message', code: delivery.kind === 'sent' ? 'sent' : delivery.code });
  }

  const tryOnce = async (message: Message): Promise<Delivery> => {
    try {
      return await deliver(message, stopping.signal);
    } catch (error) {
      log(errorEntry(error));
      return { kind: 'failed', code: 'internal' };
    }
  };

  function begin(message: Message): void {
    underWay.set(message.id, { receiver: receiverOf(message) });
    const done = attempt(message)
      .finally(() => underWay.delete(message.id))
      // A place is free: a long queue does not wait for the clock.
      .then(round)
      .then(
        () => {},
        (error: unknown) => log(errorEntry(error)),
      )
      .finally(() => pending.delete(done));
    pending.add(done);
  }

  const idle = async (): Promise<void> => {
    while (pending.size > 0) await Promise.all(pending);
  };

  async function round(): Promise<number> {
    const room = AT_ONCE - underWay.size;
    if (isClosing || room <= 0) return 0;
    const now = clock();
    const leaseUntil = new Date(now.getTime() + LEASE_MS).toISOString();
    const busy = [...new Set([...underWay.values()].map(({ receiver }) => receiver))].filter(isBusy);
    const limits = { limit: room, perReceiver: PER_RECEIVER, busy, sendsMail };
    const messages = await store.claimMessages(now.toISOString(), leaseUntil, limits);
    for (const message of messages) begin(message);
    return messages.length;
  }

  return {
    round,
    idle,
    async close(graceMs) {
      isClosing = true;
      const cut = setTimeout(() => stopping.abort(), graceMs);
      await idle();
      clearTimeout(cut);
      stopping.abort();
    },
  };
}

/** Mail of all clinics goes to one server, each webhook to its own. */
const receiverOf = ({ clinic, channel }: Pick<Message, 'clinic' | 'channel'>): string =>
  channel.startsWith('webhook:') ? `${clinic} ${channel}` : 'mail';
