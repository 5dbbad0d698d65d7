import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arbitraryCopy, hostileText, type SchemeId } from '../../test/support/arbitrary-copies.ts';
import { propertyRuns } from '../../test/support/property-runs.ts';
import { ENGLISH, FRENCH, issued, TLP } from '../../test/support/sample-copies.ts';
import type { Copy } from '../domain/copy.ts';
import { standardSchemes } from '../markings/standard-schemes.ts';
import { readReport } from '../reports/read-report.ts';
import { textsOf } from '../reports/report.ts';
import { copyAsMarkdown } from './copy-markdown.ts';
import { cutMarkdown } from './cut-markdown.ts';

function readBack(copy: Copy) {
  const scheme = standardSchemes.scheme(copy.scheme);
  const { blocks, findings } = readReport(copyAsMarkdown(issued(copy)), scheme);
  return { blocks, findings, marks: blocks.flatMap(textsOf).map(({ mark }) => scheme.print(mark, 'portion')) };
}

/** The marks that the Markdown of a copy has: with those of each cell, and the banner's for what Vigie says itself. */
function expectedMarks(copy: Copy): Set<string> {
  const scheme = standardSchemes.scheme(copy.scheme);
  const ofBanner = scheme.print(scheme.read(copy.banner, 'banner').mark, 'portion');
  const read = (mark: string): string => scheme.print(scheme.read(mark, 'portion').mark, 'portion');
  const own = copy.portions.map(({ mark }) => read(mark));
  return new Set([ofBanner, ...(copy.title ? [read(copy.title.mark)] : []), ...own]);
}

describe('a copy as Markdown', () => {
  it.each([
    ['English', ENGLISH],
    ['French', FRENCH],
    ['TLP', TLP],
  ])('is a report that can be read and cut: %s', (_name, copy) => {
    const { findings, marks } = readBack(copy);
    expect(findings).toEqual([]);
    expect(new Set(marks)).toEqual(new Set([...expectedMarks(copy), ...marks]));
    for (const mark of expectedMarks(copy)) expect(marks).toContain(mark);
  });

  it('can be cut again for somebody who may read less', () => {
    const request = { schemes: standardSchemes, scheme: 'us-capco', action: 'release', now: 0 } as const;
    const cut = cutMarkdown(copyAsMarkdown(issued(ENGLISH)), { ...request, reader: { id: 'public' } });
    expect(cut.kind).toBe('cut');
    const text = cut.kind === 'cut' ? cut.text : '';
    expect(text).toContain('UNCLASSIFIED');
    expect(text).toContain('Three tenders');
    expect(text).not.toMatch(/60%|2 April\b.*consortium|Council minutes|overhead line/);
  });

  it.each(['us-capco', 'tlp', 'desk'] satisfies SchemeId[])(
    'holds no mark of %s and no markup that it was not given',
    (scheme) => {
      fc.assert(
        fc.property(arbitraryCopy(scheme), (copy) => {
          const { blocks, findings, marks } = readBack(copy);
          expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
          const known = new Set(
            copy.portions.flatMap((one) => [
              one.mark,
              ...(one.kind === 'table' ? one.rows.map(({ mark }) => mark) : []),
            ]),
          );
          const allowed = new Set([...expectedMarks(copy), ...known]);
          for (const mark of marks) expect(allowed).toContain(mark);
          const kinds = blocks
            .map(({ kind }) => kind)
            .filter((kind) => kind === 'heading' || kind === 'table' || kind === 'code');
          const headings = copy.portions.filter(({ kind }) => kind === 'heading').length + 1;
          const tables = copy.portions.filter(({ kind }) => kind === 'table').length;
          expect(kinds.filter((kind) => kind === 'heading')).toHaveLength(headings);
          expect(kinds.filter((kind) => kind === 'table')).toHaveLength(tables);
          expect(kinds).not.toContain('code');
        }),
        { numRuns: propertyRuns(300) },
      );
    },
  );

  it('takes no mark from where a link ends in parentheses that nothing closes', () => {
    const content = [
      { kind: 'text', text: 'Greece (S ---', link: 'https://a.example/' },
      { kind: 'text', text: 'council' },
    ] as const;
    const copy: Copy = {
      ...ENGLISH,
      portions: [{ kind: 'paragraph', mark: 'U', content, answers: [] }],
    };
    expect(readBack(copy).findings).toEqual([]);
  });

  it('writes no user text as HTML', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const copy: Copy = { ...ENGLISH, title: { mark: 'U', text } };
        expect(
          copyAsMarkdown(issued(copy))
            .replaceAll('<br>', '')
            .replace(/\(<https?:[^<>\s]*>\)/g, ''),
        ).not.toMatch(/<(?!https:)/);
      }),
      { numRuns: propertyRuns(200) },
    );
  });
});
