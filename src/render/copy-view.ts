import type { Copy, CopyInline, CopyPortion, CopySource, IssuedCopy } from '../domain/copy.ts';
import { COPY_WORDS, type CopyWords, gradeInWords } from '../domain/copy-words.ts';
import type { Confidence, ReportLanguage } from '../domain/report.ts';
import { cleanText, webAddress } from './clean-text.ts';

/** Words, or a sign that points to a place of the same copy. */
export type ViewInline =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly isStrong: boolean;
      readonly isEmphasis: boolean;
      /** An address that may be followed: of the web, or of mail. */
      readonly link: string | undefined;
    }
  /** `target` is absent where what it points to is not in the copy. */
  | { readonly kind: 'citation' | 'reference'; readonly text: string; readonly target: string | undefined };

/** Words with their mark as it is printed, with its parentheses, and what is said of them. */
export interface ViewMarked {
  readonly mark: string;
  readonly content: readonly ViewInline[];
  /** Likelihood, confidence and what is answered, each a sentence. */
  readonly about: readonly string[];
  readonly confidence: Confidence | undefined;
}

export interface ViewItem extends ViewMarked {
  readonly sign: string;
  readonly lists: readonly ViewList[];
}

/** Items that stand beside each other: all with numbers, or all with bullets. */
export interface ViewList {
  readonly isNumbered: boolean;
  readonly items: readonly ViewItem[];
}

export interface ViewRow {
  readonly mark: string;
  readonly cells: readonly (readonly ViewInline[])[];
}

export type ViewBlock =
  | ({
      readonly kind: 'heading';
      readonly level: number;
      readonly number: string;
      readonly target: string;
    } & ViewMarked)
  | ({ readonly kind: 'paragraph' | 'quote' } & ViewMarked)
  | ({ readonly kind: 'list' } & ViewList)
  | ({
      readonly kind: 'table';
      /** `Table 2`. */
      readonly name: string;
      readonly target: string;
      readonly header: readonly (readonly ViewInline[])[];
      readonly rows: readonly ViewRow[];
    } & ViewMarked);

export interface ViewSource {
  readonly number: number;
  /** Of the document, as printed. */
  readonly mark: string | undefined;
  /** The same where it is one of the scheme of the copy alone, as portions are marked. */
  readonly ownMark: string | undefined;
  readonly target: string;
  readonly title: string;
  /** Who published it and when. */
  readonly details: readonly string[];
  readonly quotation: string | undefined;
  /** `B2: usually reliable, probably true`. */
  readonly grade: string | undefined;
  readonly address: string | undefined;
  /** Whether the address can be followed. */
  readonly isWeb: boolean;
}

/** A copy as every rendering shows it, with Vigie's own words in its language. */
export interface CopyView {
  readonly language: ReportLanguage;
  readonly words: CopyWords;
  readonly scheme: string;
  readonly notice: string | undefined;
  /** Absent where there is no content that it could stand for. */
  readonly banner: string | undefined;
  readonly title: { readonly mark: string | undefined; readonly text: string };
  /** That it is superseded or recalled: it stands before everything else. */
  readonly warning: string | undefined;
  readonly released: string;
  readonly cut: string | undefined;
  readonly blocks: readonly ViewBlock[];
  readonly sources: readonly ViewSource[];
}

/** Returns what every rendering shows of a copy: of one that was recalled, that it was, and nothing of what it said. */
export function viewCopy({ copy, state, releasedAt }: IssuedCopy): CopyView {
  const words = COPY_WORDS[copy.language];
  const shared = {
    language: copy.language,
    words,
    scheme: copy.scheme,
    notice: copy.notice === null ? undefined : oneLine(copy.notice),
    released: words.released(dayInWords(releaseDay(releasedAt), words)),
  };
  if (state === 'recalled') {
    const title = { mark: undefined, text: words.report };
    const nothing = { banner: undefined, cut: undefined, blocks: [], sources: [] };
    return { ...shared, ...nothing, title, warning: words.recalled };
  }
  return {
    ...shared,
    banner: oneLine(copy.banner),
    title: titleOf(copy, words),
    warning: state === 'superseded' ? words.superseded : undefined,
    cut: copy.saysCut ? words.cut : undefined,
    blocks: new Viewer(copy, words).blocks(),
    sources: copy.sources.map((source) => viewSource(source, copy.scheme, words)),
  };
}

