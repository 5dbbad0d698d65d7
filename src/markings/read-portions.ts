import { type Block, type BlockKind, cutBlocks } from './blocks.ts';
import type { MarkingFinding, Span } from './finding.ts';
import { markInside } from './mark-inside.ts';
import type { Form, Reading, Scheme } from './scheme.ts';

/** A part of a document with the mark that stands at its beginning. */
export interface Portion<Mark> {
  readonly kind: BlockKind;
  /** The whole block; the mark with its parentheses; the words behind it. */
  readonly span: Span;
  readonly markSpan: Span | undefined;
  readonly words: Span;
  /** List letter, bullet, heading or quotation sign before the mark. */
  readonly lead: string;
  /** Absent where the portion is unmarked, and where a mark stands that cannot be read. */
  readonly mark: Mark | undefined;
  readonly findings: readonly MarkingFinding[];
}

/** A line that holds nothing but a banner. */
export interface BannerLine<Mark> {
  readonly span: Span;
  readonly mark: Mark | undefined;
  readonly findings: readonly MarkingFinding[];
}

export interface ReadDocument<Mark> {
  readonly portions: readonly Portion<Mark>[];
  /** Banner lines at the top and bottom, as they were printed. */
  readonly banners: readonly BannerLine<Mark>[];
  /** Every finding, the unmarked portions of a marked document among them. */
  readonly findings: readonly MarkingFinding[];
}

/** The longest text in parentheses that is taken for a mark. */
const LONGEST_MARK = 4096;
/** What a scheme says of a text that is no marking at all. */
const NO_MARK = /-(unknown-level|unknown-owner|empty|not-a-marking|not-a-label)$/;
const OPENING = /^\\?[([（﹙［]([^()[\]（）﹙﹚［］]*)[)\]）﹚］]/;
/**
 * A mark of a scheme that writes them without parentheses: `TLP:AMBER`. It takes what may belong to it, right or wrong,
 * so that nothing of a stricter mark is left behind as ordinary words.
 */
const LABELLED =
  /^(?:TLP\s*:\s*[^\s.;,)\]]+(?:,[^\s.;,)\]]+)*(?:\s*(?:[+_-]\s*)?STRICT(?!\p{L})|\s*[+,&/]+\s*(?:TLP|PAP)\s*:\s*[^\s.;,)\]]+|\s+PAP\s*:\s*[^\s.;,)\]]+)*)/iu;
const ENCLOSED = /^[([（﹙［]\s*(TLP\s*:[^()[\]（）﹙﹚［］\n]{1,200})[)\]）﹚］]/iu;

/**
 * Splits a document into portions with the marks found at their beginnings. A parenthesis that is ordinary text is
 * not taken for one: not “(c)”, not “(C) 2016”, not “UBoat (U) class”, nothing inside a line, and no letter of a list.
 * Where that is not sure, a finding asks.
 */
export function readPortions<Mark, State>(text: string, scheme: Scheme<Mark, State>): ReadDocument<Mark> {
  const reader = new PortionReader(text, scheme);
  const blocks = cutBlocks(text, (line) => reader.opens(line));
  const banners = reader.banners(blocks);
  const rest = blocks.filter(({ span }) => !banners.some((banner) => banner.span.start === span.start));
  const portions = rest.map((block, index) => reader.portion(block, rest[index - 1], rest[index + 1]));
  const findings = [...banners, ...portions].flatMap((part) => part.findings);
  const marked = banners.length > 0 || portions.some(({ markSpan }) => markSpan);
  if (marked) findings.push(...portions.flatMap((portion) => reader.doubts(portion)));
  return { portions, banners, findings: findings.sort((one, other) => one.span.start - other.span.start) };
}

function unmarkedFinding(span: Span): MarkingFinding {
  const message = 'This portion carries no mark, while others do: unmarked is not unclassified.';
  return { code: 'portion-unmarked', severity: 'error', message, span, rule: 'G9' };
}

interface Candidate {
  /** Length of the mark with its parentheses. */
  readonly length: number;
  readonly inner: string;
  /** Where the inner text begins, from the opening parenthesis on. */
  readonly from: number;
}

class PortionReader<Mark, State> {
  readonly #text: string;
  readonly #scheme: Scheme<Mark, State>;

  constructor(text: string, scheme: Scheme<Mark, State>) {
    this.#text = text;
    this.#scheme = scheme;
  }

