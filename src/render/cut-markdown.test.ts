import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GBR } from '../../test/support/cut-request.ts';
import { propertyRuns } from '../../test/support/property-runs.ts';
import type { CutRequest } from '../reports/cut-report.ts';
import { cutMarkdown } from './cut-markdown.ts';

const REL = 'S//REL TO USA, AUS, CAN, GBR, NZL';
const MARKS = ['U', REL, 'S//NF', 'C//REL TO USA, FRA', 'TS'] as const;
const mayRead = (mark: string): boolean => mark === 'U' || mark === REL;

function cutText(source: string, request: CutRequest = GBR): string {
  const cut = cutMarkdown(source, request);
  return cut.kind === 'cut' ? cut.text : cut.kind;
}

/** A report as a tree of what is marked, so that it can be written with and without the hidden parts. */
interface Part {
  readonly mark: string;
  /** Its words; `^1` stands for a reference to the footnote of that number. */
  readonly words: string;
}

type Block =
  | ({ readonly kind: 'heading'; readonly level: number; readonly numbered: boolean } & Part)
  | ({ readonly kind: 'paragraph'; readonly quoted: boolean; readonly lines: number } & Part)
  | ({ readonly kind: 'code' } & Part)
  | {
      readonly kind: 'list';
      readonly style: keyof typeof STYLES;
      readonly items: readonly (Part & { readonly under: readonly Part[] })[];
    }
  | { readonly kind: 'table'; readonly header: readonly Part[]; readonly rows: readonly (readonly Part[])[] };

interface Model {
  readonly blocks: readonly Block[];
  readonly footnotes: readonly Part[];
}

const ROMAN = ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'];
const STYLES = {
  dash: () => '-',
  digits: (index: number) => `${index + 1}.`,
  capitals: (index: number) => `${String.fromCharCode(65 + index)}.`,
  letters: (index: number) => `(${String.fromCharCode(97 + index)})`,
  roman: (index: number) => `${ROMAN[index]}.`,
};

let token = 0;
const part: fc.Arbitrary<Part> = fc
  .record({ mark: fc.constantFrom(...MARKS), note: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }) })
  .map(({ mark, note }) => ({ mark, words: `word${token++}x${note === undefined ? '' : `^${note}`} end` }));
const row = fc.array(part, { minLength: 2, maxLength: 2 });
const block: fc.Arbitrary<Block> = fc.oneof(
  fc
    .tuple(fc.integer({ min: 1, max: 3 }), fc.boolean(), part)
    .map(([level, numbered, own]): Block => ({ kind: 'heading', level, numbered, ...own })),
  fc
    .tuple(fc.boolean(), fc.integer({ min: 1, max: 2 }), part)
    .map(([quoted, lines, own]): Block => ({ kind: 'paragraph', quoted, lines, ...own })),
  part.map((own): Block => ({ kind: 'code', ...own, words: own.words.replace(/\^\d/, '') })),
  fc
    .tuple(
      fc.constantFrom(...(Object.keys(STYLES) as (keyof typeof STYLES)[])),
      fc.array(fc.tuple(part, fc.array(part, { maxLength: 2 })), { minLength: 1, maxLength: 5 }),
    )
    .map(([style, items]): Block => ({ kind: 'list', style, items: items.map(([own, under]) => ({ ...own, under })) })),
  fc
    .tuple(row, fc.array(row, { minLength: 1, maxLength: 3 }))
    .map(([header, rows]): Block => ({ kind: 'table', header, rows })),
);
const models: fc.Arbitrary<Model> = fc.record({
  blocks: fc.array(block, { minLength: 1, maxLength: 7 }),
  footnotes: fc.array(
    part.map((own) => ({ ...own, words: own.words.replace(/\^\d/, '') })),
    { minLength: 4, maxLength: 4 },
  ),
});

/** Writes a model as Markdown: every part, or as if the hidden ones had never been there. */
class Writer {
  readonly #keep: (one: Part) => boolean;
  readonly #footnotes: readonly Part[];
  readonly #counts = [0, 0, 0, 0];

  constructor(footnotes: readonly Part[], keep: (one: Part) => boolean) {
    this.#footnotes = footnotes;
    this.#keep = keep;
  }

  marked({ mark, words }: Part): string {
    const reference = (_: string, note: string): string =>
      this.#keep(this.#footnotes[Number(note)]!) ? `[^n${note}]` : '';
    return `(${mark}) ${words.replace(/\^(\d)/g, reference)}`;
  }

