import { describe, expect, it } from 'vitest';
import { ENGLISH, FRENCH, issued } from '../../test/support/sample-copies.ts';
import type { CopyPortion } from '../domain/copy.ts';
import { cleanText, webAddress } from './clean-text.ts';
import { viewCopy } from './copy-view.ts';
import { nameUuid } from './name-uuid.ts';

const item = (depth: number, sign: string): CopyPortion => ({
  kind: 'item',
  depth,
  sign,
  mark: 'U',
  content: [{ kind: 'text', text: `${depth}${sign}` }],
  answers: [],
});

/** Lists as their signs, those inside an item in brackets behind it. */
function outline(portions: readonly CopyPortion[]): string {
  type Lists = Extract<ReturnType<typeof viewCopy>['blocks'][number], { kind: 'list' }>[];
  const signs = (lists: readonly Pick<Lists[number], 'items' | 'isNumbered'>[]): string =>
    lists
      .map(({ items }) =>
        items.map(({ sign, lists: inside }) => `${sign}${inside.length > 0 ? `[${signs(inside)}]` : ''}`).join(' '),
      )
      .join(' | ');
  return signs(viewCopy(issued({ ...ENGLISH, portions })).blocks as Lists);
}

describe('a copy as it is shown', () => {
  it('has items in the items that they stand in, and a new list where numbers turn to bullets', () => {
    expect(outline([item(0, '1.'), item(1, 'a.'), item(2, '•'), item(1, 'b.'), item(0, '2.')])).toBe('1.[a.[•] b.] 2.');
    expect(outline([item(0, '•'), item(0, '1.'), item(0, '2.')])).toBe('• | 1. 2.');
    expect(outline([item(3, '•'), item(1, '•'), item(4, '1.')])).toBe('• •[1.]');
  });

  it('has its own words in place of a title that its reader may not read', () => {
    expect(viewCopy(issued({ ...ENGLISH, title: null })).title).toEqual({ mark: undefined, text: 'Report' });
    expect(viewCopy(issued({ ...FRENCH, title: null })).title).toEqual({ mark: undefined, text: 'Rapport' });
  });

  it('says days in words', () => {
    const released = (copy: typeof ENGLISH, at: number) => viewCopy({ ...issued(copy), releasedAt: at }).released;
    expect(released(FRENCH, Date.UTC(2026, 11, 1))).toBe('Diffusé le 1er décembre 2026');
    expect(released(ENGLISH, Date.UTC(2026, 11, 1, 23, 59))).toBe('Released on 1 December 2026');
    const [source] = viewCopy(
      issued({ ...ENGLISH, sources: [{ ...ENGLISH.sources[0]!, publishedOn: 'in spring' }] }),
    ).sources;
    expect(source?.details).toEqual(['Official journal', 'in spring']);
  });

  it('says what there is of a grade', () => {
    const grade = (reliability: 'B' | null, credibility: number | null) =>
      viewCopy(issued({ ...FRENCH, sources: [{ ...FRENCH.sources[0]!, reliability, credibility }] })).sources[0]?.grade;
    expect(grade('B', 2)).toBe('B2\u00a0: habituellement fiable, probablement vrai');
    expect(grade('B', null)).toBe('B\u00a0: habituellement fiable');
    expect(grade(null, 6)).toBe('6\u00a0: véracité impossible à juger');
    expect(grade(null, null)).toBeUndefined();
  });

  it('leads nowhere but to the web and to mail, and to places of the copy that are there', () => {
    const link = (address: string) => webAddress(address);
    expect(link('HTTPS://a.example/é')).toBe('HTTPS://a.example/é');
    expect(link('mailto:a@b.example')).toBe('mailto:a@b.example');
    for (const other of [
      'javascript:alert(1)',
      'java\nscript:alert(1)',
      'data:text/html,x',
      'https://a b',
      'https://a"b',
      'file:///etc',
      '//a.example',
      '',
    ]) {
      expect(link(other), other).toBeUndefined();
    }
    const portion = { ...item(0, '1.'), content: [{ kind: 'citation', number: 7 }] } as CopyPortion;
    const [block] = viewCopy(issued({ ...ENGLISH, portions: [portion] })).blocks;
    expect(block).toMatchObject({ items: [{ content: [{ text: '[7]', target: undefined }] }] });
  });
});

describe('a text as it is shown', () => {
  it('has no sign that is not seen or turns what is seen', () => {
    expect(cleanText('a\u0000b\u202ec\u2066d\ufeffe\tf\r\ng\u2028h\ud800')).toBe('abcde f\ng\nh\ufffd');
    expect(cleanText('soft\u00adhyphen, \u200b and می\u200cخواهم')).toBe('soft\u00adhyphen, \u200b and می\u200cخواهم');
  });
});

describe('an id of names', () => {
  it('is a UUID of version 5, and no two lists of names share one by chance', () => {
    expect(nameUuid('a', 'b')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(nameUuid('a', 'b')).toBe(nameUuid('a', 'b'));
    expect(nameUuid('ab')).not.toBe(nameUuid('a', 'b'));
  });
});
