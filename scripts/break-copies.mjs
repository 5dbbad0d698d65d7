// Breaks on purpose, one at a time, each step by which a report is cut to a reader, and sees that a test notices.
//   npm run break:copies
// Works on the files in place and puts each back; run it on a clean tree. Exit status 1 where a break went unnoticed.
import { breakAll } from './break-all.mjs';

const CUT = 'src/reports/copy-for.ts';
const SCHEMES = 'src/markings/scheme-set.ts';
const WRITER = 'src/reports/copy-writer.ts';
const HEADINGS = 'src/reports/empty-headings.ts';
const PLACES = 'src/domain/place-portions.ts';

const BREAKS = [
  // What the reader may not have.
  [CUT, 'if (!this.mayMark(portion.mark)) return [];', ''],
  [CUT, 'return this.#mayCite([portion.content]) ? [portion] : [];', 'return [portion];'],
  [CUT, 'if (!this.#mayCite([portion.content, ...portion.header])) return [];', ''],
  [CUT, 'this.mayMark(mark) && this.#mayCite(cells)', 'this.#mayCite(cells)'],
  [CUT, 'this.mayMark(mark) && this.#mayCite(cells)', 'this.mayMark(mark)'],
  [CUT, 'return rows.length > 0 ? [{ ...portion, rows }] : [];', 'return [{ ...portion, rows }];'],
  [CUT, "report.title.trim() !== '' && sight.mayMark(report.titleMark)", "report.title.trim() !== ''"],
  [SCHEMES, "(['release', 'display'] as const).every(", "(['release', 'display'] as const).some("],
  [CUT, "needToKnow, declassifyOn: 'never' };", "needToKnow: [], declassifyOn: 'never' };"],
  [CUT, 'source !== undefined && this.may(source.label);', 'source !== undefined;'],
  // What is refused.
  [CUT, "if (unmarked.length > 0) return { kind: 'refused', findings: unmarked };", ''],
  [CUT, "if (!sight.may(label)) return { kind: 'refused', findings: [NOT_TOGETHER] };", ''],
  [CUT, "if (portions.length === 0) return { kind: 'nothing' };", ''],
  [CUT, "if (report.raised && raised === undefined) return { kind: 'refused', findings: [RAISED_INVALID] };", ''],
  // What is worked out of what is left, and of nothing else.
  [CUT, '...portions.flatMap(marksOf)].map((text)', '...report.portions.flatMap(marksOf)].map((text)'],
  [CUT, 'raised === undefined ? rolled : scheme.join', 'raised !== null ? rolled : scheme.join'],
  [CUT, 'return isCovered ? above : scheme.join(above, part.state);', 'return above;'],
  [CUT, 'replayNotice([scheme.id])', 'null'],
  [WRITER, 'portionMarks(this.#schemes, label)', '[]'],
  [
    CUT,
    "(portion) => (portion.kind === 'heading' ? portion.level : Number.POSITIVE_INFINITY)",
    '() => Number.POSITIVE_INFINITY',
  ],
  [WRITER, 'const cited = citedBy(portions);', 'const cited = citedBy(this.#whole.report.portions);'],
  [WRITER, 'const places = placePortions(portions);', 'const places = placePortions(this.#whole.report.portions);'],
  [WRITER, 'if (!question || !this.#covers(portion, question.label)) return [];', 'if (!question) return [];'],
  [
    WRITER,
    "if (to !== 'heading' && to !== 'table') return [];",
    "if (to !== 'heading' && to !== 'table') return [{ kind: 'reference', to: 'heading', number: '0' }];",
  ],
  [WRITER, 'portionId === portion.id ? answered.get(questionId) : undefined', 'answered.get(questionId)'],
  [HEADINGS, 'if (filled <= level && level !== Number.POSITIVE_INFINITY) continue;', ''],
  [PLACES, "if (portion.kind !== 'item') items = new Counters();", ''],
  [
    PLACES,
    'places.set(portion.id, { depth: counts.length, number:',
    'places.set(portion.id, { depth: portion.level, number:',
  ],
  [PLACES, 'const depth = counts.length - 1;', 'const depth = portion.depth;'],
];

breakAll(BREAKS, [
  '--project',
  'quick',
  'src/reports/copy-for',
  'src/reports/empty-headings',
  'src/domain/place-portions',
]);
