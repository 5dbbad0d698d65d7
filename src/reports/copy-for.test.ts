import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arbitraryReport, REPORT_MARKS, REPORT_READERS } from '../../test/support/arbitrary-reports.ts';
import { propertyRuns } from '../../test/support/property-runs.ts';
import type { Inline, ReportPortion, WrittenReport } from '../domain/report.ts';
import type { Reader } from '../markings/reader.ts';
import { standardSchemes as schemes } from '../markings/standard-schemes.ts';
import { type CopyOutcome, copyFor } from './copy-for.ts';
import type { CuttableReport } from './cuttable-report.ts';

const NOW = Date.UTC(2026, 10, 30);
const cut = (whole: CuttableReport, reader: Reader): CopyOutcome => copyFor(whole, { schemes, reader, now: NOW });
const reader = fc.constantFrom(...REPORT_READERS);

/** Whether a reader may have what a mark says, asked of the rules directly. */
function may(whole: CuttableReport, who: Reader, mark: string): boolean {
  const label = schemes.label('us-capco', mark, { needToKnow: whole.report.handling.needToKnow });
  return (['display', 'release'] as const).every((action) => schemes.mayRead(who, label, action, NOW).allowed);
}

function mayCite(whole: CuttableReport, who: Reader, inlines: readonly Inline[]): boolean {
  return inlines.every(
    (one) => one.kind !== 'citation' || schemes.mayRead(who, whole.cited.get(one.id)!.label, 'release', NOW).allowed,
  );
}

/** The report without all that the reader may not have, as if it had never been written. */
function neverHeld(whole: CuttableReport, who: Reader): CuttableReport {
  const isSeen = (mark: string, inlines: readonly Inline[]): boolean =>
    may(whole, who, mark) && mayCite(whole, who, inlines);
  const portions = whole.report.portions.flatMap((portion): ReportPortion[] => {
    if (portion.kind !== 'table') return isSeen(portion.mark, portion.content) ? [portion] : [];
    if (!isSeen(portion.mark, [...portion.content, ...portion.header.flat()])) return [];
    return [{ ...portion, rows: portion.rows.filter(({ mark, cells }) => isSeen(mark, cells.flat())) }];
  });
  const left = new Set(portions.map(({ id }) => id));
  const { title, titleMark, answers, ...rest } = whole.report;
  const report: WrittenReport = {
    ...rest,
    ...(may(whole, who, titleMark) ? { title, titleMark } : { title: '', titleMark: '' }),
    portions,
    answers: answers.filter(({ portionId }) => left.has(portionId)),
  };
  return { ...whole, report };
}

test('the copy for a reader is the one of a report that never held what the reader may not have', () => {
  fc.assert(
    fc.property(arbitraryReport, reader, (whole, who) => {
      expect(cut(whole, who)).toEqual(cut(neverHeld(whole, who), who));
    }),
    { numRuns: propertyRuns(600) },
  );
});

test('a copy holds the words of what its reader may have, and no others', () => {
  fc.assert(
    fc.property(arbitraryReport, reader, (whole, who) => {
      const outcome = cut(whole, who);
      if (outcome.kind !== 'copy') return;
      const printed = JSON.stringify(outcome.copy);
      for (const [at, portion] of whole.report.portions.entries()) {
        if (!may(whole, who, portion.mark)) expect(printed).not.toContain(`[p${at}]`);
        else if (portion.kind === 'paragraph' && mayCite(whole, who, portion.content)) {
          expect(printed).toContain(`[p${at}]`);
        }
      }
      for (const [at, { label }] of [...whole.cited.values()].entries()) {
        if (!schemes.mayRead(who, label, 'release', NOW).allowed)
          expect(printed).not.toMatch(new RegExp(`\\[[snq]${at}\\]`));
      }
      const order = whole.answered.values().next().value!.label;
      if (!schemes.mayRead(who, order, 'release', NOW).allowed) expect(printed).not.toContain('[order]');
      expect(printed).not.toMatch(/00000000-0000-4000/);
    }),
    { numRuns: propertyRuns(600) },
  );
});

