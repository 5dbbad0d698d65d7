import { expect, it } from 'vitest';
import { Refusal } from '../errors.ts';
import type { Citation, Inline, ReportPortion, WrittenReport } from './report.ts';
import { REPORT_LIMITS, settledReport } from './report-check.ts';

const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const words = (text: string, link?: string): Inline => ({ kind: 'text', text, link });

const PARAGRAPH: ReportPortion = { kind: 'paragraph', id: id(1), mark: 'TLP:GREEN', content: [words('Two hulls.')] };
const CITATION: Citation = { id: id(50), documentId: id(60), reliability: 'B', credibility: 2 };
const REPORT: WrittenReport = {
  title: 'Hulls',
  titleMark: 'TLP:GREEN',
  language: 'en',
  handling: { scheme: 'tlp', marking: 'TLP:GREEN', needToKnow: [] },
  saysCut: false,
  portions: [PARAGRAPH],
  citations: [CITATION],
  answers: [],
};

/** Returns what is said against the report, and where; nothing where it can be kept. */
function complaintsOf(change: Partial<WrittenReport>): readonly string[] {
  try {
    settledReport({ ...REPORT, ...change });
    return [];
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    expect(error.code).toBe('report-invalid');
    return (error.findings ?? []).map(({ message, path }) => `${path?.join('.')}: ${message}`);
  }
}

const withContent = (...content: Inline[]) => complaintsOf({ portions: [{ ...PARAGRAPH, content }] });

it('keeps a draft that is only not finished', () => {
  expect(complaintsOf({})).toEqual([]);
  expect(complaintsOf({ title: '', titleMark: '', portions: [{ ...PARAGRAPH, mark: '' }] })).toEqual([]);
  expect(complaintsOf({ portions: [], citations: [] })).toEqual([]);
});

it.each(['https://example.org/a?b=c#d', 'HTTP://example.org', 'mailto:desk@example.org'])(
  'lets a link lead to %s',
  (address) => {
    expect(withContent(words('here', address))).toEqual([]);
  },
);

it.each([
  'javascript:alert(1)',
  ' javascript:alert(1)',
  'data:text/html,x',
  '//example.org',
  '/reports',
  'https://',
  'https://example.org/a b',
  'https://example.org/"onclick=',
  'https://example.org/<b>',
  'https://example.org/`x`',
  'https://example.org\\@other.example',
  'java\nscript:https://example.org',
  `https://example.org/${'a'.repeat(REPORT_LIMITS.link)}`,
  '',
])('lets no link lead to %j', (address) => {
  expect(withContent(words('here', address))).toEqual([
    'portions.0: A link leads to an address of the web (http, https) or of mail (mailto).',
  ]);
});

it('refuses signs that point to nothing in the report', () => {
  expect(withContent({ kind: 'citation', id: CITATION.id })).toEqual([]);
  expect(withContent({ kind: 'citation', id: id(51) })).toEqual([
    'portions.0: A portion cites what is not among the citations.',
  ]);
  expect(withContent({ kind: 'reference', id: PARAGRAPH.id })).toEqual([
    'portions.0: A portion refers to what is no heading and no table of the report.',
  ]);
});

it('refuses portions out of shape', () => {
  const item = (depth: number): ReportPortion => ({ ...PARAGRAPH, kind: 'item', depth, isNumbered: false });
  expect(complaintsOf({ portions: [item(REPORT_LIMITS.depth)] })).toEqual([]);
  for (const depth of [-1, 0.5, REPORT_LIMITS.depth + 1, Number.NaN]) {
    expect(complaintsOf({ portions: [item(depth)] })[0]).toMatch(/^portions\.0\.depth: /);
  }
  const heading = { ...PARAGRAPH, kind: 'heading', level: 4 } as unknown as ReportPortion;
  expect(complaintsOf({ portions: [heading] })[0]).toMatch(/^portions\.0\.level: /);
  const sure = { ...PARAGRAPH, confidence: 'absolute' } as unknown as ReportPortion;
  expect(complaintsOf({ portions: [sure] })[0]).toMatch(/^portions\.0: .*scales/);
});

