import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { isPublicAddress } from '../../server/notify/public-address.ts';

/** First and last address of each range that is not public, and what only looks like an address. */
const REFUSED: Readonly<Record<string, readonly string[]>> = {
  'this network': ['0.0.0.0', '0.255.255.255'],
  private: ['10.0.0.0', '10.255.255.255', '172.16.0.0', '172.31.255.255', '192.168.0.0', '192.168.255.255'],
  'shared by a provider': ['100.64.0.0', '100.127.255.255', '100.100.100.200'],
  loopback: ['127.0.0.0', '127.0.0.1', '127.255.255.255', '::1', '0:0:0:0:0:0:0:1', '0000::0001'],
  'link-local': ['169.254.0.0', '169.254.169.254', '169.254.255.255', 'fe80::', 'febf::1', 'fe80::1%eth0'],
  'protocol assignments': ['192.0.0.0', '192.0.0.192', '192.0.0.255', '2001::', '2001:1ff:ffff::1'],
  documentation: [
    '192.0.2.0',
    '198.51.100.7',
    '203.0.113.255',
    '2001:db8::',
    '2001:db8:ffff::1',
    '3fff::1',
    '3fff:fff::',
  ],
  anycast: ['192.88.99.1', '192.31.196.1', '192.52.193.1', '192.175.48.1', '2620:4f:8000::1', '2001:4:112::1'],
  benchmarks: ['198.18.0.0', '198.19.255.255', '2001:2::1'],
  multicast: ['224.0.0.0', '239.255.255.255', 'ff00::', 'ff02::1', 'ffff::'],
  reserved: ['240.0.0.0', '255.255.255.254'],
  broadcast: ['255.255.255.255'],
  unspecified: ['::', '0:0:0:0:0:0:0:0'],
  'unique local': ['fc00::', 'fd00:ec2::254', 'fdff:ffff::1'],
  'site-local': ['fec0::1', 'feff::1'],
  discard: ['100::1', '100:0:0:1::1'],
  'segment routing': ['5f00::1'],
  'not handed out': ['4000::1', '8000::1', 'e000::1', '1::1', '1fff::1'],
  'IPv4-mapped': [
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '0:0:0:0:0:ffff:a00:1',
    '::FFFF:169.254.169.254',
    '::ffff:0.0.0.0',
  ],
  'IPv4-compatible': ['::127.0.0.1', '::7f00:1', '::8.8.8.8'],
  'IPv4-translated': ['::ffff:0:127.0.0.1', '::ffff:0:8.8.8.8'],
  NAT64: ['64:ff9b::127.0.0.1', '64:ff9b::a00:1', '64:ff9b::a9fe:a9fe', '64:ff9b::c0a8:101'],
  'NAT64 of a network': ['64:ff9b:1::7f00:1', '64:ff9b:1::808:808', '64:ff9b:1:ffff::1'],
  'next to NAT64': ['64:ff9b:2::808:808', '64:ff9b:0:1::808:808'],
  '6to4': ['2002:7f00:1::', '2002:a00:1::1', '2002:a9fe:a9fe::', '2002:808:808::1'],
  Teredo: ['2001:0:7f00:1::', '2001:0:808:808:0:0:80ff:fffe', '2001::f7f7:f7f7'],
  'the platform of a cloud': ['168.63.129.16', '::ffff:168.63.129.16', '64:ff9b::168.63.129.16'],
  scoped: ['2606:4700:4700::1111%eth0'],
  'read differently by different parsers': [
    '010.0.0.1',
    '0177.0.0.1',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0x7f.1',
    '8.8',
  ],
  'no address': [
    '',
    ' ',
    '8.8.8.8 ',
    '8.8.8.8\n',
    '8.8.8.8.',
    '8.8.8.256',
    '[2606:4700::1]',
    'localhost',
    '2606:4700::1/64',
    ':::',
    '::ffff:1.2.3',
  ],
};

for (const [range, addresses] of Object.entries(REFUSED)) {
  test(`not public: ${range}`, () => {
    assert.deepEqual(addresses.filter(isPublicAddress), []);
  });
}

test('public: right beside what is not', () => {
  const neighbours = [
    ...['1.0.0.0', '9.255.255.255', '11.0.0.0', '100.63.255.255', '100.128.0.0', '126.255.255.255', '128.0.0.0'],
    ...['169.253.255.255', '169.255.0.0', '172.15.255.255', '172.32.0.0', '192.0.1.0', '192.0.3.0', '192.167.255.255'],
    ...['192.169.0.0', '198.17.255.255', '198.20.0.0', '198.51.99.255', '198.51.101.0', '203.0.112.255', '203.0.114.0'],
    ...['223.255.255.255', '168.63.129.15', '168.63.129.17', '8.8.8.8'],
    ...['2001:200::', '2001:db7:ffff::1', '2001:db9::', '2003::1', '2400::1', '2606:4700:4700::1111', '3ffe::1'],
  ];
  assert.deepEqual(
    neighbours.filter(address => !isPublicAddress(address)),
    [],
  );
});

test('an IPv4 address keeps its verdict in the IPv6 notations that lead to it', () => {
  const prefixes = ['::ffff:', '::FFFF:', '0:0:0:0:0:ffff:', '64:ff9b::', '0064:ff9b:0:0:0:0:'];
  fc.assert(
    fc.property(fc.ipV4(), address => {
      const verdicts = prefixes.map(prefix => isPublicAddress(prefix + address));
      assert.deepEqual(
        verdicts,
        prefixes.map(() => isPublicAddress(address)),
        address,
      );
    }),
  );
});

test('any other text is met with no, and with no error', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[0-9a-f:.%x]{0,45}$/)), text => {
      assert.equal(typeof isPublicAddress(text), 'boolean');
    }),
  );
});
