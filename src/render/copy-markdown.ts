import type { IssuedCopy } from '../domain/copy.ts';
import { standardSchemes } from '../markings/standard-schemes.ts';
import {
  type CopyView,
  type ViewBlock,
  type ViewInline,
  type ViewList,
  type ViewMarked,
  type ViewSource,
  viewCopy,
} from './copy-view.ts';
import { emphasised, markdownLink, markdownText, mayHoldMark, numbered } from './markdown-text.ts';

/**
 * Returns a copy as Markdown (CommonMark with tables and footnotes), as `readReport` reads it: each part of it, Vigie's own
 * words too, stands under a mark. What has none of its own stands under the banner's.
 */
export function copyAsMarkdown(issued: IssuedCopy): string {
  return new MarkdownWriter(viewCopy(issued)).whole();
}

/** Spaces and signs that are not seen, which a label of TLP goes on behind. */
const UNSEEN_FIRST = /^[\s\u00ad\u200b-\u200f]+/;
const STRICT_FIRST = /^((?:[+-][\s\u00ad\u200b-\u200f]*)?)S(?=TRICT)/i;

class MarkdownWriter {
  readonly #view: CopyView;
  /** What has no mark of its own stands under it; empty where the copy says nothing that one could be for. */
  readonly #bannerMark: string;

  constructor(view: CopyView) {
    this.#view = view;
    this.#bannerMark = bannerAsMark(view);
  }

  whole(): string {
    const { notice, banner, title, warning, released, cut, blocks, sources } = this.#view;
    const head = [notice, banner, ...(banner === undefined ? [] : [notice])].filter((line) => line !== undefined);
    const own = (text: string): string => this.#marked(this.#bannerMark, text);
    const parts = [
      ...head,
      ...(warning === undefined ? [] : [own(warning)]),
      `# ${this.#marked(title.mark ?? this.#bannerMark, title.text)}`,
      own(released),
      ...blocks.map((block) => this.#block(block)),
      ...(cut === undefined ? [] : [own(cut)]),
      ...sources.map((source) => this.#source(source)),
      ...head,
    ];
    return `${parts.join('\n\n')}\n`;
  }

  #block(block: ViewBlock): string {
    switch (block.kind) {
      case 'heading': {
        const level = Math.min(6, block.level + 1);
        const number = block.number === '' ? '' : `${block.number} `;
        return `${'#'.repeat(level)} ${this.#portion(block, number)}`;
      }
      case 'paragraph':
        return this.#portion(block);
      case 'quote':
        return `> ${this.#portion(block)}`;
      case 'list':
        return this.#list(block, '').join('\n');
      case 'table':
        return this.#table(block);
    }
  }

  /** Markdown knows no letters: items are numbered with figures at every depth. */
  #list({ isNumbered, items }: ViewList, indent: string): string[] {
    return items.flatMap((item, index) => {
      const sign = isNumbered ? `${index + 1}. ` : '- ';
      const inside = `${indent}${' '.repeat(sign.length)}`;
      return [`${indent}${sign}${this.#portion(item)}`, ...item.lists.flatMap((list) => this.#list(list, inside))];
    });
  }

  #table(table: ViewBlock & { readonly kind: 'table' }): string {
    const { name, mark, header, rows } = table;
    const width = Math.max(header.length, ...rows.map(({ cells }) => cells.length), 1);
    const row = (own: string, cells: readonly (readonly ViewInline[])[]): string => {
      const shown = Array.from({ length: width }, (_, index) => this.#cell(own, cells[index] ?? []));
      return `| ${shown.join(' | ')} |`;
    };
    return [
      this.#portion(table, `${name}. `),
      '',
      row(mark, header),
      `|${'---|'.repeat(width)}`,
      ...rows.map(({ mark: own, cells }) => row(own, cells)),
    ].join('\n');
  }

  #cell(mark: string, cell: readonly ViewInline[]): string {
    const text = this.#inlines(cell);
    return text.trim() === '' ? '' : this.#withMark(mark, text);
  }

  #portion({ mark, content, about }: ViewMarked, before = ''): string {
    const said = about.length === 0 ? '' : `<br>${markdownText(about.join(' '), mayHoldMark(about.join(' ')))}`;
    return this.#withMark(mark, `${before}${this.#inlines(content)}${said}`);
  }

