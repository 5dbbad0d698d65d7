import type { Reader } from '../markings/reader.ts';
import type { Action } from '../markings/requirement.ts';
import type { AnyScheme, SchemeSet } from '../markings/scheme-set.ts';
import { placeHeadings } from './cut-headings.ts';
import { withoutEmptyHeadings } from './empty-headings.ts';
import { numberFootnotes, withNumbers } from './footnotes.ts';
import { isInset, listsAmong, type Place } from './lay-out-lists.ts';
import { isBullet } from './list-numbers.ts';
import { readReport } from './read-report.ts';
import {
  type Footnote,
  type ListItem,
  type MarkedText,
  type ReportBlock,
  type ReportFinding,
  replayNotice,
  type Table,
  type TableRow,
  TOGETHER_TOO_MUCH,
  textsOf,
} from './report.ts';

/** For whom a report is cut, for what, and when. */
export interface CutRequest {
  readonly schemes: SchemeSet;
  /** Id of the scheme of the marks. */
  readonly scheme: string;
  readonly reader: Reader;
  readonly action: Action;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Words of a cut with their mark as it is printed, such as `(S//NF)`. */
export interface CutText {
  readonly mark: string;
  readonly text: string;
}

/** A part of a cut; everything is numbered and placed. */
export type CutBlock =
  | ({ readonly kind: 'heading'; readonly level: number; readonly sign: string } & CutText)
  | ({ readonly kind: 'paragraph'; readonly column: number; readonly quotes: number } & CutText)
  | ({
      readonly kind: 'item';
      readonly column: number;
      readonly quotes: number;
      readonly sign: string;
      /** Whether Markdown knows the sign as that of a list. */
      readonly isPlain: boolean;
    } & CutText)
  | ({ readonly kind: 'code'; readonly column: number; readonly fence: string } & CutText)
  | ({ readonly kind: 'footnote'; readonly number: number } & CutText)
  | {
      readonly kind: 'table';
      readonly columns: readonly string[];
      readonly header: readonly (CutText | undefined)[];
      readonly rows: readonly (readonly (CutText | undefined)[])[];
    };

/** The copy of a report for one reader. */
export interface ReportCut {
  readonly banner: string;
  /** Stands above and below each banner. */
  readonly notice: string | undefined;
  readonly blocks: readonly CutBlock[];
}

/**
 * What became of a report. `nothing` is said of a report that holds nothing at all as well: it does not tell whether
 * there was anything.
 */
export type CutOutcome =
  | { readonly kind: 'cut'; readonly cut: ReportCut; readonly findings: readonly ReportFinding[] }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'refused'; readonly findings: readonly ReportFinding[] };

/** Cuts the report in `source` to what the reader may have; refuses it where a mark is missing or not sure. */
export function cutReport(source: string, request: CutRequest): CutOutcome {
  const scheme = request.schemes.scheme(request.scheme);
  const { blocks, findings } = readReport(source, scheme);
  if (findings.some(({ severity }) => severity === 'error')) return { kind: 'refused', findings };
  const may = permission(scheme, request);
  const left = blocks.flatMap((block) => visiblePart(block, ({ mark }) => may(mark)));
  const body = withoutEmptyHeadings(
    left.filter((block) => block.kind !== 'footnote'),
    (block) => (block.kind === 'heading' ? block.level : Number.POSITIVE_INFINITY),
  );
  if (body.length === 0) return { kind: 'nothing' };
  const footnotes = new Map(left.flatMap((block) => (block.kind === 'footnote' ? [[block.id, block]] : [])));
  const referring = body.filter(({ kind }) => kind !== 'code').flatMap(textsOf);
  const numbers = numberFootnotes(
    referring.map(({ text }) => text),
    footnotes,
  );
  const notes = [...numbers.keys()].map((id) => footnotes.get(id)!);
  const { state } = scheme.rollUp([...body, ...notes].flatMap(textsOf).map(({ mark }) => mark));
  if (!mayState(scheme, state, request)) return { kind: 'refused', findings: [NOT_TOGETHER] };
  const banner = scheme.print(scheme.render(state), 'banner');
  const notice = replayNotice([scheme.id]) ?? undefined;
  return { kind: 'cut', cut: { banner, notice, blocks: layOut(scheme, body, notes, numbers) }, findings };
}

