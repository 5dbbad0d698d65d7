import { describe, expect, it } from 'vitest';
import { coveredAddress, isCovered } from './covered-address.ts';

const covers = (prefix: string, address: string) => {
  const [over, below] = [coveredAddress(prefix), coveredAddress(address)];
  return over !== undefined && below !== undefined && isCovered(below, over);
};

describe('the address of a credential', () => {
  it.each([
    ['https://a.example/', 'https://a.example'],
    ['https://a.example', 'https://A.EXAMPLE:443/x/y?z=1'],
    ['https://a.example/api', 'https://a.example/api'],
    ['https://a.example/api/', 'https://a.example/api/2/'],
    ['imaps://mail.example', 'imaps://MAIL.example:993/INBOX'],
    ['imap://mail.example:143/Desk', 'imap://mail.example/Desk/Notes'],
  ])('%s covers %s', (prefix, address) => {
    expect(covers(prefix, address)).toBe(true);
  });

  it.each([
    ['https://a.example', 'http://a.example/'],
    ['https://a.example', 'https://a.example.evil.example/'],
    ['https://a.example', 'https://a.example@evil.example/'],
    ['https://a.example', 'https://a.example:444/'],
    ['https://a.example', 'https://b.a.example/'],
    ['https://a.example/api', 'https://a.example/apis'],
    ['https://a.example/api', 'https://a.example/api/../other'],
    ['https://a.example/api', 'https://a.example/api/%2e%2e/other'],
    ['https://a.example/api', 'https://a.example/api/..%2fother'],
    ['https://a.example/api', 'https://a.example/api/..%5Cother'],
    ['https://a.example/api', 'https://a.example/'],
    ['imaps://mail.example', 'imap://mail.example'],
    ['https://a.example', 'ftp://a.example'],
    ['https://a.example', 'nonsense'],
  ])('%s does not cover %s', (prefix, address) => {
    expect(covers(prefix, address)).toBe(false);
  });
});