/** Returns the UTC day of an instant, such as `2026-11-30`. */
export function releaseDay(releasedAt: number): string {
  return new Date(releasedAt).toISOString().slice(0, 10);
}

/** Returns the day on which a copy was released, in words of its language. */
export function releaseDayInWords({ copy, releasedAt }: Pick<IssuedCopy, 'copy' | 'releasedAt'>): string {
  return dayInWords(releaseDay(releasedAt), COPY_WORDS[copy.language]);
}

function titleOf({ title, scheme }: Copy, words: CopyWords): CopyView['title'] {
  const text = title === null ? '' : oneLine(title.text);
  return title === null || text === ''
    ? { mark: undefined, text: words.report }
    : { mark: printedMark(title.mark, scheme), text };
}

function oneLine(text: string): string {
  return cleanText(text)
    .replace(/\s*\n\s*/g, ' ')
    .trim();
}

/** Labels of TLP stand without parentheses. */
function printedMark(mark: string, scheme: string): string {
  const text = oneLine(mark);
  return scheme === 'tlp' ? text : `(${text})`;
}

/** A day in words; what is no day stays as it is. */
function dayInWords(day: string, words: CopyWords): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day);
  if (!match) return oneLine(day);
  const [year, month, date] = match.slice(1).map(Number) as [number, number, number];
  return month >= 1 && month <= 12 ? words.day(year, month, date) : day;
}

function viewSource(cited: CopySource, scheme: string, words: CopyWords): ViewSource {
  const { number, marks = [], title, source, address, publishedOn, quotation, reliability, credibility } = cited;
  const code = `${reliability ?? ''}${credibility ?? ''}`;
  const shown = address === null ? '' : oneLine(address);
  const quoted = quotation === null ? '' : cleanText(quotation).trim();
  const publisher = source === null ? '' : oneLine(source);
  const mark = marks.map((printed) => printedMark(printed.mark, printed.scheme)).join(' ') || undefined;
  return {
    number,
    mark,
    ownMark: marks.every((one) => one.scheme === scheme) ? mark : undefined,
    target: sourceTarget(number),
    title: oneLine(title),
    details: [publisher, publishedOn === null ? '' : dayInWords(publishedOn, words)].filter((detail) => detail !== ''),
    quotation: quoted === '' ? undefined : words.quoted(quoted),
    grade: code === '' ? undefined : words.grade(code, gradeInWords(cited, words)),
    address: shown === '' ? undefined : shown,
    isWeb: webAddress(shown) !== undefined && !/^mailto:/i.test(shown),
  };
}

function sourceTarget(number: number): string {
  return `source-${number}`;
}

class Viewer {
  readonly #copy: Copy;
  readonly #words: CopyWords;
  readonly #targets: ReadonlySet<string>;
  readonly #taken = new Set<string>();