const NOT_TOGETHER: ReportFinding = {
  code: 'report-not-together',
  severity: 'error',
  message: TOGETHER_TOO_MUCH,
  line: 1,
  column: 1,
};

/** Says of a mark whether the reader may; each different one is decided once. */
function permission(scheme: AnyScheme, request: CutRequest): (mark: unknown) => boolean {
  const decided = new Map<string, boolean>();
  return (mark) => {
    const key = JSON.stringify(mark);
    const known = decided.get(key);
    if (known !== undefined) return known;
    const allowed = mayState(scheme, scheme.stateOf(mark), request);
    decided.set(key, allowed);
    return allowed;
  };
}

function mayState(scheme: AnyScheme, state: unknown, { schemes, reader, action, now }: CutRequest): boolean {
  const part = { scheme: scheme.id, version: scheme.version, state };
  return schemes.mayRead(reader, { parts: [part], needToKnow: [], declassifyOn: 'never' }, action, now).allowed;
}

/** Returns the part of a block that may be seen: the block, a table with fewer rows, or nothing. */
function visiblePart(block: ReportBlock, may: (text: MarkedText) => boolean): ReportBlock[] {
  if (block.kind !== 'table') return may(block) ? [block] : [];
  const visible = (row: TableRow): boolean => row.every((cell) => cell === undefined || may(cell));
  const rows = block.rows.filter(visible);
  // What a table says cannot be read without its header.
  return visible(block.header) && rows.length > 0 ? [{ ...block, rows }] : [];
}

function layOut(
  scheme: AnyScheme,
  body: readonly ReportBlock[],
  notes: readonly Footnote[],
  numbers: ReadonlyMap<string, number>,
): CutBlock[] {
  const cutText = ({ mark, text }: MarkedText): CutText => {
    const printed = scheme.print(mark, 'portion');
    return { mark: scheme.id === 'tlp' ? printed : `(${printed})`, text: withNumbers(text, numbers) };
  };
  const headings = placeHeadings(body.filter((block) => block.kind === 'heading'));
  const places = placeInsets(body);
  const laidOut = body.flatMap((block): CutBlock[] => {
    switch (block.kind) {
      case 'heading':
        return [{ kind: 'heading', ...headings.get(block)!, ...cutText(block) }];
      case 'table':
        return [cutTable(block, cutText)];
      case 'paragraph': {
        const { column } = places.get(block)!;
        return [{ kind: 'paragraph', column, quotes: block.quotes, ...cutText(block) }];
      }
      case 'item':
        return [
          { kind: 'item', quotes: block.quotes, isPlain: isPlain(block), ...places.get(block)!, ...cutText(block) },
        ];
      case 'code': {
        const { column } = places.get(block)!;
        return [{ kind: 'code', column, fence: block.fence, ...cutText(block), text: block.text }];
      }
      default:
        return [];
    }
  });
  const footnotes = notes.map(
    (note): CutBlock => ({ kind: 'footnote', number: numbers.get(note.id)!, ...cutText(note) }),
  );
  return [...laidOut, ...footnotes];
}

function placeInsets(body: readonly ReportBlock[]): ReadonlyMap<ReportBlock, Place> {
  const insets = body.filter(isInset);
  return new Map(
    listsAmong(body)
      .places()
      .map((place, index) => [insets[index]!, place]),
  );
}

/** Bullets and numbers are signs of lists in Markdown; `A.` and `(a)` are text to it. */
function isPlain({ sign }: ListItem): boolean {
  return isBullet(sign) ? '-*+'.includes(sign.label) : sign.open === '' && /^\d/.test(sign.label);
}

function cutTable({ columns, header, rows }: Table, cutText: (text: MarkedText) => CutText): CutBlock {
  const cutRow = (row: TableRow): (CutText | undefined)[] => row.map((cell) => cell && cutText(cell));
  return { kind: 'table', columns, header: cutRow(header), rows: rows.map(cutRow) };
}
