import type { IssuedCopy } from '../domain/copy.ts';
import type { CopyWords } from '../domain/copy-words.ts';
import { type ViewBlock, type ViewInline, type ViewList, type ViewSource, viewCopy } from './copy-view.ts';
import { wrapLines } from './wrap-lines.ts';

const WIDTH = 72;
const RULE = '-'.repeat(WIDTH);

/** Returns a copy as plain text in lines of at most 72 characters, but for words that are longer. */
export function copyAsText(issued: IssuedCopy): string {
  const { notice, banner, title, warning, released, cut, blocks, sources, words } = viewCopy(issued);
  const head = [notice, banner, ...(banner === undefined ? [] : [notice])]
    .filter((line) => line !== undefined)
    .flatMap((line) => wrapLines(line, { width: WIDTH }))
    .join('\n');
  const parts = [
    head,
    ...(warning === undefined ? [] : [wrapped(warning)]),
    wrapped([title.mark, title.text].filter((part) => part !== undefined).join(' ')),
    wrapped(released),
    ...blocks.map((one) => block(one, words)),
    ...(sources.length === 0 ? [] : [RULE, words.sources, ...sources.map(source)]),
    ...(cut === undefined ? [] : [RULE, wrapped(cut)]),
    head,
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function block(one: ViewBlock, words: CopyWords): string {
  switch (one.kind) {
    case 'heading':
      return wrapped(said([one.number, one.mark, inlineText(one.content), ...one.about]));
    case 'paragraph':
      return wrapped(said([one.mark, inlineText(one.content), ...one.about]));
    case 'quote':
      return wrapped(said([one.mark, inlineText(one.content), ...one.about]), '> ', '> ');
    case 'list':
      return list(one, '').join('\n');
    case 'table':
      return table(one, words);
  }
}

function list({ items }: ViewList, indent: string): string[] {
  const width = Math.max(...items.map(({ sign }) => sign.length)) + 1;
  return items.flatMap(({ sign, mark, content, about, lists }) => {
    const inside = `${indent}${' '.repeat(width)}`;
    const text = wrapped(said([mark, inlineText(content), ...about]), `${indent}${sign.padEnd(width)}`, inside);
    return [text, ...lists.flatMap((one) => list(one, inside))];
  });
}

/** Each row by itself, its cells below each other behind the words of the header: a table that no width breaks. */
function table(one: ViewBlock & { readonly kind: 'table' }, words: CopyWords): string {
  const { name, mark, content, about, header, rows } = one;
  const caption = wrapped(said([mark, `${name}.`, inlineText(content), ...about]));
  const columns = header.map(inlineText);
  const shown = rows.map((row) => {
    const cells = row.cells.flatMap((cell, index) => {
      const column = columns[index] ?? '';
      const text = inlineText(cell);
      if (text.trim() === '') return [];
      return [column === '' ? text : `${column}${words.colon} ${text}`];
    });
    const [first = '', ...rest] = cells;
    return [wrapped(said([row.mark, first]), '- ', '  '), ...rest.map((cell) => wrapped(cell, '  ', '    '))].join(
      '\n',
    );
  });
  // Where there is no row, the header is all that the table says.
  return [caption, ...(rows.length === 0 ? [wrapped(columns.join(' | '))] : shown)].join('\n');
}

function source({ number, mark, title, details, quotation, address, grade }: ViewSource): string {
  const first = `[${number}] `;
  const inside = ' '.repeat(first.length);
  const lines = [
    wrapped(said([mark ?? '', [title, ...details].join(', ')]), first, inside),
    ...[quotation, address, grade].flatMap((one) => (one === undefined ? [] : [wrapped(one, inside, inside)])),
  ];
  return lines.join('\n');
}

/** The words of inlines; the address of a link stands behind its words where they do not show it. */
export function inlineText(inlines: readonly ViewInline[]): string {
  return inlines
    .map((inline) => {
      if (inline.kind !== 'text' || inline.link === undefined) return inline.text;
      const { text, link } = inline;
      return text.includes(link) || `mailto:${text}` === link ? text : `${text} <${link}>`;
    })
    .join('');
}

function said(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ');
}

function wrapped(text: string, first = '', rest = ''): string {
  return wrapLines(text, { width: WIDTH, first, rest }).join('\n');
}
