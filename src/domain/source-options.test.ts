import { describe, expect, it } from 'vitest';
import { checkSourceOptions, csafOptions, sitemapOptions, webPageOptions } from './source-options.ts';

describe('the options of a kind', () => {
  it('are as usual where nothing is said', () => {
    const unsaid = { links: undefined, within: undefined };
    expect(webPageOptions({ every: 30, quietAfter: 24 })).toEqual({ ...unsaid, follow: 'none', most: 30 });
    expect(sitemapOptions({})).toEqual({ since: 7, within: undefined, most: 50 });
    const unpinned = { signatures: 'check', keys: [] };
    expect(csafOptions({})).toEqual({ labels: ['UNLABELED', 'WHITE', 'CLEAR'], most: 200, ...unpinned });
  });

  it('may be numbers, and numbers as the command line writes them', () => {
    expect(webPageOptions({ follow: 'links', most: '12' }).most).toBe(12);
    expect(sitemapOptions({ since: 30, within: 'https://a.example/news/' })).toMatchObject({ since: 30, most: 50 });
    expect(csafOptions({ labels: 'clear, green' }).labels).toEqual(['CLEAR', 'GREEN']);
    const print = 'abcd '.repeat(10);
    expect(csafOptions({ keys: `${print}, ${'1'.repeat(64)}` }).keys).toEqual(['ABCD'.repeat(10), '1'.repeat(64)]);
  });

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    ['web-page', { follow: 'all' }, 'none or links'],
    ['web-page', { follow: 'links', links: '' }, 'CSS selector'],
    ['web-page', { follow: 'links', links: 'a'.repeat(201) }, 'CSS selector'],
    ['web-page', { links: 'a' }, 'need follow=links'],
    ['web-page', { follow: 'links', within: 'https://a.example' }, 'beginning of addresses'],
    ['web-page', { follow: 'links', within: 'https://me@a.example/' }, 'beginning of addresses'],
    ['web-page', { follow: 'links', most: 0 }, 'from 1 to 500'],
    ['web-page', { follow: 'links', most: '1e3' }, 'from 1 to 500'],
    ['web-page', { depth: 2 }, 'no others'],
    ['sitemap', { since: 1.5 }, 'from 1 to 3650'],
    ['sitemap', { follow: 'links' }, 'no others'],
    ['csaf', { labels: 'public' }, 'is a list of'],
    ['csaf', { labels: 7 }, 'is a list of'],
    ['csaf', { signatures: 'perhaps' }, 'check or ignore'],
    ['csaf', { keys: 'abcdef0123456789' }, 'whole fingerprints'],
    ['csaf', { keys: '' }, 'whole fingerprints'],
    ['csaf', { keys: 'A'.repeat(40), signatures: 'ignore' }, 'need signatures=check'],
  ])('of %s are refused as %j', (kind, options, words) => {
    const refusal = expect.objectContaining({ code: 'source-option-value', message: expect.stringContaining(words) });
    expect(() => checkSourceOptions(kind, options)).toThrow(refusal);
  });

  it('of other kinds are left to them', () => {
    expect(() => checkSourceOptions('feed', { anything: 1 })).not.toThrow();
  });
});
