/** Signatures by Standard Webhooks, version 1: how a receiver knows that a message is ours. */
import { createHmac } from 'node:crypto';

/**
 * What stands in `webhook-signature`: one signature a secret, so that a receiver may know the old or the new one.
 * @param secrets `whsec_` and base64
 * @param signed id, seconds and payload, with dots between them
 * @returns undefined where a secret is not one, or there is none: nothing is sent unsigned
 */
export function signatures(secrets: readonly string[], signed: string): string | undefined {
  const keys = secrets.flatMap(secret => readKey(secret) ?? []);
  if (keys.length === 0 || keys.length < secrets.length) return undefined;
  return keys.map(key => `v1,${createHmac('sha256', key).update(signed).digest('base64')}`).join(' ');
}

/** Node skips what is not base64 and would make another key of it than the receiver, or one of no bytes at all. */
function readKey(secret: string): Buffer | undefined {
  const [, encoded = ''] = /^whsec_(.+)$/.exec(secret) ?? [];
  const key = Buffer.from(encoded, 'base64');
  return encoded !== '' && key.toString('base64') === encoded ? key : undefined;
}
