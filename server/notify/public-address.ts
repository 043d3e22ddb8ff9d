/** Which addresses belong to the public internet, so that nobody can make the server talk to what stands beside it. */
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Global unicast: outside of it nothing is handed out, whatever no range speaks of. */
const GLOBAL_IPV6: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('2000::'), 3];
/** Networks without IPv4 reach it through this prefix (RFC 6052). */
const NAT64: [ipaddr.IPv6, number] = [ipaddr.IPv6.parse('64:ff9b::'), 96];
/** Public by its number, yet on every machine of Azure the platform itself. */
const AZURE_PLATFORM = '168.63.129.16';

/**
 * Is this the address of one machine on the public internet? What is not known to be is refused: also tunnels (6to4,
 * Teredo), whose other end may be anywhere, and prefixes that a network gives a meaning of its own.
 * @param address IPv4 as four decimal numbers, or IPv6 in any of its notations, without brackets
 */
export function isPublicAddress(address: string): boolean {
  // A notation that parsers read differently (`010.0.0.1`), or an address that holds on one interface only (`%eth0`).
  if (isIP(address) === 0 || address.includes('%')) return false;
  return isIP(address) === 4
    ? isPublicIpv4(ipaddr.IPv4.parse(address))
    : isPublicIpv6(ipaddr.IPv6.parse(inHexOnly(address)));
}

/** `::8.8.8.8` is another address than `::ffff:8.8.8.8`, to a system but not to ipaddr.js. */
const inHexOnly = (ipv6: string): string => new URL(`http://[${ipv6}]`).hostname.slice(1, -1);

const isPublicIpv4 = (address: ipaddr.IPv4): boolean =>
  address.range() === 'unicast' && address.toString() !== AZURE_PLATFORM;

function isPublicIpv6(address: ipaddr.IPv6): boolean {
  if (address.isIPv4MappedAddress() || address.match(NAT64)) {
    return isPublicIpv4(new ipaddr.IPv4(address.toByteArray().slice(12)));
  }
  return address.range() === 'unicast' && address.match(GLOBAL_IPV6);
}