test('what a copy comes to is for its reader, and its banner says at least what each of its marks does', () => {
  fc.assert(
    fc.property(arbitraryReport, reader, (whole, who) => {
      const outcome = cut(whole, who);
      if (outcome.kind !== 'copy') return;
      const { copy, label } = outcome;
      expect(schemes.mayRead(who, label, 'release', NOW).allowed).toBe(true);
      const rows = copy.portions.flatMap((one) => (one.kind === 'table' ? one.rows : []));
      const marks = copy.sources.flatMap((one) => one.marks ?? []);
      expect(marks).toHaveLength(copy.sources.length);
      for (const { mark } of [...copy.portions, ...rows, ...marks]) {
        expect(
          schemes.dominates(schemes.label('us-capco', copy.banner, {}, 'banner'), schemes.label('us-capco', mark)),
        ).toBe(true);
      }
    }),
    { numRuns: propertyRuns(300) },
  );
});

test('numbers of headings, tables, items and sources have no gaps, and references lead to what is there', () => {
  fc.assert(
    fc.property(arbitraryReport, reader, (whole, who) => {
      const outcome = cut(whole, who);
      if (outcome.kind !== 'copy') return;
      const { portions, sources } = outcome.copy;
      const tables = portions.flatMap((one) => (one.kind === 'table' ? [one.number] : []));
      expect(tables).toEqual(tables.map((_, at) => String(at + 1)));
      expect(sources.map(({ number }) => number)).toEqual(sources.map((_, at) => at + 1));
      const headings = portions.flatMap((one) => (one.kind === 'heading' ? [one.number] : []));
      for (const number of headings) {
        const parts = number.split('.').map(Number);
        const before = parts.at(-1)! > 1 ? [...parts.slice(0, -1), parts.at(-1)! - 1] : parts.slice(0, -1);
        if (before.length > 0) expect(headings).toContain(before.join('.'));
      }
      for (const one of portions.flatMap(({ content }) => content)) {
        if (one.kind === 'reference') expect(one.to === 'table' ? tables : headings).toContain(one.number);
      }
    }),
    { numRuns: propertyRuns(300) },
  );
});

const paragraph = (mark: string, words: string, at = 1): ReportPortion => ({
  kind: 'paragraph',
  id: `00000000-0000-4000-8001-00000000000${at}`,
  mark,
  content: [{ kind: 'text', text: words }],
});
const plain = (portions: readonly ReportPortion[], more: Partial<WrittenReport> = {}): CuttableReport => ({
  report: {
    title: 'A title',
    titleMark: 'U',
    language: 'en',
    handling: { scheme: 'us-capco', marking: 'S//REL TO USA, AUS', needToKnow: [] },
    saysCut: false,
    portions,
    citations: [],
    answers: [],
    ...more,
  },
  cited: new Map(),
  answered: new Map(),
});
const [all, secret, aus, gbr] = REPORT_READERS as [Reader, Reader, Reader, Reader];

test('a portion without a mark, or with one that is none, gives nobody anything', () => {
  for (const mark of ['', 'X//Y', 'S//']) {
    expect(cut(plain([paragraph(mark, 'words')]), all)).toMatchObject({
      kind: 'refused',
      findings: [{ code: 'report-unmarked', portionId: '00000000-0000-4000-8001-000000000001' }],
    });
  }
  expect(cut(plain([paragraph('U', 'words')], { titleMark: '' }), all)).toMatchObject({ kind: 'refused' });
});

test('a bare list of release means that of the handling', () => {
  const whole = plain([paragraph('S//REL', 'words')]);
  expect(cut(whole, aus)).toMatchObject({ kind: 'copy', copy: { banner: 'SECRET//REL TO USA, AUS' } });
  expect(cut(whole, gbr)).toEqual({ kind: 'nothing' });
});

