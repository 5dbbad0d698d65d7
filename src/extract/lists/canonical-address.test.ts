import { expect, it } from 'vitest';
import { canonicalAddress } from './canonical-address.ts';

it.each([
  [' https://A.example/b#top ', 'https://a.example/b'],
  ['https://a.example/b?utm_source=x&id=1&fbclid=y', 'https://a.example/b?id=1'],
  ['https://a.example/b?utm_source=x', 'https://a.example/b'],
  ['https://a.example/b?q=a%20b+c&empty', 'https://a.example/b?q=a%20b+c&empty'],
  ['../c', 'https://a.example/c'],
  ['javascript:alert(1)', undefined],
  ['http://[', undefined],
])('an address written as %s is %s', (written, address) => {
  expect(canonicalAddress(written, 'https://a.example/x/y')).toBe(address);
});