  block(one: Block): string {
    if (one.kind === 'list') return this.#list(one);
    if (one.kind === 'table') return this.#table(one);
    if (!this.#keep(one)) return '';
    if (one.kind === 'code') return `\`\`\`text\n${this.marked(one)}\n  [^x] <!-- kept -->\n\`\`\``;
    if (one.kind === 'heading') {
      const number = `${++this.#counts[one.level]!}. `;
      return `${'#'.repeat(one.level)} ${one.numbered ? number : ''}${this.marked(one)}`;
    }
    const lines = [this.marked(one), ...(one.lines > 1 ? ['second line'] : [])];
    return lines.map((line) => `${one.quoted ? '> ' : ''}${line}`).join('\n');
  }

  #list({ style, items }: Extract<Block, { kind: 'list' }>): string {
    let index = 0;
    const lines = items.flatMap((item) => {
      const own = this.#keep(item) ? [`${STYLES[style](index++)} ${this.marked(item)}`] : [];
      const under = item.under.filter(this.#keep);
      return [...own, ...under.map((one, below) => `    ${below + 1}) ${this.marked(one)}`)];
    });
    return lines.join('\n');
  }

  #table({ header, rows }: Extract<Block, { kind: 'table' }>): string {
    const left = rows.filter((cells) => cells.every(this.#keep));
    if (!header.every(this.#keep) || left.length === 0) return '';
    const line = (cells: readonly Part[]): string => `| ${cells.map((cell) => this.marked(cell)).join(' | ')} |`;
    return [line(header), '|---|--:|', ...left.map(line)].join('\n');
  }
}

function written({ blocks, footnotes }: Model, keep: (one: Part) => boolean): string {
  const writer = new Writer(footnotes, keep);
  const parts = blocks.map((one) => writer.block(one)).filter((text) => text !== '');
  const notes = footnotes.flatMap((one, index) => (keep(one) ? [`[^n${index}]: ${writer.marked(one)}`] : []));
  return [...parts, ...notes].join('\n\n');
}

/** Lists of Roman numerals are told by their first sign; the writer of a report does not put two lists together so. */
function hasClearLists({ blocks }: Model): boolean {
  return blocks.filter((one) => one.kind === 'list' && one.style === 'roman').length <= 1;
}

describe('a cut', () => {
  it('is the one of a report that never held the hidden parts, byte for byte', () => {
    fc.assert(
      fc.property(models, (model) => {
        fc.pre(hasClearLists(model));
        const whole = cutText(written(model, () => true));
        expect(whole).not.toBe('refused');
        expect(whole).toBe(cutText(written(model, ({ mark }) => mayRead(mark))));
      }),
      { numRuns: propertyRuns(300) },
    );
  });

  it('holds nothing of what is hidden', () => {
    fc.assert(
      fc.property(models, (model) => {
        const text = cutText(written(model, () => true));
        for (const hidden of JSON.stringify(model).matchAll(/"mark":"([^"]*)","words":"(word\d+x)/g)) {
          if (!mayRead(hidden[1]!)) expect(text).not.toContain(`${hidden[2]} `);
        }
        expect(text).not.toMatch(/NOFORN|NF|FRA|\(TS/);
      }),
      { numRuns: propertyRuns(200) },
    );
  });

  it('of a cut is the same cut', () => {
    fc.assert(
      fc.property(models, (model) => {
        const once = cutText(written(model, () => true));
        if (once !== 'nothing') expect(cutText(once)).toBe(once);
      }),
      { numRuns: propertyRuns(200) },
    );
  });
});

/** What stands between the banners of a cut. */
function body(source: string, request: CutRequest = GBR): string {
  return cutText(source, request)
    .split('\n\n')
    .filter((block) => !/^(?:REPLAY|SECRET|UNCLASSIFIED|TLP|DESK|PUBLIC|CONFIDENTIAL)/.test(block.trim()))
    .join('\n\n')
    .trimEnd();
}

describe('what is left', () => {
  it.each([
    ['letters', 'A. (U) a\n\nB. (S//NF) b\n\nC. (U) c', 'A. (U) a\n\nB. (U) c'],
    ['numbers', '3. (S//NF) a\n4. (U) b\n5. (U) c', '1. (U) b\n2. (U) c'],
    ['the ninth letter', 'a. (S//NF) a\n\nb. (S//NF) b\n\ni. (U) c', 'a. (U) c'],
    ['Roman numerals', 'i. (S//NF) a\n\nii. (U) b\n\niii. (U) c', 'i. (U) b\n\nii. (U) c'],
    ['what stands under a hidden item', '1. (S//NF) a\n   - (U) b\n2. (U) c', '- (U) b\n1. (U) c'],
    ['a list under letters', 'A. (U) a\n\n1. (S//NF) b\n\n2. (U) c\n\nB. (U) d', 'A. (U) a\n\n1. (U) c\n\nB. (U) d'],
    ['a heading of nothing', '# (U) A\n\n## (U) B\n\n(S//NF) b\n\n## (U) C\n\n(U) c', '# (U) A\n\n## (U) C\n\n(U) c'],
    ['headings below a hidden one', '# (S//NF) A\n\n## 1. (S//NF) B\n\n## 2. (U) C\n\n(U) c', '# 1. (U) C\n\n(U) c'],
    ['underlined headings', '(U) A\n===\n\n(U) a\n\n(U) B\n---\n\n(S//NF) b', '# (U) A\n\n(U) a'],
    ['rows', '| (U) h |\n|:-:|\n| (S//NF) a |\n| (U) b |', '| (U) h |\n|:-:|\n| (U) b |'],
    ['a table of a header only', '(U) x\n\n| (U) h |\n|---|\n| (S//NF) a |', '(U) x'],
    ['a table without its header', '(U) x\n\n| (S//NF) h |\n|---|\n| (U) a |', '(U) x'],
    ['footnotes', '(U) x[^9] y [^2].\n\n[^9]: (S//NF) a\n[^2]: (U) b', '(U) x y [^1].\n\n[^1]: (U) b'],
    ['footnotes of hidden text', '(U) x\n\n(S//NF) y[^1]\n\n[^1]: (U) b', '(U) x'],
    ['comments and link definitions', '(U) x <!-- S --> y\n\n<!--\n(S) z\n-->\n\n[a]: http://h.example "S"', '(U) x y'],
    ['code', '```sh\n(U) a\n  b\n```\n\n```sh\n(S//NF) c\n```', '```sh\n(U) a\n  b\n```'],
    ['quotations', '> (U) a\n> b\n\n> (S//NF) c', '> (U) a\n> b'],
    ['marks as they are written by rule', '(U)   a\n\n**(U)** b\n\n**(U) c** d', '(U) a\n\n(U) b\n\n(U) **c** d'],
  ])('of %s', (_name, source, left) => {
    expect(body(source)).toBe(left);
  });

  it('writes a bare REL with the list of the banner', () => {
    expect(cutText(`SECRET//REL TO USA, FVEY\n\n(S//REL) a\n\n(U) b\n`)).toContain('(S//REL TO USA, FVEY) a');
  });

  it('carries the banner that it comes to, at the top and at the bottom', () => {
    const notice = 'REPLAY – NOT CLASSIFIED';
    const head = `${notice}\n\nUNCLASSIFIED\n\n${notice}`;
    expect(cutText('SECRET//NOFORN\n\n(S//NF) a\n\n(U) b\n\nSECRET//NOFORN')).toBe(`${head}\n\n(U) b\n\n${head}\n`);
  });

  it('is nothing where everything is hidden, and where there is nothing', () => {
    for (const source of ['(S//NF) a', '# (U) a', '# (U) a\n\n(S//NF) b', '', '<!-- x -->']) {
      expect(cutMarkdown(source, GBR)).toEqual({ kind: 'nothing' });
    }
  });

  it('follows the action and the clock', () => {
    const shown = 'DISPLAY ONLY GBR';
    expect(body(`(U) a\n\n(C//${shown}) b`)).toBe('(U) a');
    expect(body(`(U) a\n\n(C//${shown}) b`, { ...GBR, action: 'display' })).toContain(') b');
    const desk = { ...GBR, scheme: 'desk', reader: { id: 'outside' } };
    const source = '(P) a\n\n(P//EMBARGO UNTIL 1970-01-01T00:01Z) b';
    expect(body(source, desk)).toBe('(P) a');
    expect(body(source, { ...desk, now: 60_000 })).toContain('b');
  });

  it('writes marks of TLP without parentheses', () => {
    const tlp = { ...GBR, scheme: 'tlp', reader: { id: 't', levels: { tlp: 'GREEN' } } };
    expect(cutText('TLP:GREEN a\n\n[TLP:RED] b', tlp)).toBe('TLP:GREEN\n\nTLP:GREEN a\n\nTLP:GREEN\n');
  });
});

/** Line and code of each error. */
function errors(source: string, request: CutRequest = GBR): string[] {
  const cut = cutMarkdown(source, request);
  expect(cut.kind).toBe('refused');
  return cut.kind === 'refused'
    ? cut.findings.filter(({ severity }) => severity === 'error').map(({ line, code }) => `${line} ${code}`)
    : [];
}

describe('a report is refused', () => {
  it.each([
    [
      'with unmarked parts, all of them told',
      '# a\n\nb\n\n- c\n\n(U) d\n\n| e |\n|---|\n| (U) f |',
      ['1', '3', '5', '9'],
    ],
    ['with code that is not marked', '(U) a\n\n```\nb\n```', ['3']],
    ['with an unmarked footnote', '(U) a[^1]\n\n[^1]: b', ['3']],
    ['with a head of its own', '---\ntitle: a\n---\n\n(U) b', ['2']],
    ['with an image that is not marked', '(U) a\n\n![b](c.png)', ['3']],
  ])('%s', (_name, source, lines) => {
    expect(errors(source)).toEqual(lines.map((line) => `${line} report-unmarked`));
  });

  it.each([
    ['a second sentence of its own', '(U) a. (S) b.'],
    ['the next line', '(U) a\n(S) b'],
    ['the end of a line', '(U) a (S)\nb'],
    ['a table without bars at its ends', '(U) a | (S) b'],
    ['a mark that is not right', '(U) a (S//FOO) b'],
    ['a title in emphasis', '(U) a\n**(S)** b'],
    ['a look-alike', '(U) a. (\u0405) b'],
    ['wide parentheses', '(U) a （S//NF） b'],
    ['no space around it', '(U) a.(S//NF)b'],
  ])('with a mark inside: %s', (_name, source) => {
    expect(errors(source)).toEqual(
      ['1 portion-mark-inside'].map((line) =>
        line.replace('1', source.includes('\n(') || source.includes('\n*') ? '2' : '1'),
      ),
    );
  });

  it('with a mark that is not valid', () => {
    expect(errors('(U) a\n\n(S//FOUO) b')).toEqual(['3 capco-level']);
    expect(errors('(U) a\n\n(s//nf) b\n\n(S//NF) c')).toContain('3 marking-lower-case');
  });

  it('with a bare REL and no list for it', () => {
    expect(errors('(S//REL) a\n\n(U) b')).toEqual(['1 capco-list-missing']);
  });

  it('with a banner that asks more than its parts', () => {
    expect(errors('TOP SECRET//NOFORN\n\n(S//NF) a\n\n(U) b')).toEqual(['1 report-banner-above']);
    const below = cutMarkdown('SECRET\n\n(S//NF) a\n\n(U) b', GBR);
    expect(below.kind === 'cut' && below.findings.map(({ code }) => code)).toEqual(['report-banner-differs']);
  });

  it.each([
    ['a table without its rule', '| (U) a |\n| (U) b |', 'report-structure'],
    ['a table without bars at its ends', '(U) a | b\n---|---\nc | d', 'report-structure'],
    ['two list signs in a row', '- 1. (U) a', 'report-structure'],
    ['a block of code without an end', '(U) a\n\n```\n(U) b', 'report-structure'],
    ['two marks in a block of code', '(U) a\n\n```\n(U) b\n(S) c\n```', 'report-mark-inside'],
    ['a comment with text beside it', '(U) a <!-- b\nc --> (S) d', 'report-comment'],
    ['a comment without an end', '(U) a\n\n<!-- b', 'report-comment'],
    ['a reference to no footnote', '(U) a[^1]', 'report-footnote'],
    ['two footnotes of one number', '(U) a[^1]\n\n[^1]: (U) b\n\n[^1]: (U) c', 'report-footnote'],
  ])('for %s', (_name, source, code) => {
    expect(errors(source).join()).toContain(code);
  });

  it('where the reader may read each part, and not both together', () => {
    const american = { ...GBR, reader: { ...GBR.reader, nationality: 'USA', organisation: 'GBR' } };
    expect(errors('(S//REL TO USA, GBR) a\n\n(S//REL TO USA, AUS) b', american)).toEqual(['1 report-not-together']);
  });
});

describe('ordinary parentheses', () => {
  it.each([
    '(U) the letter(s) of UBoat (type VII) class',
    '(U) see (a), (c) and `(S//NF)`',
    '(U) the (PS) and the (UMP)',
    '(U) Smith (R) and PORTION(S)',
    '(U) [S](a.html)',
  ])('stay in %s', (source) => {
    expect(body(source)).toBe(source);
  });
});