test('each part of its own list, and together what neither list may have, is refused', () => {
  const both = { id: 'both', nationality: 'AUS', organisation: 'AUS', levels: { 'us-capco': 'S' } };
  const whole = plain([paragraph('S//REL TO USA, AUS', 'one'), paragraph('S//NF', 'two', 2)]);
  expect(cut(whole, both)).toMatchObject({ kind: 'copy', copy: { portions: [{ mark: 'S//REL TO USA, AUS' }] } });
  expect(cut(whole, secret)).toMatchObject({ kind: 'copy', copy: { banner: 'SECRET//NOFORN' } });
});

test('a raised banner stands on every copy, and keeps it from whom it is not for', () => {
  const whole = plain([paragraph('U', 'words')], { raised: { marking: 'S//NF', reason: 'together' } });
  expect(cut(whole, secret)).toMatchObject({ kind: 'copy', copy: { banner: 'SECRET//NOFORN' } });
  expect(cut(whole, aus)).toMatchObject({ kind: 'refused', findings: [{ code: 'report-not-together' }] });
});

test('marks that take nothing away leave everything, in its order', () => {
  const whole = plain(REPORT_MARKS.map((mark, at) => paragraph(mark, `words ${at}`, at + 1)));
  const outcome = cut(whole, all);
  expect(outcome.kind === 'copy' ? outcome.copy.portions.map(({ mark }) => mark) : outcome).toEqual([...REPORT_MARKS]);
});

test('what may be looked at and not be given away is in no copy, nor what may be had and not be looked at', () => {
  const whole = plain([paragraph('U', 'one'), paragraph('S//DISPLAY ONLY AUS', 'two', 2)]);
  const outcome = cut(whole, aus);
  expect(JSON.stringify(outcome)).toContain('one');
  expect(JSON.stringify(outcome)).not.toContain('two');
});

test('a table of which no row is left is not there, nor a heading under which nothing is', () => {
  const id = (at: number): string => `00000000-0000-4000-8001-00000000000${at}`;
  const words = (text: string): Inline[] => [{ kind: 'text', text }];
  const whole = plain([
    { kind: 'heading', level: 1, id: id(1), mark: 'U', content: words('first') },
    {
      kind: 'table',
      id: id(2),
      mark: 'U',
      content: words('caption'),
      header: [words('a')],
      rows: [{ mark: 'S//NF', cells: [words('b')] }],
    },
    { kind: 'heading', level: 1, id: id(3), mark: 'U', content: words('second') },
    paragraph('U', 'left', 4),
  ]);
  const outcome = cut(whole, aus);
  expect(outcome.kind === 'copy' ? outcome.copy.portions : outcome).toMatchObject([
    { kind: 'heading', number: '1', content: [{ text: 'second' }] },
    { kind: 'paragraph' },
  ]);
  const full = cut(whole, secret);
  expect(full.kind === 'copy' && full.copy.portions).toHaveLength(4);
});

test('a banner that is raised to what is no marking gives nobody anything', () => {
  const whole = plain([paragraph('U', 'words')], { raised: { marking: 'QUITE SECRET', reason: 'together' } });
  expect(cut(whole, all)).toMatchObject({ kind: 'refused', findings: [{ code: 'report-raised-invalid' }] });
});

test('copies in the US scheme say that they are a replay, and those of others do not', () => {
  expect(cut(plain([paragraph('U', 'words')]), all)).toMatchObject({ copy: { notice: 'REPLAY – NOT CLASSIFIED' } });
  const handling = { scheme: 'tlp', marking: 'TLP:CLEAR', needToKnow: [] };
  const open = plain([paragraph('TLP:CLEAR', 'words')], { handling, titleMark: 'TLP:CLEAR' });
  expect(cut(open, all)).toMatchObject({ kind: 'copy', copy: { notice: null, banner: 'TLP:CLEAR' } });
});
