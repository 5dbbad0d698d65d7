import { describe, expect, it } from 'vitest';
import { checkSource, type DescribedSource, SOURCE_KINDS } from './source.ts';

const feed: DescribedSource = {
  name: 'Gazette',
  kind: 'feed',
  address: 'https://gazette.example/feed',
  reliability: 'B',
  discipline: 'open-web',
  schedule: {},
  trusted: false,
  status: 'active',
};

describe('a source', () => {
  it.each(SOURCE_KINDS)('may be of the kind %s', (kind) => {
    checkSource({ ...feed, kind });
  });

  it.each(['https://gazette.example/@ann', 'https://gazette.example?to=ann@x.example', 'C:\\a@b', '/srv/a:b@c'])(
    'may lie at %s, which holds a sign that parts a user from a host elsewhere',
    (address) => {
      checkSource({ ...feed, address });
    },
  );

  it.each<[string, Partial<DescribedSource>]>([
    ['source-name', { name: ' ' }],
    ['source-kind', { kind: 'wire' as 'feed' }],
    ['source-address', { address: '' }],
    ['source-address-web', { kind: 'web-page', address: 'gazette.example' }],
    ['source-address-web', { kind: 'sitemap', address: 'ftp://gazette.example/sitemap.xml' }],
    ['source-option-value', { kind: 'web-page', schedule: { follow: 'all' } }],
    ['source-address-credentials', { address: 'https://ann:secret@gazette.example/feed' }],
    ['source-address-credentials', { kind: 'mailbox', address: 'imaps:ann@mail.example/INBOX' }],
    ['source-address-credentials', { address: ' ht\ttps:/\\:secret@gazette.example' }],
    ['source-reliability', { reliability: 'G' as 'F' }],
    ['source-status', { status: 'gone' as 'retired' }],
  ])('is refused with %s', (code, change) => {
    expect(() => checkSource({ ...feed, ...change })).toThrow(expect.objectContaining({ code }));
  });
});
