/** A name server on this machine that says what a test tells it to, over UDP (RFC 1035). */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import type { TestContext } from 'node:test';
import ipaddr from 'ipaddr.js';

export interface Entry {
  /** IPv4 and IPv6 addresses. */
  readonly addresses?: readonly string[];
  /** The name it is another name of. */
  readonly alias?: string;
}

export interface NameServer {
  /** Address and port, for `createResolve`. */
  readonly address: string;
  /** How often the addresses of a name were asked for; both kinds count as once. */
  readonly asked: (name: string) => number;
}

/** Types of records. */
const A = 1;
const ALIAS = 5;
const AAAA = 28;
const HEADER_BYTES = 12;

/** @param zone what is known of a name (without a dot at its end), the how-manieth time it is asked for */
export async function startNameServer(
  t: TestContext,
  zone: (name: string, time: number) => Entry | undefined,
): Promise<NameServer> {
  const asked: string[] = [];
  const timesOf = (name: string, type: number): number => asked.filter(one => one === `${type} ${name}`).length;
  const server = createSocket('udp4', (query, { port, address }) => {
    const { name, type, end } = questionOf(query);
    asked.push(`${type} ${name}`);
    const records = recordsOf(name, type, known => zone(known, timesOf(name, type)));
    server.send(answerTo(query.subarray(0, end), records), port, address);
  });
  server.bind(0, '127.0.0.1');
  await once(server, 'listening');
  t.after(() => server.close());
  return {
    address: `127.0.0.1:${server.address().port}`,
    asked: name => Math.max(timesOf(name, A), timesOf(name, AAAA)),
  };
}

function recordsOf(
  name: string,
  type: number,
  zone: (name: string) => Entry | undefined,
): readonly Buffer[] | undefined {
  const entry = zone(name);
  if (entry === undefined) return undefined;
  const { addresses = [], alias } = entry;
  const own = addresses
    .map(address => ipaddr.parse(address))
    .filter(one => one.kind() === (type === A ? 'ipv4' : 'ipv6'));
  return [
    ...own.map(address => record(name, type, Buffer.from(address.toByteArray()))),
    ...(alias === undefined ? [] : [record(name, ALIAS, labels(alias)), ...(recordsOf(alias, type, zone) ?? [])]),
  ];
}

function questionOf(query: Buffer): { readonly name: string; readonly type: number; readonly end: number } {
  const parts: string[] = [];
  let at = HEADER_BYTES;
  for (let length = query.readUInt8(at); length > 0; length = query.readUInt8(at)) {
    parts.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: parts.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}

/** @param records undefined: there is no such name */
function answerTo(question: Buffer, records: readonly Buffer[] | undefined): Buffer {
  const head = Buffer.from(question);
  head.writeUInt16BE(records === undefined ? 0x8183 : 0x8180, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(records?.length ?? 0, 6);
  head.writeUInt32BE(0, 8);
  return Buffer.concat([head, ...(records ?? [])]);
}

/** A record of the class internet that may be kept for no time at all. */
function record(name: string, type: number, data: Buffer): Buffer {
  const fields = Buffer.alloc(10);
  fields.writeUInt16BE(type, 0);
  fields.writeUInt16BE(1, 2);
  fields.writeUInt16BE(data.length, 8);
  return Buffer.concat([labels(name), fields, data]);
}

const labels = (name: string): Buffer =>
  Buffer.concat([...name.split('.').map(part => Buffer.from([part.length, ...Buffer.from(part)])), Buffer.from([0])]);
