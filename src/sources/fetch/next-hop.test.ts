import { describe, expect, it } from 'vitest';
import { readAllowList } from './allow-list.ts';
import type { FetchRequest } from './guarded-fetch.ts';
import { firstHop, nextHop } from './next-hop.ts';

const ALLOW = readAllowList(['intranet.example:8080']);
const from = (address: string, request: FetchRequest = {}) => firstHop(address, request, ALLOW);
const failing = (code: string) => expect.objectContaining({ name: 'SourceFailure', code });

describe('nextHop', () => {
  it('goes from http to https, and never back', () => {
    expect(nextHop(from('http://a.example/'), 301, 'https://a.example/', ALLOW).url.href).toBe('https://a.example/');
    expect(() => nextHop(from('https://a.example/'), 301, 'http://a.example/', ALLOW)).toThrow(
      failing('fetch-downgrade'),
    );
    expect(nextHop(from('https://a.example/b/'), 301, '../c', ALLOW).url.href).toBe('https://a.example/c');
  });

  it('keeps headers on one origin, and drops them for another port, scheme or host', () => {
    const headers = { authorization: 'Bearer x' };
    const start = from('http://a.example/', { headers });
    expect(nextHop(start, 302, '/b', ALLOW).request.headers).toEqual(headers);
    for (const elsewhere of ['https://a.example/', 'http://a.example:8080/', 'http://b.a.example/']) {
      expect(nextHop(start, 302, elsewhere, ALLOW).request.headers).toBeUndefined();
    }
  });

  it.each([
    [301, 'POST', undefined],
    [302, 'POST', undefined],
    [303, 'POST', undefined],
    [307, 'POST', 'POST'],
    [308, 'POST', 'POST'],
  ] as const)('after %i a %s is a %s', (status, method, next) => {
    const { request } = nextHop(from('http://a.example/', { method, body: 'x' }), status, '/b', ALLOW);
    expect([request.method, request.body]).toEqual([next, next && 'x']);
  });

  it('reaches an own host from an own host only', () => {
    const own = 'http://intranet.example:8080/';
    expect(nextHop(from(own), 302, '/b', ALLOW).url.href).toBe(`${own}b`);
    expect(() => nextHop(from('http://a.example/'), 302, own, ALLOW)).toThrow(failing('fetch-not-public'));
    const out = nextHop(from(own), 302, 'http://a.example/', ALLOW);
    expect(() => nextHop(out, 302, own, ALLOW)).toThrow(failing('fetch-not-public'));
    expect(() => from(own, { namedBy: 'http://a.example/' })).toThrow(failing('fetch-not-public'));
    expect(from(own, { namedBy: own }).mayReachOwn).toBe(true);
  });
});
