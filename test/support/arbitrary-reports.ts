import fc from 'fast-check';
import type { Citation, Inline, ReportPortion, ReportRow, WrittenReport } from '../../src/domain/report.ts';
import type { Reader } from '../../src/markings/reader.ts';
import { standardSchemes } from '../../src/markings/standard-schemes.ts';
import type { CitedSource, CuttableReport } from '../../src/reports/cuttable-report.ts';

export const REPORT_MARKS = ['U', 'C', 'S//REL TO USA, AUS', 'S//REL TO USA, GBR', 'S//NF', 'TS//SI//NF'] as const;

/** Readers who may read less and less of reports. */
export const REPORT_READERS: readonly Reader[] = [
  {
    id: 'all',
    nationality: 'USA',
    organisation: 'USA',
    levels: { 'us-capco': 'TS' },
    controls: { 'us-capco': ['SI'] },
    groups: ['desk-one'],
  },
  { id: 'secret', nationality: 'USA', organisation: 'USA', levels: { 'us-capco': 'S' } },
  { id: 'aus', nationality: 'AUS', levels: { 'us-capco': 'S' } },
  { id: 'gbr', nationality: 'GBR', levels: { 'us-capco': 'TS' } },
  { id: 'none' },
];

function idOf(noun: number, index: number): string {
  return `00000000-0000-4000-8${String(noun).padStart(3, '0')}-${String(index).padStart(12, '0')}`;
}

/** Words that tell where they stand: what is found in a copy tells what it was copied from. */
const wordsOf = (place: string): Inline => ({ kind: 'text', text: `[${place}]` });

const mark = fc.constantFrom(...REPORT_MARKS);

interface Shape {
  readonly kind: ReportPortion['kind'];
  readonly mark: string;
  readonly level: 1 | 2 | 3;
  readonly depth: number;
  readonly isNumbered: boolean;
  readonly cites: readonly number[];
  readonly refersTo: number;
  readonly rows: readonly { readonly mark: string; readonly cites: readonly number[] }[];
  readonly isAnswer: boolean;
}

const MOST_CITED = 5;
const cites = fc.array(fc.nat(MOST_CITED - 1), { maxLength: 2 });
const shape: fc.Arbitrary<Shape> = fc.record({
  kind: fc.constantFrom('heading', 'paragraph', 'quote', 'item', 'item', 'table'),
  mark,
  level: fc.constantFrom(1, 2, 3),
  depth: fc.nat(3),
  isNumbered: fc.boolean(),
  cites,
  refersTo: fc.nat(15),
  rows: fc.array(fc.record({ mark, cites }), { maxLength: 3 }),
  isAnswer: fc.boolean(),
});

/** Reports whose portions, rows and sources stand under all kinds of marks. */
export const arbitraryReport: fc.Arbitrary<CuttableReport> = fc
  .record({
    titleMark: mark,
    shapes: fc.array(shape, { maxLength: 14 }),
    sources: fc.array(mark, { minLength: MOST_CITED, maxLength: MOST_CITED }),
    order: mark,
    raised: fc.option(fc.constantFrom('S//NF', 'TS//SI//NF'), { nil: undefined, freq: 5 }),
    needToKnow: fc.constantFrom([], [], [['desk-one']]),
    saysCut: fc.boolean(),
  })
  .map(({ shapes, sources, order, raised, ...rest }) => {
    const numbered = shapes.flatMap(({ kind }, at) => (kind === 'heading' || kind === 'table' ? [idOf(1, at)] : []));
    const portions = shapes.map((one, at) => portionOf(one, at, numbered));
    const report: WrittenReport = {
      title: '[title]',
      titleMark: rest.titleMark,
      language: 'en',
      handling: { scheme: 'us-capco', marking: 'TS//SI//NF', needToKnow: rest.needToKnow },
      ...(raised && { raised: { marking: raised, reason: 'together' } }),
      saysCut: rest.saysCut,
      portions,
      citations: sources.map(citationOf),
      answers: shapes.flatMap(({ isAnswer }, at) =>
        isAnswer ? [{ portionId: idOf(1, at), questionId: idOf(4, 0), isWhole: at % 2 === 0 }] : [],
      ),
    };
    const cited = new Map(sources.map((text, at) => [idOf(2, at), sourceOf(text, at)]));
    const label = standardSchemes.label('us-capco', order);
    return { report, cited, answered: new Map([[idOf(4, 0), { letter: 'A', order: '[order]', label }]]) };
  });

function portionOf(one: Shape, at: number, numbered: readonly string[]): ReportPortion {
  const content: Inline[] = [wordsOf(`p${at}`), ...one.cites.map(citing)];
  const to = numbered[one.refersTo % Math.max(1, numbered.length)];
  if (to !== undefined) content.push({ kind: 'reference', id: to });
  const shared = { id: idOf(1, at), mark: one.mark, content };
  const { kind, level, depth, isNumbered } = one;
  if (kind === 'heading') return { kind, level, ...shared };
  if (kind === 'item') return { kind, depth, isNumbered, ...shared };
  if (kind !== 'table') return { kind, ...shared };
  const rows = one.rows.map(
    (row, place): ReportRow => ({
      mark: row.mark,
      cells: [[wordsOf(`p${at}r${place}`), ...row.cites.map(citing)], []],
    }),
  );
  return { kind, header: [[wordsOf(`p${at}h`)], []], rows, ...shared };
}

function citing(at: number): Inline {
  return { kind: 'citation', id: idOf(2, at) };
}

function citationOf(_mark: string, at: number): Citation {
  return { id: idOf(2, at), documentId: idOf(3, at), quotation: `[q${at}]`, reliability: 'B', credibility: 2 };
}

function sourceOf(text: string, at: number): CitedSource {
  const label = standardSchemes.label('us-capco', text);
  return { title: `[s${at}]`, source: `[n${at}]`, address: null, publishedOn: '2012-05-06', label };
}