  /** Whether a line inside a paragraph begins with what cannot be anything but a mark. */
  opens(line: string): boolean {
    const inner = this.#candidate(line)?.inner ?? '';
    return (inner.includes('/') || this.#scheme.id === 'tlp') && this.#isMark(inner);
  }

  #candidate(words: string): Candidate | undefined {
    if (this.#scheme.id === 'tlp') {
      // Invisible signs must not end a label early; each is one unit, as is the space that stands for it.
      const shown = words.replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, ' ');
      const enclosed = ENCLOSED.exec(shown);
      const [found = '', inner = found] = enclosed ?? LABELLED.exec(shown) ?? [];
      if (found === '') return undefined;
      const from = found.indexOf(inner);
      return { length: found.length, inner: words.slice(from, from + inner.length), from };
    }
    const opening = OPENING.exec(words);
    if (!opening || opening[0].length > LONGEST_MARK) return undefined;
    const from = opening[0].startsWith('\\') ? 2 : 1;
    return { length: opening[0].length, inner: opening[1]!.replace(/\\$/, ''), from };
  }

  #isMark(inner: string): boolean {
    // What begins with TLP: is meant as a label, right or wrong.
    if (this.#scheme.id === 'tlp') return true;
    // “(s/he)” is written in small letters with one slash: no mark is.
    if (!inner.includes('//') && inner !== inner.toUpperCase()) return false;
    const { mark, findings } = this.#read(inner, 'portion');
    // Where not even the level is known, it is a text in parentheses.
    return mark !== undefined || !findings.some(({ code }) => NO_MARK.test(code));
  }

  #read(inner: string, form: Form): Reading<Mark> {
    return this.#scheme.read(inner, form);
  }

  /** Returns the banner lines: the first and the last block, where they hold a banner and nothing else. */
  banners(blocks: readonly Block[]): BannerLine<Mark>[] {
    const ends = blocks.length > 1 ? [blocks[0]!, blocks.at(-1)!] : blocks.slice(0, 1);
    return ends.flatMap((block) => {
      const line = this.#text.slice(block.body.start, block.body.end);
      if (line.includes('\n') || block.kind === 'code' || line !== line.toUpperCase()) return [];
      const stripped = line.replace(/(?:\*{1,3}|_{1,3})$/, '');
      const { mark, findings } = this.#read(stripped, 'banner');
      const spelled = !findings.some(({ code }) => code === 'capco-level-form' || NO_MARK.test(code));
      if (!spelled || (mark === undefined && !stripped.includes('//'))) return [];
      return [{ span: block.span, mark, findings: moved(findings, block.body.start) }];
    });
  }

  portion(block: Block, before: Block | undefined, after: Block | undefined): Portion<Mark> {
    const { kind, span, body, lead } = block;
    const none = { kind, span, lead, markSpan: undefined, mark: undefined, words: body, findings: [] };
    if (kind === 'code') return none;
    const words = this.#text.slice(body.start, body.end);
    const candidate = this.#candidate(words);
    if (!candidate || !this.#isMark(candidate.inner)) return none;
    const doubt = this.#doubt(candidate, words, [before, after]);
    if (doubt === 'text') return none;
    const markSpan = { start: body.start, end: body.start + candidate.length };
    if (doubt === 'unsure') return { ...none, findings: [unsureFinding(markSpan)] };
    const { mark, findings } = this.#read(candidate.inner, 'portion');
    const behind = this.#text.slice(markSpan.end, body.end);
    const gap = /^(?:\*{1,3}|_{1,3})?[:\s]*/.exec(behind)?.[0].length ?? 0;
    return {
      kind,
      span,
      lead,
      markSpan,
      mark,
      words: { start: markSpan.end + gap, end: body.end },
      findings: moved(findings, body.start + candidate.from),
    };
  }

  /** What is wrong with a portion of a document that carries marks: none here, or one that does not stand first. */
  doubts({ kind, span, markSpan, words }: Portion<Mark>): MarkingFinding[] {
    const findings = markSpan ? [] : [unmarkedFinding(span)];
    if (kind === 'code') return findings;
    const inside = markInside(this.#text.slice(words.start, words.end), this.#scheme);
    if (inside) findings.push(insideFinding({ start: words.start + inside.start, end: words.start + inside.end }));
    return findings;
  }

  /** Whether a single letter or word in parentheses is a mark: `text` where it is not, `unsure` where it may be. */
  #doubt(
    { inner, length }: Candidate,
    words: string,
    neighbours: readonly (Block | undefined)[],
  ): 'mark' | 'text' | 'unsure' {
    if (this.#scheme.id === 'tlp' || inner.includes('/')) return 'mark';
    const behind = words.slice(length);
    if (!/^(?:[\s:*_([（]|$)/.test(behind)) return 'text';
    if (inner === 'C' && /^\s*(?:\d{4}\b|copyright)/i.test(behind)) return 'text';
    if (inner.length === 1 && neighbours.some((block) => block && this.#isListLetterBeside(inner, block)))
      return 'text';
    return behind.trim() === '' && inner.length === 1 ? 'unsure' : 'mark';
  }

  /**
   * Whether a neighbour begins with the letter before or after, and that letter is no mark: then these are letters of a
   * list. Two levels that are neighbours in the alphabet are not.
   */
  #isListLetterBeside(letter: string, { body }: Block): boolean {
    const other = /^[([]([A-Z])[)\]]/.exec(this.#text.slice(body.start, body.end))?.[1];
    if (other === undefined || Math.abs(other.charCodeAt(0) - letter.charCodeAt(0)) !== 1) return false;
    return this.#read(other, 'portion').mark === undefined;
  }
}

function insideFinding(span: Span): MarkingFinding {
  const message =
    'This reads like a mark and does not stand at the beginning of a portion: begin a new one with it, or write it as code.';
  return { code: 'portion-mark-inside', severity: 'error', message, span, rule: 'P2' };
}

function unsureFinding(span: Span): MarkingFinding {
  const message = 'This may be a mark or an ordinary letter in parentheses; it is not taken for a mark.';
  return { code: 'portion-unsure', severity: 'warning', message, span };
}

function moved(findings: readonly MarkingFinding[], by: number): MarkingFinding[] {
  return findings.map((finding) => ({
    ...finding,
    span: { start: finding.span.start + by, end: finding.span.end + by },
  }));
}