  constructor(copy: Copy, words: CopyWords) {
    this.#copy = copy;
    this.#words = words;
    this.#targets = new Set([
      ...copy.sources.map(({ number }) => sourceTarget(number)),
      ...copy.portions.flatMap((one) =>
        one.kind === 'heading' || one.kind === 'table' ? [placeTarget(one.kind, one.number)] : [],
      ),
    ]);
  }

  blocks(): ViewBlock[] {
    const blocks: ViewBlock[] = [];
    let items: { readonly depth: number; readonly item: ViewItem & { lists: ViewList[] } }[] = [];
    const close = (): void => {
      for (const list of nested(items)) blocks.push({ kind: 'list', ...list });
      items = [];
    };
    for (const portion of this.#copy.portions) {
      if (portion.kind === 'item') {
        const { depth, sign } = portion;
        items.push({ depth, item: { sign: oneLine(sign), ...this.#marked(portion), lists: [] } });
        continue;
      }
      close();
      blocks.push(this.#block(portion));
    }
    close();
    return blocks;
  }

  #block(portion: Exclude<CopyPortion, { readonly kind: 'item' }>): ViewBlock {
    const marked = this.#marked(portion);
    if (portion.kind === 'heading') {
      const { level, number } = portion;
      return {
        kind: 'heading',
        level,
        number: oneLine(number),
        target: this.#claimed(placeTarget('heading', number)),
        ...marked,
      };
    }
    if (portion.kind !== 'table') return { kind: portion.kind, ...marked };
    const { number, header, rows } = portion;
    return {
      kind: 'table',
      name: this.#words.table(oneLine(number)),
      target: this.#claimed(placeTarget('table', number)),
      header: header.map((cell) => this.#inlines(cell)),
      rows: rows.map(({ mark, cells }) => ({
        mark: printedMark(mark, this.#copy.scheme),
        cells: cells.map((cell) => this.#inlines(cell)),
      })),
      ...marked,
    };
  }

  #marked({ mark, content, likelihood, confidence, answers }: CopyPortion): ViewMarked {
    const words = this.#words;
    // Likelihood and confidence in sentences of their own, since one is often taken for the other (ICD 203, D.6.e(2)).
    const about = [
      ...(likelihood ? [words.likelihood(likelihood)] : []),
      ...(confidence ? [words.confidence(confidence)] : []),
      ...answers.map(({ letter, order, isWhole }) => words.answers(oneLine(letter), oneLine(order), isWhole)),
    ];
    return { mark: printedMark(mark, this.#copy.scheme), content: this.#inlines(content), about, confidence };
  }

  #inlines(inlines: readonly CopyInline[]): readonly ViewInline[] {
    return inlines.map((one): ViewInline => {
      if (one.kind === 'text') {
        const { text, strong = false, emphasis = false, link } = one;
        const address = link === undefined ? undefined : webAddress(link);
        return { kind: 'text', text: cleanText(text), isStrong: strong, isEmphasis: emphasis, link: address };
      }
      if (one.kind === 'citation')
        return { kind: 'citation', text: `[${one.number}]`, target: this.#known(sourceTarget(one.number)) };
      const number = oneLine(one.number);
      const text = one.to === 'heading' ? this.#words.section(number) : this.#words.tableReference(number);
      return { kind: 'reference', text, target: this.#known(placeTarget(one.to, one.number)) };
    });
  }

  /** The first place of that name has it; another one, which no report has, gets one of its own. */
  #claimed(target: string): string {
    let name = target;
    while (this.#taken.has(name)) name += '-again';
    this.#taken.add(name);
    return name;
  }

  #known(target: string): string | undefined {
    return this.#targets.has(target) ? target : undefined;
  }
}

function placeTarget(to: 'heading' | 'table', number: string): string {
  return `${to === 'heading' ? 'section' : 'table'}-${number.replace(/[^0-9A-Za-z.]/g, '-')}`;
}

/** Puts items below those that they stand in: whatever is deeper than the one before stands in it. */
function nested(
  items: readonly { readonly depth: number; readonly item: ViewItem & { lists: ViewList[] } }[],
): ViewList[] {
  const top: ViewList[] = [];
  const open: { readonly depth: number; readonly lists: ViewList[]; readonly inside: ViewList[] }[] = [];
  for (const { depth, item } of items) {
    while (open.length > 0 && open.at(-1)!.depth >= depth) open.pop();
    const lists = open.at(-1)?.inside ?? top;
    const isNumbered = item.sign !== '•';
    const last = lists.at(-1);
    if (last?.isNumbered === isNumbered) (last.items as ViewItem[]).push(item);
    else lists.push({ isNumbered, items: [item] });
    open.push({ depth, lists, inside: item.lists });
  }
  return top;
}