  #source({ number, mark, ownMark, title, details, quotation, address, grade, isWeb }: ViewSource): string {
    const shown = address === undefined ? undefined : this.#plain(address);
    const linked = shown !== undefined && address !== undefined && isWeb ? markdownLink(shown, address) : shown;
    // A footnote is marked in the scheme of the copy: by the document's own mark, or above it by the banner.
    const named = [...(ownMark === undefined && mark !== undefined ? [mark] : []), title].join(' ');
    const lines = [[named, ...details].join(', '), quotation].filter((one) => one !== undefined);
    const parts = [
      ...lines.map((line) => this.#plain(line)),
      linked,
      grade === undefined ? undefined : this.#plain(grade),
    ];
    return `[^${number}]: ${this.#withMark(ownMark ?? this.#bannerMark, parts.filter((part) => part !== undefined).join('<br>'))}`;
  }

  #inlines(inlines: readonly ViewInline[]): string {
    const holdsMark = mayHoldMarks(inlines);
    let written = '';
    for (const inline of inlines) {
      if (inline.kind === 'citation') {
        written += inline.target === undefined ? markdownText(inline.text, true) : `[^${inline.text.slice(1, -1)}]`;
        continue;
      }
      const text = markdownText(inline.text, holdsMark);
      written += inline.kind === 'text' ? styled(text, inline, written) : text;
    }
    return written;
  }

  #plain(text: string): string {
    return markdownText(text, mayHoldMark(text));
  }

  #marked(mark: string, text: string): string {
    return this.#withMark(mark, this.#plain(text));
  }

  /** What could be taken for more of the mark is written by its number, and so is what makes a “(C)” no mark. */
  #withMark(mark: string, text: string): string {
    const words = text.replace(UNSEEN_FIRST, '') || '&nbsp;';
    if (mark === '') return words;
    const isOther = mark === '(C)' && /^(?:\d{4}|copyright)/i.test(words);
    const isNumbered = isOther || words.startsWith(':');
    const plain = isNumbered ? `${numbered(words)}${words.slice(1)}` : words;
    const begun = this.#view.scheme === 'tlp' ? plain.replace(STRICT_FIRST, '$1&#83;') : plain;
    return `${mark} ${begun}`;
  }
}

/** As `mayHoldMark`, of words among which are links: the bracket at the end of one ends what stands in parentheses, too. */
function mayHoldMarks(inlines: readonly ViewInline[]): boolean {
  const endings = inlines.map((inline) => (inline.kind === 'text' && inline.link !== undefined ? ')' : ''));
  return (
    mayHoldMark(inlines.map(({ text }) => text).join('')) ||
    mayHoldMark(inlines.map(({ text }, at) => text + endings[at]).join(''))
  );
}

function styled(text: string, inline: ViewInline & { readonly kind: 'text' }, before: string): string {
  if (inline.link !== undefined && text.trim() !== '') return markdownLink(text.trim(), inline.link);
  const strong = inline.isStrong ? emphasised(text, '**', before) : text;
  if (!inline.isEmphasis) return strong;
  return strong === text ? emphasised(text, '*', before) : strong.replaceAll('**', '***');
}

/** Returns the banner in the form of a portion mark, of a scheme that is known here. */
function bannerAsMark({ scheme: id, banner }: CopyView): string {
  if (banner === undefined || !standardSchemes.ids.includes(id)) return '';
  const scheme = standardSchemes.scheme(id);
  const { mark } = scheme.read(banner, 'banner');
  if (mark === undefined) return '';
  const printed = scheme.print(mark, 'portion');
  return id === 'tlp' ? printed : `(${printed})`;
}
