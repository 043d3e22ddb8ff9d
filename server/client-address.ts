/** Who is asking, as far as limits need to know. */
import { isIP } from 'node:net';
import type { HttpBindings } from '@hono/node-server';
import type { MiddlewareHandler } from 'hono';

export interface AddressEnv {
  Bindings: Partial<HttpBindings>;
  Variables: { clientAddress: string };
}

/**
 * Finds the client's address for `clientAddress`.
 * @param trustProxy how many proxies stand before this server: so many entries of `X-Forwarded-For`, counted from
 *   its end, were written by them; what stands further left is the client's own word
 */
export const findsClientAddress = (trustProxy: number): MiddlewareHandler<AddressEnv> =>
  async function findsClientAddress(c, next) {
    const forwarded = (c.req.header('x-forwarded-for') ?? '').split(',').map(entry => entry.trim());
    const believed = trustProxy > 0 ? forwarded.at(-trustProxy) : undefined;
    c.set('clientAddress', group(believed || (c.env?.incoming?.socket.remoteAddress ?? '')));
    await next();
  };

/** The address whose requests count together: one of IPv4, the /64 a household has of IPv6. */
export const clientAddress = (c: { get(name: 'clientAddress'): string }): string => c.get('clientAddress');

/** @returns `unknown` for what is no address: such requests share one limit */
export function group(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  switch (isIP(plain)) {
    case 4:
      return plain;
    case 6:
      return `${network(plain)}::/64`;
    default:
      return 'unknown';
  }
}

/** The first four of eight groups, written out. */
function network(address: string): string {
  const [head = '', tail] = address.split('::');
  const left = head === '' ? [] : head.split(':');
  const right = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0');
  return [...left, ...zeros, ...right]
    .slice(0, 4)
    .map(part => Number.parseInt(part, 16).toString(16))
    .join(':');
}
