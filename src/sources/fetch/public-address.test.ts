import { describe, expect, it } from 'vitest';
import { refusedAddress } from './public-address.ts';

describe('refusedAddress', () => {
  it.each([
    ['8.8.8.8'],
    ['93.184.216.34'],
    ['2606:2800:220:1:248:1893:25c8:1946'],
    ['2a00:1450:4007:80f::200e'],
    // A public address behind a translator of an IPv6-only network.
    ['64:ff9b::808:808'],
  ])('lets %s through', (address) => {
    expect(refusedAddress(address)).toBeUndefined();
  });

  it.each([
    ['0.0.0.0', 'unspecified'],
    ['0.1.2.3', 'unspecified'],
    ['127.0.0.1', 'loopback'],
    ['127.255.255.254', 'loopback'],
    ['10.0.0.1', 'private'],
    ['172.16.0.1', 'private'],
    ['172.31.255.255', 'private'],
    ['192.168.1.1', 'private'],
    ['169.254.169.254', 'linkLocal'],
    ['100.64.0.1', 'carrierGradeNat'],
    ['100.100.100.200', 'carrierGradeNat'],
    ['192.0.0.192', 'reserved'],
    ['192.0.2.1', 'reserved'],
    ['198.18.0.1', 'reserved'],
    ['198.51.100.1', 'reserved'],
    ['203.0.113.1', 'reserved'],
    ['224.0.0.1', 'multicast'],
    ['240.0.0.1', 'reserved'],
    ['255.255.255.255', 'broadcast'],
    ['168.63.129.16', 'metadata'],
    ['::', 'unspecified'],
    ['::1', 'loopback'],
    ['::7f00:1', 'reserved'],
    ['fe80::1', 'linkLocal'],
    ['fe80::1%eth0', 'not an address'],
    ['fec0::1', 'reserved'],
    ['fc00::1', 'uniqueLocal'],
    ['fd00:ec2::254', 'uniqueLocal'],
    ['ff02::1', 'multicast'],
    ['::ffff:10.0.0.1', 'ipv4Mapped'],
    ['::ffff:8.8.8.8', 'ipv4Mapped'],
    ['::ffff:0:10.0.0.1', 'rfc6145'],
    ['64:ff9b::a00:1', 'private'],
    ['64:ff9b::7f00:1', 'loopback'],
    ['64:ff9b::a9fe:a9fe', 'linkLocal'],
    ['64:ff9b:1::a00:1', 'reserved'],
    ['2002:a00:1::', '6to4'],
    ['2002:808:808::', '6to4'],
    ['2001:0:808:808::1', 'teredo'],
    ['2001:db8::1', 'reserved'],
    ['3fff::1', 'reserved'],
    ['100::1', 'reserved'],
    ['5f00::1', 'reserved'],
    ['', 'not an address'],
    ['localhost', 'not an address'],
  ])('refuses %s: %s', (address, kind) => {
    expect(refusedAddress(address)).toEqual(expect.any(String));
    if (kind !== 'reserved') expect(refusedAddress(address)).toBe(kind);
  });
});
