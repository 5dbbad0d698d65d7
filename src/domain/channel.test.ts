import { expect, it } from 'vitest';
import { channelAddress, nextAttempt } from './channel.ts';

it.each([
  ['mail', 'name@example.org'],
  ['mail', 'n.a+me@sub.example.org'],
  ['webhook', 'https://example.org'],
  ['webhook', 'https://example.org:8443/in?x=1'],
  ['webhook', 'http://[::1]:8080/'],
  ['atom', ''],
] as const)('takes an address of %s: %s', (kind, address) => {
  expect(channelAddress(kind, ` ${address} `)).toBe(address);
});

it.each([
  ['mail', 'name'],
  ['mail', 'a@b\r\nBcc: c@d.example'],
  ['mail', 'a@b.example, c@d.example'],
  ['mail', '"a b"@example.org'],
  ['mail', `${'a'.repeat(500)}@example.org`],
  ['webhook', 'ftp://example.org'],
  ['webhook', 'https://name:secret@example.org/'],
  ['webhook', 'https://example.org/#x'],
  ['webhook', 'https://example.org/a b'],
  ['atom', 'https://example.org'],
] as const)('takes no address of %s that is none: %s', (kind, address) => {
  expect(() => channelAddress(kind, address)).toThrow(expect.objectContaining({ code: 'channel-address' }));
});

it('waits longer after each failure, and gives up after three days', () => {
  const waits = Array.from({ length: 9 }, (_, at) => nextAttempt(at + 1, 0)!);
  expect(waits).toEqual([...waits].sort((one, other) => one - other));
  expect(waits.reduce((sum, one) => sum + one)).toBeGreaterThan(2 * 86_400_000);
  expect(nextAttempt(10, 0)).toBeUndefined();
});
