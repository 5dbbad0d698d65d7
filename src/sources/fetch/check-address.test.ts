import { describe, expect, it } from 'vitest';
import { readAllowList } from './allow-list.ts';
import { checkAddress } from './check-address.ts';

const NONE = readAllowList([]);
const codeOf = (address: string, allow = NONE) => {
  try {
    return checkAddress(address, allow).href;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

describe('checkAddress', () => {
  it.each([
    ['http://example.com/a?b=c#d', 'http://example.com/a?b=c'],
    ['HTTPS://EXAMPLE.com:443', 'https://example.com/'],
    ['http://example.com:8080/', 'http://example.com:8080/'],
    ['http://example.com:8443/', 'http://example.com:8443/'],
    ['http://0x7f.1/', 'http://127.0.0.1/'],
    ['http://2130706433/', 'http://127.0.0.1/'],
    ['http://0177.0.0.01/', 'http://127.0.0.1/'],
    ['http://[::ffff:127.0.0.1]/', 'http://[::ffff:7f00:1]/'],
    ['http://①②⑦.0.0.1/', 'http://127.0.0.1/'],
  ])('takes %s for %s', (address, taken) => {
    expect(codeOf(address)).toBe(taken);
  });

  it.each([
    ['', 'fetch-address'],
    ['/feed.xml', 'fetch-address'],
    [`http://example.com/${'a'.repeat(3000)}`, 'fetch-address'],
    ['file:///etc/passwd', 'fetch-scheme'],
    ['ftp://example.com/', 'fetch-scheme'],
    ['gopher://example.com/', 'fetch-scheme'],
    ['data:text/html,a', 'fetch-scheme'],
    ['http://user@example.com/', 'fetch-credentials'],
    ['http://user:word@example.com/', 'fetch-credentials'],
    ['http://example.com:22/', 'fetch-port'],
    ['http://example.com:25/', 'fetch-port'],
    ['http://example.com:6667/', 'fetch-port'],
    ['http://example.com:0/', 'fetch-port'],
  ])('refuses %s: %s', (address, code) => {
    expect(codeOf(address)).toBe(code);
  });

  it('lets the settings open a port at their own hosts', () => {
    const allow = readAllowList(['intranet.example:81']);
    expect(codeOf('http://intranet.example:81/', allow)).toBe('http://intranet.example:81/');
    expect(codeOf('http://example.com:81/', allow)).toBe('fetch-port');
  });
});

describe('readAllowList', () => {
  it('reads hosts with and without port, in any case and in both families', () => {
    expect([...readAllowList(['Intranet.example:8080', 'wiki.example', '[::1]:9000', '127.0.0.1:80'])]).toEqual([
      'intranet.example:8080',
      'wiki.example:80',
      'wiki.example:443',
      '[::1]:9000',
      '127.0.0.1:80',
    ]);
  });

  it.each(['', 'http://intranet.example', 'user@intranet.example', 'a b', 'host:port'])('refuses %j', (entry) => {
    expect(() => readAllowList([entry])).toThrow(expect.objectContaining({ code: 'fetch-allow' }));
  });
});
