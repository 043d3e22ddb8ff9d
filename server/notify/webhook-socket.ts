/** The connection to a receiver. Addresses are checked here, where they are connected to, and nowhere before. */
import { isIP, type LookupFunction, type TcpNetConnectOpts } from 'node:net';
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls';
import type { Resolve } from './webhook-names.ts';

/** Why a receiver was not reached; the message is a code of ours. */
export class Unreached extends Error {
  override readonly name = 'Unreached';
}

export interface LineNeeds {
  readonly resolve: Resolve;
  /** May this address be connected to? */
  readonly isAllowed: (address: string) => boolean;
  /** PEM; trusted instead of the well-known authorities. */
  readonly ca?: string;
}

export interface Line {
  readonly socket: TLSSocket;
  /** How far the connection has come. */
  stage(): 'connecting' | 'handshake' | 'open';
}

/**
 * Opens a connection of its own, through no proxy, to the host and port of an https address. The socket ends with an
 * `Unreached` where its name leads to nothing (`dns`), or to nothing that may be connected to (`address_not_public`).
 * @throws {Unreached} where the host is an address that may not be connected to
 */
export function openLine(url: URL, { resolve, isAllowed, ca }: LineNeeds): Line {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // For an address there is nothing to look up, so that the check in the lookup never comes.
  if (isIP(host) && !isAllowed(host)) throw new Unreached('address_not_public');
  const options: TcpNetConnectOpts & ConnectionOptions = {
    host,
    port: Number(url.port || 443),
    servername: isIP(host) ? '' : host.replace(/\.$/, ''),
    lookup: checkedLookup(resolve, isAllowed),
    autoSelectFamily: true,
    // Node's own quarter of a second would give up on receivers far away.
    autoSelectFamilyAttemptTimeout: 2_000,
    // Not even the environment turns this off.
    rejectUnauthorized: true,
    ...(ca !== undefined && { ca }),
  };
  const socket = connect(options);
  return { socket, stage: watch(socket, isAllowed) };
}

/** Gives Node the allowed ones of a name's addresses: it connects to what this says and asks nobody again. */
const checkedLookup =
  (resolve: Resolve, isAllowed: LineNeeds['isAllowed']): LookupFunction =>
  (host, _options, answer) => {
    allowedAddresses(host, resolve, isAllowed).then(
      addresses => answer(null, addresses),
      (error: Error) => answer(error, []),
    );
  };

async function allowedAddresses(host: string, resolve: Resolve, isAllowed: LineNeeds['isAllowed']) {
  const found = await resolve(host).catch(() => []);
  if (found.length === 0) throw new Unreached('dns');
  const allowed = found.filter(isAllowed);
  if (allowed.length === 0) throw new Unreached('address_not_public');
  return allowed.map(address => ({ address, family: isIP(address) }));
}

function watch(socket: TLSSocket, isAllowed: LineNeeds['isAllowed']): Line['stage'] {
  let stage: ReturnType<Line['stage']> = 'connecting';
  // Ahead of Node's own listener, which starts the handshake: whoever should not be there receives not one byte.
  socket.prependOnceListener('connect', () => {
    stage = 'handshake';
    if (!isAllowed(socket.remoteAddress ?? '')) socket.destroy(new Unreached('address_not_public'));
  });
  socket.once('secureConnect', () => {
    stage = 'open';
  });
  return () => stage;
}