it('refuses tables whose rows have too few cells, too many, or none at all', () => {
  const table = (columns: number, cells: number): ReportPortion => ({
    ...PARAGRAPH,
    kind: 'table',
    header: Array.from({ length: columns }, () => []),
    rows: [{ mark: '', cells: Array.from({ length: cells }, () => [words('x')]) }],
  });
  expect(complaintsOf({ portions: [table(2, 2)] })).toEqual([]);
  expect(complaintsOf({ portions: [table(2, 1)] })[0]).toMatch(/^portions\.0\.rows\.0: /);
  expect(complaintsOf({ portions: [table(2, 3)] })[0]).toMatch(/^portions\.0\.rows\.0: /);
  expect(complaintsOf({ portions: [table(0, 0)] })[0]).toMatch(/^portions\.0\.rows: /);
  const wide = REPORT_LIMITS.columns + 1;
  expect(complaintsOf({ portions: [table(wide, wide)] })[0]).toMatch(/^portions\.0\.rows: /);
});

it('refuses ids that are none or that two parts share', () => {
  expect(complaintsOf({ portions: [PARAGRAPH, PARAGRAPH] })[0]).toMatch(/^portions\.1\.id: .*one id/);
  expect(complaintsOf({ portions: [{ ...PARAGRAPH, id: 'p1' }] })[0]).toMatch(/^portions\.0\.id: /);
  expect(complaintsOf({ citations: [CITATION, CITATION] })[0]).toMatch(/^citations\.1\.id: .*one id/);
  expect(complaintsOf({ citations: [{ ...CITATION, documentId: '../x' }] })[0]).toMatch(/^citations\.0: /);
  expect(complaintsOf({ citations: [{ ...CITATION, hitId: 'x' }] })[0]).toMatch(/^citations\.0: /);
});

it('refuses judgements of sources off their scales', () => {
  const odd = { ...CITATION, reliability: 'G' } as unknown as Citation;
  expect(complaintsOf({ citations: [odd] })[0]).toMatch(/^citations\.0\.reliability: /);
  for (const credibility of [0, 7, 1.5]) {
    expect(complaintsOf({ citations: [{ ...CITATION, credibility }] })[0]).toMatch(/^citations\.0\.credibility: /);
  }
  expect(complaintsOf({ citations: [{ ...CITATION, reliability: null, credibility: null }] })).toEqual([]);
});

it('refuses answers of portions that are not there, to no question, and twice the same', () => {
  const answer = { portionId: PARAGRAPH.id, questionId: id(70), isWhole: true };
  expect(complaintsOf({ answers: [answer] })).toEqual([]);
  expect(complaintsOf({ answers: [answer, { ...answer, isWhole: false }] })[0]).toMatch(/^answers\.1: .*once/);
  expect(complaintsOf({ answers: [{ ...answer, portionId: id(2) }] })[0]).toMatch(/^answers\.0: /);
  expect(complaintsOf({ answers: [{ ...answer, questionId: '' }] })[0]).toMatch(/^answers\.0: /);
});

it('wants a reason for a raised banner', () => {
  expect(complaintsOf({ raised: { marking: 'TLP:RED', reason: 'Together they name the yard.' } })).toEqual([]);
  expect(complaintsOf({ raised: { marking: 'TLP:RED', reason: ' \n' } })[0]).toMatch(/^raised\.reason: /);
});

it('holds every length to its limit', () => {
  const long = (what: keyof typeof REPORT_LIMITS) => 'x'.repeat(REPORT_LIMITS[what] + 1);
  expect(complaintsOf({ title: long('title') })[0]).toMatch(/^title: /);
  expect(complaintsOf({ titleMark: long('mark') })[0]).toMatch(/^titleMark: /);
  expect(complaintsOf({ portions: [{ ...PARAGRAPH, mark: long('mark') }] })[0]).toMatch(/^portions\.0\.mark: /);
  expect(complaintsOf({ citations: [{ ...CITATION, quotation: long('quotation') }] })[0]).toMatch(/quotation: /);
  expect(withContent(words(long('words')))[0]).toMatch(/^portions: /);
  const many = Array.from({ length: REPORT_LIMITS.portions + 1 }, (_, n) => ({ ...PARAGRAPH, id: id(n + 100) }));
  expect(complaintsOf({ portions: many })).toEqual([
    `portions: A report has at most ${REPORT_LIMITS.portions} portions.`,
  ]);
});

it('tells of the first fifty complaints only', () => {
  const odd = Array.from({ length: 80 }, (_, n) => words('here', `odd:${n}`));
  expect(withContent(...odd)).toHaveLength(50);
});
